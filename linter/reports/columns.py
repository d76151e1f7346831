"""How text comes out on a terminal: columns, and nothing that a terminal would obey.

An article may hold anything. What reaches the screen is free of control characters (an escape sequence in a file must
not run), of marks that turn the direction of writing (they could hide what stands there), and of tabs.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category, east_asian_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

TAB = "    "
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_JOINER = "\N{ZERO WIDTH JOINER}"
_WIDE_FORM = "\N{VARIATION SELECTOR-16}"
# Patterns are compiled when they are first needed, which most articles never do: that would cost more than to import
# all the rest of this module.
# Control characters, other line ends, surrogates; embeddings, overrides, isolates and marks of direction (Unicode
# Standard Annex 9). None of them is printable to Python.
_UNSAFE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
# Blocks that are written from right to left: Hebrew to Arabic Extended, presentation forms, the scripts of plane 1.
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
# What cannot be seen between quotation marks, and is shown by its number. None of it is printable to Python.
_UNSEEN = "[\t\n\r\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]"


class Cell(NamedTuple):
    """How one code point is shown, and in how many columns."""

    shown: str
    width: int


def cells(text: str) -> list[Cell]:
    """One cell for each code point of ``text``."""
    if text.isascii() and text.isprintable():
        return [Cell(character, 1) for character in text]
    made: list[Cell] = []
    for character in text:
        if character == "\t":
            made.append(Cell(TAB, len(TAB)))
        elif made and made[-1].shown == _JOINER:
            made.append(Cell(character, 0))
        elif character == _WIDE_FORM and made and made[-1].width == 1:
            made.append(Cell(character, 1))
        else:
            made.append(_cell(character))
    return made


def width(text: str) -> int:
    """Columns that ``text`` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(cell.width for cell in cells(text))


def printable(text: str) -> str:
    """``text`` on one line, safe to print."""
    return text if text.isprintable() else re.sub(_UNSAFE, lambda match: _safe(match.group()), text)


def quoted(text: str) -> str:
    """``text`` in quotation marks, with names for the characters that could not be seen in them."""
    body = text.replace("\r\n", "\n")
    if not body.isprintable():
        body = re.sub(_UNSEEN, lambda match: "⏎" if match.group() == "\n" else f"<U+{ord(match.group()):04X}>", body)
    return f"“{printable(body)}”"


def clipped(text: str, columns: int) -> str:
    """``text``, words in its middle left out if it takes more than ``columns``."""
    if width(text) <= columns:
        return text
    row = cells(text)
    head = at_words(row, fitting(row, columns * 2 // 3 - 2))
    tail = at_words(row[::-1], fitting(row[::-1], columns - columns * 2 // 3 - 1))
    return f"{text[: len(head)]} … {text[len(row) - len(tail) :]}"


def fitting(row: Iterable[Cell], columns: int) -> int:
    """How many cells of ``row``, from its start, fit in ``columns``."""
    taken = 0
    number = 0
    for cell in row:
        taken += cell.width
        if taken > columns:
            break
        number += 1
    return number


def at_words(row: list[Cell], number: int) -> list[Cell]:
    """The first ``number`` cells of ``row``, or fewer so that no word is cut, if that leaves enough of them."""
    cut = number
    if number < len(row) and not row[number].shown.isspace():
        while cut and not row[cut - 1].shown.isspace():
            cut -= 1
        if cut < number // 2:
            cut = number
            while cut and row[cut].width == 0:  # never between a letter and its accent
                cut -= 1
    kept = row[:cut]
    while kept and kept[-1].shown.isspace():
        kept.pop()
    return kept


def wrap(text: str, columns: int, first: int = 0) -> list[str]:
    """Lines of ``text`` broken at spaces to fit in ``columns``, of which ``first`` are taken on the first line."""
    lines = [""]
    used = first
    for word in text.split():
        needed = width(word)
        space = 1 if lines[-1] else 0
        if used and used + space + needed > columns:
            lines.append(word)
            used = needed
        else:
            lines[-1] += " " * space + word
            used += space + needed
    return lines


def right_to_left(text: str) -> bool:
    """Whether ``text`` holds a script that a terminal may turn around."""
    return not text.isascii() and max(text) >= "\u0590" and re.search(_RIGHT_TO_LEFT, text) is not None


def _cell(character: str) -> Cell:
    if not character.isprintable() and re.match(_UNSAFE, character):
        return Cell(_safe(character), 1)
    kind = category(character)
    if kind in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return Cell(character, 0)
    return Cell(character, 2 if east_asian_width(character) in "WF" else 1)


def _safe(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    # Unicode has a picture of each control character of ASCII, in the same order.
    return chr(0x2400 + ord(character)) if character < "\x20" else _REPLACEMENT
