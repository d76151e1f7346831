"""A baseline: findings that are known and shall not be reported again, by fingerprint.

The file is JSON: ``{"schema": 1, "files": {path: [fingerprint, ...]}}``, paths relative to its folder, with ``/``.
A fingerprint holds no offset, so a finding stays known when the text around its paragraph changes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import NamedTuple

from linter.config import ConfigError
from linter.model import Checked

SCHEMA = 1


class Known(NamedTuple):
    """The content of a baseline file that lies in folder ``root``."""

    root: str
    files: dict[str, frozenset[str]]

    def narrow(self, checked: Checked) -> Checked:
        """``checked`` without the findings that the baseline knows."""
        known = self.files.get(_name(self.root, checked.path))
        if not known:
            return checked
        return checked._replace(findings=tuple(f for f in checked.findings if f.fingerprint not in known))


def read(path: str) -> Known:
    """Read a baseline file. Raises :class:`~linter.config.ConfigError`."""
    try:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
        files = {name: frozenset(known) for name, known in content["files"].items()}
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: is not a baseline; make one with decalque baseline") from error
    if content.get("schema") != SCHEMA:
        raise ConfigError(f"{path}: is a baseline of schema {content.get('schema')}; make it anew")
    return Known(os.path.dirname(os.path.abspath(path)), files)


def made(files: Iterable[Checked], root: str) -> str:
    """The baseline of ``files``, as text, for a file in folder ``root``."""
    found = {_name(root, c.path): sorted(f.fingerprint for f in c.findings) for c in files if c.findings}
    return json.dumps({"schema": SCHEMA, "files": dict(sorted(found.items()))}, indent=1, ensure_ascii=False) + "\n"


def _name(root: str, path: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")
