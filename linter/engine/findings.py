"""Hits that the evidence lets through -> findings in source coordinates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linter.checks.page import Page
from linter.checks.wording import fill
from linter.digest import blake2b
from linter.engine.evidence import REASONS, Evidence, because, gated, opens
from linter.fixes import to_source, whole_lines
from linter.model import LANGUAGES, Finding, Fix, Hit

_WORDS = re.compile(r"\w+")
_NAMES = {code: name.capitalize() for code, name in LANGUAGES.items()}


def findings(hits: Sequence[Hit], page: Page, found: Evidence, shadows: bool = False) -> list[Finding]:
    """The findings of a document, in the order of the text.

    With ``shadows``, those that would not be shown because another says more of the same words are among them.
    """
    shown = [hit for hit in hits if opens(found.around(hit), hit)]
    if any(gated(hit.rule) for hit in shown) and found.doubt:
        shown = [hit for hit in shown if opens(found.around(hit), hit, found.doubt)]
    if not shadows:
        shown = _without_shadows(shown, page, found)
    made = [_finding(hit, page, found) for hit in sorted(shown, key=lambda h: (h.start, h.end))]
    seen: dict[str, int] = {}
    numbered = []
    for finding in made:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        digest = blake2b(f"{finding.fingerprint}\0{count}".encode(), digest_size=10).hexdigest()
        numbered.append(finding._replace(fingerprint=digest))
    return numbered


def _without_shadows(hits: Sequence[Hit], page: Page, found: Evidence) -> list[Hit]:
    """Of two hits one of which lies within the other, the one that has a fix; else the wider one, which says more.

    Of equal ones it is the likelier source's, then the surer. A note never hides what is more than a note.
    """

    def rank(hit: Hit) -> tuple[bool, bool, int, float, float, int]:
        support = max((found.around(hit).support(language) for language in hit.rule.sources), default=0.0)
        length = hit.end - hit.start
        return hit.rule.level != "note", bool(hit.fixes), length, support, hit.rule.confidence, len(hit.fixes)

    kept: dict[int, list[Hit]] = {}  # by segment, since no hit reaches from one into the next
    for hit in sorted(hits, key=lambda h: (rank(h), h.rule.id), reverse=True):
        beside = kept.setdefault(page.segment_at(hit.start), [])
        if not any(_within(hit, other) or _within(other, hit) for other in beside):
            beside.append(hit)
    return [hit for beside in kept.values() for hit in beside]


def _within(inner: Hit, outer: Hit) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _finding(hit: Hit, page: Page, found: Evidence) -> Finding:
    rule, document = hit.rule, page.document
    start, end = document.locate(hit.start, hit.end)
    text = page.raw[hit.start : hit.end]
    facts = {"match": " ".join(text.split()), **dict(hit.facts)}
    reasons: tuple[str, ...] = ()
    if gated(rule):
        near = found.around(hit)
        reasons = tuple(
            f"“{_short(w.text)}” (line {page.line(w.start)}){_speaks_for(w.languages, rule.sources)}"
            for w in because(near, hit)
        )
        if found.settled:
            reasons = reasons or ("the source language was given",)
        elif len(reasons) < REASONS and any(near.style(language) > 0 for language in rule.sources):
            reasons = (*reasons, "its passage uses common words as translations do")
    return Finding(
        rule=rule.id,
        category=rule.category,
        level=rule.level,
        confidence=round(rule.confidence, 2),
        start=start,
        end=end,
        text=document.source.text[start:end],
        message=fill(rule.message, facts),
        why=fill(rule.why, facts),
        because=reasons,
        fingerprint=_fingerprint(hit, page),
        fixes=tuple(fix for fix in (source_fix(fix, page) for fix in hit.fixes) if fix),
        sources=rule.sources,
    )


def source_fix(fix: Fix, page: Page) -> Fix | None:
    """``fix`` with its edits in source coordinates, whole lines where it deletes a whole segment.

    None where the source has markup in the way.
    """
    edits = []
    for edit in fix.edits:
        if not edit.replacement and _is_segment(edit.start, edit.end, page):
            edits.append(whole_lines(page.document.source, *page.document.locate(edit.start, edit.end)))
            continue
        placed = to_source(page.document, edit.start, edit.end, edit.replacement)
        if placed is None:
            return None
        edits.append(placed)
    return fix._replace(edits=tuple(edits))


def _is_segment(start: int, end: int, page: Page) -> bool:
    segment = page.segment(start)
    return (segment.start, segment.end) == (start, end)


def _fingerprint(hit: Hit, page: Page) -> str:
    """Rule, matched text and three words on either side; the caller adds the occurrence."""
    segment = page.segment(hit.start)
    before = _WORDS.findall(page.folded[max(segment.start, hit.start - 60) : hit.start])[-3:]
    after = _WORDS.findall(page.folded[hit.end : min(segment.end, hit.end + 60)])[:3]
    return "\0".join([hit.rule.id, page.folded[hit.start : hit.end], *before, "", *after])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:48].rstrip() + "…"


def _speaks_for(languages: tuple[str, ...], asked: tuple[str, ...]) -> str:
    """Which of the languages that are ``asked`` for a witness speaks for, or, where none is asked for, all."""
    names = [_NAMES[code] for code in languages if code and (code in asked or not asked)]
    return f" speaks for {' or '.join(names[:2])}" if names else ""
