"""Make ``rules/data/countries.tsv`` and ``rules/data/metonyms.tsv``.

Borders, capitals, codes and the first aliases come from mledoze/countries (npm ``world-countries``, ODbL 1.0). Its
borders are checked for symmetry and mended where one side is missing. English usage of the press (aliases, plural
demonyms, irregular nouns), borders that are spoken of though they are not on the mainland, and metonyms stand in
``scripts/facts/``, from general knowledge.

    DECALQUE_NPM=/path/to/npm python scripts/make_countries.py
"""

from __future__ import annotations

import json

from tables import facts, npm, write

#: Short names as the press writes them, where the source has a longer or a local one.
NAMES = {
    "CD": "Democratic Republic of the Congo", "TR": "Turkey", "CZ": "Czech Republic", "TL": "East Timor",
    "VA": "Vatican", "GS": "South Georgia and the South Sandwich Islands", "MF": "Saint Martin",
}  # fmt: skip

#: Islands that share their land with another state, so that the source's lack of borders does not tell.
SHARED_ISLANDS = {"BN", "DO", "GB", "HT", "ID", "IE", "MF", "PG", "SX", "TL"}
NOT_ISLANDS = {"AQ", "GI", "HK", "MC", "MO"}

#: Capitals as English copy spells them.
CAPITALS = {
    "BR": "Brasilia", "CO": "Bogota", "EH": "Laayoune", "GT": "Guatemala City", "HK": "", "KI": "Tarawa",
    "MD": "Chisinau", "MV": "Male", "NP": "Kathmandu", "PY": "Asuncion", "SX": "Philipsburg", "TG": "Lome",
    "US": "Washington", "YE": "Sanaa", "CM": "Yaounde", "CR": "San Jose", "MN": "Ulaanbaatar", "VA": "",
}  # fmt: skip

HEAD = """
Countries and territories: code, English name, other English names, adjective then nouns for the people, capital,
land borders, borders that are spoken of though not on the mainland (overseas parts, causeways, narrow seas), island.
Lists are separated by "|" (names) or spaces (codes). is_island: 1 no land border at all (a causeway does not count),
2 an island state that shares its island, 0 otherwise.
Source: mledoze/countries (https://github.com/mledoze/countries, npm world-countries {version}), Open Database
License 1.0: this table is a derived database under the same licence (LICENSES.md); names, demonyms and the column
`also` are this project's own.
Made by scripts/make_countries.py.
"""

METONYMS_HEAD = """
Names that stand for a country's government or armed forces in news copy, with the country's code. General knowledge.
A capital is also a place: "the border with Moscow" speaks of Russia, "the road to Moscow" of the city.
Made by scripts/make_countries.py.
"""


def main() -> None:
    source = json.loads(npm("world-countries", "countries.json").read_text(encoding="utf-8"))
    version = json.loads(npm("world-countries", "package.json").read_text(encoding="utf-8"))["version"]
    code = {country["cca3"]: country["cca2"] for country in source}
    borders: dict[str, set[str]] = {country["cca2"]: {code[b] for b in country["borders"]} for country in source}
    for one in sorted(borders):
        for other in sorted(borders[one]):
            if one not in borders[other]:
                if {one, other} != {"LK", "IN"}:
                    raise ValueError(f"border {one}-{other} is known to one side only")
                borders[one].discard(other)  # Adam's Bridge is under water
    also: dict[str, set[str]] = {one: set() for one in borders}
    for pair, _ in facts("spoken_borders"):
        one, other = pair.split("-")
        if other not in borders[one]:
            also[one].add(other)
            also[other].add(one)
    aliases, demonyms = dict(facts("country_aliases")), dict(facts("demonyms"))
    rows = []
    for country in source:
        iso = country["cca2"]
        name = NAMES.get(iso, country["name"]["common"])
        further = [a for a in (country["name"]["common"], *aliases.get(iso, "").split("|")) if a and a != name]
        own = country["demonyms"].get("eng", {}).get("m", "") if country.get("demonyms") else ""
        people = demonyms.get(iso, own if "," not in own and " or " not in own else "")
        shared = iso in SHARED_ISLANDS
        island = not borders[iso] and iso not in NOT_ISLANDS
        rows.append((
            iso, name, "|".join(dict.fromkeys(further)), "|".join(dict.fromkeys(people.split("|"))),
            CAPITALS.get(iso, country["capital"][0] if country["capital"] else ""),
            " ".join(sorted(borders[iso])), " ".join(sorted(also[iso])), "2" if shared else str(int(island)),
        ))  # fmt: skip
    columns = ("iso", "name", "aliases", "demonyms", "capital", "borders", "also", "is_island")
    print("countries", write("countries.tsv", HEAD.format(version=version), columns, rows))
    metonyms = [(n, iso) for iso, names in facts("metonyms") for n in names.split("|") if n != "-"]
    print("metonyms", write("metonyms.tsv", METONYMS_HEAD, ("name", "iso"), metonyms))


if __name__ == "__main__":
    main()
