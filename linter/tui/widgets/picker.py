"""A list of rows to go through, tick and pick from; drawn row by row, so that thousands cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from linter.tui.cells import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Row(NamedTuple):
    """A row: its text, what stands at its right, whether it is ticked (``None``: it has no box).

    A heading cannot be picked. ``key`` is what the owner knows the row by.
    """

    text: str
    tail: str = ""
    ticked: bool | None = None
    heading: bool = False
    key: object = None


class Picker(ScrollView, can_focus=True):
    """Rows with a cursor. Space ticks, enter picks, a click does what fits the row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picker--cursor", "picker--heading", "picker--tail"}
    BINDINGS: ClassVar = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown", "move(10)", "Page down", show=False),
        Binding("pageup", "move(-10)", "Page up", show=False),
        Binding("home", "move(-1000000)", "First", show=False),
        Binding("end", "move(1000000)", "Last", show=False),
        Binding("space", "tick", "Tick"),
        Binding("enter", "pick", "Take"),
    ]

    class Picked(Message):
        """Enter was pressed; ``row`` is under the cursor, if there is any."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Ticked(Message):
        """A row was ticked, or its tick taken away."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.cursor = -1
        self._boxed = False
        self._initial = rows

    def on_mount(self) -> None:
        self.fill(self._initial)

    def fill(self, rows: Sequence[Row]) -> None:
        """Show other rows, the cursor on the first that can be picked."""
        self.rows = list(rows)
        self._boxed = any(row.ticked is not None for row in self.rows)
        self.cursor = next((n for n, row in enumerate(self.rows) if not row.heading), -1)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows))
        self.scroll_home(animate=False)
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor >= 0 else None

    def ticked(self) -> list[Row]:
        """The rows that are ticked."""
        return [row for row in self.rows if row.ticked]

    def action_move(self, by: int) -> None:
        """Go ``by`` rows down, past headings."""
        places = [n for n, row in enumerate(self.rows) if not row.heading]
        if places:
            here = places.index(self.cursor)
            self._go(places[max(0, min(len(places) - 1, here + by))])

    def _go(self, place: int) -> None:
        self.cursor = place
        top = place - 1 if place and self.rows[place - 1].heading else place
        height = self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif place >= self.scroll_offset.y + height:
            self.scroll_to(y=place - height + 1, animate=False, force=True)
        self.refresh()

    def action_tick(self) -> None:
        """Tick the row under the cursor, or take its tick away."""
        row = self.row
        if row is not None and row.ticked is not None:
            self.rows[self.cursor] = row._replace(ticked=not row.ticked)
            self.refresh()
            self.post_message(self.Ticked(self.rows[self.cursor]))

    def action_pick(self) -> None:
        """Take the row under the cursor."""
        self.post_message(self.Picked(self.row))

    def on_resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows))

    def on_click(self, event: events.Click) -> None:
        place = event.style.meta.get("row")
        if place is None or self.rows[place].heading:
            return
        self._go(place)
        if self.rows[place].ticked is None:
            self.action_pick()
        else:
            self.action_tick()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[place]
        style = self.get_component_rich_style("picker--heading") if row.heading else self.rich_style
        tail = clip(row.tail, width // 2)
        quiet = style if row.heading else self.get_component_rich_style("picker--tail")
        if place == self.cursor:
            over = self.get_component_rich_style("picker--cursor", partial=True)
            style, quiet = style + over, quiet + over
        meta = Style(meta={"row": place})
        box = "[x] " if row.ticked else "[ ] " if row.ticked is not None else "    " if self._boxed else ""
        box = "" if row.heading else box
        text = clip(box + row.text, max(1, width - cell_len(tail) - 2))
        gap = " " * max(1, width - cell_len(text) - cell_len(tail) - 1)
        strip = Strip([Segment(text + gap, style + meta), Segment(tail + " ", quiet + meta)])
        return strip.adjust_cell_length(width, style)
