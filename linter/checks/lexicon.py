"""Names and other words that are looked up in a table: foreign form -> English form.

A row applies where its words stand with the same capitals, or in capitals throughout; a possessive *'s* may follow.
Single names are looked up among the capitalised words of the document, all other rows are found by the automaton.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import replacement_fix
from linter.folding import fold
from linter.model import Hit, Rule

#: ``table``: its name; ``language``: rows of this source language; ``kinds``, ``notes`` and ``reasons`` (of doubt):
#: only rows that have one.
KEYS = {"table": "text", "language": "text", "kinds": "texts", "notes": "texts", "reasons": "texts", "except": "texts"}
_DATELINE = ",:(/–—-"  #: what may follow the place that a report comes from
_LEAST_CAPITALS = 4  #: letters of the first word without which a row is not sought in capitals


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """The wanted rows (language, foreign, English, kind, note, reason): names, and phrases that call the rule."""
    kinds, notes, reasons = keys.get("kinds"), keys.get("notes"), keys.get("reasons")
    skipped = set(keys.get("except", ()))
    wanted: dict[str, str] = {}
    for row in tables(keys["table"]):
        language, foreign, english, kind, note, reason = (*row, "", "", "")[:6]
        if language != keys["language"] or (kinds and kind not in kinds) or (notes and note not in notes):
            continue
        if reasons and reason not in reasons:
            continue
        if foreign not in skipped and english:
            wanted.setdefault(foreign, english)
    if not wanted:
        raise ValueError(f"no row of table “{keys['table']}” is wanted by these keys")
    names = {foreign: english for foreign, english in wanted.items() if foreign[0].isupper() and foreign.isalpha()}
    phrases = tuple((foreign, english) for foreign, english in wanted.items() if foreign not in names)
    return {
        "names": names,
        "capitals": {name.upper(): name for name in names if len(name) >= _LEAST_CAPITALS},
        "phrases": phrases,
        "calls": tuple((fold(foreign), number) for number, (foreign, _) in enumerate(phrases)),
        "always": bool(names),
    }


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The words of the document that have a row, with the English form as the fix; the longest where two begin."""
    found: dict[int, tuple[int, str]] = {}
    for start, end, english in (*_names(rule, page), *_phrases(rule, page, seeds)):
        if end > found.get(start, (0, ""))[0] and page.bounded(start, end):
            found[start] = (end, english)
    for start, (end, english) in sorted(found.items()):
        if allowed(rule.params, page, start, end):
            opens = not page.text[page.sentence(start)[0] : start].strip(" “\"'‘(")
            fix = replacement_fix(rule, page, start, end, english[:1].upper() + english[1:] if opens else english)
            yield Hit(rule, start, end, (fix,) if fix else (), (("english", english),))


def _names(rule: Rule, page: Page) -> Iterator[tuple[int, int, str]]:
    names, index = rule.params["names"], page.names()
    for name in names.keys() & index.keys():
        for start in index[name]:
            yield start, start + len(name), names[name]
    if page.shouts():
        capitals = rule.params["capitals"]
        for name in capitals.keys() & index.keys():
            for start in index[name]:
                if _shouted(page, start, start + len(name)):
                    yield start, start + len(name), names[capitals[name]].upper()


def _shouted(page: Page, start: int, end: int) -> bool:
    """Whether capitals are the manner of the line (a headline, a dateline): alone in a sentence they are an acronym."""
    segment = page.segment(start)
    before, after = page.text[segment.start : start].split()[-1:], page.text[end : segment.end].split(maxsplit=1)[:1]
    if not before and (not after or after[0][0] in _DATELINE):
        return True
    return any(len(word) > 1 and word.isupper() for word in before + after)


def _phrases(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[tuple[int, int, str]]:
    for start, end, number in seeds:
        foreign, english = rule.params["phrases"][number]
        text = page.text[start:end]
        if text == foreign:
            yield start, end, english
        elif text == foreign.upper() and len(foreign.split(" ")[0]) >= _LEAST_CAPITALS:
            yield start, end, english.upper()
