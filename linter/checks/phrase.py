"""Phrases: the automaton has found them, only the borders and the contexts are left to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes, keep_first, keep_names
from linter.model import Hit, Rule
from linter.rulepack.expression import Code, decode

KEYS: dict[str, str] = {}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Hits at the seeds that stand as whole words in a context where the rule speaks.

    Of two phrases that stand for the same words the one that offers something comes first, and is heard.
    """
    return iter(sorted(_hits(rule, page, seeds), key=_offers_nothing))


def _offers_nothing(hit: Hit) -> bool:
    return not hit.fixes


def _hits(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    called: dict[int, set[int]] = {}
    for start, end, stored in seeds:
        if isinstance(stored, int):
            called.setdefault(stored, set()).add(page.segment_at(start))
        elif page.bounded(start, end) and allowed(rule.params, page, start, end):
            keep = keep_first if rule.params.get("case") == "same" else keep_names
            stored = tuple(keep(page.text[start:end], new) for new in stored)
            yield Hit(rule, start, end, fixes(rule, page, start, end, stored))
    for number, places in sorted(called.items(), reverse=True):  # the later phrase is meant
        yield from _shape(rule, page, rule.params["shapes"][number], sorted(places))


def _shape(
    rule: Rule, page: Page, shape: tuple[Code, tuple[str, ...], tuple[str, ...]], places: Iterable[int]
) -> Iterator[Hit]:
    """Hits of a phrase that stands for too many literals, in the segments at ``places``, where an anchor stands."""
    code, slots, templates = shape
    for segment in (page.document.segments[place] for place in places):
        for match in decode(code).finditer(page.folded, segment.start, segment.end):
            start, end = match.span()
            if allowed(rule.params, page, start, end):
                offered = _replacements(templates, page, match, slots)
                yield Hit(rule, start, end, fixes(rule, page, start, end, offered))


def _replacements(templates: tuple[str, ...], page: Page, match: Any, slots: tuple[str, ...]) -> list[str]:
    if not templates:
        return []
    from linter.rulepack.phrases import expansion, fill

    found = expansion(slots, tuple(page.text[slice(*match.span(number))] for number in range(1, len(slots) + 1)))
    return [fill(template, found) for template in templates]
