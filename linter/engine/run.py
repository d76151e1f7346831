"""The linter as every face uses it: rules loaded once, documents checked one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from linter.checks.page import Page
from linter.engine.evidence import Evidence, profile
from linter.engine.findings import findings
from linter.engine.homelands import leaning
from linter.engine.scan import Scanner
from linter.engine.suppress import matches, suppress, suppressions
from linter.engine.translationese import Model, Style
from linter.model import LANGUAGES, LEVELS, Checked, Document, Finding, Hit, Rule
from linter.rulepack.compiled import Compiled


class Selection(NamedTuple):
    """Which rules run. A name is a rule, a family, a pack, a source language or a category; ``select`` empty: all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether ``rule`` runs: it is selected, and not ignored by a name that is more exact."""
        chosen = max((len(n) for n in self.select if _names(n, rule)), default=0 if self.select else 1)
        refused = max((len(n) for n in self.ignore if _names(n, rule)), default=0)
        return chosen > 0 and chosen >= refused if self.select else not refused


def _names(name: str, rule: Rule) -> bool:
    return name == "all" or matches(name, rule) or (name in LANGUAGES and name in rule.sources)


class Engine:
    """Compiled rules, a selection of them and a source language, ready to check documents.

    Without ``notes`` there are none among the findings; their rules are spared unless they are evidence. ``model``
    gives what is known of the style of translations, ``homelands`` the languages of the names of countries.
    """

    def __init__(
        self,
        compiled: Compiled,
        selection: Selection | None = None,
        language: str | None = None,
        plugins: Mapping[str, Any] | None = None,
        notes: bool = True,
        model: Callable[[], Model] | None = None,
        homelands: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._notes, self._model, self._homelands = notes, model, homelands
        self.language = language
        left_out = set(() if notes else compiled.quiet)
        if selection and (selection.select or selection.ignore):
            left_out |= {i for i, plain in enumerate(compiled.rules) if not selection.takes(Rule._make(plain))}
        self._scanner = Scanner(compiled, left_out, plugins)

    def check(self, document: Document) -> tuple[Checked, list[str]]:
        """The findings of ``document``, and what went wrong with single rules, one line each."""
        checked, troubles, _ = self.examine(document)
        return checked, troubles

    def examine(self, document: Document, shadows: bool = False) -> tuple[Checked, list[str], list[Hit]]:
        """As :meth:`check`, with all that rules confirmed before suppressions and evidence had their say.

        With ``shadows``, findings that others hide are among those of the document.
        """
        page = Page(document)
        confirmed, troubles = self._scanner.scan(page)
        hits, _unused = suppress(confirmed, suppressions(document), document)
        style = Style(self._model, page.text, document.segments) if self._model else None
        evidence = Evidence(hits, page.text, self.language, style)
        wanted = hits if self._notes else [hit for hit in hits if hit.rule.level != "note"]
        found = findings(wanted, page, evidence, shadows)
        source = document.source
        whence = profile(evidence, lambda: leaning(page.text, self._homelands()))
        return (
            Checked(source.path, document.format, None, source, whence, tuple(found)),
            troubles,
            confirmed,
        )


def at_level(found: Sequence[Finding], level: str) -> list[Finding]:
    """The findings at ``level`` or above."""
    return [finding for finding in found if LEVELS.index(finding.level) <= LEVELS.index(level)]
