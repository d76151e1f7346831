"""Slavic and Georgian names in another language's spelling that no table of names has, told by their letters.

A *sign* is a group of letters that no English word, surname, given name or place has (-tchenko, -jewitsch, -sjkij). A
capitalised word with one was romanized for readers of another language. The *letters* of that language then give the
English spelling: from left to right, longest group first; where one has several values, the likelier first.

Facts: the table of endings, made from names in Cyrillic by the romanization systems that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import replacement_fix
from linter.model import Hit, Rule
from linter.rulepack.compiled import INSIDE

#: ``language``: whose spelling it is; ``table``: the signs and letters; ``kept`` and ``known``: names to leave alone.
KEYS = {"language": "text", "table": "text", "kept": "text", "known": "text"}
_OFFERED = 2  #: spellings offered as fixes, at most
_SHORTEST = 4  #: letters of a word that is too short to tell
_APOSTROPHES = "'’"


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """The signs of the language, which call the rule, its letters, and the words that the tables of names speak of."""
    rows = [row for row in tables(keys["table"]) if row[0] == keys["language"]]
    signs = tuple((row[2], row[1]) for row in rows if row[1] in ("any", "start", "end"))
    if not signs:
        raise ValueError(f"table “{keys['table']}” has no signs of “{keys['language']}”")
    return {
        "places": tuple(place for _, place in signs),
        "calls": tuple((("" if place == "start" else INSIDE) + sign, n) for n, (sign, place) in enumerate(signs)),
        "letters": tuple((row[2], tuple(row[3].split("|"))) for row in rows if row[1] == "letters"),
        "leave": frozenset([*(row[0] for row in tables(keys["kept"])), *(row[1] for row in tables(keys["known"]))]),
    }


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Capitalised words with a sign, and what English would write."""
    for start, end in sorted({_word(page, low, high, rule.params["places"][n]) for low, high, n in seeds}):
        word = page.text[start:end]
        if len(word) <= _SHORTEST or not word[0].isupper() or word in rule.params["leave"]:
            continue
        if allowed(rule.params, page, start, end):
            spellings = list(islice(english(word, rule.params["letters"]), _OFFERED))
            offered = (replacement_fix(rule, page, start, end, spelling) for spelling in spellings)
            yield Hit(rule, start, end, tuple(fix for fix in offered if fix), (("english", spellings[0]),))


def _word(page: Page, low: int, high: int, place: str) -> tuple[int, int]:
    """The word around a sign, without a possessive ending; empty where the sign does not stand at its place in it."""
    text, start, end = page.text, low, high
    while start and (text[start - 1].isalpha() or text[start - 1] in _APOSTROPHES):
        start -= 1
    while end < len(text) and (text[end].isalpha() or text[end] in _APOSTROPHES):
        end += 1
    if text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    elif text[end - 1] in _APOSTROPHES:
        end -= 1
    if (place == "start") != (start == low) or (place == "end") != (end == high):
        return start, start
    return start, end


def english(word: str, letters: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The English spellings that ``word`` may stand for, the likeliest first."""
    values: list[tuple[str, ...]] = []
    low, at = word.lower(), 0
    ordered = sorted(letters, key=lambda row: -len(row[0].strip("^$")))
    while at < len(low):
        for group, english_values in ordered:
            plain = group.strip("^$")
            if (
                not low.startswith(plain, at)
                or (group[0] == "^" and at)
                or (group[-1] == "$" and at + len(plain) < len(low))
            ):
                continue
            values.append(tuple(value.lower() for value in english_values))
            at += len(plain)
            break
        else:
            values.append((low[at],))
            at += 1
    for choice in product(*values):
        spelled = re.sub(r"([aeou])y(?=[bcdfghklmnpqrstvxz])", r"\1i", "".join(choice))
        yield spelled[:1].upper() + spelled[1:]
