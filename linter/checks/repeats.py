"""Lines and clauses that stand twice: headlines scraped with the page, sentences that a decoder looped on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.model import Edit, Fix, Hit, Rule

#: ``what``: ``line`` (the same paragraph again nearby) or ``clause`` (the same run of words again at once).
KEYS = {"what": "text"}
_LEAST_WORDS = 4
#: How many paragraphs back the same line may stand; refrains further apart are meant.
_REACH = 3
_LOOP = re.compile(r"\b(\w+(?:[ ,]+[\w'’-]+){2,11}?)[ ,]+\1\b", re.I)


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Hits on the second and every further copy."""
    return _lines(rule, page) if rule.params.get("what", "line") == "line" else _clauses(rule, page)


def _lines(rule: Rule, page: Page) -> Iterator[Hit]:
    seen: dict[str, int] = {}
    for number, segment in enumerate(page.document.segments):
        text = page.folded[segment.start : segment.end].strip(" .")
        if text.count(" ") < _LEAST_WORDS - 1 or segment.kind == "table-cell":
            continue
        if number - seen.get(text, -_REACH - 1) <= _REACH and allowed(rule.params, page, segment.start, segment.end):
            fix = Fix("delete the repeated line", rule.safety, (Edit(segment.start, segment.end, ""),))
            yield Hit(rule, segment.start, segment.end, (fix,))
        seen[text] = number


def _clauses(rule: Rule, page: Page) -> Iterator[Hit]:
    for segment in page.document.segments:
        if not _may_loop(page.folded[segment.start : segment.end]):
            continue
        for match in _LOOP.finditer(page.text, segment.start, segment.end):
            copy = match.group(1)
            if len({*copy.lower().split()}) > 2 and allowed(rule.params, page, *match.span()):
                start = match.end(1)
                fix = Fix(f"delete the second “{copy}”", rule.safety, (Edit(start, match.end(), ""),))
                yield Hit(rule, start + len(page.text[start : match.end()]) - len(copy), match.end(), (fix,))


def _may_loop(text: str) -> bool:
    """Whether some three words in a row stand twice within twelve words; cheap, since nearly all text has none."""
    words = text.split()
    if len(words) - len({*words}) < 3:
        return False
    threes = [*zip(words, words[1:], words[2:], strict=False)]
    if len({*threes}) == len(threes):
        return False
    last: dict[tuple[str, str, str], int] = {}
    for place, three in enumerate(threes):
        if place - last.get(three, -100) <= 12:
            return True
        last[three] = place
    return False
