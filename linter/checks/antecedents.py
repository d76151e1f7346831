"""*he*, *she*, *his* and *her* where the text names nobody who could be meant.

Languages with genders call a company *she* and a tunnel *he*, and French *son* or Spanish *su* may be *his*, *her* or
*its*: an engine guesses. A pronoun is reported only where neither its own sentence nor those just before hold a person,
an animal or a name that may be of its gender; a pronoun that is no guess vouches for those that follow. Names of
unknown gender, surnames and all words that may be one count for both, so that a hit is a question worth asking.

Facts: the table of persons, and names of countries and places that are nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page, Token
from linter.model import Hit, Rule

#: ``table``: nouns and given names of persons; ``countries``: names of countries.
KEYS = {"table": "text", "countries": "text"}
_REACH = 2  #: sentences back that a pronoun may refer to
_CONTEXT = 2  #: sentences that must have been read before a pronoun is judged
_GENDER = {
    "she": "f", "her": "f", "hers": "f", "herself": "f", "he": "m", "him": "m", "his": "m", "himself": "m",
}  # fmt: skip
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.I)
_SAID = re.compile(
    r"(?: \w+ly| also| has| had| then)? (?:"
    r"sa(?:id|ys?)|add(?:s|ed)|t(?:old|ells)|explain(?:s|ed)|wr(?:ote|ites)|ask(?:s|ed)"
    r"|repl(?:ies|ied)|continue[sd]|recall(?:s|ed)|conclude[sd]|stress(?:es|ed)|note[sd]|state[sd]|claim(?:s|ed)|argue[sd]"
    r"|insist(?:s|ed)|warn(?:s|ed)|admit(?:s|ted)|point(?:s|ed)|call(?:s|ed)|declare[sd]|announce[sd]|comment(?:s|ed)"
    r"|believe[sd]|thinks|thought|assert(?:s|ed)|emphasi[sz]e[sd]|underline[sd]|observe[sd]|remark(?:s|ed)|answer(?:s|ed)"
    r"|confirm(?:s|ed)|acknowledge[sd]|refer(?:s|red)|describe[sd]|den(?:ies|ied)|reveal(?:s|ed)|report(?:s|ed)|sigh(?:s|ed)"
    r"|assure[sd]|affirm(?:s|ed)|indicate[sd]|complain(?:s|ed)|joke[sd]|laugh(?:s|ed)|smile[sd]|shout(?:s|ed)|cries|cried"
    r"|promise[sd]|demand(?:s|ed)|lament(?:s|ed)|write|say|think)\b"
)
_BEFORE = re.compile(r"(?:sa(?:id|ys)|add(?:s|ed)|told|asked|according to|[\[/]) ?\Z", re.I)
#: Talk between people who see whom they mean, also in the sentences before; and pronouns that mean anybody.
_OURS = re.compile(
    r"[\"“”]|\b(?:I|you|me|my|your|he or she|she or he|his or her|her or his|him or her)\b|/(?:he|she|her|him)", re.I
)
#: Capitalised words that are no person, whatever else they are.
_BODIES = """
    Council Ministry Party Union Bank University Street Committee Commission Court Parliament Congress Senate Agency
    Office Department Institute Association Federation Group Company Inc Ltd Corp AG GmbH Club Hotel Museum Church
    Square Airport Airlines Hospital School College League Cup Championship Olympics Games Festival Awards Act Law
    Treaty Agreement Convention Protocol Constitution Programme Program Project Plan Fund Foundation Centre Center
    Board Authority Service Services Press News Times Journal Radio Television Channel Internet Web Google Facebook
    Microsoft Apple Twitter YouTube Amazon Islam Christianity Earth Sun Moon River Lake Sea Ocean Island Islands
    Mountain Mountains Valley City Town County Province State States Republic Kingdom Empire Region District North
    South East West Northern Southern Eastern Western Central Europe Asia Africa America European American Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December Easter Christmas I English French German Spanish Italian Russian Chinese Government
"""
_NOBODY = frozenset(_BODIES.split())
#: Countries whose names are also given names or surnames.
_SOMEBODY = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Santa", "Saint", "St", "San", "John"})
_INITIALS = 5  #: letters of an abbreviation, at most; longer words in capitals may be names in a headline


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """Nouns and names with their genders, and names of countries."""
    nouns = {row[1]: row[2] for row in tables(keys["table"]) if row[0] == "noun"}
    names = {row[1]: row[2] for row in tables(keys["table"]) if row[0] == "name"}
    if not nouns or not names:
        raise ValueError(f"table “{keys['table']}” has no nouns, or no names")
    cells = (cell for row in tables(keys["countries"]) for cell in row[1:5])
    places = {part for cell in cells for part in re.split(r"[| ]", cell) if part[:1].isupper()}
    return {"nouns": nouns, "names": names, "nobody": (places | _NOBODY) - names.keys() - _SOMEBODY}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Pronouns with nobody before them."""
    sentences = [sentence for segment in page.document.segments for sentence in page.sentences(segment)]
    persons: dict[int, set[str]] = {}
    last = {"f": -99, "m": -99}
    for number in sorted({bisect_right(sentences, (start, len(page.text))) - 1 for start, _, _ in seeds}):
        low, high = sentences[number]
        personal = _OURS.search(page.text, sentences[max(0, number - _REACH)][0], high)
        for match in _PRONOUN.finditer(page.text, low, high):
            gender = _GENDER[match.group().lower()]
            before = page.text[low : match.start()]
            if match.group()[0].isupper() and before.strip(" \"“‘'(["):
                continue  # *Him*: God, or a title
            for earlier in range(number, max(-1, number - _REACH - 1, last[gender]), -1):
                if earlier not in persons:
                    persons[earlier] = _persons(rule, page, *sentences[earlier])
                if gender in persons[earlier]:
                    last[gender] = earlier
                    break
            if last[gender] >= number - _REACH or _SAID.match(page.text, match.end(), high):
                last[gender] = number
            elif number < _CONTEXT or personal or _BEFORE.search(before):
                continue
            elif allowed(rule.params, page, *match.span()):
                yield Hit(rule, *match.span())


def _persons(rule: Rule, page: Page, low: int, high: int) -> set[str]:
    """The genders of those whom the words in ``[low, high)`` may mean; pronouns do not count."""
    found: set[str] = set()
    known: str | None = None  # the gender of the given name just before
    tokens = page.tokens(low, high)
    for place, (text, start, _) in enumerate(tokens):
        word = text[:-2] if text[-2:] in ("'s", "’s") else text
        if not word[0].isupper():
            found |= _genders(_noun(rule, word.rpartition("-")[2]))
            known = None
            continue
        folded = word.lower()
        given = rule.params["names"].get(word)
        noun = _noun(rule, folded)
        if known in ("f", "m") and page.text[start - 1] == " " and page.text[start - 2].isalpha():
            continue  # a surname: the given name before it tells
        if folded in _GENDER:
            known = None
        elif given or noun:
            found |= _genders(given or noun)
            known = given or noun
        elif word in rule.params["nobody"] or (word.isupper() and len(word) <= _INITIALS):
            known = None
        elif place or _named(page, tokens, word, start):
            found |= {"f", "m"}
    return found


def _noun(rule: Rule, word: str) -> str | None:
    """The gender of a person or animal that a noun means: by the table, or by what it is made of."""
    if word.endswith(("woman", "maid")):
        return "f"
    if word == "old":  # a five-year-old
        return "b"
    found: str | None = rule.params["nouns"].get(word)
    return found or ("m" if word.endswith("man") and word not in ("human", "german", "roman") else None)


def _named(page: Page, tokens: list[Token], word: str, start: int) -> bool:
    """Whether the first word of a sentence is a name: another follows, or it has its capital within a sentence, too."""
    if len(tokens) > 1 and tokens[1].text[0].isupper():
        return True
    return any(page.sentence(at)[0] < at - 1 for at in page.names().get(word, ()) if at != start)


def _genders(gender: str | None) -> set[str]:
    return {"f", "m"} if gender == "b" else {gender} if gender else set()
