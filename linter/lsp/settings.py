"""What the editor's settings (section ``decalque``) say, as options of ``decalque check``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from linter.config import ConfigError, from_table

#: Settings of the editor. All but ``config`` mean what they mean in ``decalque.toml``, and come before it.
KEYS = ("select", "ignore", "level", "from", "exclude", "config")


def options(given: Any, root: str) -> dict[str, Any]:
    """The options that settings ``given`` make; ``config`` is relative to folder ``root``.

    None and empty values count as not set, since editors send them for what nobody set. Raises ``ConfigError``.
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise ConfigError("decalque: the editor's settings are not a table")
    table = {key: value for key, value in given.items() if value not in (None, "", [], {})}
    config = table.pop("config", None)
    unknown = [key for key in table if key not in KEYS]
    if unknown:
        raise ConfigError(f"decalque: the editor's settings have no “{unknown[0]}”; there are {', '.join(KEYS)}")
    if not isinstance(config, str | None):
        raise ConfigError("decalque: the editor's settings: config: takes the path of a file")
    from_table("the editor's settings", table)
    found: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    if config:
        found["config"] = os.path.join(root, os.path.expanduser(config))
    return found
