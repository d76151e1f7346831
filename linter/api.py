"""The Python interface: ``from linter import Linter, check_file, check_text``.

    >>> from linter import check_text
    >>> [finding.text for finding in check_text("He called it « a quiet day ».").findings]
    ['« a quiet day »']

Results are the records of :mod:`linter.model`: plain, immutable, picklable. Offsets are code points of the text.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from linter.fixes import settle
from linter.formats import parse
from linter.model import Checked, Finding
from linter.options import LOOKING
from linter.workspace import Workspace

_KEYS = {option.key for option in LOOKING} | {"no_cache"}


class Linter:
    """A linter with options of its own; rules are loaded when it is first used, and once.

    ``select`` and ``ignore`` take names (rules, families, packs, source languages, categories), ``level`` the lowest
    level that is reported, ``language`` a source language (ISO 639-1) that is known, ``config`` a configuration file.
    It can be pickled and sent to another process, where it loads its rules anew. Not for use by several threads.

    Raises ``TypeError`` for a name among ``options`` that is none of the options of ``decalque check``.
    """

    def __init__(
        self,
        *,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        level: str | None = None,
        language: str | None = None,
        config: str | os.PathLike[str] | None = None,
        **options: Any,
    ) -> None:
        unknown = options.keys() - _KEYS
        if unknown:
            raise TypeError(f"no such option: {', '.join(sorted(unknown))}")
        given: dict[str, Any] = {"select": tuple(select), "ignore": tuple(ignore), "level": level, "from": language}
        given["config"] = None if config is None else os.fspath(config)
        self._options = {key: value for key, value in {**given, **options}.items() if value}
        self._workspace = Workspace(self._options)

    def check_text(self, text: str, filename: str = "text.txt") -> Checked:
        """Check ``text``; the name decides its format (``.md`` is Markdown) and the configuration that applies.

        Raises :class:`~linter.config.ConfigError`.
        """
        return self._workspace.check_text(filename, text)

    def check_file(self, path: str | os.PathLike[str]) -> Checked:
        """Check the file at ``path``. What keeps it from being read is in the ``error`` of the result.

        Raises :class:`~linter.config.ConfigError`.
        """
        return self._workspace.check(os.fspath(path))

    def __getstate__(self) -> Mapping[str, Any]:
        return self._options

    def __setstate__(self, options: Mapping[str, Any]) -> None:
        self._options = dict(options)
        self._workspace = Workspace(self._options)


def check_text(text: str, filename: str = "text.txt", **options: Any) -> Checked:
    """Check ``text`` with a :class:`Linter` of these options."""
    return Linter(**options).check_text(text, filename)


def check_file(path: str | os.PathLike[str], **options: Any) -> Checked:
    """Check the file at ``path`` with a :class:`Linter` of these options."""
    return Linter(**options).check_file(path)


def fixed(checked: Checked, findings: Mapping[Finding, int] | None = None) -> str:
    """The text of ``checked`` with fixes made: for each finding in ``findings`` the fix of that number (from 0).

    Without ``findings``, the first fix of every finding where that fix is safe. Of two fixes that are at odds the one
    that comes first in the text is made. Raises ``ValueError`` if the file could not be read.
    """
    if checked.source is None:
        raise ValueError(f"{checked.path}: {checked.error}")
    if findings is None:
        findings = {f: 0 for f in checked.findings if f.fixes and f.fixes[0].safety == "safe"}
    chosen = [(finding, finding.fixes[number]) for finding, number in findings.items()]
    _, data = settle(parse(checked.source, checked.format), chosen)
    return data[len(checked.source.bom) :].decode(checked.source.encoding)
