"""Names and other words that are looked up in a table: foreign form -> English form.

A row applies where its words stand with the same capitals, or in capitals throughout; a possessive *'s* may follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import replacement_fix
from linter.model import Hit, Rule

#: ``table``: its name; ``language``: rows of this source language; ``kinds`` and ``notes``: only rows that have one.
KEYS = {"table": "text", "language": "text", "kinds": "texts", "notes": "texts", "except": "texts"}


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """Group the wanted rows (language, foreign, English, kind, note) by the first word of the foreign form."""
    kinds, notes = keys.get("kinds"), keys.get("notes")
    skipped = set(keys.get("except", ()))
    grouped: dict[str, list[tuple[str, str]]] = {}
    for row in tables(keys["table"]):
        language, foreign, english, kind, note = (*row, "", "")[:5]
        if language != keys["language"] or (kinds and kind not in kinds) or (notes and note not in notes):
            continue
        if foreign not in skipped and english:
            grouped.setdefault(foreign.split(" ")[0], []).append((foreign, english))
    if not grouped:
        raise ValueError(f"no row of table “{keys['table']}” is wanted by these keys")
    ordered = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in grouped.items()}
    return {"entries": ordered, "capitals": {first.upper(): first for first in ordered if len(first) > 3}}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The words of the document that have a row, with the English form as the fix."""
    entries = rule.params["entries"]
    index = page.names()
    for word in sorted(entries.keys() & index.keys()):
        for start in index[word]:
            yield from _at(rule, page, start, entries[word])
    for word in sorted(entries.keys() & page.vocabulary()):  # rows in lower case: folded words are just those
        for start in page.occurrences(word):
            yield from _at(rule, page, start, entries[word])
    capitals = rule.params["capitals"] if page.shouts() else {}
    for word in sorted(capitals.keys() & index.keys()):
        for start in index[word]:
            yield from _at(rule, page, start, tuple((f.upper(), e.upper()) for f, e in entries[capitals[word]]))


def _at(rule: Rule, page: Page, start: int, rows: tuple[tuple[str, str], ...]) -> Iterator[Hit]:
    for foreign, english in rows:
        end = start + len(foreign)
        if page.text.startswith(foreign, start) and page.bounded(start, end):
            if allowed(rule.params, page, start, end):
                opens = not page.text[page.sentence(start)[0] : start].strip(" “\"'‘(")
                fix = replacement_fix(rule, page, start, end, english[:1].upper() + english[1:] if opens else english)
                yield Hit(rule, start, end, (fix,) if fix else (), (("english", english),))
            return
