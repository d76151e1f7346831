"""How far a passage reads like a translation: how often it has which common words, and what stands between them.

Translations use the words of native writers, but not as often: Gellerstam (1986) called what they share
*translationese*; its function words tell even the source language (Koppel and Ordan 2011, "Translationese and its
dialects"), and so do the frames that they make, such as *the … of the* (Volansky, Ordan and Wintner 2015, "On the
features of translationese"). Here they are function words and some 1,700 others that stand in texts of any kind, no
names. No single sentence shows it, so nothing is found by it: it is evidence, one voice among others, which speaks of
the passages in which other hits stand.

A multinomial logistic regression, ``rules/data/translationese.tsv``, was fitted by ``scripts/fit_translationese.py`` to
square roots of relative frequencies, which are about equally spread whether a frame is rare or frequent. Human
translations were among its counterexamples.
"""

from __future__ import annotations

import itertools
import math
import operator
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.model import Segment

#: Tokens that a passage has at least: in fewer, chance speaks louder than the source language.
PASSAGE = 200
#: Tokens that a segment has with which a passage begins; a heading or an item of a list goes with what is before it.
_OPENER = 8
#: Prose code points after which a long segment is cut.
_PIECE = 1_500
#: What the regression says is too modest: its log-odds times this are the log-likelihood ratio of the half of the
#: corpora that it was not fitted to. Of overlapping passages the one that says most is heard, which takes a little off.
_SCALE, _OVERLAP = 1.6, 0.35
#: What a passage may say at most for translation as such, and against it, in nats. Native writers of kinds of text that
#: the regression never saw reach the first value in one passage of a hundred.
MOST, LEAST = 2.5, -2.0
#: What a passage may say for one language at most, in nats.
CEILING = 3.0
#: What stands for the constant of the regression.
CONSTANT = "="

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d[\d.,]*|[,.?!;]")
#: A token ends so many frames.
_EACH = 3
_ENDINGS = ("ing", "ed", "ly", "tion", "s")


class Model(NamedTuple):
    """``weights`` of a frame, and of ``CONSTANT``, for each of ``languages``, in hundredths of nats against native
    English. Its frames of one word that are in lower case are the common words."""

    languages: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]


class Passage(NamedTuple):
    """The segments ``[first, after)`` of a document, how often they have each frame, and how many tokens."""

    first: int
    after: int
    frames: Counter[str]
    tokens: int


def model(rows: Iterable[Sequence[str]]) -> Model:
    """The model in the rows of its table, the first of which names the languages."""
    head, *rest = rows
    return Model(tuple(head[1:]), {row[0]: tuple(map(int, row[1:])) for row in rest})


def frames(text: str, words: Container[str]) -> list[str]:
    """The frames of one, two and three tokens of ``text``: common ``words`` as they are, of other
    words the ending or the capital only, numbers as ``0``."""
    found: list[str] = []
    before, last = ".", "."
    for token in _TOKEN.findall(text):
        kind = _kind(token, words, opens=last == ".")
        found += (kind, f"{last} {kind}", f"{before} {last} {kind}")
        # Nothing reaches from one sentence into the next, so that it is no matter where paragraphs end.
        before, last = (".", ".") if kind in ".?!" else (last, kind)
    return found


def _kind(token: str, words: Container[str], opens: bool) -> str:
    word = token.lower().replace("’", "'")
    if word in words:
        return word
    if not token[0].isalpha():
        return "0" if token[0].isdigit() else token
    name = token[0].isupper() and not opens
    if "'" in word:
        return ("N's" if name else "_'s") if word.endswith("'s") else "_'"
    if name:
        return "N"
    return next((f"_{ending}" for ending in _ENDINGS if word.endswith(ending)), "_")


def voices(found: Passage, known: Model) -> dict[str, float]:
    """What ``found`` says for each language, and as ``""`` for those that the model does not know, in nats.

    That is what it says for translation as such, and by how much more or less it speaks for the one language.
    """
    kept = [
        (weights, math.sqrt(count)) for frame, count in found.frames.items() if (weights := known.weights.get(frame))
    ]
    roots = [root for _, root in kept]
    columns = zip(*(weights for weights, _ in kept), strict=True)
    shares = [sum(map(operator.mul, column, roots)) / math.sqrt(found.tokens) for column in columns]
    scores = [(constant + share) / 100 for constant, share in zip(known.weights[CONSTANT], shares, strict=True)]
    general = math.log(math.fsum(map(math.exp, scores)) / len(scores))
    whole = min(MOST, max(LEAST, _SCALE * general - _OVERLAP))
    voice = {name: whole + score - general for name, score in zip(known.languages, scores, strict=True)}
    return {"": whole, **{name: min(CEILING, nats) for name, nats in voice.items()}}


class Style:
    """The passages of one document, each read when it is first asked for, and so what is ``known``.

    A passage goes from a segment of eight tokens or more to the end of that in which it reaches ``PASSAGE`` tokens; a
    long segment counts as several.
    """

    def __init__(self, known: Callable[[], Model], text: str, segments: Sequence[Segment]) -> None:
        self._known, self._text = known, text
        self._segments = [piece for segment in segments for piece in _pieces(text, segment)]
        self._frames: dict[int, list[str]] = {}
        self._passages: dict[int, Passage | None] = {}
        self._said: dict[int, dict[str, float]] = {}

    def around(self, places: Iterable[int]) -> dict[str, float] | None:
        """What the passages that hold one of ``places`` (prose code points) say: for each language, and ``""`` for any
        other, the most that one of them does. None where there is no such passage."""
        segments = {max(0, bisect_right(self._segments, place, key=_start) - 1) for place in places}
        if not self._segments:
            return None
        firsts = sorted({first for segment in segments for first in self._holding(segment)})
        heard = [self._voices(first) for first in firsts]
        return {language: max(said[language] for said in heard) for language in heard[0]} if heard else None

    def apart(self) -> Iterator[Passage]:
        """The passages of the document that do not overlap, from the first on."""
        first = 0
        while first < len(self._segments):
            found = self.passage(first)
            if found:
                yield found
            first = found.after if found else first + 1

    def passage(self, first: int) -> Passage | None:
        """The passage that begins with the segment ``first``, if it is long enough, and the rest of the document."""
        if first not in self._passages:
            self._passages[first] = self._read(first) if self._tokens(first) >= _OPENER else None
        return self._passages[first]

    def _holding(self, segment: int) -> Iterator[int]:
        """Where the passages begin that hold ``segment``."""
        before = 0
        for first in range(segment, -1, -1):
            if first < segment:
                before += self._tokens(first)
                if before >= PASSAGE:
                    return
            if self.passage(first):
                yield first

    def _read(self, first: int) -> Passage | None:
        tokens, after = 0, first
        while tokens < PASSAGE:
            if after == len(self._segments):
                return None
            tokens += self._tokens(after)
            after += 1
        counts = Counter(itertools.chain.from_iterable(self._frames_of(number) for number in range(first, after)))
        return Passage(first, after, counts, tokens)

    def _tokens(self, segment: int) -> int:
        return len(self._frames_of(segment)) // _EACH

    def _frames_of(self, segment: int) -> list[str]:
        if segment not in self._frames:
            place = self._segments[segment]
            self._frames[segment] = frames(self._text[place.start : place.end], self._known().weights)
        return self._frames[segment]

    def _voices(self, first: int) -> dict[str, float]:
        if first not in self._said:
            found = self.passage(first)
            assert found
            self._said[first] = voices(found, self._known())
        return self._said[first]


def _pieces(text: str, segment: Segment) -> Iterator[Segment]:
    """``segment``, cut at spaces where it is so long that one who asks for a place in it need not read it all."""
    start = segment.start
    while segment.end - start > 2 * _PIECE:
        end = text.find(" ", start + _PIECE, segment.end)
        if end < 0:
            break
        yield segment._replace(start=start, end=end)
        start = end + 1
    yield segment._replace(start=start)


def _start(segment: Segment) -> int:
    return segment.start
