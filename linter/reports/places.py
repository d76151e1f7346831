"""Where the findings of a file are: lines, columns and bytes, worked out for all of them in one pass."""

from __future__ import annotations

from typing import NamedTuple

from linter.formats.decode import LineIndex, byte_offsets
from linter.model import Checked, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_NOTHING = Source("", b"", "", "utf-8", b"")


class Place(NamedTuple):
    """A source range as people count: lines and columns (code points) from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def last_line(self) -> int:
        """The line that the last character stands in, line ends included."""
        return max(self.line, self.end_line - (self.end_column == 1))


class Places:
    """The lines of one file, and the places of its findings and edits in them."""

    def __init__(self, checked: Checked) -> None:
        self.source = checked.source or _NOTHING
        self.lines = LineIndex(self.source.text)
        self._bytes: dict[int, int] | None = None
        self._checked = checked

    def place(self, start: int, end: int) -> Place:
        """Lines and columns of source ``[start, end)``."""
        return Place(*self.lines.position(start), *self.lines.position(end))

    def byte(self, position: int) -> int:
        """Offset in the file, in bytes, of a source position at which a finding or an edit starts or ends."""
        if self._bytes is None:
            asked: set[int] = set()
            for finding in self._checked.findings:
                asked.update((finding.start, finding.end))
                for fix in finding.fixes:
                    for edit in fix.edits:
                        asked.update((edit.start, edit.end))
            positions = sorted(asked)
            self._bytes = dict(zip(positions, byte_offsets(self.source, positions), strict=True))
        return self._bytes[position]

    def units(self, position: int, width: Callable[[str], int]) -> int:
        """Column from 1 of a source position, its line's text before it measured by ``width``."""
        _, column = self.lines.position(position)
        return 1 + width(self.source.text[position - column + 1 : position])


def utf8_width(text: str) -> int:
    """Length of ``text`` in bytes of UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def utf16_width(text: str) -> int:
    """Length of ``text`` in code units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
