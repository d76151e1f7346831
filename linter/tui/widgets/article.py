"""The article as it will read, every finding marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from linter.tui.cells import Line, clusters, fold, lines

if TYPE_CHECKING:
    from textual import events

    from linter.review.reading import Mark

#: Drawn for a mark that has no cell of its own: text that was deleted, a place where something is missing, a line end.
DELETED, MISSING, BREAK = "⌫", "‸", "⏎"
_GUTTER = 5
#: Rows of text that are wanted above and below the mark in focus.
_AROUND = 2


class Row(NamedTuple):
    """A row of the screen: code points ``[start, end)`` of line number ``line`` (from 0); ``first`` row of its line."""

    line: int
    start: int
    end: int
    first: bool


class Article(ScrollView, can_focus=True):
    """Text with marks, folded to its width. Scrolls by itself and posts ``Chosen`` for a click on a mark."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--gutter",
        "article--error",
        "article--warning",
        "article--note",
        "article--accepted",
        "article--rejected",
        "article--asked",
        "article--focus",
        "article--found",
    }

    class Chosen(Message):
        """The editor clicked on the mark of an item."""

        def __init__(self, item: int) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._marks: tuple[Mark, ...] = ()
        self._places: dict[int, Mark] = {}
        self._reach = 0
        self._looks: dict[int, str] = {}
        self._focus = -1
        self._words = ""
        self._lines: list[Line] = []
        self._rows: list[Row] = []

    def show(
        self, text: str, marks: tuple[Mark, ...], looks: dict[int, str], focus: int, words: str, moved: bool
    ) -> None:
        """Draw ``text``. ``looks`` gives each marked item a component class (without prefix); ``words`` are sought.

        ``moved``: the mark of item ``focus`` is brought into sight.
        """
        old, old_focus = self._looks, self._focus
        same = text == self._text and marks == self._marks and words.casefold() == self._words and bool(self._rows)
        if marks is not self._marks:
            self._places = {mark.item: mark for mark in marks}
            self._reach = max((mark.end - mark.start for mark in marks), default=0)
        if text != self._text or not self._rows:
            self._text, self._lines = text, lines(text)
            self._lay_out()
        self._marks, self._looks, self._focus, self._words = marks, looks, focus, words.casefold()
        if not same:
            self.refresh()
        else:  # only what looks different is drawn again, which is most of the time that a key takes
            changed = {item for item in looks if looks[item] != old[item]} if looks is not old else set()
            for item in changed | {focus, old_focus}:
                if (mark := self._places.get(item)) is not None:
                    top = self.row_of(mark.start)
                    self.refresh_lines(top, self.row_of(mark.end) - top + 1)
        if moved:
            self.reveal()

    def _lay_out(self) -> None:
        width = self._columns()
        self._rows = []
        for number, line in enumerate(self._lines):
            if line.end - line.start <= width - 2 and self._text[line.start : line.end].isascii():
                self._rows.append(Row(number, line.start, line.end, True))
                continue
            starts = fold(self._text[line.start : line.end], width - 2)
            ends = [*starts[1:], line.end - line.start]
            for place, (low, high) in enumerate(zip(starts, ends, strict=True)):
                self._rows.append(Row(number, line.start + low, line.start + high, place == 0))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def _columns(self) -> int:
        return max(4, self.scrollable_content_region.width - _GUTTER)

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()
        self.reveal()

    def row_of(self, offset: int) -> int:
        """The row that shows a code point."""
        return max(0, bisect_right(self._rows, offset, key=lambda row: row.start) - 1)

    def reveal(self) -> None:
        """Bring the mark in focus into sight, with some text around it."""
        mark = self._places.get(self._focus)
        if mark is not None:
            top, bottom = self.row_of(mark.start), self.row_of(max(mark.start, mark.end - 1))
            seen, height = self.scroll_offset.y, self.scrollable_content_region.height
            if top < seen + _AROUND or bottom >= seen + height - _AROUND:
                middle = top - max(0, height - (bottom - top + 1)) // 2
                self.scroll_to(y=middle, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[number]
        label = f"{row.line + 1:>{_GUTTER - 1}} " if row.first else " " * _GUTTER
        segments = [Segment(label, self.get_component_rich_style("article--gutter"))]
        segments += self._segments(row)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _segments(self, row: Row) -> list[Segment]:
        text = self._text[row.start : row.end]
        marks = self._marks_in(row)
        if not marks and not self._words:
            drawn = text if text.isascii() and text.isprintable() else "".join(c.shown for c in clusters(text))
            return [Segment(drawn, self.rich_style)]
        cuts = {0, len(text)}
        stops: dict[int, list[Mark]] = {}
        for mark in marks:
            cuts |= {max(0, mark.start - row.start), min(len(text), mark.end - row.start)}
            if self._unseen(mark):
                stops.setdefault(min(len(text), mark.start - row.start), []).append(mark)
        found = self._found(text)
        cuts |= {edge for span in found for edge in span}
        edges = sorted(cuts)
        pieces = clusters(text)
        segments, place = [], 0
        for low, high in zip(edges, [*edges[1:], len(text) + 1], strict=True):
            segments += [self._stop(mark) for mark in stops.get(low, ())]
            shown = []
            while place < len(pieces) and pieces[place].start < high:
                shown.append(pieces[place].shown)
                place += 1
            if shown:
                segments.append(Segment("".join(shown), self._style(row.start + low, marks, low, found)))
        return segments

    def _marks_in(self, row: Row) -> list[Mark]:
        # A mark without cells stands at the end of a row rather than at the start of the next one.
        end = self._lines[row.line].next if row.end == self._lines[row.line].end else row.end
        last = row.end == len(self._text)
        first = bisect_left(self._marks, row.start - self._reach, key=lambda mark: mark.start)
        beyond = bisect_right(self._marks, end, key=lambda mark: mark.start)
        return [
            mark
            for mark in self._marks[first:beyond]
            if (mark.start < end or (last and mark.start == end)) and (mark.end > row.start or mark.start >= row.start)
        ]

    def _unseen(self, mark: Mark) -> bool:
        text = self._text[mark.start : mark.end]
        return not text or (not text.isprintable() and not any(c.cells for c in clusters(text.strip("\r\n"))))

    def _stop(self, mark: Mark) -> Segment:
        empty = DELETED if self._looks.get(mark.item) == "accepted" else MISSING
        return Segment(BREAK if mark.start < mark.end else empty, self._look(mark))

    def _found(self, text: str) -> list[tuple[int, int]]:
        folded = text.casefold()
        if not self._words or len(folded) != len(text):
            return []
        found, at = [], folded.find(self._words)
        while at >= 0:
            found.append((at, at + len(self._words)))
            at = folded.find(self._words, at + len(self._words))
        return found

    def _style(self, offset: int, marks: list[Mark], place: int, found: list[tuple[int, int]]) -> Style:
        over = [mark for mark in marks if mark.start <= offset < mark.end]
        style = self.rich_style
        if over:
            style = self._look(next((mark for mark in over if mark.item == self._focus), over[-1]))
        if any(low <= place < high for low, high in found):
            style += self.get_component_rich_style("article--found", partial=True)
        return style

    def _look(self, mark: Mark) -> Style:
        style = self.get_component_rich_style(f"article--{self._looks.get(mark.item, 'note')}")
        if mark.item == self._focus:
            style += self.get_component_rich_style("article--focus", partial=True)
        return style + Style(meta={"item": mark.item})

    def on_click(self, event: events.Click) -> None:
        item = event.style.meta.get("item")
        if item is not None:
            self.post_message(self.Chosen(item))
