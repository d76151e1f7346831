"""A line of input at the foot of the screen: an edit, a question, words to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

if TYPE_CHECKING:
    from textual.app import ComposeResult

#: Stands for a line end in the field.
BREAK = "⏎"


class Prompt(Horizontal):
    """Hidden until it is opened; posts ``Answered`` or ``Dismissed``, and ``Typed`` at every change."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss", "Back"), Binding("ctrl+n", "line_end", "Line end")]

    class Answered(Message):
        """The editor has answered; ``purpose`` is what the prompt was opened for."""

        def __init__(self, purpose: str, value: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.value = value

    class Typed(Answered):
        """The text in the field has changed."""

    class Dismissed(Message):
        """The editor has thought better of it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.purpose = ""
        self._line_end = "\n"

    def compose(self) -> ComposeResult:
        yield Label("", id="prompt-label")
        yield Input(id="prompt-input", compact=True, select_on_focus=False)

    def open(
        self, purpose: str, label: str, value: str = "", hint: str = "", line_end: str = "\n", at: int | None = None
    ) -> None:
        """Ask for a line. ``value`` is there to begin with; line ends in it are shown as one sign, and stay.

        ``at`` is the offset in ``value`` to start from; without it, its end.
        """
        self.purpose = purpose
        self._line_end = line_end
        field = self.query_one(Input)
        self.query_one(Label).update(label)
        field.placeholder = hint
        field.value = _on_one_line(value)
        field.cursor_position = len(_on_one_line(value[:at]))
        self.display = True
        field.focus()

    def close(self) -> None:
        """Hide the prompt."""
        self.display = False

    def _text(self, value: str) -> str:
        return value.replace(BREAK, self._line_end)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Typed(self.purpose, self._text(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Answered(self.purpose, self._text(event.value)))

    def action_line_end(self) -> None:
        """Put in the sign that stands for a line end, which no keyboard has."""
        self.query_one(Input).insert_text_at_cursor(BREAK)

    def action_dismiss(self) -> None:
        """Close without an answer."""
        self.close()
        self.post_message(self.Dismissed())


def _on_one_line(value: str) -> str:
    return value.replace("\r\n", BREAK).replace("\n", BREAK).replace("\r", BREAK)
