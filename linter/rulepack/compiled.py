"""Compiled rules: what the engine runs and the cache stores."""

from __future__ import annotations

from typing import Any, NamedTuple


class Compiled(NamedTuple):
    """``rules`` are :class:`Rule` fields as plain tuples; ``literals[i]`` calls the rules in ``targets[i]``.

    A target is the index of a rule, and the replacements that this literal gets, or the number of the shape that it
    calls. ``always`` are the indexes of rules that are run once on every document.
    """

    rules: tuple[tuple[Any, ...], ...]
    literals: tuple[str, ...]
    targets: tuple[tuple[tuple[int, tuple[str, ...] | int], ...], ...]
    always: tuple[int, ...]
    problems: tuple[tuple[str, int, str, str], ...]
