"""Regular expressions (module ``regex``), run only where one of their anchors stands, and never for long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from linter.checks import Seed, TooSlowError
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fixes
from linter.model import Hit, Rule, Segment
from linter.rulepack.expression import decode, harmless

KEYS: dict[str, str] = {}
TIMEOUT = 0.25  #: seconds that one pattern may take on one segment


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """Matches in the segments that hold a seed; raises :class:`~linter.checks.TooSlowError` when the time is up.

    The marked span is the group named ``mark`` where there is one, else the whole match; what a fix replaces is the
    group named ``fix`` where there is one, else the marked span.
    """
    code = rule.params["pattern"]
    pattern = decode(code)
    for segment in _segments(rule, page, seeds):
        text = page.text[segment.start : segment.end]  # so that ^ and $ are where it begins and ends
        timeout = None if harmless(code, len(text)) else TIMEOUT
        try:
            if not pattern.search(text, timeout=timeout):
                continue  # nearly always; making an iterator takes longer than the search
            for match in pattern.finditer(text, timeout=timeout):
                start, end = _span(match, "mark", segment)
                if start < end and allowed(rule.params, page, start, end):
                    low, high = _span(match, "fix", segment) if "fix" in pattern.groupindex else (start, end)
                    offered = fixes(rule, page, low, high, (_fill(new, match) for new in rule.replace))
                    yield Hit(rule, start, end, offered, tuple(match.groupdict("").items()))
        except TimeoutError as error:
            raise TooSlowError(rule, page.line(segment.start)) from error


def _span(match: Any, group: str, segment: Segment) -> tuple[int, int]:
    """Where ``group`` stands on the page, or the whole match where the pattern has no such group."""
    start, end = match.span(group) if group in match.re.groupindex else match.span()
    return segment.start + start, segment.start + end


def _segments(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterable[Segment]:
    if rule.params.get("slow"):
        return page.document.segments
    indexes = sorted({page.segment_at(start) for start, _, _ in seeds})
    return [page.document.segments[index] for index in indexes]


def _fill(template: str, match: Any) -> str:
    """``{1}``, ``{name}``, with ``:lower``, ``:upper`` or ``:capital``: a group's text, or nothing."""

    def slot(found: Any) -> str:
        name, change = found.groups()
        text = match.group(int(name) if name.isdigit() else name) or ""
        return {"lower": text.lower(), "upper": text.upper(), "capital": text[:1].upper() + text[1:]}.get(change, text)

    return str(_SLOT.sub(slot, template))


_SLOT = re.compile(r"\{(\w+)(?::(lower|upper|capital))?\}")
