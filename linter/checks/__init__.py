"""Kinds of check. A module here is a kind: ``KEYS`` (its own keys in a rule, with their types) and ``find``.

``find(rule, page, seeds)`` yields hits in prose coordinates. ``seeds`` are the places where an anchor of the rule
stands, in the order of the text; a rule without anchors is called once for each document, with none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from linter.model import Hit, Rule

if TYPE_CHECKING:
    from linter.checks.page import Page

#: Where an anchor stands: its prose range, and what the compiler stored with that literal (its replacements).
Seed = tuple[int, int, tuple[str, ...]]
Find = Callable[[Rule, "Page", Iterable[Seed]], Iterator[Hit]]

#: Built-in kinds and their modules.
BUILT_IN = ("phrase", "pattern")


class Slow(Exception):
    """A rule took longer than it may on the text at ``line``."""

    def __init__(self, rule: Rule, line: int) -> None:
        super().__init__(f"{rule.id} was stopped: its pattern took too long on line {line}")
        self.rule = rule


def finder(kind: str, plugins: Mapping[str, Any] | None = None) -> Find:
    """The ``find`` of a kind of check, imported when first used."""
    if plugins and kind in plugins:
        return plugins[kind].find  # type: ignore[no-any-return]
    return import_module("linter.checks." + kind.replace("-", "_")).find  # type: ignore[no-any-return]


def kinds(plugins: Mapping[str, Any] | None = None) -> dict[str, dict[str, str]]:
    """Every kind of check that a rule may name in ``check``, with the keys that it takes."""
    own = {
        kind: dict(import_module("linter.checks." + kind.replace("-", "_")).KEYS)
        for kind in BUILT_IN
        if kind not in ("phrase", "pattern")
    }
    return own | {kind: dict(module.KEYS) for kind, module in (plugins or {}).items()}
