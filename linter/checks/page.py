"""A document as checks see it: the prose, views of it that keep every position, and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

from linter.folding import fold, spaced
from linter.model import Document, Segment

_BOUNDARY = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[^\W_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Sgt|Sen|Rep|Gov|Hon|Rev|St|Sr|Jr|No|Nos|vs|etc|approx|Inc|Ltd"
    r"|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|cf|Art|Fig|pp?|Mt)|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


_T = TypeVar("_T")


class Token(NamedTuple):
    """A word and its prose range."""

    text: str
    start: int
    end: int


class Page:
    """Views of one document, made when first asked for. All offsets are prose code points.

    ``raw`` is the prose as it stands; ``text`` has every kind of white space as a space; ``folded`` is ``text``
    in lower case with plain quotation marks. The three have the same length. Segments are two spaces apart in
    ``text``, so that no phrase runs from one into the next.
    """

    __slots__ = (
        "_breaks", "_capitalised", "_names", "_once", "_sentences", "_shouts", "_starts", "_vocabulary",
        "document", "folded", "raw", "text",
    )  # fmt: skip

    def __init__(self, document: Document) -> None:
        self.document = document
        self.raw = document.prose
        self.text = spaced(self.raw)
        self.folded = fold(self.text)
        self._starts = [segment.start for segment in document.segments]
        self._sentences: dict[int, list[int]] = {}
        self._breaks: list[int] | None = None
        self._capitalised: list[Token] | None = None
        self._names: dict[str, list[int]] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._shouts: bool | None = None
        self._once: dict[object, Any] = {}

    def segment_at(self, offset: int) -> int:
        """The index of the segment that holds ``offset``."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def segment(self, offset: int) -> Segment:
        """The segment that holds ``offset``."""
        return self.document.segments[self.segment_at(offset)]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The range of the sentence that holds ``offset``, within its segment."""
        index = self.segment_at(offset)
        starts = self._sentences.get(index)
        segment = self.document.segments[index]
        if starts is None:
            starts = self._sentences[index] = self._split(segment)
        place = bisect_right(starts, offset) - 1
        return starts[max(0, place)], starts[place + 1] if place + 1 < len(starts) else segment.end

    def sentences(self, segment: Segment) -> list[tuple[int, int]]:
        """The ranges of all sentences of ``segment``."""
        starts = self._split(segment)
        return list(zip(starts, [*starts[1:], segment.end], strict=True))

    def _split(self, segment: Segment) -> list[int]:
        starts = [segment.start]
        for match in _BOUNDARY.finditer(self.text, segment.start, segment.end):
            if not _ABBREVIATION.search(self.text, max(starts[-1], match.start() - 12), match.start() + 1):
                starts.append(match.end())
        return starts

    def line(self, offset: int) -> int:
        """The 1-based line of the file on which the character at ``offset`` stands."""
        if self._breaks is None:
            self._breaks = [m.end() for m in re.finditer(r"\r\n|\r|\n", self.document.source.text)]
        return bisect_right(self._breaks, self.document.locate(offset, offset)[0]) + 1

    def tokens(self, start: int, end: int) -> list[Token]:
        """The words in a range; inner apostrophes and hyphens belong to a word."""
        return [Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(self.text, start, end)]

    def capitalised(self) -> list[Token]:
        """All words of the document that start with a capital letter."""
        if self._capitalised is None:
            self._capitalised = [Token(m.group(), m.start(), m.end()) for m in _CAPITALISED.finditer(self.text)]
        return self._capitalised

    def names(self) -> dict[str, list[int]]:
        """Where each capitalised word stands: whole, without a possessive ending, and each part of a compound."""
        if self._names is None:
            index: dict[str, list[int]] = {}
            for text, start, _ in self.capitalised():
                index.setdefault(text, []).append(start)
                if "'" in text or "’" in text or "-" in text:
                    for part in _PART.finditer(text):
                        if part.group() != text:
                            index.setdefault(part.group(), []).append(start + part.start())
                    if text[-1] in "sS" and text[-2:-1] in "'’":
                        index.setdefault(text[:-2], []).append(start)
            self._names = index
        return self._names

    def vocabulary(self) -> frozenset[str]:
        """All words of the document, folded; the parts of compounds one by one."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(_PART.findall(self.folded))
        return self._vocabulary

    def occurrences(self, word: str) -> Iterator[int]:
        """Where the folded ``word`` begins, as a word."""
        at = self.folded.find(word)
        while at >= 0:
            if self.bounded(at, at + len(word)):
                yield at
            at = self.folded.find(word, at + 1)

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, made once for this page: what several rules of a kind of check need alike."""
        if key not in self._once:
            self._once[key] = make()
        return self._once[key]  # type: ignore[no-any-return]

    def shouts(self) -> bool:
        """Whether some word of more than four letters stands in capitals throughout, as in headlines."""
        if self._shouts is None:
            self._shouts = any(len(word) > 4 and word.isupper() for word in self.names())
        return self._shouts

    def bounded(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` neither begins nor ends inside a word."""
        text = self.text
        if start and _is_word(text[start]) and _is_word(text[start - 1]):
            return False
        return not (end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]))

    def quoted(self, offset: int) -> bool:
        """Whether ``offset`` stands inside quotation marks of its segment, as far as the marks tell."""
        before = self.raw[self.segment(offset).start : offset]
        return (
            before.count("“") + before.count("«") + before.count("„") > before.count("”") + before.count("»")
            or before.count('"') % 2 == 1
        )


_PART = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĦĪĮİĶĹĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽ][^\W_]*(?:['’\-][^\W_]+)*")


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
