"""The contexts in which a rule speaks or keeps silent: neighbours, sentence, paragraph, document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from linter.checks.page import Page


def allowed(params: Mapping[str, Any], page: Page, start: int, end: int) -> bool:
    """Whether the conditions in ``params`` (phrases already folded) let a hit at prose ``[start, end)`` stand."""
    if not _form(params, page, start, end):
        return False
    if "unless_next" in params and _follows(page, end, params["unless_next"]):
        return False
    if "when_next" in params and not _follows(page, end, params["when_next"]):
        return False
    if "unless_previous" in params and _precedes(page, start, params["unless_previous"]):
        return False
    if "when_previous" in params and not _precedes(page, start, params["when_previous"]):
        return False
    if "unless" in params or "when" in params:
        low, high = page.sentence(start)
        high = max(high, end)
        if "unless" in params and _near(page, params["unless"], low, high, start, end):
            return False
        if "when" in params and not _near(page, params["when"], low, high, start, end):
            return False
    if "unless_paragraph" in params or "when_paragraph" in params:
        segment = page.segment(start)
        if _near(page, params.get("unless_paragraph", ()), segment.start, segment.end, start, end):
            return False
        if "when_paragraph" in params and not _near(
            page, params["when_paragraph"], segment.start, segment.end, start, end
        ):
            return False
    if "unless_document" in params and _near(page, params["unless_document"], 0, len(page.text), start, end):
        return False
    return "when_document" not in params or _near(page, params["when_document"], 0, len(page.text), start, end)


def _form(params: Mapping[str, Any], page: Page, start: int, end: int) -> bool:
    case = params.get("case", "any")
    if case == "lower" and not page.text[start].islower():
        return False
    if case == "capital" and not page.text[start].isupper():
        return False
    place = params.get("place", "anywhere")
    if place != "anywhere" and not _placed(place, page, start, end):
        return False
    return "quoted" not in params or page.quoted(start) == params["quoted"]


def _placed(place: str, page: Page, start: int, end: int) -> bool:
    segment = page.segment(start)
    low, high = page.sentence(start) if place.startswith("sentence") else (segment.start, segment.end)
    leading = not page.text[low:start].strip(" \"'“‘«„(-–—*>#")
    trailing = not page.text[end:high].strip(" \"'”’»).,:;!?…*")
    if place == "segment":
        return leading and trailing
    return leading if place.endswith("start") else trailing


def _follows(page: Page, end: int, phrases: Iterable[str]) -> bool:
    text = page.folded
    at = end
    while at < len(text) and text[at] in " \"'(":
        at += 1
    return any(
        _at(text, at, phrase) or (text.startswith(phrase, end) and not phrase[0].isalnum()) for phrase in phrases
    )


def _precedes(page: Page, start: int, phrases: Iterable[str]) -> bool:
    text = page.folded
    at = start
    while at and text[at - 1] in " \"'(":
        at -= 1
    for phrase in phrases:
        if phrase.startswith("*"):
            if text.endswith(phrase[1:], 0, at):
                return True
        elif text.endswith(phrase, 0, at):
            low = at - len(phrase)
            if not phrase[0].isalnum() or not low or not text[low - 1].isalnum():
                return True
    return False


def _near(page: Page, phrases: Iterable[str], low: int, high: int, start: int, end: int) -> bool:
    """Whether one of ``phrases`` stands in ``[low, high)``, not wholly inside the hit itself."""
    text = page.folded
    for phrase in phrases:
        word = phrase.rstrip("*")
        at = text.find(word, low, high)
        while at >= 0:
            if _at(text, at, phrase) and not (start <= at and at + len(word) <= end):
                return True
            at = text.find(word, at + 1, high)
    return False


def _at(text: str, at: int, phrase: str) -> bool:
    """Whether ``phrase`` stands at ``at`` as whole words; a final ``*`` lets its last word go on."""
    word = phrase.rstrip("*")
    if not text.startswith(word, at):
        return False
    if word[0].isalnum() and at and text[at - 1].isalnum():
        return False
    end = at + len(word)
    return phrase.endswith("*") or not (word[-1].isalnum() and end < len(text) and text[end].isalnum())
