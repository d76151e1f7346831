"""The card of the present finding: what, why, on what evidence, its fixes, and the sentence before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content, Span
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from linter.review.views import unmarked
from linter.tui.cells import clusters, flat
from linter.tui.widgets.findings import SIGNS

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from linter.review.reading import Passage
    from linter.review.views import Sheet


class Card(VerticalScroll, can_focus=False):
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

    def compose(self) -> ComposeResult:
        yield Static(id="card-text")

    def show(self, sheet: Sheet | None, otherwise: str = "") -> None:
        """Draw a sheet, or the text ``otherwise`` where there is none."""
        self.query_one(Static).update(self._content(sheet) if sheet is not None else Content(otherwise))
        self.scroll_home(animate=False)

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
        about = f" · {finding.category} · {finding.rule} · {finding.confidence:.2f} · line {sheet.line}{fresh}"
        return Content.assemble(
            (f"{SIGNS[sheet.state]} {sheet.state}", self._style("state")),
            " ",
            (finding.level, self._style(finding.level)),
            (about, self._style("quiet")),
        )

    def _fixes(self, sheet: Sheet) -> Content:
        fixes = sheet.finding.fixes
        parts: list[Content] = []
        for place, fix in enumerate(fixes):
            name = "chosen" if place == sheet.chosen else "fix"
            safety = "" if fix.safety == "safe" else f" ({fix.safety})"
            label = Content.styled(f" {place + 1} {flat(fix.title) or 'delete'} ", self._style(name))
            label = label.stylize(Style.from_meta({"fix": place}))
            parts += [label, Content.styled(f"{safety}  ", self._style("quiet"))]
        if sheet.by_hand:
            parts += [Content.styled(f" by hand: {flat(sheet.by_hand)} ", self._style("chosen"))]
        if not parts:
            parts = [self._plain("No fix is offered: edit it, ask the desk, or reject it.", "quiet")]
        return Content("").join(parts)

    def _sentences(self, sheet: Sheet) -> list[Content]:
        before = _passage("− ", sheet.before, self._style("old"))
        if sheet.before.text == sheet.after.text:
            return [_passage("  ", sheet.before, self._style("old"))]
        return [before, _passage("+ ", sheet.after, self._style("new"))]


def _passage(head: str, passage: Passage, style: Style) -> Content:
    """A passage on one line as terminals can show it, its spans styled."""
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
    shown = head + "".join(drawn)
    marks = [Span(places[low], places[high], style) for low, high in spans if low < high]
    return Content(shown, marks)


def _without_returns(text: str, offset: int) -> int:
    return offset - text.count("\r\n", 0, offset)
