"""A section label that a scraper glued to the front of a headline: "Politics Minister resigns after storm"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes
from linter.model import Hit, Rule

#: ``labels``: the words that newspapers use as section labels.
KEYS = {"labels": "texts"}
_FIRST = re.compile(r"([A-Z][a-z]+) ([A-Z][\w’'-]+)")
_SENTENCE = re.compile(r" [a-z]{4}")  #: what a heading has that does not write all its words with a capital


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The label, if the text itself shows that it is none of the headline's words.

    The word after it is a name that the article uses again, and never with the label before it. In a headline all of
    whose words have a capital, it need not be a name.
    """
    if not page.document.segments:
        return
    segment = page.document.segments[0]
    match = _FIRST.match(page.text, segment.start, segment.end)
    if not match or match[1] not in rule.params["labels"] or page.text[segment.start : segment.end].endswith("."):
        return
    if not _SENTENCE.search(page.text, match.end(), segment.end):
        return
    again = [start for start in page.names().get(match[2], ()) if start != match.start(2)]
    glued = [start for start in again if page.text.endswith(match[1] + " ", 0, start)]
    end = match.start(2)
    if again and not glued and allowed(rule.params, page, segment.start, end):
        yield Hit(rule, segment.start, end - 1, fixes(rule, page, segment.start, end - 1, ("",)))
