"""Accept or reject many at once: first a list with a count, then the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from linter.review.intents import SCOPES, Proposal, line_at, preview
from linter.review.ledger import ACCEPTED
from linter.tui.cells import flat
from linter.tui.widgets.picker import Picker, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from linter.review.session import Session


_SCOPES = {"rule": "this rule", "text": "this text", "everything": "everything"}


def _dot(on: bool) -> str:
    return "●" if on else "○"


class Bulk(ModalScreen[tuple[str, list[Proposal]] | None]):
    """Shows what "all" reaches. Gives a label and the ticked proposals, or ``None``."""

    BINDINGS: ClassVar = [
        Binding("escape,q", "dismiss(None)", "Back"),
        Binding("1", "scope('rule')", "This rule"),
        Binding("2", "scope('text')", "This text"),
        Binding("3", "scope('everything')", "Everything"),
        Binding("f", "reach", "File or all files"),
    ]

    def __init__(self, session: Session, item: int, verb: str) -> None:
        super().__init__()
        self._session = session
        self._item = item
        self._verb = verb
        self._scope = SCOPES[0]
        self._everywhere = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide"):
            yield Static(id="dialog-title")
            yield Static(id="bulk-scope")
            yield Picker(id="bulk-list")
            yield Static("space: leave one out   enter: do it   escape: back", id="dialog-foot")

    def on_mount(self) -> None:
        self._list()

    def action_scope(self, scope: str) -> None:
        """Reach for the same rule, the same text, or everything."""
        self._scope = scope
        self._list()

    def action_reach(self) -> None:
        """Reach for this file only, or for all files."""
        self._everywhere = not self._everywhere
        self._list()

    def _list(self) -> None:
        session = self._session
        finding = session.items[self._item].finding
        rows: list[Row] = []
        path = ""
        for one in preview(session, self._item, self._verb, self._scope, self._everywhere):
            key, file, found = session.items[one.item]
            if self._everywhere and key[0] != path:
                path = key[0]
                rows.append(Row(path, heading=True))
            becomes = ""
            if self._verb == ACCEPTED and one.fix >= 0:
                becomes = f" → {flat(found.fixes[one.fix].title) or 'delete'}"
            tail = one.obstacle or (found.rule.rpartition("/")[2] if self._scope != "rule" else "")
            line = line_at(session.text(file), found.start)
            # What only the desk can answer is not accepted unseen, unless it is ticked.
            asks = self._verb == ACCEPTED and one.fix >= 0 and found.fixes[one.fix].safety == "ask"
            ticked = None if one.obstacle else not asks
            rows.append(Row(f"{line:>4}  {flat(found.text)}{becomes}", tail, ticked, key=one))
        names = {"rule": finding.rule, "text": f"“{flat(finding.text)}”", "everything": "everything"}
        parts = [f"{n} {_dot(scope == self._scope)} {_SCOPES[scope]}" for n, scope in enumerate(SCOPES, 1)]
        parts.append(f"f {_dot(self._everywhere)} all files")
        self._what = names[self._scope]
        self.query_one("#bulk-scope", Static).update(Content("   ".join(parts)))
        self.query_one(Picker).fill(rows)
        self.query_one(Picker).focus()
        self._count()

    def _count(self) -> None:
        verb = "Accept" if self._verb == ACCEPTED else "Reject"
        where = "in all files" if self._everywhere else "in this file"
        rows = self.query_one(Picker)
        left = sum(1 for row in rows.rows if row.ticked is None and not row.heading)
        rest = f"; {left} cannot be" if left else ""
        ticked = len(rows.ticked())
        self.query_one("#dialog-title", Static).update(Content(f"{verb} {ticked} open, {self._what}, {where}{rest}"))

    def on_picker_ticked(self) -> None:
        self._count()

    def on_picker_picked(self) -> None:
        ticked = [row.key for row in self.query_one(Picker).ticked()]
        chosen = [one for one in ticked if isinstance(one, Proposal)]
        verb = "accept" if self._verb == ACCEPTED else "reject"
        self.dismiss((f"{verb} {len(chosen)} of {self._what}", chosen) if chosen else None)
