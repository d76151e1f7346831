"""Light and dark."""

from __future__ import annotations

import os

from textual.theme import Theme

DARK = Theme(
    "decalque-dark",
    primary="#7aa2f7",
    secondary="#3b4261",
    accent="#7dcfff",
    foreground="#d5d9e6",
    background="#16181f",
    surface="#1b1e27",
    panel="#262a36",
    success="#9ece6a",
    warning="#e0af68",
    error="#f7768e",
    dark=True,
)
LIGHT = Theme(
    "decalque-light",
    primary="#2e5cb8",
    secondary="#c4ccdf",
    accent="#006c86",
    foreground="#23262e",
    background="#fbfbf9",
    surface="#f3f3ef",
    panel="#e5e6e1",
    success="#2f7a1f",
    warning="#8f5b00",
    error="#c02540",
    dark=False,
)


def choose(name: str = "auto") -> str:
    """The theme for ``light``, ``dark``, or ``auto``: what the terminal says of itself in COLORFGBG, else dark."""
    if name == "auto":
        background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        name = "light" if background in ("7", "15") else "dark"
    return f"decalque-{name}"
