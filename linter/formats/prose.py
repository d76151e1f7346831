"""What the formats share: putting prose together with its runs, and what is never prose."""

from __future__ import annotations

import re

from linter.model import Document, Run, Segment, Source

#: Stands in prose for something that is not prose itself but takes a place in the sentence (code, an image, a URL).
#: Source: the Unicode Standard, U+FFFC OBJECT REPLACEMENT CHARACTER.
PLACEHOLDER = "\ufffc"
SEPARATOR = "\n\n"

# Its text, where it stands in the source, and how wide it is there; as wide as long means one to one.
_Piece = tuple[str, int, int]

# What gives a URL or an e-mail address away, and how it goes on to either side. Looking for the sign first is several
# times as fast as trying a whole address at every word.
_SIGN = re.compile(r"://|(?:www|WWW)\.|@")
_BEFORE = {":": re.compile(r"\b(?:https?|ftp)\Z", re.IGNORECASE), "@": re.compile(r"\b[\w.+-]{1,64}\Z")}
_AFTER = {"@": re.compile(r"[\w-]+(?:\.[\w-]+)+")}
_URL = re.compile(r"""[\w\[][^\s<>"'“”«»\u2018\u2019]*""")
# The marks that may end a sentence do not end an address.
_LOOSE_END = ".,;:!?…*_~|`"


def addresses(text: str) -> list[tuple[int, int]]:
    """Ranges of the URLs and e-mail addresses in ``text``, in order."""
    found: list[tuple[int, int]] = []
    if "://" not in text and "@" not in text and "www." not in text and "WWW." not in text:
        return found
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
        self._pieces: list[_Piece] = []
        self._after_gap = False

    def text(self, piece: str, source: int) -> None:
        """Prose that stands as it is in the source, from code point ``source``."""
        if self._after_gap and piece:
            self._after_gap = False
            if piece[0] in " \t" and self._pieces and self._pieces[-1][0][-1].isspace():
                piece, source = piece[1:], source + 1
        if not piece:
            return
        if self._pieces:
            last, start, width = self._pieces[-1]
            if len(last) == width and start + width == source:
                self._pieces[-1] = last + piece, start, width + len(piece)
                return
        self._pieces.append((piece, source, len(piece)))

    def unit(self, piece: str, source: int, width: int) -> None:
        """Prose that stands for ``width`` code points of the source, which nothing may cut apart."""
        self._pieces.append((piece, source, width))
        self._after_gap = False

    def gap(self) -> None:
        """Something stood here that leaves no trace, such as a comment: of a space on either side only one is kept."""
        self._after_gap = True

    def close(self, kind: str = "paragraph") -> None:
        """End the segment. White space at its ends is left outside.

        A segment that holds nothing but white space and placeholders is dropped: there is nothing to read in it.
        """
        pieces, self._pieces, self._after_gap = self._pieces, [], False
        if not pieces:
            return
        pieces = _trim(_conceal(pieces))
        if not any(piece.strip(PLACEHOLDER).strip() for piece, _, _ in pieces):
            return
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


def _trim(pieces: list[_Piece]) -> list[_Piece]:
    while pieces and pieces[0][0].isspace():
        del pieces[0]
    while pieces and pieces[-1][0].isspace():
        del pieces[-1]
    if pieces:
        piece, source, width = pieces[0]
        if piece[0].isspace() and len(piece) == width:
            bare = piece.lstrip()
            pieces[0] = bare, source + width - len(bare), len(bare)
        piece, source, width = pieces[-1]
        if piece[-1].isspace() and len(piece) == width:
            bare = piece.rstrip()
            pieces[-1] = bare, source, len(bare)
    return pieces


def _conceal(pieces: list[_Piece]) -> list[_Piece]:
    """Put a placeholder for each address. One may hold entities and escapes, but no other markup."""
    shown: list[_Piece] = []
    first = 0
    while first < len(pieces):
        last = first + 1
        while last < len(pieces) and pieces[last - 1][1] + pieces[last - 1][2] == pieces[last][1]:
            last += 1
        group = pieces[first:last]
        at = 0
        for start, end in addresses("".join(piece for piece, _, _ in group)):
            shown.extend(_cut(group, at, start))
            inside = _cut(group, start, end)
            low, high = inside[0][1], inside[-1][1] + inside[-1][2]
            shown.append((PLACEHOLDER, low, high - low))
            at = end
        shown.extend(_cut(group, at, sum(len(piece) for piece, _, _ in group)) if at else group)
        first = last
    return shown


def _cut(pieces: list[_Piece], start: int, end: int) -> list[_Piece]:
    """What of ``pieces`` stands between two offsets into their joined text; one that is a unit comes whole."""
    chosen = []
    at = 0
    for piece, source, width in pieces:
        low, high = max(start - at, 0), min(end - at, len(piece))
        if low < high:
            one_to_one = len(piece) == width
            chosen.append((piece[low:high], source + low, high - low) if one_to_one else (piece, source, width))
        at += len(piece)
    return chosen
