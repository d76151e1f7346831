"""Make ``rules/data/foreign_words.tsv``, and on demand a list of English words: to tell what was left untranslated.

Foreign words: the most frequent words of seven languages (PyPI ``wordfreq``; its data are CC BY-SA 4.0) that are no
English word, name or place. English words: SCOWL's lists up to size 70 (Debian ``wamerican-large`` and
``wbritish-large``), and names and borrowings that ``wordfreq`` finds often in English.

    python scripts/make_words.py [english_words.txt]
"""

from __future__ import annotations

import pathlib
import sys

import englishness
import wordfreq
from tables import listed, plain, write

SOURCES = listed("fr es it pt de nl pl")
#: Words that English text quotes so often that frequencies hide them, but that are no English words.
FUNCTION = {
    "fr": "dans pour qui une nous elle elles ils aux donc chez sous dont lorsque puisque tandis",
    "es": "pero para por que los las una esta ese porque con sin como cuando donde muy más",
    "it": "che per una nel nella della degli delle dell sulla alla dalla non con come più",
    "pt": "uma para com por dos das nas pelo pela como mas foram",
    "de": "nicht und ist auf mit auch nach aus bei oder sich wir sie das dem den der im zu zur vom beim",
    "nl": "het een van niet dat zijn met voor ook maar naar wel",
    "pl": "jest nie się oraz przez jako przed",
}
#: Of those, what stands in names of people, places and works, or is an English word too.
NOT = frozenset(
    listed("""
das der dem den im zu mas por los las dos das con non como per che nel alla della delle una van het met den dat wel
com para que sin maar pas sur come pour dont nous faire fait raison être savoir vivre déjà grâce maison comme guerre
etre kraj etat mezza pedi famoso boda num aan wil stil niet mit ler arabes risque voix oeil mariage magia und soldat
familia aktion
""")
)

HEAD = """
Foreign words that are no English word, name or place: language, word in lower case, kind (function: among the most
common words of the language; content: a common one). German nouns stand in lower case too.
Derived from wordfreq {version} (https://github.com/rspeer/wordfreq), data CC BY-SA 4.0: this table is under the same
licence. Made by scripts/make_words.py.
"""
COPYRIGHT = """
English words, one a line, in lower case: SCOWL up to size 70 without possessives (Copyright 2000-2018 by Kevin
Atkinson; permission to use, copy, modify, distribute and sell is granted provided that the notice appears in all
copies; see http://wordlist.aspell.net/scowl-readme), and words that wordfreq (CC BY-SA 4.0) finds in English with a
Zipf frequency of 3.2 or more. Made by scripts/make_words.py.
"""


def english(word: str) -> bool:
    """Whether an English reader may meet ``word``."""
    if word in englishness.words() or word in englishness.proper() or word in englishness.western():
        return True
    if englishness.census().get(word, 0.0) >= 0.001:
        return True
    people, spoken = englishness.homonyms().get(word, (0, False))
    return spoken or people >= 100_000


def foreign(language: str) -> list[tuple[str, str, str]]:
    rows = []
    for word in wordfreq.top_n_list(language, 20_000):
        own, in_english = englishness.frequency(word, language), englishness.frequency(word)
        if not word.isalpha() or len(word) < 3 or own < 4.5 or in_english >= 3.3 or own - in_english < 2.2:
            continue
        if (
            word not in NOT
            and not english(word)
            and not (plain(word) != word and plain(word) in englishness.words() and own < 5)
        ):
            rows.append((language, word, "function" if own >= 5.3 else "content"))
    return rows + [(language, word, "function") for word in listed(FUNCTION[language]) if word not in NOT]


def english_words() -> list[str]:
    """Lower-case words that English copy holds: SCOWL up to size 70, and what is frequent enough."""
    words: set[str] = set()
    for name in ("american-english-large", "british-english-large"):
        words |= set(pathlib.Path("/usr/share/dict", name).read_text(encoding="utf-8").lower().split("\n"))
    words |= {word for word in wordfreq.top_n_list("en", 60_000) if englishness.frequency(word) >= 3.2}
    return sorted(word for word in words if word.isalpha() and len(word) > 1)


def main() -> None:
    rows = {row[:2]: row for language in SOURCES for row in foreign(language)}
    head = HEAD.format(version="3.1.1")
    print("foreign", write("foreign_words.tsv", head, ("language", "word", "kind"), rows.values()))
    if len(sys.argv) > 1:
        words = english_words()
        text = "".join(f"# {line}\n" for line in COPYRIGHT.strip().splitlines())
        pathlib.Path(sys.argv[1]).write_text(text + "\n".join(words) + "\n", encoding="utf-8")
        print("english", len(words))


if __name__ == "__main__":
    main()
