"""Files, settings and rules brought together: the one way in which every face has a file checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from linter import config, results
from linter.config import Settings
from linter.files import read, walk
from linter.formats import format_for, parse
from linter.formats.decode import ReadError, decode
from linter.model import LEVELS, Checked, Rule, Source
from linter.rulepack import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.engine.run import Engine
    from linter.rulepack.compiled import Compiled


_OVERRIDES = (
    "select", "ignore", "exclude", "level", "fail_on", "encoding", "languagetool", "languagetool_rules",
)  # fmt: skip


class Workspace:
    """Settings by folder, rules loaded once for each set of packs, and a cache of results.

    ``options`` are those of the command line (:mod:`linter.options`); they come before the configuration. ``compiling``
    is told of each pack that has to be compiled (:func:`linter.engine.load.compiled_rules`).
    """

    def __init__(
        self, options: Mapping[str, Any] | None = None, compiling: Callable[[str], None] | None = None
    ) -> None:
        self._options = options or {}
        self._compiling = compiling
        self._settings: dict[str, Settings] = {}
        self._engines: dict[tuple[Any, ...], Engine] = {}
        self._folders: dict[tuple[tuple[str, ...], bool], tuple[str, ...]] = {}
        self._keys: dict[tuple[str, ...], str] = {}
        self._compiled: dict[tuple[str, ...], Compiled] = {}
        self.troubles: list[str] = []

    def settings(self, folder: str) -> Settings:
        """The settings for files in ``folder``, options applied. Raises :class:`~linter.config.ConfigError`."""
        folder = os.path.abspath(folder)
        if folder not in self._settings:
            self._settings[folder] = self._overridden(config.settings(folder, self._options.get("config")))
        return self._settings[folder]

    def prepare(self, folder: str) -> None:
        """Load, and so put into the cache, the rules for files in ``folder``."""
        self.engine(self.settings(folder))

    def problems(self, settings: Settings) -> list[str]:
        """What is wrong in the rule files of the configured packs, one line each; ours have their tests."""
        own = tuple(os.path.join(pack, "") for pack in settings.packs)
        found = self.rules(settings).problems if own else ()
        return [f"{file}:{line}: {key}: {message}" for file, line, key, message in found if file.startswith(own)]

    def files(self, paths: Sequence[str]) -> Iterator[str | Checked]:
        """The files to check under ``paths``, in order; what cannot be read comes as a :class:`Checked` with error."""
        settings = self.settings(os.curdir)
        for entry in walk(paths, settings.exclude, self._patterns_root(settings)):
            yield entry if isinstance(entry, str) else Checked(entry.path, "text", _reason(entry), None, None, ())

    def excluded(self, path: str) -> bool:
        """Whether a walk through folders leaves the file at ``path`` out since the settings say so."""
        settings = self.settings(os.path.dirname(path) or os.curdir)
        return bool(settings.exclude) and _matches(settings.exclude, path, self._patterns_root(settings))

    def check(self, path: str) -> Checked:
        """Check the file at ``path``. Whatever keeps it from being read is in the result's ``error``."""
        try:
            settings = self.settings(os.path.dirname(path) or os.curdir)
            return self.check_bytes(path, read(path, settings.max_file_size))
        except ReadError as error:
            return Checked(path, format_for(path), _reason(error), None, None, ())

    def check_bytes(self, path: str, data: bytes) -> Checked:
        """Check ``data`` as the content of a file called ``path``."""
        try:
            settings = self.settings(os.path.dirname(path) or os.curdir)
            return self._check(decode(path, data, settings.encoding))
        except ReadError as error:
            return Checked(path, format_for(path), _reason(error), None, None, ())

    def check_text(self, path: str, text: str) -> Checked:
        """Check ``text`` as the content of a file called ``path``; its encoding, and whether it may be, is no matter.

        Raises ``UnicodeEncodeError`` for a lone surrogate.
        """
        return self._check(Source(path, text.encode("utf-8"), text, "utf-8", b""))

    def _check(self, source: Source) -> Checked:
        path = source.path
        settings = self.settings(os.path.dirname(path) or os.curdir)
        name = format_for(path)
        key = self._result_key(settings, name, source)
        cached = not self._options.get("no_cache") and not settings.plugins  # whose code the key does not hold
        found = results.load(key) if cached else None
        if found is None:
            engine = self.engine(settings)
            try:
                found, troubles = engine.check(parse(source, name))
            except Exception as error:  # our fault, in this file; the others shall be checked
                if os.environ.get("DECALQUE_DEBUG"):
                    raise
                return Checked(path, name, f"internal error: {type(error).__name__}: {error}", None, None, ())
            self.troubles += [f"{path}: {trouble}" for trouble in troubles]
            if cached and not troubles:
                results.store(key, found)
        hidden = _ignored_in(path, settings)
        shown = tuple(
            f
            for f in found.findings
            if LEVELS.index(f.level) <= LEVELS.index(settings.level)
            and not any(is_named(name, f.rule, f.category) for name in hidden)
        )
        return found._replace(path=path, source=source, findings=shown)

    def takes(self, path: str, rule: Rule) -> bool:
        """Whether ``rule``, of any origin, is wanted in the file at ``path``: selected, and of a level shown."""
        from linter.engine.run import Selection

        settings = self.settings(os.path.dirname(path) or os.curdir)
        return (
            LEVELS.index(rule.level) <= LEVELS.index(settings.level)
            and Selection(settings.select, settings.ignore).takes(rule)
            and not any(is_named(name, rule.id, rule.category) for name in _ignored_in(path, settings))
        )

    def engine(self, settings: Settings) -> Engine:
        """The engine for ``settings``, loaded when first asked for; one for all folders that come to the same."""
        notes = settings.level == "note"
        key = (self.folders(settings), settings.select, settings.ignore, settings.language, settings.plugins, notes)
        if key not in self._engines:
            from linter.engine.load import homelands, plugins, translationese
            from linter.engine.run import Engine, Selection

            self._engines[key] = Engine(
                self.rules(settings),
                Selection(settings.select, settings.ignore),
                settings.language,
                plugins() if settings.plugins else None,
                notes,
                translationese,
                homelands,
            )
        return self._engines[key]

    def rules(self, settings: Settings) -> Compiled:
        """The compiled rules that ``settings`` name."""
        from linter.engine.load import compiled_rules, plugins

        folders = self.folders(settings)
        if folders not in self._compiled:
            more = plugins() if settings.plugins else None
            self._compiled[folders] = compiled_rules(folders, more, self._rules_key(folders), self._compiling)
        return self._compiled[folders]

    def authored(self, settings: Settings) -> tuple[Rule, ...]:
        """The rules with their examples, as their authors wrote them."""
        from linter.engine.load import authored_rules, plugins

        return authored_rules(self.folders(settings), plugins() if settings.plugins else None)

    def folders(self, settings: Settings) -> tuple[str, ...]:
        """The pack folders that ``settings`` name. Raises :class:`~linter.config.ConfigError` where one is missing."""
        key = settings.packs, settings.plugins
        if key not in self._folders:
            from linter.engine.load import builtin_packs, plugin_packs

            for pack in settings.packs:
                if not os.path.isdir(pack):
                    raise config.ConfigError(f"{settings.file}: packs: there is no folder {pack}")
            more = plugin_packs() if settings.plugins else ()
            self._folders[key] = (*builtin_packs(), *more, *settings.packs)
        return self._folders[key]

    def _rules_key(self, folders: tuple[str, ...]) -> str:
        from linter.engine.load import rules_key

        if folders not in self._keys:
            self._keys[folders] = rules_key(folders)
        return self._keys[folders]

    def _result_key(self, settings: Settings, name: str, source: Source) -> str:
        asked = settings.select, settings.ignore, settings.language, settings.level == "note"
        looked_for = repr((*asked, source.encoding, source.bom, name))
        return cache.key([self._rules_key(self.folders(settings)).encode(), looked_for.encode(), source.data])

    def _patterns_root(self, settings: Settings) -> str:
        """The folder to which ``exclude`` is relative: that of the configuration, unless the command line says it."""
        return os.curdir if self._options.get("exclude") else settings.root

    def _overridden(self, found: Settings) -> Settings:
        given: dict[str, Any] = {}
        for key, value in self._options.items():
            if key in _OVERRIDES and value:
                given[key] = tuple(n for item in value for n in item.split(",")) if isinstance(value, tuple) else value
        if self._options.get("from"):
            given["language"] = self._options["from"]
        if "ignore" in given:
            given["ignore"] = (*found.ignore, *given["ignore"])
        return found._replace(**given)


def is_named(name: str, rule: str, category: str) -> bool:
    """Whether ``name`` means this rule: ``all``, its category, its id, or what its id starts with."""
    return name in ("all", category) or f"{rule}/".startswith(f"{name.rstrip('/')}/")


def _ignored_in(path: str, settings: Settings) -> tuple[str, ...]:
    """The names of rules that ``per-file-ignores`` leaves out of the file at ``path``."""
    matching = (names for pattern, names in settings.per_file_ignores if _matches((pattern,), path, settings.root))
    return tuple(name for names in matching for name in names)


def _matches(lines: Sequence[str], path: str, root: str) -> bool:
    from linter.ignore import covers, patterns

    relative = os.path.relpath(path, root).replace(os.sep, "/")
    return not relative.startswith("../") and covers(patterns(lines), relative)


def _reason(error: ReadError) -> str:
    return error.reason + (f" ({error.hint})" if error.hint else "")
