"""Small screens over the review: a question, a text to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


class Answer(Button):
    """A button that stands for one of the answers."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(Content(f"{key}  {words}"), compact=True)
        self.key = key


class Question(ModalScreen[str]):
    """A question with answers, each with its key. Gives the key, or ``""`` for escape."""

    BINDINGS: ClassVar = [
        Binding("escape", "dismiss('')", "Back"),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]]) -> None:
        """``answers``: key and words; the first is what enter gives."""
        super().__init__()
        self._title = title
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._title), id="dialog-title")
            with VerticalScroll(id="dialog-text", can_focus=False):
                yield Static(Content(self._text))
            with Vertical(id="dialog-answers"):
                for key, words in self._answers:
                    yield Answer(key, words)

    def on_key(self, event: events.Key) -> None:
        if any(event.character == key for key, _ in self._answers):
            event.stop()
            self.dismiss(event.character)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if isinstance(event.button, Answer):
            self.dismiss(event.button.key)


class Waiting(ModalScreen[None]):
    """Says what is going on, and takes no keys."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._text))


class Page(ModalScreen[None]):
    """A text to scroll through. Escape, enter, or the key that opened it leaves."""

    BINDINGS: ClassVar = [
        Binding("escape,enter,q", "dismiss", "Back"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home", "edge(0)", "Top", show=False),
        Binding("end", "edge(1)", "End", show=False),
    ]

    def __init__(self, title: str, content: Content, keys: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self._content = content
        self._keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(Content(f"{self._title}   (escape: back)"), id="page-title")
            with VerticalScroll(id="page-text", can_focus=False):
                yield Static(self._content)

    def on_key(self, event: events.Key) -> None:
        if event.key in self._keys or event.character in self._keys:
            event.stop()
            self.dismiss()

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#page-text", VerticalScroll)

    def action_scroll(self, by: int) -> None:
        """Scroll by a row."""
        self._body.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        self._body.scroll_relative(y=by * max(1, self._body.size.height - 2), animate=False)

    def action_edge(self, end: int) -> None:
        """Go to the top or to the end."""
        if end:
            self._body.scroll_end(animate=False)
        else:
            self._body.scroll_home(animate=False)
