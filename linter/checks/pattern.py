"""Regular expressions (module ``regex``), run only where one of their anchors stands, and never for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from linter.checks import Seed, TooSlowError
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import fill, fixes
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
                    groups = _groups(match)
                    offered = fixes(rule, page, low, high, (fill(new, groups) for new in rule.replace))
                    yield Hit(rule, start, end, offered, tuple(groups.items()))
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


def _groups(match: Any) -> dict[str, str]:
    """The groups of ``match`` by number and name; one that took no part is empty."""
    return {**{str(number): text for number, text in enumerate(match.groups(""), 1)}, **match.groupdict("")}
