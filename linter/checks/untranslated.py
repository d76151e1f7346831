"""Words of another language that an engine left standing in an English sentence.

A word counts when the table of foreign words has it (no English word, name or place is there) and its surroundings are
English: several foreign words in a row are a quotation or a title, and are left alone, as are words in quotation marks,
with a capital, or beside one, where they are part of a name.

Cyrillic or Greek letters inside a Latin word are told by their script (Unicode Standard Annex 24).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes
from linter.model import Hit, Rule

#: ``what``: ``words`` (of ``language``, of the ``kinds`` named) or ``letters`` (look-alikes of another script).
KEYS = {"what": "text", "language": "text", "kinds": "texts", "table": "text"}
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\w{2,}\b")
#: Cyrillic and Greek letters that look like Latin ones.
_LOOKS = str.maketrans("аеорсухіјѕһԁАВЕКМНОРСТХІЈЅοαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijshdABEKMHOPCTXIJSoaABEZHIKMNOPTYX")


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """The foreign words of the rule's language."""
    if keys.get("what", "words") == "letters":
        return {}
    kinds = keys.get("kinds")
    words = {row[1] for row in tables(keys["table"]) if row[0] == keys["language"] and (not kinds or row[2] in kinds)}
    if not words:
        raise ValueError(f"table “{keys['table']}” has no such words of “{keys['language']}”")
    return {"words": words}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Single foreign words in English surroundings, or words of mixed script."""
    return _letters(rule, page) if rule.params.get("what") == "letters" else _words(rule, page)


def _words(rule: Rule, page: Page) -> Iterator[Hit]:
    wanted = rule.params["words"]
    found = sorted((at, at + len(word)) for word in wanted & page.vocabulary() for at in page.occurrences(word))
    for start, end in found:
        if not page.text[start].islower() or page.quoted(start) or _capital_near(page, start, end):
            continue
        if _foreign_near(page, start, end, wanted):
            continue
        if allowed(rule.params, page, start, end):
            yield Hit(rule, start, end)


def _foreign_near(page: Page, start: int, end: int, wanted: frozenset[str] | set[str]) -> bool:
    """Whether a word next to it is foreign as well: a quotation, a title."""
    before = re.findall(r"[^\W\d_]+", page.folded[max(0, start - 40) : start])[-1:]
    after = re.findall(r"[^\W\d_]+", page.folded[end : end + 40])[:1]
    return any(word in wanted for word in before + after)


def _capital_near(page: Page, start: int, end: int) -> bool:
    """Whether a capitalised word stands next to it: then it is part of a name."""
    before = re.search(r"([^\W\d_]+)[ -]$", page.text[max(0, start - 30) : start])
    after = re.match(r"[ -]([^\W\d_]+)", page.text[end : end + 30])
    return bool((before and before[1][0].isupper()) or (after and after[1][0].isupper()))


def _letters(rule: Rule, page: Page) -> Iterator[Hit]:
    if page.raw.isascii():
        return
    for match in _MIXED.finditer(page.text):
        start, end = match.span()
        latin = match.group().translate(_LOOKS)
        if allowed(rule.params, page, start, end):
            replacements = (latin,) if latin.isascii() else ()
            yield Hit(rule, start, end, fixes(rule, page, start, end, replacements))
