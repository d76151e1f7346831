"""Borders between countries that do not touch: who borders whom is known, so a swapped name can be seen.

These shapes are read: *the X-Y border*, *the border between X and Y*, *the border of X with Y*, *X and Y share a
border*; *X's border with Y*, *X, which shares a border with Y*, *X forces on the border with Y*, and *X closed its
border with Y* where X begins the clause; *X borders on Y*, *X, which borders Y*, *X is bordered by Y*; and the cut
sentence, in which the country that began a relative clause comes back as the neighbour and the real neighbour has
slipped into the next sentence ("..., which fears an attack on its border with A. B will also ...").

Facts: the table of countries (mledoze/countries, ODbL), land borders and those that are spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.model import Edit, Fix, Hit, Rule

KEYS: dict[str, str] = {}
_WITH = re.compile(r"\bborders? with (?:the )?")
_PAIR = re.compile(r"\bborders? (?:between|of) (?:the )?")
_AND, _OF_WITH = re.compile(r" and (?:the )?"), re.compile(r" with (?:the )?")
_JOINED = re.compile(r"\b([A-Z]\w+)[-–]([A-Z]\w+) (?:[a-z]+ )?border\b")
_SHARED = re.compile(r"(?<=\w) and (?:the )?(?=[A-Z])")
_SHARE = re.compile(r" (?:share|have) (?:a|an|their)(?: [a-z]+)? border\b")
_VERB = re.compile(
    r",? (?:(?:which|that) )?(?:(?:also|directly) )?(?P<verb>border(?:s|ing)(?: on| upon| with)?"
    r"|is (?:[a-z]+ )?bordered (?:[a-z]+ ){0,4}?by) (?:the )?(?=[A-Z])"
)
#: What may stand between the country whose side it is and the word *border*.
_SIDE = re.compile(
    r"(?:['’]s?)?(?: [a-z]+){0,3}? (?:troops|forces|soldiers|army|armies|tanks|units|divisions|guards|side)"
    r"(?: [a-z]+){0,4}? (?:on|at|along|near|to|across|over|behind|beyond)(?: (?:the|its|their|a))?(?: [a-z]+)? $"
    r"|['’]s?(?: [a-z]+){0,2} $"
    r"|(?: (?:eastern|western|northern|southern|common|land|state|long|own|external))? $"
    r"|,?(?: (?:which|that|and))? (?:shares|has|shared|closed|closes|reopened|opened|sealed|crossed)"
    r"(?: (?:a|its|the|their))?(?: (?!no |not )[a-z]+){0,2} $"
)
#: A country that begins a clause whose only country it is, up to *its* border.
_SUBJECT = re.compile(
    r"(?:^|[.;:“\"] ?|, (?:and|but|while|because|since|after|as) )(?:The )?([A-Z]\w+(?: [A-Z]\w+)?)(,? [a-z][^;]*)"
)
_ITS = re.compile(r"\b(?:its|their)(?: [a-z]+){0,2} $")
_CUT = re.compile(
    r"[.] ?((?:The )?[A-Z]\w+(?: [A-Z]\w+)?) (will|would|is|are|was|were|has|have|had|also|can|could|may)\b"
)
#: Powers whose forces stand on the borders of others, so that nationality does not tell the side.
_ABROAD = ("US", "GB", "FR", "RU", "TR")
#: Names of more than one place: silence is better than a wrong alarm.
_OTHER = ("Georgia", "Georgian", "Georgians", "Jordan", "Guinea", "Guinean", "Congo", "Congolese", "Ireland", "Irish",
          "Korea", "Korean", "Koreans", "Luxembourg", "Mexico City", "Monaco", "San Marino", "Sudan", "Sudanese",
          "Palestine", "Palestinian", "Palestinians", "Kurdish", "Cyprus", "Cypriot", "Dominican", "Dominicans",
          "Chad", "Man", "Victoria", "Stanley", "Kingston", "Hamilton", "Georgetown", "Santiago", "San Juan",
          "Samoa", "Samoan", "Micronesia", "Virgin Islands", "England", "Scotland", "Wales", "Northern Ireland",
          "Singapore", "Hong Kong", "Macau", "Gibraltar", "Timor", "Indian", "Indians", "Americas")  # fmt: skip
#: Names that take an article: these, and plurals and the like by their ending.
_WITH_ARTICLE = ("Bahamas", "Gambia", "Maldives", "Philippines", "Seychelles")
_ENDS_WITH_ARTICLE = ("Kingdom", "Republic", "States", "Islands", "Emirates", "lands")


def prepare(keys: Mapping[str, Any], tables: Any) -> dict[str, Any]:
    """Names and adjectives of countries with their codes, and for each code its neighbours."""
    codes: dict[str, str] = {}
    lands: set[str] = set()
    neighbours: dict[str, tuple[str, ...]] = {}
    spoken: dict[str, tuple[str, ...]] = {}
    for row in tables("countries"):
        code, name, aliases, people, capital, land, also = (*row, "", "", "", "")[:7]
        neighbours[code], spoken[code] = tuple(land.split()), tuple(also.split())
        lands.update((name, *aliases.split("|")))
        for word in (name, *aliases.split("|"), *people.split("|"), capital):
            if len(word) > 3 or word in ("US", "UK", "UAE"):
                codes.setdefault(word, code)
    for word in _OTHER:
        codes.pop(word, None)
    return {"codes": codes, "lands": frozenset(lands & codes.keys()), "neighbours": neighbours, "spoken": spoken}


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Borders that cannot be, each with the likely repair where the text itself shows it."""
    places = sorted({page.segment_at(start) for start, _, _ in seeds})
    for segment in (page.document.segments[index] for index in places):
        for words, read in _SHAPES:
            for match in words.finditer(page.text, segment.start, segment.end):
                yield from read(rule, page, segment.start, segment.end, match)


def _border_with(rule: Rule, page: Page, low: int, high: int, match: re.Match[str]) -> Iterator[Hit]:
    named = _country(rule, page, match.end(), high)
    if not named:
        return
    far, far_end = named
    cut = _CUT.match(page.text, far_end, high)
    near = _side(rule, page, low, match.start())
    if near is None or _touch(rule, near, far, land_only=cut is not None):
        return
    if near in _ABROAD and not cut and not _returns(page, match, page.text[match.end() : far_end]):
        return
    end, fixes = far_end, tuple[Fix, ...]()
    if cut:
        end = cut.end()
        fixes = tuple(_repair(rule, page, low, match, near, far, far_end, cut))
    if allowed(rule.params, page, match.start(), end):
        facts = (("near", _called(rule, near)), ("far", _called(rule, far)))
        yield Hit(rule, match.start(), end, fixes, facts)


def _returns(page: Page, border: re.Match[str], name: str) -> bool:
    """Whether the neighbour is the very country whose relative clause this is: "A, which fears ... border with A"."""
    return page.text.rfind(f"{name}, which ", page.sentence(border.start())[0], border.start()) >= 0


def _border_between(rule: Rule, page: Page, low: int, high: int, match: re.Match[str]) -> Iterator[Hit]:
    first = _country(rule, page, match.end(), high)
    if not first:
        return
    # "The borders of X and Y" are two borders, which need not meet.
    link = _AND.match(page.text, first[1], high) if "between" in match.group() else None
    link = link or _OF_WITH.match(page.text, first[1], high)
    second = _country(rule, page, link.end(), high) if link else None
    if second:
        yield from _apart(rule, page, match.start(), second[1], first[0], second[0])


def _borders(rule: Rule, page: Page, low: int, high: int, match: re.Match[str]) -> Iterator[Hit]:
    near, far = _country_before(rule, page, low, match.start()), _country(rule, page, match.end(), high)
    if far:
        yield from _apart(rule, page, match.start("verb"), far[1], near, far[0])


def _share(rule: Rule, page: Page, low: int, high: int, match: re.Match[str]) -> Iterator[Hit]:
    second = _country(rule, page, match.end(), high)
    shares = _SHARE.match(page.text, second[1], high) if second else None
    if second and shares:
        first = _country_before(rule, page, low, match.start())
        yield from _apart(rule, page, shares.start() + 1, shares.end(), first, second[0])


def _joined(rule: Rule, page: Page, low: int, high: int, match: re.Match[str]) -> Iterator[Hit]:
    codes = rule.params["codes"]
    yield from _apart(rule, page, match.start(), match.end(), codes.get(match[1]), codes.get(match[2]))


#: The words by which a shape is found, and what reads them; the cut sentence is one of the first.
_SHAPES = (
    (_WITH, _border_with),
    (_PAIR, _border_between),
    (_VERB, _borders),
    (_SHARED, _share),
    (_JOINED, _joined),
)


def _apart(rule: Rule, page: Page, start: int, end: int, near: str | None, far: str | None) -> Iterator[Hit]:
    """The words ``[start, end)``, which say that two countries touch, unless they do, or are not known."""
    if near and far and near != far and not _touch(rule, near, far) and allowed(rule.params, page, start, end):
        yield Hit(rule, start, end, (), (("near", _called(rule, near)), ("far", _called(rule, far))))


def _country_before(rule: Rule, page: Page, low: int, end: int) -> str | None:
    """The country whose name, not an adjective or a capital, ends at ``end``."""
    words = re.search(r"(?:[A-Z]\w+ ){0,2}[A-Z]\w+$", page.text[max(low, end - 40) : end])
    name = words.group() if words else ""
    while name:
        if name in rule.params["lands"]:
            return str(rule.params["codes"][name])
        name = name.partition(" ")[2]
    return None


def _side(rule: Rule, page: Page, low: int, border: int) -> str | None:
    """The country whose side of the border is meant, where the words before *border* say so."""
    window = max(low, border - 90)
    before = page.text[window:border]
    for word in reversed(list(re.finditer(r"(?:[A-Z]\w+ )?[A-Z]\w+", before))):
        for start in (word.start(), word.start() + word.group().find(" ") + 1):
            code = rule.params["codes"].get(before[start : word.end()])
            if code and _SIDE.match(before, word.end()):
                return str(code)
        if rule.params["codes"].get(word.group().split()[-1]):
            return _subject(rule, page, border)
    return None


def _subject(rule: Rule, page: Page, border: int) -> str | None:
    """The country that begins the clause in which *its* border is spoken of, if no other is named between."""
    before = page.text[page.sentence(border)[0] : border]
    found = _SUBJECT.match(before) if _ITS.search(before) else None
    code = rule.params["codes"].get(found[1]) if found and found[1] in rule.params["lands"] else None
    others = re.findall(r"[A-Z]\w+", found[2]) if found else ()
    return str(code) if code and not any(word in rule.params["codes"] for word in others) else None


def _country(rule: Rule, page: Page, start: int, high: int) -> tuple[str, int] | None:
    """The country named at ``start``: its code and where the name ends."""
    match = re.compile(r"[A-Z]\w+(?:[ -](?:of |and )?[A-Z]\w+){0,3}").match(page.text, start, high)
    while match:
        name = match.group()
        if name in rule.params["codes"]:
            follows = page.text[match.end() : match.end() + 2]
            possessive = follows[:1] in ("'", "’", "-")
            return None if possessive else (rule.params["codes"][name], match.end())
        shorter = name.rpartition(" ")[0]
        if not shorter:
            return None
        match = re.compile(re.escape(shorter)).match(page.text, start, high)
    return None


def _touch(rule: Rule, first: str, second: str, land_only: bool = False) -> bool:
    """Whether two countries share a border; across narrow seas too, unless ``land_only``."""
    known = [rule.params["neighbours"]] + ([] if land_only else [rule.params["spoken"]])
    return any(second in borders.get(first, ()) or first in borders.get(second, ()) for borders in known)


def _called(rule: Rule, code: str) -> str:
    name = next(str(name) for name, own in rule.params["codes"].items() if own == code)
    return f"the {name}" if name.endswith(_ENDS_WITH_ARTICLE) or name in _WITH_ARTICLE else name


def _repair(
    rule: Rule, page: Page, low: int, match: re.Match[str], near: str, far: str, far_end: int, cut: re.Match[str]
) -> Iterator[Fix]:
    """The name after the full stop is the neighbour, and the clause that was cut goes on, if the facts agree."""
    article, name = re.match(r"(The )?(.*)", cut.group(1)).groups()  # type: ignore[union-attr]
    code = rule.params["codes"].get(name)
    if not code or not _touch(rule, near, code, land_only=True):
        return
    wrong = page.text[match.end() : far_end]
    start = match.end() - (4 if page.text[match.end() - 4 : match.end()] == "the " else 0)
    right = f"the {name}" if article else name
    if _returns(page, match, wrong):  # the subject of the whole sentence came back; its own verb follows the stop
        title = f"border with {right}, {cut.group(2)} …"
        yield Fix(title, "review", (Edit(start, cut.end(1), f"{right},"),))
    else:
        subject = page.text[start:far_end]
        subject = subject[:1].upper() + subject[1:]
        title = f"border with {right}. {subject} {cut.group(2)} …"
        yield Fix(title, "review", (Edit(start, cut.end(1), f"{right}. {subject}"),))
