"""The list of findings, grouped by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED
from linter.tui.cells import clip

if TYPE_CHECKING:
    from textual import events

    from linter.review.session import Session

#: The sign of each state, told apart without colour.
SIGNS = {OPEN: "○", ACCEPTED: "✓", REJECTED: "✗", ASKED: "?"}


class Heading(NamedTuple):
    """A row that names a file, by its index."""

    file: int


class FindingList(ScrollView, can_focus=True):
    """Rows of findings under the names of their files. Posts ``Chosen`` for a click on one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--file",
        "list--open",
        "list--accepted",
        "list--rejected",
        "list--asked",
        "list--rule",
        "list--cursor",
        "list--error",
        "list--warning",
        "list--note",
    }

    class Chosen(Message):
        """The editor clicked on an item."""

        def __init__(self, item: int) -> None:
            super().__init__()
            self.item = item

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session: Session | None = None
        self._rows: list[Heading | int] = []
        self._places: dict[int, int] = {}

    def show(self, session: Session, line_of: Line) -> None:
        """Draw what is shown of a session. ``line_of`` gives the line of an item in its file."""
        old = self._session
        self._line_of = line_of
        self._session = session
        listed = old is not None and old.shown is session.shown and old.items is session.items
        if not listed:
            # Files that arrive are put at the end; anything else is listed anew.
            known = len(old.shown) if old is not None and session.shown[: len(old.shown)] == old.shown else 0
            if old is None or not known or old.files != session.files[: len(old.files)]:
                known, self._rows, self._places = 0, [], {}
            below = bool(known) and len(self._rows) >= self.scroll_offset.y + self.size.height
            self._append(session, known)
            self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
            listed = below  # what is in sight has not changed
        if old is None or not listed or old.ledger is not session.ledger or old.fresh is not session.fresh:
            self.refresh()
        elif old.cursor != session.cursor:
            self.refresh_line(self._places.get(old.cursor, 0))
            self.refresh_line(self._places.get(session.cursor, 0))
        self.reveal()

    def _append(self, session: Session, known: int) -> None:
        """Add the rows of what is shown, but for the first ``known``."""
        file = session.items[session.shown[known - 1]].file if known else -1
        for item in session.shown[known:]:
            if session.items[item].file != file:
                file = session.items[item].file
                self._rows.append(Heading(file))
            self._places[item] = len(self._rows)
            self._rows.append(item)

    def reveal(self) -> None:
        """Bring the current item into sight, with its neighbours."""
        if self._session is None or self._session.cursor < 0:
            return
        place, seen = self._places.get(self._session.cursor, 0), self.scroll_offset.y
        height = self.scrollable_content_region.height
        around = min(2, height // 3)
        if place < seen + around or place >= seen + height - around:
            self.scroll_to(y=place - height // 2, animate=False, force=True)

    def on_resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.reveal()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if self._session is None or place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[place]
        segments = self._heading(row, width) if isinstance(row, Heading) else self._item(row, width)
        style = segments[-1].style
        return Strip(segments).adjust_cell_length(width, style)

    def _heading(self, row: Heading, width: int) -> list[Segment]:
        assert self._session is not None
        path = self._session.files[row.file].path
        drawn = clip(path, width)
        if drawn != path and len(path) > width:  # the end of a path says more than its start
            drawn = "…" + clip(path[-(width - 1) :], width - 1)
        return [Segment(drawn, self.get_component_rich_style("list--file"))]

    def _item(self, item: int, width: int) -> list[Segment]:
        session = self._session
        assert session is not None
        finding, state = session.items[item].finding, session.state(item)
        cursor = item == session.cursor
        base = self.get_component_rich_style(f"list--{state}")
        rule = finding.rule.rpartition("/")[2]
        fresh = "+" if session.items[item].key in session.fresh else " "
        head = f"{fresh}{SIGNS[state]} "
        level = f"{finding.level[0].upper()}"
        line = f"{self._line_of(item):>4} "
        room = width - cell_len(head) - cell_len(level) - cell_len(line)
        tail = clip(rule, max(0, min(len(rule), room // 2)))
        text = clip(finding.text.strip("\r\n") or finding.message, max(1, room - cell_len(tail) - 1))
        gap = " " * max(1, room - cell_len(text) - cell_len(tail))
        meta = Style(meta={"item": item})
        parts = (
            (head, base),
            (level, self.get_component_rich_style(f"list--{finding.level}")),
            (line, self.get_component_rich_style("list--rule")),
            (text, base),
            (gap + tail, self.get_component_rich_style("list--rule")),
        )
        over = meta + self.get_component_rich_style("list--cursor", partial=True) if cursor else meta
        return [Segment(shown, style + over) for shown, style in parts]

    def on_click(self, event: events.Click) -> None:
        item = event.style.meta.get("item")
        if item is not None:
            self.post_message(self.Chosen(item))


if TYPE_CHECKING:
    from collections.abc import Callable

    Line = Callable[[int], int]
