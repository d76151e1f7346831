"""Words that no dictionary of English has: left untranslated, half translated, or invented by a decoder.

A word counts when it stands in lower case in running text and neither it nor what English may have made it from (an
ending or a prefix taken off, two words written as one) is in the table of English words. What is one letter from an
English word may be a slip of the hand, and is for a rule of its own. A term (the text uses it again and again), code, a
quotation or a name is left alone, and so is a whole text with a vocabulary of its own.

Facts: the table of English words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes
from linter.model import Hit, Rule

#: ``table``: the English words; ``what``: ``strange`` (no English word is near), ``near`` (one letter from an English
#: word, which is offered) or ``letters`` (a letter in it that English lacks).
KEYS = {"table": "text", "what": "text"}
_START = 3  #: letters by which words are stored together
_LEAST = 5  #: letters of a word that is looked up
_OFFERED = 2  #: English words offered for one that is nearly right, at most
_TERM = 3  #: a word that stands so often in a text is a term of its trade
_JARGON = 60  #: a text with more than one unknown word in so many has a vocabulary of its own
_LETTERS = "a-zß-öø-ÿāăąćčďđēėęěğģīįłńňōőœřśşšťūůűųźżž"
_WORD = re.compile(rf"(?<![\w@#/\\.’'=<>&+*`~^$|-])[{_LETTERS}]{{{_LEAST},}}(?![\w@/\\=<>&+*`~^$|(\[-]|[’'.]\w)")
#: Code in the paragraph: its names may be anything.
_CODE = re.compile(r"[a-z][A-Z]|\w_\w|[{}$=<>|\\`]|(?<!\w)--?[a-z]|\w\(\)|\w/\w+/|\]\[")
_LONGEST = 18  #: letters; what is longer is words run together
_BARE = re.compile(rf"\b[{_LETTERS}]{{{_LEAST},}}\b")
_FOREIGN = re.compile(r"[^a-zæœ]")
#: Endings of the terms of medicine and biology, which no list has in full.
_SCIENCE = re.compile(
    r".*(?:osis|itis|emia|aemia|virus|viruses|idae|aceae|ology|ologies|metry|afil|azole|olol|umab|cillin|amine|ase|gen"
    r"|phyte|ome|omes|omics|etics|finil|zoa|ose|plasty|ectomy|oids?|olone|anol|phates?|oxides?|orides?)"
)
_DOUBLE = re.compile(r"([a-z])\1+")
#: Endings, and what stood in their place before; and prefixes.
ENDINGS = (
    "s> es> ies>y d> ed> ied>y ing> ing>e ly> ily>y ally>al ness> iness>y er> er>e ier>y est> able> able>e less> like> "
    "ish> ful> ment> ist> ism> ity> ity>e ization>ize isation>ise ize> ise> ized>ize ably>able ibly>ible "
    "ability>able ibility>ible ation>e ation> ation>ate ator>ate ors>or ers>er ic> ical>ic ically>ic wise> ship> "
    "hood> y>"
)
_ENDINGS = tuple((pair.partition(">")[0], pair.partition(">")[2]) for pair in ENDINGS.split())
_DOUBLING = ("ed", "ing", "er", "est", "able", "y")  #: before which a last consonant is doubled: stopped, foggy
_MADE_WITH = """
un re non over under pre post anti co counter de dis mis sub super semi multi micro macro mini mega hyper inter intra
trans ultra out fore up down self bio eco electro photo thermo hydro neuro cyber tele video auto radio geo nano psycho
cardio poly mono bi tri quasi pseudo neo meta mid by in im ir omni proto paleo retro agro euro phyto pharmaco infra
"""
PREFIXES = tuple(_MADE_WITH.split())
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """The table as texts of words by their first letters: quick to load and to search; one for all rules."""
    by_start: dict[str, list[str]] = {}
    for row in tables(keys["table"]):
        by_start.setdefault(row[0][:_START], []).append(row[0])
    if not by_start:
        raise ValueError(f"table “{keys['table']}” has no words")
    return {"words": frozenset((start, f" {' '.join(words)} ") for start, words in by_start.items())}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Unknown words in running text."""
    lexicon = Lexicon.of(rule.params["words"])
    strange, places = page.once(("unknown", rule.params["table"]), lambda: _strange(page, lexicon))
    capitals = page.names()
    what = rule.params.get("what", "strange")
    for word, spans in sorted(places.items(), key=lambda item: item[1]):
        if len(spans) >= _TERM or word.capitalize() in capitals or _SCIENCE.fullmatch(word):
            continue
        foreign = _FOREIGN.search(word) is not None
        if foreign != (what == "letters"):
            continue
        near = () if foreign else lexicon.near(word)
        if bool(near) != (what == "near"):
            continue
        for start, end in spans:
            if _apart(page, start, end, strange) and allowed(rule.params, page, start, end):
                offered = near[:_OFFERED] if rule.safety != "ask" else ()
                yield Hit(rule, start, end, fixes(rule, page, start, end, offered), (("near", " / ".join(near[:3])),))


def _strange(page: Page, lexicon: Lexicon) -> tuple[set[str], dict[str, list[tuple[int, int]]]]:
    """The unknown words of a page, and where they stand in running text; nowhere in a text that is full of them."""
    strange = {word for word in set(_BARE.findall(page.text)) if not lexicon.made(word)}
    places: dict[str, list[tuple[int, int]]] = {}
    for word in sorted(strange):
        spans = [(at, at + len(word)) for at in page.occurrences(word) if _WORD.match(page.text, at)]
        if spans:
            places[word] = spans
    return strange, places if len(places) * _JARGON <= max(page.text.count(" "), 3 * _JARGON) else {}


def _apart(page: Page, start: int, end: int, strange: set[str]) -> bool:
    """Whether the word stands in English surroundings: no marks around it, no other strange word or name beside it."""
    before, after = page.text[max(0, start - 40) : start], page.text[end : end + 40]
    if before[-1:] in "\"'“‘«„([" or after[:1] in "\"'”’»)]:":
        return False
    segment = page.segment(start)
    if page.text.count("(", segment.start, start) > page.text.count(")", segment.start, start):
        return False
    if end - start > _LONGEST or _CODE.search(page.text, segment.start, segment.end):
        return False
    last, following = re.search(r"([^\W\d_]+) $", before), re.match(r" ([^\W\d_]+)", after)
    for word in (last, following):
        if word and (word[1].lower() in strange or (word is following and word[1][0].isupper())):
            return False
    if last and last[1][0].isupper() and last.start() and before[last.start() - 1] == " ":
        return before[: last.start()].rstrip()[-1:] in ".!?:" or last[1] == "I"
    return True


class Lexicon:
    """The English words, and what English makes of them."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._words = dict(words)
        self.made = functools.lru_cache(maxsize=65536)(self._made)
        self.near = functools.lru_cache(maxsize=4096)(self._near)

    @classmethod
    def of(cls, words: frozenset[tuple[str, str]]) -> Lexicon:
        """The lexicon of a rule, made once. To compare tables would take longer than all else, so it is known by which
        object its table is: rules that were loaded again have another."""
        for known, lexicon in _LEXICONS:
            if known is words:
                return lexicon
        _LEXICONS.insert(0, (words, cls(words)))
        del _LEXICONS[_LEXICONS_KEPT:]
        return _LEXICONS[0][1]

    def has(self, word: str) -> bool:
        """Whether the table has ``word`` itself."""
        words = self._words.get(word[:_START])
        return words is not None and f" {word} " in words

    def _made(self, word: str) -> bool:
        """Whether ``word`` is English, or made of what is; accents do not matter."""
        plain = word
        if not word.isascii():
            plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        return self._derived(plain, 2) or self._prefixed(plain) or self._joined(plain)

    def _derived(self, word: str, steps: int) -> bool:
        if self.has(word):
            return True
        return bool(steps) and any(self._derived(stem, steps - 1) for stem in stems(word))

    def _prefixed(self, word: str) -> bool:
        return word.startswith(PREFIXES) and any(
            word.startswith(prefix) and len(word) - len(prefix) >= 4 and self._derived(word[len(prefix) :], 2)
            for prefix in PREFIXES
        )

    def _plainly_prefixed(self, word: str) -> bool:
        """Whether ``word`` is a prefix and a longer word that is in the table itself."""
        return any(
            word.startswith(prefix) and len(word) - len(prefix) > 4 and self.has(word[len(prefix) :])
            for prefix in PREFIXES
        )

    def _joined(self, word: str) -> bool:
        return any(self.has(word[:cut]) and self._derived(word[cut:], 1) for cut in range(3, len(word) - 2))

    def _near(self, word: str) -> tuple[str, ...]:
        """English words that are one slip of the hand away from ``word``, the likeliest first."""
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        swapped = (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
        doubled = (left + left[-1] + right for left, right in cuts if left)
        dropped = (left + right[1:] for left, right in cuts if right)
        changed = (left + letter + right[1:] for left, right in cuts if right for letter in _ALPHABET)
        added = (left + letter + right for left, right in cuts for letter in _ALPHABET)
        tried = dict.fromkeys((*swapped, *doubled, *dropped, *changed, *added, _DOUBLE.sub(r"\1", word)))
        english = (near for near in tried if near != word and len(near) > 3)
        return tuple(near for near in english if self._derived(near, 1) or self._plainly_prefixed(near))


#: The latest tables with what was made of each, newest first.
_LEXICONS: list[tuple[frozenset[tuple[str, str]], Lexicon]] = []
_LEXICONS_KEPT = 4


def stems(word: str) -> Iterator[str]:
    """What ``word`` may have been made from by an ending."""
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(other) >= 3:
            stem = word[: len(word) - len(ending)] + other
            yield stem
            if not other and len(stem) > 3 and stem[-1] == stem[-2] and ending in _DOUBLING:
                yield stem[:-1]
