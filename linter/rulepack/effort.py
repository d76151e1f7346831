"""How long a regular expression can take at worst, told from how it is written.

A backtracking matcher tries every way to share out a text of n characters between the unbounded repetitions of a
pattern, from every place where a match may begin: about n to the power of their number, and one more. A repetition
within an unbounded one has no such bound (Friedl, Mastering Regular Expressions, chapter 6). Bounded repetitions count
as often as they may repeat what is unbounded in them.
"""

from __future__ import annotations

import re

#: No bound is known.
UNBOUNDED = 99
_QUANTIFIER = re.compile(r"(?:(?P<any>[*+])|(?P<maybe>\?)|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})[?+]?")
_ESCAPE = re.compile(r"\\(?:[pP]\{[^}]*\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.S)
_OPENING = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|:|=|!|<=|<!|>))?")


def degree(pattern: str) -> int:
    """How many unbounded repetitions of ``pattern`` may stand side by side; UNBOUNDED where they are nested.

    What is not understood (recursion, references to groups, flags) is UNBOUNDED, too.
    """
    try:
        found, end = _alternatives(pattern, 0)
    except IndexError:
        return UNBOUNDED
    return min(found, UNBOUNDED) if end == len(pattern) else UNBOUNDED


def _alternatives(pattern: str, at: int) -> tuple[int, int]:
    """The degree of what stands from ``at`` to the end of its group, and where that is."""
    most = here = 0
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            most, here, at = max(most, here), 0, at + 1
            continue
        inner, at = _item(pattern, at)
        times, at = _quantifier(pattern, at)
        if times == UNBOUNDED:
            inner = UNBOUNDED if inner else 1
        here += inner * (times if times != UNBOUNDED else 1)
    return max(most, here), at


def _item(pattern: str, at: int) -> tuple[int, int]:
    if pattern[at] == "\\":
        escape = _ESCAPE.match(pattern, at)
        if escape is None or escape[0][1] in "123456789gLRXK":
            return UNBOUNDED, escape.end() if escape else at + 1
        return 0, escape.end()
    if pattern[at] == "[":
        at += 2 if pattern[at + 1] == "^" else 1
        at += pattern[at] == "]"
        while pattern[at] != "]":
            at += 2 if pattern[at] == "\\" else 1
        return 0, at + 1
    if pattern[at] != "(":
        return 0, at + 1
    opening = _OPENING.match(pattern, at)
    if opening is None or (opening[0] == "(" and pattern[at + 1] in "?*"):
        return UNBOUNDED, _alternatives(pattern, at + 1)[1] + 1
    inner, end = _alternatives(pattern, opening.end())
    return inner, end + 1


def _quantifier(pattern: str, at: int) -> tuple[int, int]:
    """How often the item before ``at`` may stand, and where the quantifier ends."""
    found = _QUANTIFIER.match(pattern, at)
    if found is None:
        return 1, at
    if found["any"] or (found["comma"] and not found["most"]):
        return UNBOUNDED, found.end()
    return (1 if found["maybe"] else max(1, int(found["most"] or found["least"] or 1))), found.end()
