"""Make ``rules/data/names.tsv`` and ``rules/data/names_kept.tsv``: names in other languages and English.

Cyrillic names (Faker's ``ru_RU``, ``uk_UA`` and ``bg_BG``, MIT; ``facts/people.txt``, ``surnames.txt`` and
``given.txt`` of this project) are romanized by ``romanize.py`` in each language's habit and in that of the press in
English.
``facts/persons.txt`` holds what no transliteration gives: Arabic, Persian, Hebrew, Turkish and Chinese names, rulers,
popes, and the ancients. ``facts/kept.txt`` holds what English spells in a foreign way. A form that an English reader
may know as an English word, a name or a place is left out or marked.

    python scripts/make_names.py
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterator
from typing import NamedTuple

import englishness
from romanize import fold, romanize, without_diacritics
from tables import FACTS, facts, listed, plain, write

MAIN = listed("fr de es it pt nl pl")
#: Other languages that use the Latin alphabet and share names with these: their bearers keep their spelling.
NEIGHBOURS = listed("pl_PL cs_CZ sk_SK sl_SI hr_HR lt_LT lv_LV et_EE ro_RO hu_HU az_AZ tr_TR")

#: Forms that the lists of names let through although families in English-speaking countries bear them.
AMBIGUOUS = frozenset(
    listed("""
Zacharin Gribow Iulia Rasina Kučerov Demjanjuk Turow Jenin Anjela
""")
)

#: What a reader sees at once as another language's spelling.
MARKS = {
    "fr": "tch|ch|ou|ï|[iy]ne$|gu[eiï]|j|ss", "de": "sch|w|j|ch|ss|zk", "nl": "oe|sj|zj|j|ch", "es": "j|gu|sch",
    "pl": "w|sz|cz|ż|ł|j|ch|ie|io|ń|ś|ź", "it": "č|š|ž|j|ch|ë", "pt": "ch|j|iu|ia|ss|gu",
}  # fmt: skip

COLUMNS = ("language", "foreign", "english", "kind", "note", "reason")
HEAD = """
Names of people: language, spelling in that language, English of the press, kind, certainty, reason of doubt.
clear: no bearer of this spelling and no other meaning is likely in English copy. ambiguous: shared with another name,
word or place. emigrant: also a spelling of families abroad. Use the last two only with other evidence.
Sources: Faker (MIT), locales ru_RU, uk_UA, bg_BG; scripts/facts/*.txt of this project (general knowledge); systems of
transliteration as documented in scripts/romanize.py.
Made by scripts/make_names.py.
"""
KEPT_HEAD = """
Spellings that look like another language's romanization but are right in English copy, with the reason.
General knowledge. Made by scripts/make_names.py.
"""


class Name(NamedTuple):
    kind: str
    source: str
    cyrillic: str
    english: tuple[str, ...]
    known: bool


def block(name: str) -> Iterator[tuple[str, str]]:
    for line in (FACTS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, words = line.split(": ", 1)
            for word in words.split():
                yield source, word


def feminine(name: Name) -> Name | None:
    """The form that a woman of the family bears, where Slavic grammar has one."""
    for ending, cyrillic, latin in (
        ("ский", "ская", "skaya"), ("цкий", "цкая", "tskaya"), ("ський", "ська", "ska"), ("цький", "цька", "tska"),
    ):  # fmt: skip
        if name.cyrillic.endswith(ending):
            stem = re.sub(r"t?sk[iy]$", "", name.english[0])
            return name._replace(cyrillic=name.cyrillic.removesuffix(ending) + cyrillic, english=(stem + latin,))
    if re.search(r"([её]в|ов|[иыії]н)$", name.cyrillic) and re.search(r"[vn]$", name.english[0]):
        return name._replace(cyrillic=name.cyrillic + "а", english=(name.english[0] + "a",))
    return None


def entries() -> Iterator[Name]:
    """All Cyrillic names, best known first."""
    seen: set[tuple[str, str, str]] = set()

    def one(kind: str, source: str, word: str, known: bool) -> Iterator[Name]:
        cyrillic, _, english = word.partition("=")
        forms = tuple(english.split("|")) if english else tuple(romanize(cyrillic, source, "en"))
        name = Name(kind, source, cyrillic, forms, known)
        for each in (name, feminine(name) if kind == "family" else None):
            if each is not None and (each.kind, each.source, each.cyrillic) not in seen:
                seen.add((each.kind, each.source, each.cyrillic))
                yield each

    for source, word in block("people.txt"):
        if source != "be":
            yield from one("family", source, word, True)
    for source, word in block("given.txt"):
        yield from one("given", source, word, True)
    for source, word in block("surnames.txt"):
        yield from one("family", source, word, False)
    for locale, source in (("ru_RU", "ru"), ("uk_UA", "uk"), ("bg_BG", "bg")):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        family = provider.last_names_male if source != "bg" else provider.last_names
        groups = [("family", family)]
        if source != "bg":
            groups += [("given", provider.first_names_male), ("given", provider.first_names_female)]
            groups += [("patronymic", provider.middle_names_male), ("patronymic", provider.middle_names_female)]
        for kind, words in groups:
            for word in words:
                if re.fullmatch(r"[А-ЯЁЄІЇҐ][а-яёєіїґ'’ʼ]+(-[А-ЯЁЄІЇҐ][а-яёєіїґ]+)?", word):
                    yield from one(kind, source, word, False)


@functools.cache
def neighbours() -> frozenset[str]:
    found: set[str] = set()
    for locale in NEIGHBOURS:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if "name" in attribute and not attribute.startswith("_"):
                value = getattr(provider, attribute)
                if isinstance(value, (tuple, list, dict)):
                    found.update(item.lower() for item in value if isinstance(item, str))
    return frozenset(found)


def doubt(form: str, name: Name, language: str) -> str:
    """Why ``form`` may be right in English copy: ``drop``, a certainty with its reason, or nothing."""
    low = form.lower()
    if low in englishness.words() or plain(form) in englishness.words():
        return "drop"
    if low in englishness.western() or plain(form) in englishness.western():
        return "drop"
    if low in englishness.proper() or englishness.census().get(plain(form), -1.0) >= 0.001:
        return "drop"
    if len(form) < 4:
        return "drop"
    if plain(form) in englishness.census():
        return "emigrant; US census 1990"
    if re.search(r"(?:ff|witz|vitz)$", low):
        return "emigrant; ending"
    if low in neighbours():
        return "ambiguous; name in another language"
    if form in AMBIGUOUS or re.search(r"[aei]c$", low):
        return "ambiguous; name in another language"
    if re.search(r"i[čć]$|icz$", low):
        return "drop" if name.kind == "patronymic" else "ambiguous; ending of other languages"
    if re.search(r"[sc]ki$|[sc]ka$", low) and language in ("pl", "de") and not name.known:
        return "ambiguous; ending of Polish names"
    if language == "pl" and not name.known and not re.search(r"[oei]w$|[oei]wa$|[iy]n$|[iy]na$", low):
        return "drop"  # Polish names look alike
    people, english = englishness.homonyms().get(low, (0, False))
    if english or people >= 30_000:
        return "ambiguous; place"
    if englishness.frequency(form) >= 1.3:
        return "ambiguous; seen in English"
    if len(form) < 5 or (len(form) < 6 and not name.known):
        return "ambiguous; short"
    if not re.search(MARKS[language], low) and not (name.known and len(form) > 5):
        return "ambiguous; nothing but one letter tells"
    return ""


def generated(kept: frozenset[str]) -> Iterator[tuple[str, ...]]:
    names = list(entries())
    english_forms = {fold(form) for name in names for form in name.english}
    best: dict[tuple[str, str], tuple[Name, str]] = {}
    for name in names:
        accepted = {fold(form) for form in name.english} | {plain(form) for form in name.english}
        for cyrillic in (name.cyrillic, name.cyrillic.replace("ё", "е")):
            accepted |= {fold(form) for form in romanize(cyrillic, name.source, "en")}
        for language in MAIN:
            forms = romanize(name.cyrillic, name.source, language)
            forms += romanize(name.cyrillic.replace("ё", "е"), name.source, language)
            if language == "it" and name.known:
                forms += without_diacritics(forms)
            for form in dict.fromkeys(forms):
                if "ï" not in form and (fold(form) in accepted or fold(form) in english_forms):
                    continue
                if form in kept or plain(form) in kept:
                    continue
                reason = doubt(form, name, language)
                if reason == "drop":
                    continue
                before = best.get((language, form))
                if before is None:
                    best[language, form] = (name, reason)
                elif before[0].english[0] != name.english[0] and not before[0].known and not reason:
                    best[language, form] = (before[0], f"ambiguous; or {name.english[0]}")
    for (language, form), (name, reason) in best.items():
        kind = "given" if name.kind == "patronymic" else name.kind
        note, _, why = (reason or "clear").partition("; ")
        if name.kind == "patronymic":
            why = f"patronymic; {why}" if why else "patronymic"
        yield language, form, name.english[0], kind, note, why


def persons() -> Iterator[tuple[str, str, str, str, str]]:
    """``facts/persons.txt``: ``English [kind]: fr=Form,Form de=...``; ``_`` is a space, ``!`` marks a doubtful form."""
    for line in (FACTS / "persons.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        left, right = line.split(": ", 1)
        english, kind = re.fullmatch(r"(.*) \[(\w+)\]", left).groups()  # type: ignore[union-attr]
        for group in right.split():
            codes, forms = group.split("=")
            for language in codes.split(","):
                for form in forms.split(","):
                    yield language, form.lstrip("!").replace("_", " "), english, kind, form[0]


def certain(form: str, mark: str) -> str:
    """Certainty of a form of ``facts/persons.txt``."""
    low = form.lower()
    if mark == "!":
        return "ambiguous"
    if " " in form or "-" in form:
        return "clear"
    if low in englishness.words() or low in englishness.western() or low in englishness.proper():
        return "ambiguous; English word or name"
    if plain(form) in englishness.census():
        return "emigrant; US census 1990"
    if englishness.frequency(form) >= 1.9:
        return "ambiguous; seen in English"
    return "clear"


def main() -> None:
    kept = facts("kept")
    forms = frozenset(form for form, _ in kept)
    rows: dict[tuple[str, str], tuple[str, ...]] = {(row[0], row[1]): row for row in generated(forms)}
    for language, form, english, kind, mark in persons():
        if re.sub(r"\W", " ", form.lower()) != re.sub(r"\W", " ", english.lower()):
            rows[language, form] = (language, form, english, kind, *certain(form, mark).partition("; ")[::2])
    print("names", write("names.tsv", HEAD, COLUMNS, rows.values()))
    print("kept", write("names_kept.tsv", KEPT_HEAD, ("form", "reason"), kept))


if __name__ == "__main__":
    main()
