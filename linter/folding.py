"""The folded view of text, in which phrases are sought: one code point for each code point of the original."""

from __future__ import annotations

#: White space that stands for a plain space.
_SPACES = "\n\r\t\u00a0\u2007\u2009\u202f\u3000"
#: Typographic characters and their ASCII form.
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‑": "-", "\u2010": "-"}


def spaced(text: str) -> str:
    """``text`` with every kind of white space as a space; every position stays."""
    for char in _SPACES:
        if char in text:
            text = text.replace(char, " ")
    return text


def fold(text: str) -> str:
    """``text`` in lower case with plain apostrophes and quotation marks; every position stays."""
    low = text.lower()
    if len(low) != len(text):  # İ and its like grow in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for char, plain in _PLAIN.items():
        if char in low:
            low = low.replace(char, plain)
    return low
