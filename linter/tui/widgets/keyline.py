"""The foot of the screen: the keys that are used most."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from linter.tui.cells import clip
from linter.tui.keys import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events


class KeyLine(Static):
    """Keys and what they do, or a remark in their place. Posts ``Pressed`` for a click on a key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "keyline--key",
        "keyline--information",
        "keyline--warning",
        "keyline--error",
    }

    class Pressed(Message):
        """The editor clicked on a key; ``action`` is its name."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._keys = keys
        self.remark = ""
        self._severity = "information"

    def say(self, remark: str, severity: str = "information") -> None:
        """Show a remark until the next one, or until it is taken back by an empty one."""
        if remark != self.remark:
            self.remark, self._severity = remark, severity
            self.refresh()

    def render(self) -> Content:
        if self.remark:
            style = self.get_visual_style(f"keyline--{self._severity}")
            return Content.styled(clip(self.remark, self.size.width), style)
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
