"""One person or place, spelled in two ways within a document.

Two spellings are taken for one name when they differ only in what romanization systems disagree on (y, i, iy and j;
kh and h; ou and u; w and v ...), and when the other half of the full name agrees, or the name is long. Classes of
letters: after the romanization tables of UNGEGN and of the national systems named in the table of names.
"""

from __future__ import annotations

import collections
import functools
import re
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
_LONG = 6  #: letters of a name that hardly two persons share but for its spelling
_DOUBLE = re.compile(r"(.)\1")
_SMALL = re.compile(r"\b[a-z]{3,}\b")
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
    return _DOUBLE.sub(r"\1", text)


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """Names whose English press spelling is known, so that it wins over its variant; and long given names."""
    return {
        "english": {row[2] for row in tables("names") if " " not in row[2]},
        "given": {row[1] for row in tables("persons") if row[0] == "name" and len(row[1]) >= _LONG},
    }


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The rarer spelling wherever it stands; between equals the one that is no known English spelling, or the first."""
    index = page.names()
    swaps: dict[str, str] = {}
    for right, wrong in _PLACES:
        if right in index and wrong in index:
            fewer, more = sorted((wrong, right), key=lambda word: (len(index[word]), word == right))
            swaps[fewer] = more
    pairs = list(_pairs(page))
    swaps |= _long(rule, page, pairs) | _persons(rule, page, pairs)
    words = {*_SMALL.findall(page.text)} if swaps else ()
    for wrong, right in sorted(swaps.items()):
        if wrong.lower() in words or right.lower() in words:
            continue  # Founding and Funding are no names
        for start in index.get(wrong, ()):
            end = start + len(wrong)
            if allowed(rule.params, page, start, end):
                fix = replacement_fix(rule, page, start, end, right)
                yield Hit(rule, start, end, (fix,) if fix else (), (("other", right),))


def _long(rule: Rule, page: Page, pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Long names without regard to what stands beside them; a doubled letter alone may be another family's name.

    Two given names that people bear (Steven and Steffen) are two persons, and two that only ever begin a longer name
    (Meidan Emam, Meydan Kohne) may be two things.
    """
    given, index = rule.params["given"], page.names()
    begun = collections.Counter(first for first, _ in pairs)
    groups: dict[str, list[str]] = {}
    for name in index:
        if len(name) >= _LONG and name.isalpha() and name[0].isupper() and name[1:].islower():
            groups.setdefault(skeleton(name), []).append(name)
    swaps: dict[str, str] = {}
    for same in groups.values():
        if len({_DOUBLE.sub(r"\1", name.lower()) for name in same}) != 2 or len(same) != 2 or given.issuperset(same):
            continue
        if any(len(index[name]) > begun[name] for name in same):
            swaps |= _likelier(page, rule, same[0], same[1])
    return swaps


def _persons(rule: Rule, page: Page, pairs: list[tuple[str, str]]) -> dict[str, str]:
    firsts: dict[str, list[str]] = {}
    lasts: dict[str, list[str]] = {}
    for first, last in dict.fromkeys(pairs):
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
            swaps |= _likelier(page, rule, *pair)
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


def _likelier(page: Page, rule: Rule, one: str, other: str) -> dict[str, str]:
    """The spelling that is meant, by the other; nothing where the two may be two names."""
    if one.replace("’", "'") == other.replace("’", "'") or {one + "s", other + "s"} & {one, other}:
        return {}
    index, english = page.names(), rule.params["english"]
    right = max(one, other, key=lambda word: (len(index.get(word, ())), word in english, word == other))
    return {one if right == other else other: right}
