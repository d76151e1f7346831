"""Make ``rules/data/english_words.tsv``: the words that an English text may hold, for the check ``unknown``.

Words: SCOWL's largest lists (Debian ``wamerican-huge``, ``wbritish-huge``), and what ``wordfreq`` (PyPI) finds in
English with a Zipf frequency of 2.3 or more. Left out is what the check itself makes of another word of the table.

    python scripts/make_dictionary.py
"""

from __future__ import annotations

import pathlib
import re
import sys

import wordfreq
from tables import DATA, listed

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from linter.checks import unknown

HEAD = """\
# English words in lower case, one a line; left out is what an ending, a prefix or a second word makes of another.
# Sources: SCOWL up to size 80 (Copyright 2000-2018 by Kevin Atkinson; permission to use, copy, modify, distribute and
# sell is granted provided that the notice appears in all copies; see http://wordlist.aspell.net/scowl-readme), and
# words that wordfreq {version} (data CC BY-SA 4.0) finds in English with a Zipf frequency of 2.3 or more: this table is
# under CC BY-SA 4.0. Made by scripts/make_dictionary.py.
"""
#: Words that English cookery, press and reference works write, and the lists lack.
BORROWED = listed("""
amuse arancini bouche boulangerie brulee burrata carnivoran creperie crudites detente dulce encyclopædia femicide
gnudi interbellum izakaya padel patisserie phosphodiester powerlifter powerpop shochu soupcon
terroir
""")
#: Programmers' words, which documentation writes outside code, too, and the lists lack.
TECHNICAL = listed("""
alloc argc argv async asyncio busybox calloc chdir chmod chown denylist deque dockerfile dotenv enum errno esbuild falsy
favicon ffmpeg gzip iframe jsonify kubectl kubernetes kwarg lodash malloc mixin mkdir mutex nginx printf promisify
pytest rmdir semver sendmail serializer stdin stringify toml uuid venv virtualenv vnode yaml zlib
""")
_ENDINGS = [tuple(pair.split(">")) for pair in unknown.ENDINGS.split()]


def english() -> set[str]:
    """All words that the sources know."""
    found = {*BORROWED, *TECHNICAL}
    for name in ("american-english-huge", "british-english-huge"):
        for line in pathlib.Path("/usr/share/dict", name).read_text(encoding="utf-8").splitlines():
            word = line.lower().replace("’", "'").removesuffix("'s")
            if re.fullmatch(r"[^\W\d_]{3,}", word):
                found.add(word)
    for word, frequency in wordfreq.get_frequency_dict("en").items():
        if frequency >= 10 ** (2.3 - 9) and re.fullmatch(r"[^\W\d_]{4,}", word):
            found.add(word)
    return found


def reduced(words: set[str]) -> list[str]:
    """The words of which the check makes all the others."""
    kept: set[str] = set()
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(stem in kept for stem in unknown.stems(word)):
            kept.add(word)
    kept -= {
        word
        for word in kept
        if any(word.startswith(p) and len(word) - len(p) >= 4 and word[len(p) :] in kept for p in unknown.PREFIXES)
    }
    while True:
        rows = [[word] for word in sorted(kept)]
        lexicon = unknown.Lexicon(unknown.prepare({"table": ""}, lambda _, rows=rows: rows)["words"])
        lost = {word for word in words - kept if not lexicon.made(word)}
        if not lost:
            return sorted(kept)
        kept |= lost


if __name__ == "__main__":
    rows = reduced(english())
    text = HEAD.format(version=wordfreq.__version__ if hasattr(wordfreq, "__version__") else "3.1") + "# word\n"
    (DATA / "english_words.tsv").write_text(text + "".join(f"{word}\n" for word in rows), encoding="utf-8")
    print(len(rows), "words")
