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

#: ``language``: whose spelling it is; ``table``: the signs and letters; ``kept`` and ``known``: names to leave alone.
KEYS = {"language": "text", "table": "text", "kept": "text", "known": "text"}
_OFFERED = 2  #: spellings offered as fixes, at most


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """One pattern of all signs of the language, its letters, and the words that the tables of names speak of."""
    rows = [row for row in tables(keys["table"]) if row[0] == keys["language"]]
    signs = {kind: [row[2] for row in rows if row[1] == kind] for kind in ("any", "start", "end")}
    if not any(signs.values()):
        raise ValueError(f"table “{keys['table']}” has no signs of “{keys['language']}”")
    shapes = [f".+(?:{_either(signs['any'])}).+"] if signs["any"] else []
    shapes += [f"(?:{_either(signs['start'])}).+"] if signs["start"] else []
    shapes += [f".+(?:{_either(signs['end'])})"] if signs["end"] else []
    return {
        "signs": "|".join(shapes),
        "letters": tuple((row[2], tuple(row[3].split("|"))) for row in rows if row[1] == "letters"),
        "leave": {row[0] for row in tables(keys["kept"])} | {row[1] for row in tables(keys["known"])},
    }


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Capitalised words with a sign, and what English would write."""
    signs = re.compile(rule.params["signs"])
    index = page.names()
    for word in sorted(index):
        if len(word) > 4 and word not in rule.params["leave"] and signs.fullmatch(word.lower()):
            spellings = list(islice(english(word, rule.params["letters"]), _OFFERED))
            for start in index[word]:
                end = start + len(word)
                if allowed(rule.params, page, start, end):
                    offered = (replacement_fix(rule, page, start, end, spelling) for spelling in spellings)
                    yield Hit(rule, start, end, tuple(fix for fix in offered if fix), (("english", spellings[0]),))


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


def _either(groups: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, groups), key=len, reverse=True))
