"""Compiled rules: what the engine runs and the cache stores."""

from __future__ import annotations

from typing import Any, NamedTuple

#: What an anchor begins with that may stand inside a word, too: ``*ß``.
INSIDE = "*"


class Compiled(NamedTuple):
    """``rules`` are :class:`Rule` fields as plain tuples; ``literals[i]`` calls the rules in ``targets[i]``.

    A target is the index of a rule, and the replacements that this literal gets, or the number of the shape that it
    calls. ``inside`` are the indexes of literals that may begin inside a word; ``always`` the indexes of rules that are
    run once on every document.
    """

    rules: tuple[tuple[Any, ...], ...]
    literals: tuple[str, ...]
    targets: tuple[tuple[tuple[int, tuple[str, ...] | int], ...], ...]
    inside: frozenset[int]
    always: tuple[int, ...]
    problems: tuple[tuple[str, int, str, str], ...]
