"""Writing XML 1.0 that every parser accepts, whatever the text holds."""

from __future__ import annotations

import re

# Everything outside the production Char of XML 1.0 (fifth edition), 2.2.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_TABLE = str.maketrans(_ESCAPES)
_CONTENT = str.maketrans({character: _ESCAPES[character] for character in "&<>\r"})

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def content(text: str) -> str:
    """``text`` between tags."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text).translate(_CONTENT)


def attributes(values: dict[str, object]) -> str:
    """`` name="value"`` for each, with a space in front."""
    return "".join(f' {name}="{_value(str(value))}"' for name, value in values.items())


def _value(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text).translate(_TABLE)
