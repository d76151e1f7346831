"""How long a regular expression can take at worst, told from how it is written.

A backtracking matcher tries every way to share out a text of n characters between the unbounded repetitions of a
pattern, from every place where a match may begin: about n to the power of their number, and one more. Repeating what
can itself match in several ways has no such bound (Friedl, Mastering Regular Expressions, chapter 6). Bounded
repetitions count as often as they may repeat what is unbounded in them.
"""

from __future__ import annotations

import re

#: No bound is known.
UNBOUNDED = 99
#: Repetitions of what can match in several ways that are still few ways in all.
_FEW = 10
_QUANTIFIER = re.compile(r"(?:(?P<any>[*+])|(?P<maybe>\?)|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})[?+]?")
_ESCAPE = re.compile(r"\\(?:[pP]\{[^}]*\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.S)
_OPENING = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|[a-z]*(?:-[a-z]+)?:|=|!|<=|<!|>))?")


def degree(pattern: str) -> int:
    """How many unbounded repetitions of ``pattern`` may stand side by side; UNBOUNDED where one repeats what can vary.

    What is not understood (recursion, references to groups, flags for all) is UNBOUNDED, too.
    """
    try:
        found, _, end = _alternatives(pattern, 0)
    except IndexError:
        return UNBOUNDED
    return min(found, UNBOUNDED) if end == len(pattern) else UNBOUNDED


def _alternatives(pattern: str, at: int) -> tuple[int, bool, int]:
    """The degree of what stands from ``at`` to the end of its group, whether it can match in several ways, the end."""
    most = here = 0
    varies = False
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            most, here, varies, at = max(most, here), 0, True, at + 1
            continue
        inner, inner_varies, at = _item(pattern, at)
        least, times, at = _quantifier(pattern, at)
        if inner_varies and times > _FEW:
            inner = UNBOUNDED
        elif times == UNBOUNDED:
            inner = 1
        else:
            inner *= times
        here += inner
        varies = varies or inner_varies or least != times
    return max(most, here), varies, at


def _item(pattern: str, at: int) -> tuple[int, bool, int]:
    if pattern[at] == "\\":
        escape = _ESCAPE.match(pattern, at)
        if escape is None or escape[0][1] in "123456789gLRXK":
            return UNBOUNDED, True, escape.end() if escape else at + 1
        return 0, False, escape.end()
    if pattern[at] == "[":
        at += 2 if pattern[at + 1] == "^" else 1
        at += pattern[at] == "]"
        while pattern[at] != "]":
            at += 2 if pattern[at] == "\\" else 1
        return 0, False, at + 1
    if pattern[at] != "(":
        return 0, False, at + 1
    opening = _OPENING.match(pattern, at)
    if opening is None or (opening[0] == "(" and pattern[at + 1] in "?*"):
        return UNBOUNDED, True, _alternatives(pattern, at + 1)[2] + 1
    inner, varies, end = _alternatives(pattern, opening.end())
    return inner, varies, end + 1


def _quantifier(pattern: str, at: int) -> tuple[int, int, int]:
    """How often the item before ``at`` must and may stand, and where the quantifier ends."""
    found = _QUANTIFIER.match(pattern, at)
    if found is None:
        return 1, 1, at
    if found["any"]:
        return int(found["any"] == "+"), UNBOUNDED, found.end()
    if found["maybe"]:
        return 0, 1, found.end()
    least = int(found["least"] or 0)
    if not found["comma"]:
        return least, max(1, least), found.end()
    return least, max(1, int(found["most"])) if found["most"] else UNBOUNDED, found.end()
