"""Checked rules -> what the engine runs: literals for the automaton, and rules stripped of what only authors need.

The result is made of tuples, dicts, texts and numbers only, so that it can be stored with :mod:`marshal`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from linter.folding import fold
from linter.model import Rule
from linter.rulepack.compiled import INSIDE, Compiled, Target, gathered, packed
from linter.rulepack.expression import Code, decode, encode
from linter.rulepack.loader import Loaded
from linter.rulepack.phrases import LIMIT, PhraseError, Sets, Shape, count, expand, expansion, fill, interpolate, shape
from linter.rulepack.schema import CONDITIONS, Problem

#: Parts of a rule that only its author and its documentation need at hand.
_FOR_AUTHORS = {"bad", "fixed", "good", "references", "match", "swap", "anchors", "file", "line"}
#: Code points of a literal that the automaton knows; the rest is compared where they stand. Few texts share so many,
#: and the automaton is built several times faster.
_STEM = 12


#: Rows of a table of facts by its name, and what a kind of check makes of its own keys when rules are compiled.
Tables = Callable[[str], Iterable[Sequence[str]]]
Prepare = Callable[[Mapping[str, Any], Tables], dict[str, Any]]
#: What a phrase is replaced by, as its author wrote it, best first; and a phrase with its own.
Templates = tuple[str, ...]
Offer = tuple[str, Templates]


def compile_rules(loaded: Loaded, prepare: Mapping[str, Prepare], tables: Tables) -> Compiled:
    """Compile every rule that can be; the others join the problems of the load.

    ``prepare`` has, for some kinds of check, a function from the rule's keys to what the check will look up. It
    raises ``ValueError`` or ``OSError`` for keys that cannot be used. Under ``calls`` it may give literals that call
    the rule, each with a number that its check will understand, and under ``always`` whether the rule runs without.
    """
    problems = list(loaded.problems)
    rules: list[tuple[Any, ...]] = []
    calls: dict[str, list[Target]] = {}
    shared: dict[Any, Any] = {}
    inside: set[str] = set()
    always: list[int] = []
    quiet: list[int] = []
    for rule in loaded.rules:
        index = len(rules)
        try:
            few, many = _phrases(rule, loaded.sets)
            shapes = [(shape(phrase, loaded.sets), templates) for phrase, templates in many]
            literals = _literals(rule, few, shapes, loaded.sets)
            params = _params(rule, shapes, loaded.sets)
            if rule.kind in prepare:
                params |= prepare[rule.kind](params, tables)
                literals += params.pop("calls", ())
            constant = params.pop("always", not literals)
            for key, value in params.items():  # what several rules look things up in is stored once
                if isinstance(value, frozenset):
                    params[key] = shared.setdefault(value, value)
            runtime = rule._replace(params=params)
        except (PhraseError, ValueError, OSError) as error:
            problems.append(Problem(rule.params["file"], rule.params["line"], rule.id, str(error)))
            continue
        rules.append(tuple(runtime))
        for text, called in literals:
            if text.startswith(INSIDE):
                text = text.removeprefix(INSIDE)
                inside.add(text[:_STEM])
            calls.setdefault(text[:_STEM], []).append((index, text[_STEM:], called))
        if constant:
            always.append(index)
        if rule.level == "note" and (rule.voice == "silent" or rule.weights == ()):
            quiet.append(index)
    found = {text: packed(targets) for text, targets in calls.items()}
    return gathered(rules, found, inside, always, quiet, ((p.file, p.line, p.key, p.message) for p in problems))


def _phrases(rule: Rule, sets: Sets) -> tuple[list[Offer], list[Offer]]:
    """The phrases of ``rule``, if any, that stand for few literals, and those that stand for too many.

    Of two that stand for the same words the later one is meant, and so one with a fix of its own.
    """
    offers = [(phrase, rule.replace) for phrase in rule.params.get("match", ())]
    for phrase, texts in rule.params.get("swap", {}).items():
        offers.append((phrase, (texts,) if isinstance(texts, str) else tuple(texts)))
    few: list[Offer] = []
    many: list[Offer] = []
    for offer in offers:
        (few if count(offer[0], sets) <= LIMIT else many).append(offer)
    return few, many


def _literals(
    rule: Rule, few: Sequence[Offer], shapes: Sequence[tuple[Shape, Templates]], sets: Sets
) -> list[tuple[str, tuple[str, ...] | int]]:
    """The literals that call ``rule``: each with its replacements, or with the number of the shape that it calls.

    A literal may call several shapes of one rule, and be one of its ``few`` phrases as well.
    """
    if rule.kind != "phrase":
        anchors = (fold(one.text) for anchor in rule.params.get("anchors", ()) for one in expand(anchor, sets))
        return [(text, ()) for text in dict.fromkeys(anchors)]
    found: list[tuple[str, tuple[str, ...] | int]] = []
    for number, (one_shape, _) in enumerate(shapes):
        found += [(anchor, number) for anchor in dict.fromkeys(one_shape.anchors)]
    phrases: dict[str, tuple[str, ...]] = {}
    for phrase, templates in few:
        for one in expand(phrase, sets):
            phrases[fold(one.text.strip())] = tuple(fill(template, one) for template in templates)
    return [*found, *phrases.items()]


def _params(rule: Rule, shapes: Sequence[tuple[Shape, Templates]], sets: Sets) -> dict[str, Any]:
    params = {key: value for key, value in rule.params.items() if key not in _FOR_AUTHORS}
    for key in CONDITIONS & params.keys():
        params[key] = tuple(dict.fromkeys(fold(e.text.strip()) for phrase in params[key] for e in expand(phrase, sets)))
    if shapes:
        params["shapes"] = tuple(
            (encode(found.pattern, ignore_case=False, tame=True), found.slots, templates) for found, templates in shapes
        )
        for found, templates in shapes:  # an author's slip is found here, not in the middle of a check
            sample = expansion(found.slots, tuple(slot[2:] for slot in found.slots))
            for template in templates:
                fill(template, sample)
    if rule.kind == "pattern":
        params["pattern"] = _pattern(rule, interpolate(params["pattern"], sets))
    return {key: tuple(value) if isinstance(value, list) else value for key, value in params.items()}


def _pattern(rule: Rule, pattern: str) -> Code:
    """The pattern of ``rule``, compiled. Raises :class:`PhraseError` for what its author must mend."""
    import regex

    try:
        code = encode(pattern, ignore_case=rule.params.get("case", "any") == "any")
    except regex.error as error:
        raise PhraseError(f"the pattern is not a regular expression: {error}") from error
    groups = decode(code)
    for template in rule.replace:
        if inflected := re.search(r"<[vn]:[^<>]+>", template):
            raise PhraseError(f"“{template}”: a pattern cannot inflect; {inflected[0]} works with `match` only")
        for name in re.findall(r"\{(\w+)(?::\w+)?\}", template):
            if not (int(name) <= groups.groups if name.isdigit() else name in groups.groupindex):
                raise PhraseError(f"“{template}” asks for the group “{name}”, which the pattern does not have")
    return code
