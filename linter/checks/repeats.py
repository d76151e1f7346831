"""Lines, clauses and words that stand twice: headlines scraped with the page, sentences that a decoder looped on."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.formats.prose import PLACEHOLDER
from linter.model import Edit, Fix, Hit, Rule

#: ``what``: ``line`` (the same paragraph again nearby), ``clause`` (the same run of words again at once) or ``word``
#: (a word again at once that no writer says twice on purpose).
KEYS = {"what": "text"}
_LEAST_WORDS = 4
#: How many paragraphs back the same line may stand; refrains further apart are meant.
_REACH = 3
#: A run of words twice in a row; a longer one may be a sentence that begins again.
_LOOP = re.compile(r"\b(\w+(?:[ ,]+[\w'’-]+){2,11}?)[ ,]+\1\b|\b(\w+(?:[ ,]+[\w'’-]+){5,24}?)[.,;:!?…] \2\b", re.I)
#: Words from where a run of words begins to where it begins again, at most: of a short loop, and of any.
_SHORT_REACH, _LOOP_REACH = 12, 25
_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_A-Z]{2,}) \1(?![\w’'-]| \1\b)")
#: Words that native writers say twice, for the grammar or for the sound of it.
_SAID_TWICE = """
    that had is very so no ha bye really much many more long far up out who what you do it blah day year in on yes well
    now go knock never again big old little way too her there over and please etc
"""
_MEANT = frozenset(_SAID_TWICE.split())


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Hits on the second and every further copy."""
    return {"line": _lines, "clause": _clauses, "word": _words}[rule.params.get("what", "line")](rule, page)


def _lines(rule: Rule, page: Page) -> Iterator[Hit]:
    seen: dict[str, int] = {}
    for number, segment in enumerate(page.document.segments):
        text = page.folded[segment.start : segment.end].strip(" .")
        if text.count(" ") < _LEAST_WORDS - 1 or segment.kind == "table-cell" or PLACEHOLDER in text:
            continue  # what a placeholder stands for may be what differs
        if number - seen.get(text, -_REACH - 1) <= _REACH and allowed(rule.params, page, segment.start, segment.end):
            fix = Fix("delete the repeated line", rule.safety, (Edit(segment.start, segment.end, ""),))
            yield Hit(rule, segment.start, segment.end, (fix,))
        seen[text] = number


def _clauses(rule: Rule, page: Page) -> Iterator[Hit]:
    for segment in page.document.segments:
        if not _may_loop(page.folded[segment.start : segment.end]):
            continue
        for match in _LOOP.finditer(page.text, segment.start, segment.end):
            copy = match[1] or match[2]
            if len({*copy.lower().split()}) > 2 and allowed(rule.params, page, *match.span()):
                start = match.start() + len(copy)
                fix = Fix(f"delete the second “{copy}”", rule.safety, (Edit(start, match.end(), ""),))
                yield Hit(rule, start + len(page.text[start : match.end()]) - len(copy), match.end(), (fix,))


def _words(rule: Rule, page: Page) -> Iterator[Hit]:
    for segment in page.document.segments:
        words = page.folded[segment.start : segment.end].split()
        if not any(map(operator.eq, words, words[1:])):
            continue
        for match in _TWICE.finditer(page.text, segment.start, segment.end):
            start, end = match.span()
            if match[1] not in _MEANT and allowed(rule.params, page, start, end):
                fix = Fix(f"delete the second “{match[1]}”", rule.safety, (Edit(match.end(1), end, ""),))
                yield Hit(rule, start, end, (fix,))


def _may_loop(text: str) -> bool:
    """Whether some words in a row stand twice near by; cheap, since nearly all text has none.

    Three within the words of a short loop, six within those of a long one.
    """
    words = text.split()
    if len(words) - len({*words}) < 3:
        return False
    threes = [*zip(words, words[1:], words[2:], strict=False)]
    if len({*threes}) == len(threes):
        return False
    last: dict[tuple[str, str, str], int] = {}
    for place, three in enumerate(threes):
        before = last.get(three, -_LOOP_REACH - 1)
        if place - before <= _SHORT_REACH:
            return True
        if place - before <= _LOOP_REACH and threes[place + 3 : place + 4] == threes[before + 3 : before + 4]:
            return True
        last[three] = place
    return False
