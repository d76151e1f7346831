"""Checked rules -> what the engine runs: literals for the automaton, and rules stripped of what only authors need.

The result is made of tuples, dicts, texts and numbers only, so that it can be stored with :mod:`marshal`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from linter.folding import fold
from linter.model import Rule
from linter.rulepack.loader import Loaded
from linter.rulepack.phrases import PhraseError, Sets, expand, fill, interpolate
from linter.rulepack.schema import CONDITIONS, Problem

#: Parts of a rule that only its author and its documentation need at hand.
_FOR_AUTHORS = {"bad", "fixed", "good", "references", "match", "anchors", "file", "line"}


class Compiled(NamedTuple):
    """``rules`` are :class:`Rule` fields as plain tuples; ``literals[i]`` calls the rules in ``targets[i]``.

    A target is the index of a rule and the replacements that this literal gets. ``always`` are the indexes of
    rules that are run once on every document.
    """

    rules: tuple[tuple[Any, ...], ...]
    literals: tuple[str, ...]
    targets: tuple[tuple[tuple[int, tuple[str, ...]], ...], ...]
    always: tuple[int, ...]
    problems: tuple[tuple[str, int, str, str], ...]


def compile_rules(loaded: Loaded) -> Compiled:
    """Compile every rule that can be; the others join the problems of the load."""
    problems = list(loaded.problems)
    rules: list[tuple[Any, ...]] = []
    calls: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    always: list[int] = []
    for rule in loaded.rules:
        index = len(rules)
        try:
            literals = _literals(rule, loaded.sets)
            runtime = rule._replace(params=_params(rule, loaded.sets))
        except PhraseError as error:
            problems.append(Problem(rule.params["file"], rule.params["line"], rule.id, str(error)))
            continue
        rules.append(tuple(runtime))
        for text, replacements in literals.items():
            calls.setdefault(text, []).append((index, replacements))
        if not literals:
            always.append(index)
    order = sorted(calls)
    return Compiled(
        tuple(rules),
        tuple(order),
        tuple(tuple(calls[text]) for text in order),
        tuple(always),
        tuple(tuple(problem) for problem in problems),
    )


def _literals(rule: Rule, sets: Sets) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if rule.kind == "phrase":
        for phrase in rule.params["match"]:
            for expansion in expand(phrase, sets):
                text = fold(expansion.text)
                found.setdefault(text, tuple(fill(template, expansion) for template in rule.replace))
    else:
        for phrase in rule.params.get("anchors", ()):
            for expansion in expand(phrase, sets):
                found.setdefault(fold(expansion.text), ())
    return found


def _params(rule: Rule, sets: Sets) -> dict[str, Any]:
    params = {key: value for key, value in rule.params.items() if key not in _FOR_AUTHORS}
    for key in CONDITIONS & params.keys():
        params[key] = tuple(dict.fromkeys(fold(e.text) for phrase in params[key] for e in expand(phrase, sets)))
    if rule.kind == "pattern":
        params["pattern"] = interpolate(params["pattern"], sets)
        _try_pattern(params["pattern"])
    return {key: tuple(value) if isinstance(value, list) else value for key, value in params.items()}


def _try_pattern(pattern: str) -> None:
    import regex

    try:
        regex.compile(pattern, regex.VERSION1)
    except regex.error as error:
        raise PhraseError(f"the pattern is not a regular expression: {error}") from error
