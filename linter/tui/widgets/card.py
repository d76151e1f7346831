"""The card of the present finding: what, why, on what evidence, its fixes, and the sentence before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content, Span
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from linter.review.views import unmarked
from linter.tui.cells import clip, clusters, flat
from linter.tui.widgets.findings import SIGNS

if TYPE_CHECKING:
    from textual import events

    from linter.review.reading import Passage
    from linter.review.views import Sheet


#: Rows of a card that are not the passages: head, message, fixes, why.
_OTHER_ROWS = 4


class Card(ScrollView, can_focus=False):
    """Shows a ``Sheet``, or says that there is nothing to show. Posts ``Chosen`` for a click on a fix."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card--state",
        "card--message",
        "card--quiet",
        "card--fix",
        "card--chosen",
        "card--old",
        "card--new",
        "card--error",
        "card--warning",
        "card--note",
    }

    class Chosen(Message):
        """The editor clicked on a fix."""

        def __init__(self, fix: int) -> None:
            super().__init__()
            self.fix = fix

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sheet: Sheet | None = None
        self._otherwise = ""
        self._strips: list[Strip] = []

    def show(self, sheet: Sheet | None, otherwise: str = "") -> None:
        """Draw a sheet, or the text ``otherwise`` where there is none."""
        self._sheet, self._otherwise = sheet, otherwise
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True)

    def _lay_out(self) -> None:
        content = self._content(self._sheet) if self._sheet is not None else Content(self._otherwise)
        self._strips = Visual.to_strips(self, content, self._columns, None, self.visual_style)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._strips))
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._strips:
            self._lay_out()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = y + self.scroll_offset.y
        if row >= len(self._strips):
            return Strip.blank(width, self.rich_style)
        return self._strips[row].adjust_cell_length(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        fix = event.style.meta.get("fix")
        if fix is not None:
            self.post_message(self.Chosen(fix))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"card--{name}")

    def _content(self, sheet: Sheet) -> Content:
        parts = [self._head(sheet), self._plain(sheet.finding.message, "message"), self._fixes(sheet)]
        if sheet.note:
            parts.append(self._plain(f"asked: {sheet.note}", "state"))
        parts += self._sentences(sheet)
        if sheet.finding.why:
            parts.append(self._plain(unmarked(sheet.finding.why), "quiet"))
        if sheet.finding.because:
            parts.append(self._plain("because " + "; ".join(sheet.finding.because), "quiet"))
        return Content("\n").join([part for part in parts if part.plain])

    def _plain(self, text: str, name: str) -> Content:
        return Content.styled(flat(text), self._style(name))

    def _head(self, sheet: Sheet) -> Content:
        finding = sheet.finding
        fresh = " · new since the file was written" if sheet.fresh else ""
        about = f" · line {sheet.line} · {finding.rule} · {finding.confidence:.2f} · {finding.category}{fresh}"
        state = f"{SIGNS[sheet.state]} {sheet.state}"
        room = self._columns - len(state) - len(finding.level) - 1
        return Content.assemble(
            (state, self._style("state")),
            " ",
            (finding.level, self._style(finding.level)),
            (clip(about, max(1, room)), self._style("quiet")),
        )

    def _fixes(self, sheet: Sheet) -> Content:
        fixes = sheet.finding.fixes
        parts: list[Content] = []
        room = max(16, (self._columns - 4) // max(1, min(3, len(fixes))) - 6)
        for place, fix in enumerate(fixes):
            name = "chosen" if place == sheet.chosen else "fix"
            safety = " (ask first)" if fix.safety == "ask" else ""
            label = Content.styled(f" {place + 1} {clip(fix.title, room) or 'delete'} ", self._style(name))
            label = label.stylize(Style.from_meta({"fix": place}))
            parts += [label, Content.styled(f"{safety}  ", self._style("quiet"))]
        if sheet.by_hand:
            parts += [Content.styled(f" by hand: {clip(sheet.by_hand, room)} ", self._style("chosen"))]
        if not parts:
            parts = [self._plain("No fix is offered: write one, ask the desk, or reject it.", "quiet")]
        return Content("").join(parts)

    def _sentences(self, sheet: Sheet) -> list[Content]:
        if sheet.before.text == sheet.after.text:
            return [self._passage("  ", sheet.before, "old")]
        return [self._passage("− ", sheet.before, "old"), self._passage("+ ", sheet.after, "new")]

    def _passage(self, head: str, passage: Passage, style: str) -> Content:
        """A passage, its spans styled, shortened so that before and after are in sight together."""
        rows = max(2, (self.scrollable_content_region.height - _OTHER_ROWS) // 2)
        # Folding between words wastes some cells of each row.
        return _drawn(head, passage, self._style(style), rows * (self._columns - 8))

    @property
    def _columns(self) -> int:
        return max(20, self.scrollable_content_region.width)


def _drawn(head: str, passage: Passage, style: Style, room: int) -> Content:
    """A passage on one line as terminals can show it, its spans styled; ``…`` stands for what goes beyond ``room``."""
    text = passage.text.replace("\r\n", "\n").replace("\r", "\n")
    spans = passage.spans
    if text != passage.text:  # rare enough to be found again by counting the line ends that went
        spans = tuple((_without_returns(passage.text, a), _without_returns(passage.text, b)) for a, b in spans)
    drawn, places = [], [0] * (len(text) + 1)
    length = len(head)
    for cluster in clusters(text.replace("\n", "⏎")):
        for place in range(cluster.start, cluster.start + cluster.length):
            places[place] = length
        drawn.append(cluster.shown)
        length += len(cluster.shown)
    places[len(text)] = length
    content = Content(
        head + "".join(drawn), [Span(places[low], places[high], style) for low, high in spans if low < high]
    )
    if content.cell_length <= room or not spans:
        return content
    # Keep what is spoken of, and as much on either side as there is room for.
    first, last = places[spans[0][0]], places[spans[-1][1]]
    beside = max(20, room - (last - first)) // 2
    low = max(len(head), first - max(beside, room - (length - first)))
    high = min(length, max(last + beside, low + room))
    parts = [Content(head), Content("…") if low > len(head) else Content("")]
    return Content("").join([*parts, content[low:high], Content("…") if high < length else Content("")])


def _without_returns(text: str, offset: int) -> int:
    return offset - text.count("\r\n", 0, offset)
