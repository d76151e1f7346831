"""Markdown: CommonMark with GitHub's tables, task lists, strike-through, footnotes and alerts; definition lists.

The parser is pulldown-cmark (by its binding pyromark): it gives the exact range of every event, down to entities and
escapes, where the parsers written in Python give lines only.

Not prose: code, HTML and its comments, front matter, destinations and titles of links, addresses, reference
definitions, footnote marks, table pipes. Code, an image or an address inside a sentence leaves a placeholder; an image
that stands alone gives its alternative text, as a caption.
"""

from __future__ import annotations

import re
from typing import Any

import pyromark

from linter.formats import text as plain
from linter.formats.prose import PLACEHOLDER, Builder
from linter.model import Document, Source

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
# The parser would take any paragraph between two rules for metadata; it is only that at the top of a file.
_FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??(?:\1|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
_STYLES = {"Emphasis", "Strong", "Strikethrough"}
_CONTAINERS = {"Item": "list-item", "BlockQuote": "blockquote", "FootnoteDefinition": "paragraph"}
_LEAVES = {"Heading": "heading", "TableCell": "table-cell"}
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
# Source: CommonMark 0.31.2, section 2.4: these may be escaped.
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

# What may begin markup in the middle of a line.
_SPECIAL = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")


def parse(source: Source) -> Document:
    """Segments of a Markdown file, of the kinds paragraph, heading, list-item, table-cell, blockquote and caption."""
    front = _FRONT_MATTER.match(source.text)
    base = front.end() if front else 0
    try:
        reader = _Reader(source.text, base)
        for event, place in pyromark.events_with_range(source.text[base:], options=_OPTIONS):
            reader.take(event, place["start"], place["end"])
        return reader.builder.document(source, "markdown")
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a fault of the parser, which is no subclass of Exception
            raise
        return plain.parse(source)._replace(format="markdown")


def escape(text: str) -> str:
    """``text`` as it is written in Markdown inside a paragraph or a table cell."""
    return _SPECIAL.sub(r"\\\g<0>", text)


class _Reader:
    """Takes the parser's events one by one and hands their prose to the builder."""

    def __init__(self, text: str, base: int) -> None:
        self.builder = Builder()
        self._text = text
        self._data = text[base:].encode()
        self._known = (0, base)  # an offset in bytes past the front matter, and its code point
        self._containers: list[str] = []
        self._leaf = ""
        self._in_code = False
        self._links: list[bool] = []  # links and images we are in, and whether each is one placeholder
        self._frame = (0, 0)  # range in bytes of the paragraph, or of a link that is all there is in it
        self._low = 0  # where the placeholder starts
        self._reached = -1  # end of what was last read of the segment

    def take(self, event: Any, start: int, end: int) -> None:
        """One event of the parser, with its range in bytes of UTF-8."""
        name: str
        value: Any
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        if name in ("Start", "End"):
            tag, data = (value, None) if isinstance(value, str) else next(iter(value.items()))
            (self._start if name == "Start" else self._end)(tag, data, start, end)
        elif name in ("HardBreak", "Rule") or (name == "InlineHtml" and _BREAK.match(value)):
            self._close()
        elif self._in_code or any(self._links):
            return
        elif name in ("Text", "SoftBreak"):
            self._prose(value, self._point(start), self._point(end))
        elif name == "Code":
            self._placeholder(self._point(start), self._point(end))
        elif name in ("InlineHtml", "FootnoteReference"):
            self.builder.gap()
            self._reached = self._point(end)

    def _start(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in ("Link", "Image"):
            self._start_link(tag, data, start, end)
        elif tag not in _STYLES:
            self._close()
            self._frame = start, end
            self._leaf = _LEAVES.get(tag, "")
            self._in_code = tag == "CodeBlock"
            if tag in _CONTAINERS:
                self._containers.append(_CONTAINERS[tag])

    def _end(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in ("Link", "Image"):
            if self._links.pop() and not any(self._links):
                self._placeholder(self._low, self._point(end))
        elif tag not in _STYLES:
            self._close()
            self._leaf = ""
            self._in_code = False
            if tag in _CONTAINERS:
                self._containers.pop()

    def _start_link(self, tag: str, data: Any, start: int, end: int) -> None:
        low, high = self._frame
        alone = not self._data[low:start].strip()
        if tag == "Image":
            closed = self._data[end : end + 1] == b"]" if self._links else not self._data[end:high].strip()
            whole = not (alone and closed) or self._leaf == "caption"
            if not whole:
                self._leaf = "caption"
        else:
            whole = data["link_type"] in ("Autolink", "Email")
            if alone and not self._data[end:high].strip():
                self._frame = start + 1, end
        if whole and not any(self._links):
            self._low = self._point(start)
        self._links.append(whole)

    def _prose(self, value: str | None, low: int, high: int) -> None:
        piece, skipped = self._text[low:high], self._text[max(self._reached, low - 1, 0) : low]
        if self._reached >= 0 and self._text[self._reached : low].isspace():
            self.builder.text(self._text[self._reached : low], self._reached)
        self._reached = high
        if value and len(value) != len(piece):  # an entity
            self.builder.unit(value, low, high - low)
        elif piece and piece[0] in _PUNCTUATION and skipped == "\\":
            self.builder.unit(piece[0], low - 1, 2)
            self.builder.text(piece[1:], low + 1)
        else:
            self.builder.text(piece, low)

    def _placeholder(self, low: int, high: int) -> None:
        self.builder.unit(PLACEHOLDER, low, high - low)
        self._reached = high

    def _close(self) -> None:
        self.builder.close(self._leaf or (self._containers[-1] if self._containers else "paragraph"))
        self._reached = -1

    def _point(self, offset: int) -> int:
        """The source code point at an offset in bytes. Events come in order, so each stretch is counted once."""
        start, point = self._known
        point += len(self._data[start:offset].decode())
        self._known = offset, point
        return point
