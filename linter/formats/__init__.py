"""Formats: a file as read becomes a ``Document``, every prose character mapped back to the source.

The registry below names the formats by file suffix. A format is a module with ``parse(source: Source) -> Document``
and, if prose cannot stand in the file as it is, ``escape(text: str) -> str``. It is imported when the first file of
its kind comes along, so a text file never pays for the Markdown library. Distributions may add formats by an entry
point in the group ``decalque.formats``, whose name is the suffix with its dot (``.rst``) and whose value is such a
module; it is only consulted for a suffix that is unknown here.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from linter.model import Document, Source

_SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
}
_MODULES = {"text": "linter.formats.text", "markdown": "linter.formats.markdown"}
_GROUP = "decalque.formats"
_plugins: dict[str, Any] = {}

#: The names of the formats that come with the linter.
FORMATS = tuple(_MODULES)

#: Suffixes that a walk through a folder picks up; other files are read only when they are named.
WALKED = tuple(suffix for suffix in _SUFFIXES if suffix)


def format_for(path: str) -> str:
    """The name of the format for ``path``, by its suffix; ``text`` for standard input and for whatever is unknown.

    The name of a format that another distribution brings is its suffix (``.rst``).
    """
    suffix = os.path.splitext(path)[1].lower()
    name = _SUFFIXES.get(suffix)
    if name is None:
        name = suffix if _plugin(suffix) else "text"
    return name


def parse(source: Source, name: str | None = None) -> Document:
    """Parse ``source`` by the format ``name``, or by the one that its path asks for.

    Raises ``ValueError`` if there is no format of that name. Parsing itself never fails: what a format cannot make
    sense of is prose to it.
    """
    document: Document = _module(format_for(source.path) if name is None else name).parse(source)
    return document


def escape(name: str, text: str) -> str:
    """How prose is written in the format ``name``, so that none of it is taken for markup."""
    if name == "text":
        return text
    function = getattr(_module(name), "escape", None)
    return str(function(text)) if function else text


def _module(name: str) -> Any:
    module = _MODULES.get(name)
    if module is not None:
        return import_module(module)
    plugin = _plugin(name)
    if plugin is None:
        raise ValueError(f"no format is called {name!r}; known are {', '.join(FORMATS)}")
    return plugin


def _plugin(suffix: str) -> Any:
    if suffix.startswith(".") and suffix not in _plugins:
        from importlib.metadata import entry_points

        _plugins[suffix] = next((entry.load() for entry in entry_points(group=_GROUP, name=suffix)), None)
    return _plugins.get(suffix)
