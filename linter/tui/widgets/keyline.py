"""The foot of the screen: the keys that are used most."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from linter.tui.keys import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events


class KeyLine(Static):
    """Keys and what they do. Posts ``Pressed`` for a click on one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keyline--key"}

    class Pressed(Message):
        """The editor clicked on a key; ``action`` is its name."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._keys = keys

    def render(self) -> Content:
        style = self.get_visual_style("keyline--key")
        parts = []
        for action in ACTIONS:
            if action.footer:
                key = Content.styled(self._keys[action.name][0], style)
                label = Content.assemble(key, f" {action.footer}")
                parts.append(label.stylize(Style.from_meta({"action": action.name})))
        roomy = Content("  ").join(parts)
        return roomy if roomy.cell_length <= self.size.width else Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        action = event.style.meta.get("action")
        if action is not None:
            self.post_message(self.Pressed(action))
