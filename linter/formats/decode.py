"""Bytes into text and back: encodings, byte offsets, lines.

Decoding is strict and reversible. A file that would not come back byte for byte is refused, since an edit could
otherwise change what nobody asked to change.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right

from linter.model import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# Longest first: the mark of UTF-32 (little endian) begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs that write a mark or look for one; ours is kept apart, so the plain codec does the work.
_PLAIN = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# Source: the Unicode Standard, chapter 3.9: the size of a code unit in bytes.
_UNIT = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
_LINE_END = re.compile(r"\r\n?|\n")


class FileError(Exception):
    """What is wrong with a file: its ``path``, the ``reason``, and a ``hint`` how to mend it (may be empty)."""

    def __init__(self, path: str, reason: str, hint: str = "") -> None:
        super().__init__(path, reason, hint)
        self.path = path
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


class ReadError(FileError):
    """A file that cannot be checked."""


def decode(path: str, data: bytes, encoding: str | None = None) -> Source:
    """Decode the bytes of a file: by its byte order mark, else by ``encoding`` (UTF-8 when ``None``).

    Raises ``ReadError`` for binary data, for bytes the encoding does not allow, for an encoding that is unknown, and
    for text that would not give the same bytes again.
    """
    bom, name = b"", _codec(path, encoding) if encoding else "utf-8"
    for mark, marked in _MARKS:
        if data.startswith(mark):
            bom, name = mark, marked
            break
    if name not in _UNIT and b"\0" in data:
        raise ReadError(path, "a binary file: it holds NUL bytes", _wide_hint(data))
    body = data[len(bom) :]
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        raise _invalid(path, data, body, len(bom), name, error) from None
    except (LookupError, UnicodeError, ValueError) as error:
        raise ReadError(path, f"cannot be decoded as {name}: {error}", "set another encoding") from None
    if name in _UNIT and "\0" in text:
        raise ReadError(path, "a binary file: it holds NUL characters")
    if name != "utf-8" and not _reversible(text, body, name):  # strict UTF-8 has one spelling for each text
        raise ReadError(path, f"decoding as {name} loses bytes: it could not be written back", "save it as UTF-8")
    return Source(path, data, text, name, bom)


def byte_offsets(source: Source, positions: Iterable[int]) -> list[int]:
    """The offset in the file, in bytes, of each source position (code points), in the order they were given.

    Linear in the length of the text and the number of positions together; close to free for ASCII and for encodings
    of one byte a character.
    """
    asked = list(positions)
    text, encoding, base = source.text, source.encoding, len(source.bom)
    unit = _UNIT.get(encoding, 1)
    if len(source.data) - base == unit * len(text):  # no character takes less than a unit, so each takes one
        return [base + unit * position for position in asked]
    known: dict[int, int] = {}
    before, offset = 0, base
    for position in sorted(set(asked)):
        offset += len(text[before:position].encode(encoding))
        known[position] = offset
        before = position
    return [known[position] for position in asked]


class LineIndex:
    """Lines of a text. They end with LF, CR LF or CR, and with nothing else, as editors count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts.extend(match.end() for match in _LINE_END.finditer(text))
        self._length = len(text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (code points) of a source offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> tuple[int, int]:
        """Source range of line ``number`` (from 1), its line end included."""
        end = self._starts[number] if number < len(self._starts) else self._length
        return self._starts[number - 1], end

    def __len__(self) -> int:
        """How many lines there are; the one after a last line end counts, though it is empty."""
        return len(self._starts)


def _codec(path: str, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise ReadError(path, f"the encoding {encoding!r} is unknown", "set one that Python knows") from None
    return _PLAIN.get(name, name)


def _reversible(text: str, body: bytes, encoding: str) -> bool:
    try:
        if text.encode(encoding) != body:
            return False
        # Each character must be encoded by itself, or an edit could not be cut out: no shift states.
        return (
            len(text) == len(body)
            or encoding in _UNIT
            or b"".join([character.encode(encoding) for character in text]) == body
        )
    except UnicodeError:
        return False


def _invalid(path: str, data: bytes, body: bytes, base: int, name: str, error: UnicodeDecodeError) -> ReadError:
    at = error.start
    line = 1 + len(_LINE_END.findall(body[:at].decode(name, "replace")))
    reason = f"not valid {name.upper()}: byte {base + at} (0x{data[base + at]:02x}), line {line}"
    hint = ""
    if name == "utf-8" and not base:
        try:
            data.decode("cp1252")
            hint = 'set encoding = "cp1252" or save it as UTF-8'
        except UnicodeDecodeError:
            hint = "set its encoding or save it as UTF-8"
    return ReadError(path, reason, hint)


def _wide_hint(data: bytes) -> str:
    """Text in UTF-16 without a mark has a NUL in every other byte, as long as it is mostly Latin."""
    head = data[:2000]
    for name, nul, other in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if nul.count(0) * 10 >= len(nul) * 7 and not other.count(0):
            return f'if it is text, set encoding = "{name}"'
    return ""
