"""Cutting a text where findings and edits begin and end, for a page that marks them."""

from __future__ import annotations

from typing import NamedTuple

from linter.model import Edit
from linter.reports.places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Span(NamedTuple):
    """Source ``[start, end)`` that finding ``number`` marks."""

    number: int
    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of a line that is marked alike: by which findings, and which of them begin here.

    ``text`` is empty where something is missing.
    """

    text: str
    numbers: tuple[int, ...]
    first: tuple[int, ...]


class Hunk(NamedTuple):
    """Lines ``[first, last]`` that edits change, as pairs of old text and new; both are the same where nothing is."""

    first: int
    last: int
    parts: tuple[Part, ...]


class Part(NamedTuple):
    """A stretch of a hunk: what stands there, what will, and the findings whose fix says so (none: it stays)."""

    old: str
    new: str
    numbers: tuple[int, ...]


def by_line(places: Places, spans: Iterable[Span]) -> dict[int, list[Span]]:
    """The spans that stand on each line, in their order."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        place = places.place(span.start, span.end)
        for line in range(place.line, place.last_line + 1):
            found.setdefault(line, []).append(span)
    return found


def pieces(places: Places, line: int, spans: Sequence[Span]) -> list[Piece]:
    """Line ``line`` without its line end, cut where ``spans`` begin and end."""
    text = places.source.text
    low, high = places.lines.line(line)
    high = low + len(text[low:high].rstrip("\r\n"))
    within = [(span.number, min(max(span.start, low), high), min(max(span.end, low), high), span) for span in spans]
    cuts = sorted({low, high, *(start for _, start, _, _ in within), *(end for _, _, end, _ in within)})
    made = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        gaps = [span.number for _, begin, finish, span in within if begin == finish == start]
        begun = [number for number, _, _, span in within if number in gaps and span.start >= low]
        if begun:
            made.append(Piece("", tuple(begun), tuple(begun)))
        if start < end:
            covering = [(number, begin, span) for number, begin, finish, span in within if begin <= start < finish]
            numbers = tuple(number for number, _, _ in covering)
            first = tuple(number for number, begin, span in covering if begin == start and span.start >= low)
            made.append(Piece(text[start:end], numbers, first))
    return made


def hunks(places: Places, edits: Sequence[Edit], owners: dict[Edit, tuple[int, ...]]) -> list[Hunk]:
    """What ``edits`` (in the order of the text, none overlapping) change, in whole lines."""
    grouped: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        place = places.place(edit.start, edit.end)
        if grouped and place.line <= grouped[-1][1]:
            first, last, group = grouped.pop()
            grouped.append((first, max(last, place.last_line), [*group, edit]))
        else:
            grouped.append((place.line, place.last_line, [edit]))
    return [Hunk(first, last, _parts(places, first, last, group, owners)) for first, last, group in grouped]


def _parts(
    places: Places, first: int, last: int, edits: list[Edit], owners: dict[Edit, tuple[int, ...]]
) -> tuple[Part, ...]:
    text = places.source.text
    at, end = places.lines.line(first)[0], places.lines.line(last)[1]
    made = []
    for edit in edits:
        if at < edit.start:
            made.append(Part(text[at : edit.start], text[at : edit.start], ()))
        made.append(Part(text[edit.start : edit.end], edit.replacement, owners.get(edit, ())))
        at = edit.end
    rest = text[at:end].rstrip("\r\n")
    if rest:
        made.append(Part(rest, rest, ()))
    return tuple(made)
