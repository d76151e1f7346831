"""Choose which findings are shown, by what there is to choose from; choose a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from linter.model import LANGUAGES
from linter.review.session import Filter, facets
from linter.tui.widgets.picker import Picker, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from linter.review.session import Session

_HEADINGS = {"states": "State", "levels": "Level", "categories": "Category", "languages": "Source language",
             "confidence": "Confidence", "rules": "Rule"}  # fmt: skip
_CONFIDENCES = (0.5, 0.7, 0.8, 0.9)


class Filters(ModalScreen[Filter | None]):
    """Ticks for every value that occurs; nothing ticked under a heading means all. Gives the filter, or ``None``."""

    BINDINGS: ClassVar = [Binding("escape,q", "dismiss(None)", "Back"), Binding("x", "clear", "Show everything")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide"):
            yield Static("Show only", id="dialog-title")
            yield Picker(self._rows(self._session.filter))
            yield Static("space: tick   enter: show   x: show everything   escape: back", id="dialog-foot")

    def on_mount(self) -> None:
        self.query_one(Picker).focus()

    def _rows(self, now: Filter) -> list[Row]:
        found: dict[str, list[tuple[str, int]]] = facets(self._session)
        rows = []
        for name, heading in _HEADINGS.items():
            rows.append(Row(heading, heading=True))
            if name == "confidence":
                for value in _CONFIDENCES:
                    count = sum(item.finding.confidence >= value for item in self._session.items)
                    rows.append(Row(f"{value} and above", str(count), now.confidence == value, key=(name, value)))
                continue
            ticked = getattr(now, name)
            for code, count in found[name]:
                label = LANGUAGES[code].capitalize() if code in LANGUAGES else code
                rows.append(Row(label, str(count), code in ticked, key=(name, code)))
        return rows

    def on_picker_ticked(self, event: Picker.Ticked) -> None:
        key = event.row.key
        if isinstance(key, tuple) and key[0] == "confidence" and event.row.ticked:  # one threshold at most
            picker = self.query_one(Picker)
            picker.rows = [
                row._replace(ticked=row.key == key) if isinstance(row.key, tuple) and row.key[0] == key[0] else row
                for row in picker.rows
            ]
            picker.refresh()

    def on_picker_picked(self) -> None:
        chosen: dict[str, set[str]] = {}
        confidence = 0.0
        for row in self.query_one(Picker).ticked():
            assert isinstance(row.key, tuple)
            name, value = row.key
            if name == "confidence":
                confidence = value
            else:
                chosen.setdefault(name, set()).add(value)
        sets = {name: frozenset(values) for name, values in chosen.items()}
        self.dismiss(Filter(**sets, confidence=confidence))

    def action_clear(self) -> None:
        """Show everything."""
        self.dismiss(Filter())


class Files(ModalScreen[str | None]):
    """The files with what is decided in each; typing narrows the list. Gives a path, or ``None``."""

    BINDINGS: ClassVar = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "move(10)", "Page down", show=False),
        Binding("pageup", "move(-10)", "Page up", show=False),
    ]

    def __init__(self, session: Session, decided: list[tuple[int, int]]) -> None:
        """``decided``: for each file of the session, how many findings are decided of how many shown."""
        super().__init__()
        self._rows = [
            Row(checked.path, checked.error or (f"{done} of {total}" if total else "nothing found"), key=checked.path)
            for checked, (done, total) in zip(session.files, decided, strict=True)
        ]

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide"):
            yield Static("Jump to a file", id="dialog-title")
            yield Input(placeholder="part of its path", compact=True)
            yield Picker(self._rows)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def action_move(self, by: int) -> None:
        """Move in the list, from the field."""
        self.query_one(Picker).action_move(by)

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.casefold()
        self.query_one(Picker).fill([row for row in self._rows if wanted in row.text.casefold()])

    def on_input_submitted(self) -> None:
        self.query_one(Picker).action_pick()

    def on_picker_picked(self, event: Picker.Picked) -> None:
        self.dismiss(event.row.text if event.row is not None else None)
