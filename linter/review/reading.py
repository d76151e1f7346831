"""How an article will read: its text with edits applied, and where each finding then stands.

Everything is in source code points. Functions take the edits they are to apply and trust them not to overlap, which
the planner has seen to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from linter.model import Edit, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.review.ledger import Decision

_PARAGRAPH = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)+")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[^\W\d_a-z])")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Sgt|Sen|Rep|Gov|St|Jr|No)|\b(?:\w\.)+\w)\.$")
#: How far from a finding its sentence is sought, so that a file of one line costs no more than any other.
_REACH = 2000


class Mark(NamedTuple):
    """Where an item stands in a text as it will read; empty if it was deleted."""

    start: int
    end: int
    item: int


class Passage(NamedTuple):
    """A piece of text and the ranges in it that are spoken of."""

    text: str
    spans: tuple[tuple[int, int], ...]


class Shift:
    """The map of positions that a set of edits makes: from the text before to the text after."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = sorted(set(edits))
        self._grown = [0]
        for edit in self._edits:
            self._grown.append(self._grown[-1] + len(edit.replacement) - (edit.end - edit.start))
        self._starts = [edit.start for edit in self._edits]

    def apply(self, text: str, start: int = 0, end: int | None = None) -> str:
        """``text[start:end]`` with the edits made that lie within."""
        stop = len(text) if end is None else end
        parts, at = [], start
        for edit in self._edits[bisect_left(self._starts, start) :]:
            if edit.end > stop:
                break
            parts += [text[at : edit.start], edit.replacement]
            at = edit.end
        return "".join([*parts, text[at:stop]])

    def start(self, position: int) -> int:
        """Where a range that started at ``position`` starts afterwards: before what is put in there."""
        place = bisect_left(self._starts, position)
        if place and self._edits[place - 1].end > position:
            return self._edits[place - 1].start + self._grown[place - 1]
        return position + self._grown[place]

    def end(self, position: int) -> int:
        """Where a range that ended at ``position`` ends afterwards: after what was put in before it."""
        place = bisect_right(self._starts, position)
        if place and self._edits[place - 1].start == position < self._edits[place - 1].end:
            place -= 1
        if place and self._edits[place - 1].end > position:
            return self._edits[place - 1].end + self._grown[place]
        return position + self._grown[place]


def edits_of(decision: Decision, finding: Finding, text: str) -> tuple[Edit, ...] | None:
    """The edits of an accepted decision on ``text``, or ``None`` if the text is not what was decided on."""
    edits = []
    for offset, old, new in decision.swaps:
        start = finding.start + offset
        if start < 0 or text[start : start + len(old)] != old:
            return None
        edits.append(Edit(start, start + len(old), new))
    return tuple(edits)


def hull(edits: Sequence[Edit]) -> tuple[int, int]:
    """The range from the first edit to the end of the last."""
    return min(edit.start for edit in edits), max(edit.end for edit in edits)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence or sentences that ``[start, end)`` touches, without white space around it."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _PARAGRAPH.finditer(text, low, start):
        low = match.end()
    after = _PARAGRAPH.search(text, max(start, end - 1), high)
    if after is not None and after.start() >= end:
        high = after.start()
    for match in _END.finditer(text, low, high):
        if _ABBREVIATION.search(text, max(low, match.start() - 12), match.start() + 1):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end - 1 and match.end() > end:
            high = match.end()
            break
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def before_and_after(
    text: str, finding: Finding, before: Sequence[Edit], after: Sequence[Edit], fix: Sequence[Edit]
) -> tuple[Passage, Passage]:
    """The sentence of a finding with the edits ``before``, and with the edits ``after``, among which is ``fix``."""
    spans = sorted({(edit.start, edit.end) for edit in fix}) or [(finding.start, finding.end)]
    low = min(finding.start, spans[0][0])
    high = max(finding.end, *(end for _, end in spans))
    for edit in (*before, *after):  # an edit that reaches into the passage is shown whole
        if edit.start < high and low < edit.end:
            low, high = min(low, edit.start), max(high, edit.end)
    low, high = sentence(text, low, high)
    return _passage(text, low, high, before, spans), _passage(text, low, high, after, spans)


def _passage(text: str, low: int, high: int, edits: Sequence[Edit], spans: list[tuple[int, int]]) -> Passage:
    shift = Shift(edit for edit in edits if low <= edit.start and edit.end <= high)
    base = shift.start(low)
    return Passage(
        shift.apply(text, low, high),
        tuple((shift.start(start) - base, shift.end(end) - base) for start, end in spans),
    )


def article(text: str, edits: Sequence[Edit], places: Iterable[tuple[int, int, int]]) -> tuple[str, tuple[Mark, ...]]:
    """The text with ``edits`` made, and the marks of ``places``: item, start and end in the text before."""
    shift = Shift(edits)
    marks = (Mark(shift.start(start), shift.end(end), item) for item, start, end in places)
    return shift.apply(text), tuple(sorted(marks))
