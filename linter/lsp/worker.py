"""What the checking thread owns: rules, settings, decisions of reviews, and a page for each rule that was found."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from linter.config import NAMES, ConfigError, Settings
from linter.engine.load import measured
from linter.model import Checked
from linter.pages import page
from linter.review.decisions import Baselines
from linter.review.journal import JournalError
from linter.review.places import locate
from linter.workspace import Workspace

_State = frozenset[tuple[str, int, int]]


class Worker:
    """Checks texts. For one thread only; ``pages`` is a folder where it may write the pages of rules."""

    def __init__(self, options: Mapping[str, Any], pages: Path) -> None:
        # Results of half-typed texts are of no use to later runs, so they stay out of the cache.
        self._options = {**options, "no_cache": True}
        self._pages = pages
        self._begin()

    def _begin(self) -> None:
        self._workspace = Workspace(self._options)
        self._baselines = Baselines()
        self._written: set[str] = set()
        self._states: dict[str, _State] = {}

    def warm_up(self, folder: str) -> None:
        """Load the rules for files in ``folder``; what is wrong with its configuration will be said with a check."""
        with contextlib.suppress(ConfigError):
            self._workspace.prepare(folder)

    def check(self, path: str, text: str) -> tuple[Checked | None, list[str]]:
        """The findings in ``text`` as the content of ``path``, without what was rejected in a review.

        None where the configuration cannot be used; what there is to tell the user comes beside it, a line each.
        """
        folder = os.path.dirname(path)
        try:
            if self._states.setdefault(folder, state := self._state(folder)) != state:
                self._begin()
                self._states[folder] = state
            return self._check(path, text)
        except (ConfigError, JournalError) as error:
            return None, [str(error)]

    def _check(self, path: str, text: str) -> tuple[Checked | None, list[str]]:
        settings = self._workspace.settings(os.path.dirname(path))
        if self._workspace.excluded(path):
            return Checked(path, "text", None, None, None, ()), []
        self._workspace.troubles.clear()
        checked = self._workspace.check_text(path, text)
        checked = self._baselines.apply(checked, settings.root if settings.file else None)
        self._write_pages({finding.rule for finding in checked.findings} - self._written, settings)
        faults = [f"{path}: {checked.error}"] if checked.error else []
        return checked, [*self._workspace.problems(settings), *self._workspace.troubles, *faults]

    def page(self, rule: str) -> Path:
        """Where the page of a rule is, once the rule was found."""
        return self._pages / f"{rule}.md"

    def _write_pages(self, names: set[str], settings: Settings) -> None:
        if not names:
            return
        ledger = measured()
        for rule in self._workspace.authored(settings):
            if rule.id in names:
                path = self.page(rule.id)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(page(rule, ledger), encoding="utf-8")
        self._written |= names

    def _state(self, folder: str) -> _State:
        """What the files look like that decide what is found in ``folder``, besides the texts themselves."""
        return frozenset(
            (path, status.st_size, status.st_mtime_ns) for path in self._deciding(folder) if (status := _status(path))
        )

    def _deciding(self, folder: str) -> Iterator[str]:
        settings = self._workspace.settings(folder)
        yield locate(folder, settings.root if settings.file else None)
        for pack in settings.packs:
            yield from map(str, Path(pack).glob("*.toml"))
        if self._options.get("config"):
            yield self._options["config"]
        above = folder
        while True:
            yield from (os.path.join(above, name) for name in NAMES)
            if above == (above := os.path.dirname(above)):
                return


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None
