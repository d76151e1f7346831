"""The nouns every other module speaks: documents, segments, rules, hits, findings, fixes.

Plain immutable records, standard library only. They are ``NamedTuple`` rather than frozen dataclasses because
importing ``dataclasses`` costs more than the whole of a cached ``decalque check``, and a tuple is made faster.

Three coordinate systems exist; every name says which one it holds:

* *bytes* of the file (``byte_*``);
* *source*: code points of the decoded file, byte order mark excluded (``start``/``end`` of edits and findings);
* *prose*: code points of the text that is linted, markup removed (``start``/``end`` of hits and segments).

All ranges are half open.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

LEVELS = ("error", "warning", "note")
CATEGORIES = (
    "name", "place", "false-friend", "calque", "syntax", "article", "agreement", "tense", "typography", "number",
    "title", "geography", "consistency", "untranslated", "residue", "repetition", "pronoun",
)  # fmt: skip
SAFETIES = ("safe", "review", "ask")
VOICES = ("silent", "weak", "strong", "proof")
NEEDS = ("nothing", "some", "much")

#: Source languages by ISO 639-1 code, with the pack that speaks for them.
LANGUAGES = {
    "ar": "arabic", "de": "german", "es": "spanish", "fr": "french", "it": "italian", "ja": "japanese",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
#: The nearest relative of a language, translations from which show much of what is shown by those from it.
KIN = {"nl": "de", "pl": "ru", "uk": "ru"}


class Edit(NamedTuple):
    """Replace source code points ``[start, end)`` by ``replacement``."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """One way to mend a finding: all of its edits together, or none of them."""

    title: str
    safety: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """A diagnostic that is shown: what, where, why, on what evidence, and how it may be mended."""

    rule: str
    category: str
    level: str
    confidence: float
    start: int
    end: int
    text: str
    message: str
    why: str
    because: tuple[str, ...]
    fingerprint: str
    fixes: tuple[Fix, ...]
    sources: tuple[str, ...] = ()


class Profile(NamedTuple):
    """What a document as a whole says about its origin.

    ``machine_translated`` is a probability; ``sources`` gives, for each source language (ISO 639-1), the probability
    that a machine translation of this document was made from it. They sum to at most one; the rest is "another".
    """

    machine_translated: float
    sources: dict[str, float]


class Checked(NamedTuple):
    """What became of one file: its findings in the order of the text, or the one-line ``error`` that kept it unread."""

    path: str
    format: str
    error: str | None
    source: Source | None
    profile: Profile | None
    findings: tuple[Finding, ...]


class Source(NamedTuple):
    """A file as read: its bytes, how they were decoded, and the text they gave (without byte order mark)."""

    path: str
    data: bytes
    text: str
    encoding: str
    bom: bytes


class Run(NamedTuple):
    """``length`` prose code points from ``start`` that stand for ``width`` source code points from ``source``.

    ``length == width`` means one to one. Otherwise the run is one indivisible unit, such as an HTML entity, and
    an edit takes it whole.
    """

    start: int
    length: int
    source: int
    width: int


class Segment(NamedTuple):
    """A paragraph, heading, list item, table cell or caption: prose ``[start, end)`` that belongs together."""

    start: int
    end: int
    kind: str = "paragraph"


class Document(NamedTuple):
    """What a format makes of a file.

    ``prose`` holds the segments, separated by blank lines (``\\n\\n``); inside a segment a soft line break is kept
    as it stands in the file. ``runs`` are in the order of ``start`` and cover every character of every segment.
    """

    source: Source
    format: str
    prose: str
    segments: tuple[Segment, ...]
    runs: tuple[Run, ...]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The source range that prose ``[start, end)`` stands for, hidden markup between its ends included."""
        if start == end:
            at = self._place(start) if start < len(self.prose) else self._place(start - 1) + 1
            return at, at
        first = self.runs[self._run(start)]
        last = self.runs[self._run(end - 1)]
        low = first.source + (start - first.start if first.length == first.width else 0)
        if last.length == last.width:
            return low, last.source + (end - last.start)
        return low, last.source + last.width

    def contiguous(self, start: int, end: int) -> bool:
        """Whether prose ``[start, end)`` stands in the source with no markup in between, entities whole."""
        if start == end:
            return True
        low, high = self._run(start), self._run(end - 1)
        for before, after in zip(self.runs[low:high], self.runs[low + 1 : high + 1], strict=True):
            if before.source + before.width != after.source or before.start + before.length != after.start:
                return False
        return True

    def segment_at(self, offset: int) -> int:
        """Index of the segment that holds prose ``offset``."""
        return max(0, bisect_right(self.segments, offset, key=_start) - 1)

    def _run(self, offset: int) -> int:
        return max(0, bisect_right(self.runs, offset, key=_start) - 1)

    def _place(self, offset: int) -> int:
        run = self.runs[self._run(offset)]
        return run.source + (offset - run.start if run.length == run.width else 0)


def _start(item: Segment | Run) -> int:
    return item.start


class Rule(NamedTuple):
    """A rule as it was written, checked against the schema. ``params`` holds what its kind of check needs.

    ``weights`` are what its hits say for each source language, in nats, where that was measured; else its ``voice``
    tells.
    """

    id: str
    kind: str
    message: str
    why: str
    category: str
    level: str
    sources: tuple[str, ...]
    voice: str
    needs: str
    safety: str
    confidence: float
    replace: tuple[str, ...]
    params: dict[str, Any]
    weights: tuple[tuple[str, float], ...] | None = None

    @property
    def family(self) -> str:
        """The pack and file the rule stands in: ``french/false-friends``."""
        return self.id.rpartition("/")[0]


class Hit(NamedTuple):
    """What a check confirmed at prose ``[start, end)``, before suppressions and evidence have had their say.

    ``fixes`` are in prose coordinates. ``facts`` fills the placeholders of the rule's message.
    """

    rule: Rule
    start: int
    end: int
    fixes: tuple[Fix, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
