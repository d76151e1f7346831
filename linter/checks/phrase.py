"""Literal phrases: the automaton has found them, only the borders and the contexts are left to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes
from linter.model import Hit, Rule

KEYS: dict[str, str] = {}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Hits at the seeds that stand as whole words in a context where the rule speaks."""
    for start, end, replacements in seeds:
        if page.bounded(start, end) and allowed(rule.params, page, start, end):
            yield Hit(rule, start, end, fixes(rule, page, start, end, replacements))
