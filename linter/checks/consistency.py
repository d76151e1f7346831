"""One person or place, spelled in two ways within a document.

Two spellings are taken for one name when they differ only in what romanization systems disagree on (y, i, iy and j;
kh and h; ou and u; w and v ...), and when the other half of the full name agrees. Classes of letters: after the
romanization tables of UNGEGN and of the national systems named in the table of names.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import replacement_fix
from linter.model import Hit, Rule

KEYS: dict[str, str] = {}
_SAME = (
    ("shch", "S"), ("chtch", "S"), ("schtsch", "S"), ("tsch", "C"), ("tch", "C"), ("tj", "C"), ("ch", "C"),
    ("sch", "H"), ("sj", "H"), ("sh", "H"), ("zh", "Z"), ("kh", "h"), ("ou", "u"), ("oe", "u"), ("ph", "f"),
    ("ks", "x"), ("iy", "i"), ("yi", "i"), ("yy", "i"), ("ij", "i"), ("ii", "i"), ("ye", "e"), ("ie", "e"), ("je", "e"),
    ("yo", "o"), ("jo", "o"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("yu", "u"), ("iu", "u"), ("ju", "u"),
    ("y", "i"), ("j", "i"), ("w", "v"), ("ss", "s"), ("ff", "v"), ("'", ""), ("’", ""),
)  # fmt: skip
_LEAST = 3  #: letters of a name that is compared
#: Places with two current English spellings; a text keeps to one.
_PLACES = (
    ("Kyiv", "Kiev"),
    ("Kharkiv", "Kharkov"),
    ("Odesa", "Odessa"),
    ("Lviv", "Lvov"),
    ("Mykolaiv", "Nikolaev"),
    ("Chernihiv", "Chernigov"),
    ("Donbas", "Donbass"),
    ("Luhansk", "Lugansk"),
    ("Zaporizhzhia", "Zaporozhye"),
)


@functools.lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """What is left of a name when everything is dropped that romanizations disagree on."""
    text = name.lower()
    for spelling, sign in _SAME:
        text = text.replace(spelling, sign)
    return re.sub(r"(.)\1", r"\1", text)


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """Names whose English press spelling is known, so that it wins over its variant."""
    return {"english": {row[2] for row in tables("names") if " " not in row[2]}}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The rarer spelling wherever it stands; between equals the one that is no known English spelling, or the first."""
    index = page.names()
    swaps: dict[str, str] = {}
    for right, wrong in _PLACES:
        if right in index and wrong in index:
            fewer, more = sorted((wrong, right), key=lambda word: (len(index[word]), word == right))
            swaps[fewer] = more
    swaps |= _persons(rule, page)
    for wrong, right in sorted(swaps.items()):
        for start in index.get(wrong, ()):
            end = start + len(wrong)
            if allowed(rule.params, page, start, end):
                fix = replacement_fix(rule, page, start, end, right)
                yield Hit(rule, start, end, (fix,) if fix else (), (("other", right),))


def _persons(rule: Rule, page: Page) -> dict[str, str]:
    firsts: dict[str, list[str]] = {}
    lasts: dict[str, list[str]] = {}
    for first, last in dict.fromkeys(_pairs(page)):
        firsts.setdefault(first, []).append(last)
        lasts.setdefault(last, []).append(first)
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for first, found in firsts.items():
        if len(found) > 1:
            for last in found:
                groups.setdefault((first, skeleton(last)), []).append((first, last))
    for last, found in lasts.items():
        if len(found) > 1:
            for first in found:
                groups.setdefault((skeleton(first), last), []).append((first, last))
    swaps: dict[str, str] = {}
    for same in groups.values():
        if len(same) == 2:
            (first, last), (other_first, other_last) = same
            pair = (first, other_first) if first != other_first else (last, other_last)
            swaps |= _choose(pair, rule.params["english"], Counter({w: len(page.names().get(w, ())) for w in pair}))
    return swaps


def _pairs(page: Page) -> Iterator[tuple[str, str]]:
    """Capitalised words in a row, two by two; they overlap, since a name may follow the first word of a sentence."""
    before = None
    for word in page.capitalised():
        name = word.text.removesuffix("'s").removesuffix("’s")
        if len(name) < _LEAST or not name[1:].islower():
            before = None
            continue
        if before and before.end == word.start - 1 and page.text[before.end] == " ":
            yield before.text, name
        before = word if name == word.text else None


def _choose(pair: tuple[str, str], english: set[str], count: Counter[str]) -> dict[str, str]:
    if pair[0] == pair[1] or {pair[0] + "s", pair[1] + "s"} & {*pair}:
        return {}
    right = max(pair, key=lambda word: (count[word], word in english, word == pair[1]))
    wrong = pair[0] if right == pair[1] else pair[1]
    return {wrong: right}
