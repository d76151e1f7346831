"""The lines a finding stands in, cropped to what fits, with carets under what is meant.

An article has one line a paragraph, so a line is rarely shown whole: a window of it is, around the span.
"""

from __future__ import annotations

from typing import NamedTuple

from linter.reports.columns import Cell, at_words, cells, fitting, right_to_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.reports.places import Places

_CUT = Cell(" … ", 3)
_LEFT_CUT = Cell("… ", 2)
_RIGHT_CUT = Cell(" …", 2)
# A span over more lines than this shows its first and last ones only.
_LINES = 4
# Keeps a terminal that turns right-to-left scripts around from moving the marked text off its carets.
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


class Row(NamedTuple):
    """A line of the excerpt: its number (0 where lines are left out), the text around and in the span, its carets."""

    number: int
    before: str
    marked: str
    after: str
    carets: str


def excerpt(places: Places, start: int, end: int, columns: int) -> list[Row]:
    """The lines of source ``[start, end)``, each in at most ``columns``."""
    first, last = places.lines.position(start)[0], places.lines.position(max(start, end - 1))[0]
    text = places.source.text
    rows = []
    for number in range(first, last + 1):
        if last - first >= _LINES and first + 1 < number < last:
            if number - first == 2:
                rows.append(Row(0, "", "", "", ""))
            continue
        low, high = places.lines.line(number)
        high = low + len(text[low:high].rstrip("\r\n"))
        rows.append(_row(number, text, (low, min(max(start, low), high)), (max(min(end, high), low), high), columns))
    return rows


def _row(number: int, text: str, left: tuple[int, int], right: tuple[int, int], columns: int) -> Row:
    """One line: ``left`` is its range before the span, ``right`` the one after it."""
    # No more is looked at than could be shown, so that a line of a megabyte costs no more than another. A character
    # may take no column at all, hence the slack.
    reach = 4 * columns
    low, high = max(left[0], left[1] - reach), min(right[1], right[0] + reach)
    before, after = cells(text[low : left[1]]), cells(text[right[0] : high])
    marked = _shortened(text, left[1], right[0], columns)
    turned = right_to_left(text[low:high])
    room = columns - max(1, _width(marked))
    left_room = max(room // 2, room - _width(after))
    before = _cropped(before[::-1], left_room, low > left[0], _LEFT_CUT)[::-1]
    after = _cropped(after, room - _width(before), high < right[1], _RIGHT_CUT)
    mark = _LEFT_TO_RIGHT if turned else ""
    return Row(
        number,
        mark + _shown(before) + mark,
        _shown(marked) + mark,
        _shown(after),
        " " * _width(before) + "^" * max(1, _width(marked)),
    )


def _shortened(text: str, start: int, end: int, columns: int) -> list[Cell]:
    """The span itself, its middle left out if it would leave no room for what stands around it."""
    most = max(columns * 3 // 4, 8)
    if end - start <= 8 * most:
        row = cells(text[start:end])
        if _width(row) <= most:
            return row
        head, tail = row, row[::-1]
    else:
        head, tail = cells(text[start : start + 4 * most]), cells(text[end - 4 * most : end])[::-1]
    share = (most - _CUT.width) * 2 // 3
    head = at_words(head, fitting(head, share))
    tail = at_words(tail, fitting(tail, most - _CUT.width - share))
    return [*head, _CUT, *tail[::-1]]


def _cropped(row: list[Cell], room: int, more: bool, sign: Cell) -> list[Cell]:
    """The cells next to the span that fit in ``room``, with a ``sign`` where others are left out."""
    if not more and _width(row) <= room:
        return row
    kept = at_words(row, fitting(row, max(0, room - sign.width)))
    return [*kept, sign] if room >= sign.width else kept


def _width(row: list[Cell]) -> int:
    return sum(cell.width for cell in row)


def _shown(row: list[Cell]) -> str:
    return "".join([cell.shown for cell in row])
