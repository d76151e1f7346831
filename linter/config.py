"""Configuration: ``decalque.toml``, or ``[tool.decalque]`` in ``pyproject.toml``; the nearest above a file wins."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from linter.model import LANGUAGES, LEVELS
from linter.rulepack import cache

NAMES = ("decalque.toml", ".decalque.toml", "pyproject.toml")


class ConfigError(Exception):
    """A configuration that cannot be used; the message is one line that says what, where and how to mend it."""


class Settings(NamedTuple):
    """What the configuration settles. ``root`` is the folder of its file (the working folder where there is none)."""

    root: str
    file: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: str = "warning"
    fail_on: str = "warning"
    language: str | None = None
    packs: tuple[str, ...] = ()
    plugins: bool = False
    exclude: tuple[str, ...] = ()
    encoding: str | None = None
    max_file_size: int = 20_000_000
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    languagetool: str = "off"
    languagetool_rules: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


_TEXTS = ("select", "ignore", "packs", "exclude", "languagetool-rules")
_CHOICES = {"level": LEVELS, "fail-on": LEVELS, "from": tuple(sorted(LANGUAGES))}
KEYS = (*_TEXTS, *_CHOICES, "plugins", "encoding", "max-file-size", "per-file-ignores", "languagetool", "keys")


def find(folder: str) -> tuple[str, Mapping[str, Any]] | None:
    """The nearest configuration at or above ``folder``: its file and its table. Raises :class:`ConfigError`."""
    folder = os.path.abspath(folder)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                table = read(path)
                if table is not None:
                    return path, table
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def read(path: str) -> Mapping[str, Any] | None:
    """The decalque table of one file; None if a ``pyproject.toml`` has none. Raises :class:`ConfigError`."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    shared = os.path.basename(path) == "pyproject.toml"
    if shared and b"tool.decalque" not in data and b"[tool]" not in data:
        return None
    name = "config-" + cache.key([data])
    content = cache.load(name)
    if content is None:
        content = _parse(path, data)
        cache.store(name, content)
    table = content.get("tool", {}).get("decalque") if shared else content
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: [tool.decalque] is a table")
    return table


def _parse(path: str, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error


def settings(folder: str, file: str | None = None) -> Settings:
    """The settings for files in ``folder``: of ``file`` where it is given, else of the nearest configuration.

    Raises :class:`ConfigError`.
    """
    if file is not None:
        return from_table(file, read(file) or {})
    found = find(folder)
    return from_table(*found) if found else Settings(os.path.abspath(folder))


def from_table(path: str, table: Mapping[str, Any]) -> Settings:
    """Settings from the table in file ``path``. Raises :class:`ConfigError` for a key or value that is not allowed."""
    root = os.path.dirname(os.path.abspath(path))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            raise ConfigError(f"{path}: {key}: is not a setting{_hint(key, KEYS)}")
        values[key.replace("-", "_")] = _value(path, key, value)
    if "from" in values:
        values["language"] = values.pop("from")
    values["packs"] = tuple(os.path.normpath(os.path.join(root, pack)) for pack in values.get("packs", ()))
    return Settings(root, path, **values)


def shown(settings: Settings) -> str:
    """The settings as they would stand in ``decalque.toml``, what is not set as a comment."""
    import json

    lines = [f"# {settings.file or 'no configuration file'}"]
    for key, value in settings._asdict().items():
        name = {"language": "from"}.get(key, key.replace("_", "-"))
        if key in ("per_file_ignores", "keys"):
            inner = ", ".join(f"{json.dumps(k)} = {json.dumps(v, ensure_ascii=False)}" for k, v in value)
            lines.append(f"{name} = {{ {inner} }}" if inner else f"{name} = {{}}")
        elif key in ("root", "file"):
            continue
        elif value is None:
            lines.append(f"# {name} is not set")
        else:
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _value(path: str, key: str, value: Any) -> Any:
    if key in _TEXTS:
        if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise ConfigError(f"{path}: {key}: takes a list of texts")
        return tuple(value)
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise ConfigError(f"{path}: {key}: “{value}” is not a choice{_hint(str(value), _CHOICES[key])}")
        return value
    if key in ("per-file-ignores", "keys"):
        return _table(path, key, value)
    kind, words = {"max-file-size": (int, "a number of bytes"), "plugins": (bool, "true or false")}.get(
        key, (str, "a text")
    )
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ConfigError(f"{path}: {key}: takes {words}")
    return value


def _table(path: str, key: str, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {key}: takes a table")
    if key == "keys":
        if not all(isinstance(item, str) for item in value.values()):
            raise ConfigError(f'{path}: keys: takes a key for each action, such as accept = "a"')
        return tuple(value.items())
    if not all(isinstance(item, list) and all(isinstance(name, str) for name in item) for item in value.values()):
        raise ConfigError(f"{path}: {key}: takes a list of rules for each pattern")
    return tuple((pattern, tuple(names)) for pattern, names in value.items())


def _hint(given: str, allowed: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(given, list(allowed), 1)
    return f"; did you mean “{near[0]}”?" if near else f"; there are {', '.join(allowed)}"
