"""Compiled rules: what the engine runs and the cache stores."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

#: What an anchor begins with that may stand inside a word, too: ``*ß``.
INSIDE = "*"

#: What a literal calls: the index of a rule, what must follow the literal in the text, and the replacements that the
#: whole of it gets, or the number that its check understands.
Target = tuple[int, str, tuple[str, ...] | int]


class Compiled(NamedTuple):
    """``rules`` are :class:`Rule` fields as plain tuples; ``literals[i]`` calls the rules in ``targets[i]``, a tuple of
    :data:`Target` that is still marshalled: an article has a thousand of the literals, and the rest need not be read.

    ``inside`` are the indexes of literals that may begin inside a word; ``always`` the indexes of rules that are run
    once on every document; ``quiet`` those of notes that are no evidence, for which nobody looks who wants no notes.
    """

    rules: tuple[tuple[Any, ...], ...]
    literals: tuple[str, ...]
    targets: tuple[bytes, ...]
    inside: frozenset[int]
    always: tuple[int, ...]
    quiet: tuple[int, ...]
    problems: tuple[tuple[str, int, str, str], ...]


def gathered(
    rules: Iterable[tuple[Any, ...]],
    calls: Mapping[str, bytes],
    inside: Iterable[str],
    always: Iterable[int],
    quiet: Iterable[int],
    problems: Iterable[tuple[str, int, str, str]],
) -> Compiled:
    """The compiled rules of which ``calls`` are the literals with what each calls (:func:`packed`); ``inside`` are some
    of them."""
    literals, within = sorted(calls), set(inside)
    return Compiled(
        tuple(rules),
        tuple(literals),
        tuple(map(calls.__getitem__, literals)),
        frozenset(number for number, text in enumerate(literals) if text in within),
        tuple(always),
        tuple(quiet),
        tuple(problems),
    )


def packed(targets: Iterable[Target]) -> bytes:
    """``targets`` as they stand in :class:`Compiled`."""
    return marshal.dumps(tuple(targets))


def merged(parts: Sequence[Compiled]) -> Compiled:
    """All rules of ``parts``, none of which has a rule of another, as one."""
    rules: list[tuple[Any, ...]] = []
    calls: dict[str, bytes] = {}
    inside: set[str] = set()
    always: list[int] = []
    quiet: list[int] = []
    for part in parts:
        first = len(rules)
        rules += part.rules
        always += (first + index for index in part.always)
        quiet += (first + index for index in part.quiet)
        inside.update(part.literals[number] for number in part.inside)
        if first:
            for text, targets in zip(part.literals, part.targets, strict=True):
                moved = [(first + index, rest, called) for index, rest, called in marshal.loads(targets)]
                calls[text] = packed([*marshal.loads(calls[text]), *moved] if text in calls else moved)
        else:  # the largest part by far, where it is all that is built in
            calls = dict(zip(part.literals, part.targets, strict=True))
    return gathered(rules, calls, inside, always, quiet, (problem for part in parts for problem in part.problems))
