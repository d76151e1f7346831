"""What the formats share: putting prose together with its runs, and what is never prose."""

from __future__ import annotations

import re

from linter.model import Document, Run, Segment, Source

#: Stands in prose for something that is not prose itself but takes a place in the sentence (code, an image, a URL).
#: Source: the Unicode Standard, U+FFFC OBJECT REPLACEMENT CHARACTER.
PLACEHOLDER = "\ufffc"
SEPARATOR = "\n\n"

# What gives a URL or an e-mail address away, and how it goes on to either side. Looking for the sign first is several
# times as fast as trying a whole address at every word.
_SIGN = re.compile(r"://|[wW]{3}\.|@")
_BEFORE = {":": re.compile(r"\b(?:https?|ftp)\Z", re.IGNORECASE), "@": re.compile(r"\b[\w.+-]{1,64}\Z")}
_AFTER = {"@": re.compile(r"[\w-]+(?:\.[\w-]+)+")}
_URL = re.compile(r"""[^\s<>"'“”«»\u2018\u2019]+""")
# The marks that may end a sentence do not end an address.
_LOOSE_END = ".,;:!?…*_~|`"


def addresses(text: str) -> list[tuple[int, int]]:
    """Ranges of the URLs and e-mail addresses in ``text``, in order."""
    found: list[tuple[int, int]] = []
    reached = 0
    for match in _SIGN.finditer(text):
        start, end = match.span()
        if start < reached:
            continue
        kind = text[start]
        if kind in _BEFORE:
            low = max(reached, start - 65)
            before = _BEFORE[kind].search(text[low:start])
            if before is None:
                continue
            start = low + before.start()
        elif start and text[start - 1].isalnum():
            continue
        after = _AFTER.get(kind, _URL).match(text, end)
        if after is None:
            continue
        address = text[start : after.end()].rstrip(_LOOSE_END)
        while address[-1] in ")]" and address.count(address[-1]) > address.count("(["[address[-1] == "]"]):
            address = address[:-1].rstrip(_LOOSE_END)
        reached = start + len(address)
        found.append((start, reached))
    return found


class Builder:
    """Takes prose in the order of the source, piece by piece, and makes segments and runs of it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._runs: list[Run] = []
        self._length = 0
        self._pieces: list[tuple[str, int, int]] = []

    def text(self, piece: str, source: int) -> None:
        """Prose that stands as it is in the source, from code point ``source``."""
        if not piece:
            return
        if self._pieces:
            last, start, width = self._pieces[-1]
            if len(last) == width and start + width == source:
                self._pieces[-1] = last + piece, start, width + len(piece)
                return
        self._pieces.append((piece, source, len(piece)))

    def unit(self, piece: str, source: int, width: int) -> None:
        """One character that stands for ``width`` code points of the source, which nothing may cut apart."""
        self._pieces.append((piece, source, width))

    def close(self, kind: str = "paragraph") -> None:
        """End the segment. White space at its ends is left outside; a segment of nothing else is dropped."""
        pieces, self._pieces = self._pieces, []
        while pieces and not pieces[-1][0].rstrip():
            pieces.pop()
        first = 0
        while first < len(pieces) and not pieces[first][0].lstrip():
            first += 1
        if first == len(pieces):
            return
        pieces = pieces[first:]
        piece, source, width = pieces[0]
        if len(piece) == width and piece[0].isspace():
            bare = piece.lstrip()
            pieces[0] = bare, source + width - len(bare), len(bare)
        piece, source, width = pieces[-1]
        if len(piece) == width and piece[-1].isspace():
            bare = piece.rstrip()
            pieces[-1] = bare, source, len(bare)
        if self._segments:
            self._parts.append(SEPARATOR)
            self._length += len(SEPARATOR)
        begin = self._length
        for piece, source, width in pieces:
            self._parts.append(piece)
            self._runs.append(Run(self._length, len(piece), source, width))
            self._length += len(piece)
        self._segments.append(Segment(begin, self._length, kind))

    def document(self, source: Source, name: str) -> Document:
        """Everything so far, as a document of the format ``name``."""
        return Document(source, name, "".join(self._parts), tuple(self._segments), tuple(self._runs))
