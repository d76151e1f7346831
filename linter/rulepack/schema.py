"""What a rule file may say, and clear words about what it says wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from linter.model import CATEGORIES, LANGUAGES, LEVELS, NEEDS, SAFETIES, VOICES


class Problem(NamedTuple):
    """Something wrong in a rule file: where, which key, and what would be right."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "takes a text that is not empty"


def _texts(value: Any) -> str | None:
    good = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    return None if good else "takes a list of texts, and at least one"


def _text_or_texts(value: Any) -> str | None:
    return None if isinstance(value, str) or not _texts(value) else "takes a text or a list of texts"


def _swaps(value: Any) -> str | None:
    good = isinstance(value, dict) and value and not any(map(_text_or_texts, value.values()))
    return None if good else 'takes a table of phrases with their fixes: "depend of" = "depend on"'


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "takes true or false"


def _share(value: Any) -> str | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1
    return None if good else "takes a number above 0 and at most 1"


def _number(value: Any) -> str | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else "takes a whole number"


def _one_of(allowed: tuple[str, ...]) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if value in allowed:
            return None
        near = difflib.get_close_matches(str(value), allowed, 1)
        return f"is one of {', '.join(allowed)}" + (f"; did you mean “{near[0]}”?" if near else "")

    return check


def _languages(value: Any) -> str | None:
    if isinstance(value, list) and all(item in LANGUAGES for item in value):
        return None
    return f"takes a list of source languages, of {', '.join(sorted(LANGUAGES))}"


Checker = Callable[[Any], str | None]
_CONDITIONS = (
    "unless", "when", "unless_paragraph", "when_paragraph", "unless_document", "when_document",
    "unless_next", "when_next", "unless_previous", "when_previous",
)  # fmt: skip
#: Keys that every rule takes.
COMMON: dict[str, Checker] = {
    "id": _text, "message": _text, "why": _text, "match": _texts, "swap": _swaps, "pattern": _text, "anchors": _texts,
    "slow": _flag, "check": _text, "replace": _text_or_texts, "case": _one_of(("any", "same", "lower", "capital")),
    "place": _one_of(("anywhere", "sentence-start", "sentence-end", "segment", "segment-start", "segment-end")),
    "quoted": _flag, "delete": _one_of(("segment", "nothing")),
    "voice": _one_of(VOICES), "needs": _one_of(NEEDS), "safety": _one_of(SAFETIES),
    "level": _one_of(LEVELS), "category": _one_of(CATEGORIES), "sources": _languages, "confidence": _share,
    "bad": _texts, "fixed": _texts, "good": _texts, "references": _texts,
    **dict.fromkeys(_CONDITIONS, _texts),
}  # fmt: skip
#: Keys that ``[defaults]`` of a family may set.
DEFAULTS = {
    "category", "voice", "needs", "safety", "level", "sources", "confidence", "case", "check", "quoted", "place",
    "delete",
}  # fmt: skip
CONDITIONS = frozenset(_CONDITIONS)
#: What kinds of check may declare for their own keys, by name.
TYPES: dict[str, Checker] = {
    "text": _text, "texts": _texts, "flag": _flag, "number": _number, "share": _share,
}  # fmt: skip
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_REQUIRED = ("id", "message", "why", "category")


def rule_problems(rule: Mapping[str, Any], kinds: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """What is wrong with one rule (family defaults filled in), as pairs of key and message."""
    wrong: list[tuple[str, str]] = []
    for key in _REQUIRED:
        if key not in rule:
            wrong.append((key, "is missing"))
    ways = [key for key in ("match", "swap", "pattern", "check") if key in rule]
    if len(ways) != 1 and ways != ["match", "swap"]:
        wrong.append((ways[1] if ways else "match", "a rule has exactly one of match (or swap), pattern and check"))
        return wrong
    own: Mapping[str, str] = {}
    if ways == ["check"]:
        if rule["check"] not in kinds:
            near = difflib.get_close_matches(str(rule["check"]), kinds, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(sorted(kinds))}"
            wrong.append(("check", f"no kind of check is named “{rule['check']}”; {hint}"))
            return wrong
        own = kinds[rule["check"]]
    for key, value in rule.items():
        checker = TYPES[own[key]] if key in own else COMMON.get(key)
        if checker is None:
            near = difflib.get_close_matches(key, [*COMMON, *own], 1)
            wrong.append((key, "is not a key of a rule" + (f"; did you mean “{near[0]}”?" if near else "")))
        elif fault := checker(value):
            wrong.append((key, fault))
    if isinstance(rule.get("id"), str) and not _ID.match(rule["id"]):
        wrong.append(("id", "is made of lower-case letters, digits and single hyphens, such as “head-of-diplomacy”"))
    if ways == ["pattern"] and not rule.get("anchors") and not rule.get("slow"):
        wrong.append(("anchors", "a pattern names the literal words that it needs in anchors, or says slow = true"))
    for anchor in () if _texts(rule.get("anchors", [])) else rule.get("anchors", []):
        if "*" in anchor[1:]:
            wrong.append(
                ("anchors", f"“{anchor}”: only a first * means anything; an anchor may end inside a word anyway")
            )
    if ways[0] in ("match", "swap") and "anchors" in rule:
        wrong.append(("anchors", f"belongs to pattern and check; {ways[0]} finds its own"))
    swap = rule.get("swap")
    for key in sorted(swap.keys() & COMMON.keys()) if isinstance(swap, dict) else ():
        wrong.append((key, "stands below [rule.swap], so it is read as one of its phrases; move it above"))
    if ways == ["swap"] and "replace" in rule:
        wrong.append(("replace", "is for the phrases of match; those of swap have their own"))
    if not rule.get("bad"):
        wrong.append(("bad", "is missing: a rule is loaded only with an example of what it finds"))
    elif not _texts(rule["bad"]):
        wrong += [("bad", f"“{text}” marks no span with [[ ]]") for text in rule["bad"] if "[[" not in text]
        if "fixed" in rule and not _texts(rule["fixed"]) and len(rule["fixed"]) != len(rule["bad"]):
            wrong.append(("fixed", f"gives one text for each of the {len(rule['bad'])} in bad"))
    if not rule.get("good"):
        wrong.append(("good", "is missing: show English that looks alike and is right"))
    for key in sorted(rule.keys() & {"replace", "swap"}):
        if rule.get("safety") == "ask":
            wrong.append(("safety", f"“ask” means that no fix is known; drop {key}, or say review"))
    for key in sorted(rule.keys() & {"replace", "swap", "delete"}):
        if "fixed" not in rule:
            wrong.append(("fixed", f"is missing: show what {key} makes of each bad example"))
    return wrong
