"""A text as an editor speaks of it: by line and character, in the units that were agreed upon.

pygls could keep the texts, but it also ends lines at U+2028, a form feed and their like, as no editor does, and moves
positions past the end of a line. Here a line ends with LF, CR LF or CR, as the protocol says.
Source: Language Server Protocol 3.17, "Text Documents".
"""

from __future__ import annotations

import re

from linter.formats.decode import LineIndex

#: For each position encoding the codec that has its units, and the bytes of one unit.
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Text:
    """Immutable text whose positions count lines from 0 and, in a line, units of ``encoding`` (such as ``utf-16``)."""

    def __init__(self, text: str, encoding: str) -> None:
        # A lone surrogate is no character, so no file could hold it; what stands for it is as wide in every encoding.
        self.text = _LONE_SURROGATE.sub("\ufffd", text)
        self.encoding = encoding
        self._codec, self._bytes = _UNITS[encoding]
        self._lines = LineIndex(self.text)

    def offset(self, line: int, character: int) -> int:
        """The code point at a position; past the end of a line that end, past the last line the end of the text."""
        if line >= len(self._lines):
            return len(self.text)
        start, end = self._lines.line(line + 1)
        content = self.text[start:end].rstrip("\r\n")
        if not content.isascii():
            head = content.encode(self._codec)[: character * self._bytes]
            return start + len(head.decode(self._codec, "ignore"))
        return start + min(character, len(content))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and character of a code point."""
        line, column = self._lines.position(offset)
        before = self.text[offset - column + 1 : offset]
        return line - 1, len(before) if before.isascii() else len(before.encode(self._codec)) // self._bytes

    def replaced(self, start: tuple[int, int], end: tuple[int, int], replacement: str) -> Text:
        """The text with what stands between two positions replaced."""
        low, high = self.offset(*start), self.offset(*end)
        return Text(self.text[:low] + replacement + self.text[high:], self.encoding)
