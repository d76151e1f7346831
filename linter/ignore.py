"""The patterns of ``.gitignore``, as https://git-scm.com/docs/gitignore describes them.

Written here because the start-up of the library that could do it costs more than a whole check of unchanged files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_MAGIC = re.compile(r"[*?\[\\]")
_POSIX = {
    "alnum": r"^\W_", "alpha": r"^\W\d_", "blank": r" \t", "digit": r"0-9", "lower": r"a-z", "punct": r"!-/:-@\[-`{-~",
    "space": r"\s", "upper": r"A-Z", "word": r"\w", "xdigit": r"0-9A-Fa-f",
}  # fmt: skip


class Pattern(NamedTuple):
    """One line: what it matches, whether it takes back an earlier one, and what it applies to."""

    literal: str
    regex: re.Pattern[str] | None
    negated: bool
    folders_only: bool
    anchored: bool

    def matches(self, path: str, name: str, is_folder: bool) -> bool:
        """Whether it names ``path``, relative to the patterns' folder, with ``/``; ``name`` is its last part."""
        if self.folders_only and not is_folder:
            return False
        tried = path if self.anchored else name
        return tried == self.literal if self.regex is None else self.regex.fullmatch(tried) is not None


def patterns(lines: Iterable[str]) -> list[Pattern]:
    """The patterns of a file, in its order. A line that git would not understand matches nothing, as in git."""
    return [pattern for pattern in map(_pattern, lines) if pattern]


def decision(found: list[Pattern], path: str, is_folder: bool) -> bool | None:
    """Whether ``path`` is ignored by the last pattern that matches it; ``None`` if none does."""
    name = path.rpartition("/")[2]
    for pattern in reversed(found):
        if pattern.matches(path, name, is_folder):
            return not pattern.negated
    return None


def covers(found: list[Pattern], path: str) -> bool:
    """Whether the file at ``path`` is ignored: itself, or a folder that it lies in."""
    parts = path.split("/")
    folders = ("/".join(parts[:length]) for length in range(1, len(parts)))
    return any(decision(found, folder, True) for folder in folders) or bool(decision(found, path, False))


def _pattern(line: str) -> Pattern | None:
    line = line.rstrip("\r\n")
    while line.endswith(" ") and not line.endswith("\\ "):
        line = line[:-1]
    if line.startswith("#"):
        return None
    negated = line.startswith("!")
    line = line[negated:]
    folders_only = line.endswith("/")
    line = line[: len(line) - folders_only]
    anchored = "/" in line
    line = line[line.startswith("/") :]
    if not line:
        return None
    if not _MAGIC.search(line):
        return Pattern(line, None, negated, folders_only, anchored)
    regex = _regex(line)
    return Pattern("", regex, negated, folders_only, anchored) if regex else None


def _regex(glob: str) -> re.Pattern[str] | None:
    parts: list[str] = []
    at = 0
    while at < len(glob):
        if glob[at] == "*":
            stars = len(glob) - at - len(glob[at:].lstrip("*"))
            crosses = stars > 1 and (at == 0 or glob[at - 1] == "/")  # a part of the path made of stars only
            at += stars
            if crosses and at == len(glob):
                parts.append(".+")
            elif crosses and glob[at] == "/":
                parts.append("(?:.*/)?")
                at += 1
            else:
                parts.append("[^/]*")
        elif glob[at] == "?":
            parts.append("[^/]")
            at += 1
        elif glob[at] == "[":
            made = _class(glob, at)
            if made is None:
                return None
            parts.append(made[0])
            at = made[1]
        else:
            at += glob[at] == "\\"
            if at == len(glob):
                return None
            parts.append(re.escape(glob[at]))
            at += 1
    return re.compile("".join(parts), re.DOTALL)


def _class(glob: str, at: int) -> tuple[str, int] | None:
    """The regular expression of the bracket at ``at``, and where it ends; ``None`` if it never closes."""
    at += 1
    negated = glob[at : at + 1] in ("!", "^") and at < len(glob)
    at += negated
    choices: list[str] = []
    first = at
    while at < len(glob):
        if glob[at] == "]" and at > first:
            inside = "|".join(choices) or r"(?!)"
            return (f"(?!{inside}|/)." if negated else f"(?!/)(?:{inside})"), at + 1
        named = re.compile(r"\[:(\w+):\]").match(glob, at)
        if named:
            if named[1] not in _POSIX:
                return None
            choices.append(f"[{_POSIX[named[1]]}]")
            at = named.end()
            continue
        low, at = _literal(glob, at)
        if glob[at : at + 1] == "-" and glob[at + 1 : at + 2] not in ("", "]"):
            high, at = _literal(glob, at + 1)
            if low <= high:
                choices.append(f"[{re.escape(low)}-{re.escape(high)}]")
        else:
            choices.append(re.escape(low))
    return None


def _literal(glob: str, at: int) -> tuple[str, int]:
    at += glob[at] == "\\" and at + 1 < len(glob)
    return glob[at], at + 1
