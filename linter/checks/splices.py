"""Two main clauses with nothing but a comma between them: "He went to the shop, it was closed."

Slavic and Romance languages, German and Chinese join sentences so; English does not. A comma is reported only where the
first clause has its own subject and verb and no word that could make it depend on the second, is no opening adverbial,
and the second begins with a pronoun and its verb. Reported speech, contrasts with *not*, questions and quotations are
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes
from linter.model import Hit, Rule

KEYS: dict[str, str] = {}
_COMMAS = 4  #: commas that the sentence may have
_LEAST = 5  #: words of the first clause


def _any(*texts: str) -> str:
    """A pattern for any of the words of *texts*."""
    return "|".join(" ".join(texts).split())


_JOINT = re.compile(
    r"(?P<mark>, (?:he|she|it|they|we|I|you|this|these|there)) "
    r"(?P<verb>(?:(?:also|only|already|even|just|then|still|now|really|currently) )?[a-z]+)"
    r"(?P<rest>(?: not|n['’]t)? .*)"
)
#: Verbs of saying and thinking, in any form.
_SAYS = """
sa(?:id|ys?|ying) add(?:s|ed) th(?:inks?|ought) believe[sd]? t(?:old|ells?) claim(?:s|ed)? explain(?:s|ed)? wrote
writes? ask(?:s|ed) warn(?:s|ed)? note[sd]? announce[sd] report(?:s|ed) hope[sd]? kn(?:ows?|ew) fe(?:els?|lt) means?
meant
"""
_CONJUNCTIONS = """
if when(?:ever)? while whilst as although though because since after before once unless until till whether
where(?:ver)? what(?:ever)? who(?:ever|m|se)? which(?:ever)? however even that than how why lest provided
assuming supposing despite contrary now so like or maybe perhaps according but yet and not never no nor neither
either let please see imagine look thanks guess suppose fear remember sure certain glad sorry
afraid pledge promise swear
"""
_ADVERBIALS = """
In At On For With By To From During Like Unlike Under Over Through Without Within Of Being Having Among Between
Against Upon Across Along About Around Behind Beyond Inside Outside Throughout Towards? Instead Thanks Due Because
Apart Regarding Concerning Following Based Compared Given Only Never Just Today Yesterday Tomorrow Last Next First
Second Then Later Here Moreover Therefore Thus Also Finally Recently Currently Meanwhile Rather Sometimes Often
Usually All Given Had Were Should (?:Him|Her|It)self Themselves [A-Z][a-z]+(?:ly|ing|ed)
"""
_AUXILIARIES = "is are was were has have will would can could may might must does did do"
_IRREGULAR = """
came went took made gave became got saw left lost won met found began fell grew held kept led paid ran rose sent set
stood spent
"""
#: Words by which the first clause may depend on the second, or report it, or set it against *not*.
_DEPENDS = re.compile(
    rf"\b(?:{_any(_SAYS, _CONJUNCTIONS)}"
    r"|given that|of (?:all|course)\Z"
    r"|(?:the|every|each|any|last|next|first) (?:moment|minute|day|night|year|week|instant|time)"
    r"|the (?:more|less|fewer|better|sooner|longer))\b|n['’]t\b|[“”\"():;–—?!/]",
    re.I,
)
_OPENING = re.compile(rf"(?:{_any(_ADVERBIALS)}) ")
_PRESENT = """
works? lives? takes? makes? gives? comes? needs? wants? loves? shows? remains? plays? brings? becomes? gets? offers?
provides? exists? requires? contains? includes? allows? depends? begins? starts? continues? costs? helps? goes
"""
_FINITE = re.compile(
    r"[\w’'-]+ (?:[\w’'-]+ ){0,8}?"
    rf"(?:{_any(_AUXILIARIES, _IRREGULAR, _PRESENT, '[a-z]{3,}ed')})\b|(?:He|She|It|They|We|I|You|There) ",
    re.I,
)
_MORE = """
had should ate spoke broke chose drew drove fought flew sang sat slept bought brought caught taught sold built cut put
hit wore hung need want like love live work eat play use go get take make come have [a-z]+ed [a-z]+s
"""
_SECOND = re.compile(rf"(?:\w+ )?(?:{_any(_AUXILIARIES, _IRREGULAR, _MORE)})\Z")
_REPORTS = """
say add report seem(?:s|ed)? suggest(?:s|ed)? argue[sd]? recall(?:s|ed)? stress(?:es|ed)? insist(?:s|ed)?
admit(?:s|ted)? continue[sd]? conclude[sd]? guess suppose assume turn(?:s|ed) appear(?:s|ed)? being having times?
underlin\\w+ point(?:s|ed) emphasi\\w+ assure\\w* affirm\\w* confirm\\w* declare\\w* recogni\\w+ jok\\w+ laugh\\w*
replie\\w+
"""
#: A second clause that is no statement of its own: *he said*, *it seems*, *I think*, *it is said*, *this time*.
_ASIDE = re.compile(
    rf", \w+ (?:\w+ )??(?:{_any(_SAYS, _REPORTS)}"
    r"|(?:is|was|has been|are|were|must be) (?:said|true|believed|thought|told|estimated|hoped|reported|noted))\b",
    re.I,
)


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The comma and the pronoun after it, with a semicolon as the fix."""
    done = -1
    for at in sorted(start for start, _, _ in seeds):
        low, high = page.sentence(at)
        if low == done:
            continue
        done = low
        text = page.text[low:high].rstrip()
        match = _JOINT.search(text)
        if match and text[-1:] in ".;”" and text.count(",") <= _COMMAS and _spliced(text, match):
            start, end = low + match.start("mark"), low + match.end("mark")
            if not page.quoted(start) and allowed(rule.params, page, start, end):
                new = ";" + page.text[start + 1 : end]
                yield Hit(rule, start, end, fixes(rule, page, start, end, (new,)))


def _spliced(text: str, match: re.Match[str]) -> bool:
    first, second = text[: match.start("mark")], text[match.start("mark") :]
    if "," in first or len(first.split()) < _LEAST or len(match["rest"].split()) < 2:
        return False
    if not first[0].isupper() or _OPENING.match(first) or _DEPENDS.search(first) or not _FINITE.match(first):
        return False
    pronoun = match["mark"][2:]
    if first.split()[0].lower() == pronoun.lower() and (
        first.split()[1] == match["verb"].split()[0] or re.search(rf"(?:,|and) {pronoun}\b", match["rest"])
    ):
        return False  # meant: *he came, he saw and he …*
    return bool(_SECOND.match(match["verb"])) and not _ASIDE.match(second)
