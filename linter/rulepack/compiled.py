"""Compiled rules: what the engine runs and the cache stores."""

from __future__ import annotations

from typing import Any, NamedTuple

#: What an anchor begins with that may stand inside a word, too: ``*ß``.
INSIDE = "*"

#: What a literal calls: the index of a rule, what must follow the literal in the text, and the replacements that the
#: whole of it gets, or the number that its check understands.
Target = tuple[int, str, tuple[str, ...] | int]


class Compiled(NamedTuple):
    """``rules`` are :class:`Rule` fields as plain tuples; ``literals[i]`` calls the rules in ``targets[i]``.

    ``inside`` are the indexes of literals that may begin inside a word; ``always`` the indexes of rules that are run
    once on every document; ``quiet`` those of notes that are no evidence, for which nobody looks who wants no notes.
    """

    rules: tuple[tuple[Any, ...], ...]
    literals: tuple[str, ...]
    targets: tuple[tuple[Target, ...], ...]
    inside: frozenset[int]
    always: tuple[int, ...]
    quiet: tuple[int, ...]
    problems: tuple[tuple[str, int, str, str], ...]
