"""A unified diff in colour, with the words that differ set off: a line of prose is a whole paragraph."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from textual.content import Content, Span

from linter.tui.cells import flat

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_COLOURS = {"+": "$text-success", "-": "$text-error", "@": "$text-accent"}
_MARKS = {"+": "bold $background on $success", "-": "bold $background on $error"}


def coloured(diff: str) -> Content:
    """The lines of a unified diff, each changed word of a changed line marked."""
    drawn: list[Content] = []
    lines = diff.removesuffix("\n").split("\n")
    at = 0
    while at < len(lines):
        old = _run(lines, at, "-")
        new = _run(lines, at + len(old), "+")
        if old and len(old) == len(new) and at > 1:  # past the two lines of the head
            pairs = [_pair(one, two) for one, two in zip(old, new, strict=True)]
            drawn += [one for one, _ in pairs] + [two for _, two in pairs]
            at += len(old) + len(new)
        else:
            drawn.append(Content.styled(flat(lines[at]), _COLOURS.get(lines[at][:1], "")))
            at += 1
    return Content("\n").join(drawn)


def _run(lines: list[str], at: int, sign: str) -> list[str]:
    end = at
    while end < len(lines) and lines[end].startswith(sign):
        end += 1
    return lines[at:end]


def _pair(old: str, new: str) -> tuple[Content, Content]:
    before, after = _WORD.findall(flat(old[1:])), _WORD.findall(flat(new[1:]))
    changes = [
        code for code in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    return (
        _line("-", before, [(low, high) for _, low, high, _, _ in changes]),
        _line("+", after, [(low, high) for _, _, _, low, high in changes]),
    )


def _line(sign: str, words: list[str], changed: list[tuple[int, int]]) -> Content:
    text = sign + "".join(words)
    starts = [len(sign)]
    for word in words:
        starts.append(starts[-1] + len(word))
    marks = [Span(starts[low], starts[high], _MARKS[sign]) for low, high in changed if low < high]
    return Content(text, [Span(0, len(text), _COLOURS[sign]), *marks])
