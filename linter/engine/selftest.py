"""A rule's examples are its tests: ``bad`` is found just where it is marked, ``fixed`` is what the fix gives,
``good`` and ``fixed`` stay silent, and no other rule fires on them either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from linter.checks.page import Page
from linter.checks.wording import fill
from linter.engine.evidence import opens
from linter.engine.findings import source_fix
from linter.engine.pool import pool
from linter.engine.scan import Scanner
from linter.formats import parse
from linter.model import Edit, Hit, Rule, Source
from linter.rulepack.compiled import Compiled

#: A placeholder that nothing fills; ``{match}`` is always filled.
_BLANK = re.compile(r"\{(?!match\})\w+(?::\w+)?\}")
_MARK = re.compile(r"\[\[(.*?)\]\]", re.S)


class Failure(NamedTuple):
    """An example that does not hold: of which rule, where that rule stands, and what happened instead."""

    rule: str
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"


def run_examples(
    compiled: Compiled, rules: Iterable[Rule], plugins: Mapping[str, Any] | None = None
) -> Iterator[Failure]:
    """Run the examples of ``rules`` against all of ``compiled``; yields what fails."""
    scanner = Scanner(compiled, plugins=plugins)
    for rule in rules:
        for message in _failures(scanner, rule):
            yield Failure(rule.id, rule.params["file"], rule.params["line"], message)


def unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The example without its ``[[ ]]``, and the spans that they marked."""
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(example):
        text += example[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return text + example[at:], spans


def _failures(scanner: Scanner, rule: Rule) -> Iterator[str]:
    bad, fixed = rule.params["bad"], rule.params.get("fixed")
    for number, example in enumerate(bad):
        text, spans = unmarked(example)
        page, hits, troubles = _scan(scanner, text)
        yield from troubles
        own = [hit for hit in hits if hit.rule.id == rule.id]
        found = [page.document.locate(hit.start, hit.end) for hit in own]
        if found != spans:
            yield f"bad example {number + 1} “{example}” is found at {[text[a:b] for a, b in found]}"
            continue
        for text_of in (rule.message, rule.why):
            if blank := next((m for hit in own if (m := _BLANK.search(fill(text_of, dict(hit.facts))))), None):
                yield f"“{text_of}” asks for {blank[0]}, of which bad example {number + 1} tells nothing"
        if rule.needs != "nothing" and any(opens(pool([hit], page.text), hit) for hit in own):
            yield f"bad example {number + 1} is reported without the evidence that the rule needs"
        if fixed and (given := _mended(text, page, own)) != fixed[number]:
            yield f"the fix of bad example {number + 1} gives “{given}”, not “{fixed[number]}”"
    mended = [text for text, example in zip(fixed or (), bad, strict=False) if text != unmarked(example)[0]]
    for text in [*rule.params["good"], *mended]:
        page, hits, _ = _scan(scanner, text)
        for language in rule.sources or (None,):
            for hit in hits:
                if hit.rule.id == rule.id or (hit.rule.level != "note" and opens(pool(hits, page.text, language), hit)):
                    yield f"“{text}” is good, but {hit.rule.id} reports “{page.text[hit.start : hit.end]}”"


def _scan(scanner: Scanner, text: str) -> tuple[Page, list[Hit], list[str]]:
    page = Page(parse(Source("example.txt", text.encode(), text, "utf-8", b""), "text"))
    hits, troubles = scanner.scan(page)
    return page, hits, troubles


def _mended(text: str, page: Page, hits: list[Hit]) -> str:
    """``text`` with the first fix of each hit applied."""
    edits: list[Edit] = []
    for hit in hits:
        fix = source_fix(hit.fixes[0], page) if hit.fixes else None
        edits += fix.edits if fix else ()
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text
