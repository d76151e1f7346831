"""Make ``rules/data/persons.tsv``: words and given names by which a text speaks of a single person or animal.

Nouns: WordNet 3.0 (Debian ``wordnet-base``), those with a person among their first three senses and animals by their
first; given names: the Latin-script locales of Faker (PyPI, MIT). Words of one gender are listed here.

    python scripts/make_persons.py
"""

from __future__ import annotations

import importlib
import pathlib
import pkgutil
import re
from collections import Counter

import faker.providers.person
import wordfreq
from tables import listed, write

WORDNET = pathlib.Path("/usr/share/wordnet")
PERSON, ANIMAL = "18", "05"
FEMALE = listed("""
woman girl lady mother grandmother daughter sister wife aunt niece widow bride queen princess duchess countess baroness
empress actress waitress heroine goddess nun hostess mistress housewife girlfriend stepmother granddaughter
businesswoman spokeswoman chairwoman policewoman congresswoman councilwoman sportswoman saleswoman stewardess midwife
mum mom mama mommy grandma ms mrs miss madam ballerina diva schoolgirl feminist headmistress prostitute soprano maid
cow hen mare ewe lioness bitch ship boat vessel yacht
""")
MALE = listed("""
man boy gentleman father grandfather son brother husband uncle nephew widower groom king prince duke count baron
emperor actor waiter hero god lord sir mr monk priest pope bishop cardinal archbishop imam rabbi businessman spokesman
chairman policeman congressman councilman sportsman salesman steward boyfriend stepfather grandson dad daddy papa
grandpa guy bloke lad fellow schoolboy fireman fisherman footballer cameraman batsman marine midfielder striker
goalkeeper tenor baritone sheikh emir sultan bull rooster stallion ram ox
""")
EITHER = listed("""
one someone somebody anyone anybody everyone everybody nobody who whom whose whoever another latter former deceased
accused other each every first second third fourth last youngest oldest eldest baby self person child kid pm mp mep
teenager adult toddler newborn infant undersigned creator head star chair leader lead captain member
""")
#: Nouns that WordNet knows as persons, too, but that a text uses for things and bodies of people.
THINGS = frozenset(
    listed("""
state power force case unit body hand target source subject agent medium producer employer supplier operator
manufacturer retailer insurer lender exporter importer carrier competitor rival developer distributor server computer
world life way term issue cause job mark base face front number name matter order form pair point line party set share
side sign spot stock store style type change press charge record study return rate rise run market model motion page
pay place plan post race reading
""")
)
HEAD = """
Words by which a text speaks of a single person or animal: kind (noun, name), word, gender (f, m, or b for both).
Nouns: WordNet 3.0, Copyright 2006 by Princeton University (https://wordnet.princeton.edu/license-and-commercial-use;
permission to use, copy, modify and distribute is granted provided that the notice appears). Names: Faker (MIT). The
gender of nouns: this project. Made by scripts/make_persons.py.
"""


def seldom() -> set[str]:
    """Nouns that are far more often adjectives, adverbs or verbs, by the counts of WordNet, and past forms of verbs."""
    count: Counter[tuple[str, str]] = Counter()
    for line in (WORDNET / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        sense, _, times = line.split(" ")
        lemma, _, rest = sense.partition("%")
        count[lemma, "noun" if rest[0] == "1" else "other"] += int(times)
    past = {line.split(" ")[0] for line in (WORDNET / "verb.exc").read_text(encoding="utf-8").splitlines()}
    other = {lemma: times for (lemma, kind), times in count.items() if kind == "other"}
    return past | {lemma for lemma, times in other.items() if times > 5 * count[lemma, "noun"]}


def nouns() -> set[str]:
    """Nouns with a person among their first senses, and animals."""
    files: dict[str, str] = {}
    for line in (WORDNET / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            offset, file, _ = line.split(" ", 2)
            files[offset] = file
    found, rare = set(), seldom()
    for line in (WORDNET / "index.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        senses = [files[offset] for offset in fields[-int(fields[2]) :]]
        word = fields[0]
        usual = re.fullmatch("[a-z]{3,}", word) and wordfreq.zipf_frequency(word, "en") > 2.3
        if usual and word not in THINGS | rare and (PERSON in senses[:3] or senses[0] == ANIMAL):
            found.add(word)
    return found


def names() -> dict[str, str]:
    """Given names of Faker's locales with the gender that most locales give them."""
    count = {"m": Counter[str](), "f": Counter[str]()}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for gender, key in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in getattr(provider, key, None) or ():
                count[gender][name] += 1
    found = {}
    for name in count["m"] | count["f"]:
        male, female = count["m"][name], count["f"][name]
        usual = male + female > 1 or wordfreq.zipf_frequency(name, "en") >= 2
        if re.fullmatch(r"[A-ZÀ-Ž][a-zß-ž]+(?:-[A-ZÀ-Ž][a-zß-ž]+)?", name) and usual:
            found[name] = "m" if male >= 6 * female else "f" if female >= 6 * male else "b"
    return found


if __name__ == "__main__":
    gender = {**dict.fromkeys(nouns() | {*EITHER}, "b"), **dict.fromkeys(FEMALE, "f"), **dict.fromkeys(MALE, "m")}
    rows = [("noun", word, of) for word, of in gender.items()]
    rows += [("name", word, of) for word, of in names().items()]
    print(write("persons.tsv", HEAD, ("kind", "word", "gender"), rows), "rows")
