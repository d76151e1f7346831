"""From rule folders to compiled rules: the built-in packs, those of the configuration, those of entry points."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from linter.model import Rule
from linter.rulepack import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.engine.translationese import Model
    from linter.rulepack.compiled import Compiled
    from linter.rulepack.ledger import Ledger
    from linter.rulepack.loader import Loaded

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PACK_GROUP, _CHECK_GROUP = "decalque.packs", "decalque.checks"


def rules_folder() -> str:
    """The folder of the built-in rules: inside the package in a wheel, beside it in a source checkout."""
    inside = os.path.join(_PACKAGE, "rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_PACKAGE), "rules")


def builtin_packs() -> list[str]:
    """The folders of the built-in packs, ``common`` first."""
    root = rules_folder()
    names = sorted(entry.name for entry in os.scandir(root) if entry.is_dir() and entry.name != "data")
    return [os.path.join(root, name) for name in sorted(names, key=lambda name: name != "common")]


def plugins() -> dict[str, Any]:
    """Kinds of check that installed distributions bring (entry point group ``decalque.checks``)."""
    from importlib.metadata import entry_points

    return {point.name: point.load() for point in entry_points(group=_CHECK_GROUP)}


def plugin_packs() -> list[str]:
    """Pack folders that installed distributions bring: each entry point gives a path or a function that returns one."""
    from importlib.metadata import entry_points

    found = (point.load() for point in entry_points(group=_PACK_GROUP))
    return sorted(os.fspath(value() if callable(value) else value) for value in found)


def rules_key(folders: Sequence[str]) -> str:
    """A name for the content of all rule files of ``folders``, and of the modules that make findings of them.

    Reading them all is spared where a file list of the same sizes and times was read before; a list with a file
    that was written within the last two seconds is not trusted, since it may change again within one clock tick.
    """
    read_paths = [*_paths(folders), *_code()]
    stats = [(path, found.st_size, found.st_mtime_ns) for path in read_paths for found in [os.stat(path)]]
    stamp = "stamp-" + cache.key([repr(stats).encode()])
    known = cache.load(stamp)
    if isinstance(known, str):
        return known
    content = cache.key(_named(_read(read_paths)))
    if time.time() - max(mtime for _, _, mtime in stats) / 1e9 > 2:
        cache.store(stamp, content)
    return content


def compiled_rules(
    folders: Sequence[str],
    plugins: dict[str, Any] | None = None,
    key: str | None = None,
    told: Callable[[str], None] | None = None,
) -> Compiled:
    """The compiled rules of ``folders``, from the cache where their content (``key``) is known there.

    ``told`` is given the name of each pack that is to be compiled, which takes a while, and at last an empty one.
    Raises ``OSError`` where a folder or file cannot be read.
    """
    from linter.rulepack.compiled import Compiled, merged

    ours = builtin_packs()
    more = [folder for folder in folders if folder not in ours]
    name = ("rules-" if more else "builtin-") + (key or rules_key(folders))
    stored = cache.load(name)
    if stored is not None:
        return Compiled._make(stored)
    tell = told or (lambda pack: None)
    if more and not plugins and {*ours} <= {*folders} and {*map(_name, ours)}.isdisjoint(map(_name, more)):
        parts = [compiled_rules(ours, told=told), *_parts(more, plugins, tell)]  # ours may have come with the wheel
    else:
        parts = _parts(folders, plugins, tell)
    tell("")
    compiled = cache.uncollected(lambda: merged(parts))
    cache.store(name, tuple(compiled))
    return compiled


def _parts(folders: Sequence[str], plugins: dict[str, Any] | None, tell: Callable[[str], None]) -> list[Compiled]:
    """The compiled packs in ``folders``, those of one name as one.

    They may have rules of one name, which is told where they are read together.
    """
    by_name: dict[str, list[str]] = {}
    for folder in folders:
        by_name.setdefault(_name(folder), []).append(folder)
    groups = [*by_name.values()]
    if not plugins and cache.writable():
        from linter.engine.apart import compile_apart, large

        missing = [group for group in groups if large(group) and not cache.known(_pack_key(group, dict(_files(group))))]
        if len(missing) > 1:
            tell(f"{len(missing)} packs")
            compile_apart(missing, compiled_pack)
    return [compiled_pack(group, plugins, tell) for group in groups]


def authored_rules(folders: Sequence[str], plugins: dict[str, Any] | None = None) -> tuple[Rule, ...]:
    """The rules of ``folders`` with their examples, for lists, explanations and self-tests."""
    loaded = _load(folders, dict(_files(folders)), plugins)
    return loaded.rules


def measured() -> Ledger:
    """The precision ledger of the built-in rules; empty where nothing was measured yet."""
    from linter.rulepack.ledger import NOTHING

    path = os.path.join(rules_folder(), "precision.toml")
    if not os.path.isfile(path):
        return NOTHING
    with open(path, "rb") as file:
        return _ledger(file.read())


@functools.cache
def translationese() -> Model:
    """What is known of the style of translations, from the cache where its table was read before."""
    from linter.engine.translationese import Model, model
    from linter.rulepack.sets import table_rows

    name, data = _style()
    stored = cache.load(name)
    if stored is not None:
        return Model._make(stored)
    found = model(table_rows(data))
    cache.store(name, tuple(found))
    return found


def _style() -> tuple[str, bytes]:
    """The table of the style of translations, and its name in the cache."""
    with open(os.path.join(rules_folder(), "data", "translationese.tsv"), "rb") as file:
        data = file.read()
    return "style-" + cache.key([data]), data


def shipped() -> list[str]:
    """The files of the cache that any first check needs, made where they are missing: the wheel brings them along. None
    of those that cannot be written."""
    folders = builtin_packs()
    key = rules_key(folders)
    compiled_rules(folders, key=key)
    translationese()
    paths = (os.path.join(cache.folder(), name) for name in ("builtin-" + key, _style()[0]))
    return [path for path in paths if os.path.isfile(path)]


@functools.cache
def homelands() -> dict[str, str]:
    """The language for each name of a country where it is spoken."""
    from linter.rulepack.sets import table_rows

    with open(os.path.join(rules_folder(), "data", "homelands.tsv"), "rb") as file:
        return {word: language for language, words in table_rows(file.read()) for word in words.split()}


def compiled_pack(
    folders: Sequence[str], plugins: dict[str, Any] | None = None, tell: Callable[[str], None] = lambda pack: None
) -> Compiled:
    """The rules of ``folders`` alone, from the cache where just they were compiled before, with whatever others."""
    from linter.rulepack.compiled import Compiled

    files = dict(_files(folders))
    name = _pack_key(folders, files, plugins)
    stored = cache.load(name)
    if stored is not None:
        return Compiled._make(stored)
    tell(_name(folders[0]))
    compiled = _compile(folders, files, plugins)
    cache.store(name, tuple(compiled))
    return compiled


def _pack_key(folders: Sequence[str], files: dict[str, bytes], plugins: dict[str, Any] | None = None) -> str:
    """The name of the compiled rules of ``folders`` in the cache."""
    kinds = ",".join(sorted(plugins or ()))
    return "pack-" + cache.key([kinds.encode(), *_named([*files.items(), *_read(_code())])])


def _compile(folders: Sequence[str], files: dict[str, bytes], plugins: dict[str, Any] | None) -> Compiled:
    from linter.checks import preparers
    from linter.rulepack.compile import compile_rules
    from linter.rulepack.sets import table_rows

    by_name = {os.path.basename(path)[:-4]: data for path, data in files.items() if path.endswith(".tsv")}
    known: dict[str, list[list[str]]] = {}

    def tables(name: str) -> list[list[str]]:
        if name not in by_name:
            raise ValueError(f"there is no table “{name}”; there are {', '.join(sorted(by_name))}")
        if name not in known:
            known[name] = list(table_rows(by_name[name]))
        return known[name]

    return compile_rules(_load(folders, files, plugins), preparers(plugins), tables)


def _load(folders: Sequence[str], files: dict[str, bytes], plugins: dict[str, Any] | None) -> Loaded:
    from linter.checks import kinds
    from linter.rulepack.ledger import NOTHING
    from linter.rulepack.loader import load, pack_at
    from linter.rulepack.sets import load_sets

    root = rules_folder()
    sets = load_sets(os.path.join(root, "sets.toml"), lambda path: files[path])
    packs = [pack_at(folder) for folder in folders]
    ours = any(os.path.dirname(pack.path) == root for pack in packs)  # of other packs nothing was measured
    ledger = _ledger(files.get(os.path.join(root, "precision.toml"), b"")) if ours else NOTHING
    return load(packs, kinds(plugins), sets, files, ledger)


@functools.lru_cache(1)
def _ledger(data: bytes) -> Ledger:
    from linter.rulepack.ledger import read

    return read(data)


def _paths(folders: Sequence[str]) -> list[str]:
    root = rules_folder()
    paths = {path for name in ("sets.toml", "precision.toml") if os.path.isfile(path := os.path.join(root, name))}
    for folder in (os.path.join(root, "data"), *folders):
        with os.scandir(folder) as entries:
            paths |= {entry.path for entry in entries if entry.name.endswith((".toml", ".tsv")) and entry.is_file()}
    return sorted(paths)


def _code() -> list[str]:
    """The modules on which results depend, so that no result outlives the code that made it."""
    parts = (os.path.join(_PACKAGE, name) for name in ("rulepack", "checks", "engine", "formats"))
    return [path for part in parts for path in sorted(entry.path for entry in os.scandir(part)) if path.endswith(".py")]


def _name(folder: str) -> str:
    """What the pack in ``folder`` is called."""
    return os.path.basename(os.path.abspath(folder))


def _named(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The names and contents of ``files``; ours are named by their place among ours, wherever those are installed."""
    roots = [os.path.join(folder, "") for folder in (rules_folder(), _PACKAGE)]
    for path, data in files:
        root = next((root for root in roots if path.startswith(root)), "")
        yield path.removeprefix(root).replace(os.sep, "/").encode()
        yield data


def _files(folders: Sequence[str]) -> list[tuple[str, bytes]]:
    return _read(_paths(folders))


def _read(paths: Sequence[str]) -> list[tuple[str, bytes]]:
    found = []
    for path in paths:
        with open(path, "rb") as file:
            found.append((path, file.read()))
    return found
