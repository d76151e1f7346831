"""One pass over a document for the literals that call rules, and the checks that confirm what they point at."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from typing import Any

from linter.checks import Find, Seed, TooSlowError, finder
from linter.checks.page import Page
from linter.engine.literals import Literals
from linter.model import Hit, Rule
from linter.rulepack.compiled import Compiled, Target


class Scanner:
    """Compiled rules ready to run. Not changed by a scan, so one serves any number of documents."""

    def __init__(self, compiled: Compiled, left_out: Iterable[int] = (), plugins: Mapping[str, Any] | None = None):
        self._plain = compiled.rules
        self._targets = compiled.targets
        self._literals = Literals(compiled.literals, compiled.inside)
        self._left_out = frozenset(left_out)
        self._always = [index for index in compiled.always if index not in self._left_out]
        self._called: dict[int, tuple[Target, ...]] = {}
        self._rules: dict[int, Rule] = {}
        self._finders: dict[str, Find] = {}
        self._plugins = plugins

    def rule(self, index: int) -> Rule:
        """The rule at ``index`` of the compiled rules."""
        rule = self._rules.get(index)
        if rule is None:
            rule = self._rules[index] = Rule._make(self._plain[index])
        return rule

    def scan(self, page: Page) -> tuple[list[Hit], list[str]]:
        """All hits on ``page`` in the order of the text, and what went wrong, one line each."""
        seeds: dict[int, list[Seed]] = {}
        folded, called_by, left_out = page.folded, self._called, self._left_out
        for literal, start, end in self._literals.found(folded):
            targets = called_by.get(literal)
            if targets is None:
                targets = called_by[literal] = marshal.loads(self._targets[literal])
            for index, rest, called in targets:
                if rest and not folded.startswith(rest, end):
                    continue
                if index not in left_out:
                    seeds.setdefault(index, []).append((start, end + len(rest), called))
        hits: list[Hit] = []
        troubles: list[str] = []
        for index in sorted([*seeds, *self._always]):
            rule = self.rule(index)
            find = self._finders.get(rule.kind)
            if find is None:
                find = self._finders[rule.kind] = finder(rule.kind, self._plugins)
            try:
                hits += find(rule, page, seeds.get(index, ()))
            except TooSlowError as slow:
                troubles.append(str(slow))
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.rule.id))
        return _longest(hits), troubles


def _longest(hits: list[Hit]) -> list[Hit]:
    """Without hits of a rule inside or across a longer one of the same rule, and without exact repetitions."""
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in hits:
        if hit.start >= reach.get(hit.rule.id, -1):
            kept.append(hit)
            reach[hit.rule.id] = hit.end
    return kept
