"""Text as a terminal can be trusted to show it: clusters of code points, their cells, and lines folded to a width.

Terminals do not agree on the width of emoji joined by ZWJ, of flags, skin tones and variation selectors, and a
wrong guess shifts the rest of the line. So such a cluster is drawn as a part of it whose width is beyond dispute.
Control characters are drawn as pictures: an article must not be able to steer the terminal. Direction marks and other
characters without width are not drawn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

_LINE_END = re.compile(r"\r\n?|\n")
# Latin, Greek and Cyrillic letters, typographic punctuation: one code point, one cell, wherever it is shown.
_PLAIN = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0386-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u2026€]*"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|[^\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_PICTURES = {code: chr(0x2400 + code) for code in range(32)} | {0x7F: "␡"}
_TAB = " →  "


class Cluster(NamedTuple):
    """Code points that are drawn together: ``length`` of them from ``start``, as ``shown``, in ``cells`` cells."""

    start: int
    length: int
    shown: str
    cells: int


class Line(NamedTuple):
    """A line of a text, without its end: code points ``[start, end)``; ``next`` is where the next one starts."""

    start: int
    end: int
    next: int


def lines(text: str) -> list[Line]:
    """The lines of a text; at least one."""
    found, start = [], 0
    for match in _LINE_END.finditer(text):
        found.append(Line(start, match.start(), match.end()))
        start = match.end()
    found.append(Line(start, len(text), len(text)))
    return found


def is_plain(text: str) -> bool:
    """Whether each code point takes one cell and is drawn as it is."""
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def clusters(text: str) -> list[Cluster]:
    """How a line is drawn. The clusters cover all of it, in order; some have no cells."""
    if is_plain(text):
        return [Cluster(place, 1, char, 1) for place, char in enumerate(text)]
    found = []
    for piece in _CONTROL.finditer(text):  # by itself, as control characters would join the cluster before them
        for start, end, _ in split_graphemes(piece[0])[0]:
            shown = _shown(piece[0][start:end])
            found.append(Cluster(piece.start() + start, end - start, shown, cell_len(shown)))
    return found


@lru_cache(4096)
def _shown(cluster: str) -> str:
    first, code = cluster[0], ord(cluster[0])
    if cluster == "\t":
        return _TAB
    if code < 32 or code == 0x7F:
        return _PICTURES[code]
    if 0x80 <= code < 0xA0 or first in "\u2028\u2029":
        return "�"
    if 0x1F1E6 <= code <= 0x1F1FF:  # a flag: two regional indicators
        return "".join(chr(ord(char) - 0x1F1E6 + 65) for char in cluster if 0x1F1E6 <= ord(char) <= 0x1F1FF)
    if unicodedata.category(first) in ("Cf", "Mn", "Me"):
        return ""
    if any(char in "\u200d\ufe0e\ufe0f\u20e3" or 0x1F3FB <= ord(char) <= 0x1F3FF for char in cluster):
        return first
    return "".join(char for char in cluster if unicodedata.category(char) != "Cf")


def flat(text: str) -> str:
    """Text for one line of a list or a card: drawn as an article is, line ends as ``⏎``."""
    drawn = "⏎".join(_LINE_END.split(text))
    return drawn if is_plain(drawn) else "".join(cluster.shown for cluster in clusters(drawn))


def clip(text: str, width: int) -> str:
    """Flat text in at most ``width`` cells, with ``…`` where it was cut."""
    drawn = flat(text)
    if cell_len(drawn) <= width:
        return drawn
    kept, used = [], 1
    for cluster in clusters(drawn):
        if used + cluster.cells > width:
            break
        kept.append(cluster.shown)
        used += cluster.cells
    return "".join(kept) + "…"


@lru_cache(8192)
def fold(text: str, width: int) -> tuple[int, ...]:
    """Where the rows start that a line takes when it is folded between words to ``width`` cells (at least two).

    A space at which a row is folded stays at its end, and may stand out by one cell.
    """
    if is_plain(text):
        return _fold_plain(text, width)
    starts, used, space = [0], 0, -1  # ``space``: where the row could be folded
    since = 0  # cells after that place
    for cluster in clusters(text):
        if used + cluster.cells > width and cluster.start > starts[-1]:
            if cluster.shown == " ":
                space, since = cluster.start + cluster.length, 0
                used += cluster.cells
                continue
            if space > starts[-1] and since + cluster.cells <= width:
                starts.append(space)
                used = since
            else:
                starts.append(cluster.start)
                used = 0
            space, since = -1, used
        used += cluster.cells
        since += cluster.cells
        if cluster.shown == " ":
            space, since = cluster.start + cluster.length, 0
    return tuple(starts)


def _fold_plain(text: str, width: int) -> tuple[int, ...]:
    starts, at, length = [0], 0, len(text)
    while length - at > width:
        space = text.rfind(" ", at, at + width + 1)
        at = space + 1 if space > at else at + width
        if at >= length:
            break
        starts.append(at)
    return tuple(starts)
