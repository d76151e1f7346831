"""Kinds of check. A module here is a kind: ``KEYS`` (its own keys in a rule, with their types) and ``find``.

``find(rule, page, seeds)`` yields hits in prose coordinates. ``seeds`` are the places where an anchor of the rule
stands, in the order of the text; a rule without anchors is called once for each document, with none. A kind that
looks things up has ``prepare(keys, tables)`` as well, which is called when rules are compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from linter.model import Hit, Rule

if TYPE_CHECKING:
    from linter.checks.page import Page

#: Where an anchor stands: its prose range, and what the compiler stored with that literal: replacements, or the number
#: of the shape that it calls.
Seed = tuple[int, int, tuple[str, ...] | int]
Find = Callable[[Rule, "Page", Iterable[Seed]], Iterator[Hit]]

#: Built-in kinds and their modules.
BUILT_IN = (
    "phrase",
    "pattern",
    "lexicon",
    "borders",
    "consistency",
    "repeats",
    "headline",
    "untranslated",
    "romanization",
    "unknown",
    "antecedents",
    "splices",
    "articles",
)


class TooSlowError(Exception):
    """A rule took longer than it may on the text at ``line``."""

    def __init__(self, rule: Rule, line: int) -> None:
        super().__init__(f"{rule.id} was stopped: its pattern took too long on line {line}")
        self.rule = rule


def finder(kind: str, plugins: Mapping[str, Any] | None = None) -> Find:
    """The ``find`` of a kind of check, imported when first used."""
    return _module(kind, plugins).find  # type: ignore[no-any-return]


def kinds(plugins: Mapping[str, Any] | None = None) -> dict[str, dict[str, str]]:
    """Every kind of check that a rule may name in ``check``, with the keys that it takes."""
    names = [kind for kind in (*BUILT_IN, *(plugins or {})) if kind not in ("phrase", "pattern")]
    return {kind: dict(_module(kind, plugins).KEYS) for kind in names}


def preparers(plugins: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The ``prepare`` of each kind that has one: a rule's keys and the tables of facts in, what it looks up out."""
    modules = {kind: _module(kind, plugins) for kind in (*BUILT_IN, *(plugins or {}))}
    return {kind: module.prepare for kind, module in modules.items() if hasattr(module, "prepare")}


def _module(kind: str, plugins: Mapping[str, Any] | None) -> Any:
    if plugins and kind in plugins:
        return plugins[kind]
    return import_module("linter.checks." + kind.replace("-", "_"))
