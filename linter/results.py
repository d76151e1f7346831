"""Results of earlier runs on disk: what a file of the same bytes gave under the same rules and settings.

Any number of runs may share it: entries are moved into place whole. It cleans itself once a day.
"""

from __future__ import annotations

import marshal
import os
import time
from typing import Any

from linter.model import Checked, Edit, Finding, Fix, Profile
from linter.rulepack import cache

_FOLDER = "results"
_UNUSED_AFTER = 14 * 86400.0  #: seconds


def load(key: str) -> Checked | None:
    """The result stored under ``key``, without path and source, or None."""
    try:
        with open(os.path.join(cache.folder(), _FOLDER, key), "rb") as file:
            return _thaw(marshal.loads(file.read()))
    except (OSError, ValueError, EOFError, TypeError, IndexError):
        return None


def store(key: str, checked: Checked) -> None:
    """Store a result under ``key``; silently not, where the folder cannot be written."""
    folder = os.path.join(cache.folder(), _FOLDER)
    path = os.path.join(folder, key)
    temporary = f"{path}.{os.getpid()}"
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(marshal.dumps(_freeze(checked)))
        os.replace(temporary, path)
        _clean(folder)
    except (OSError, ValueError):
        pass


def _freeze(checked: Checked) -> tuple[Any, ...]:
    """Plain tuples: marshal takes no others."""
    profile = checked.profile
    found = [
        (*finding[:-2], [(fix.title, fix.safety, [*map(tuple, fix.edits)]) for fix in finding.fixes], finding.sources)
        for finding in checked.findings
    ]
    return checked.format, (profile.machine_translated, profile.sources) if profile else None, found


def _thaw(stored: tuple[Any, ...]) -> Checked:
    name, profile, found = stored
    findings = []
    for *rest, fixes, sources in found:
        thawed = tuple(Fix(title, safety, tuple(map(Edit._make, edits))) for title, safety, edits in fixes)
        findings.append(Finding._make([*rest, thawed, sources]))
    return Checked("", name, None, None, Profile._make(profile) if profile else None, tuple(findings))


def _clean(folder: str) -> None:
    mark = os.path.join(folder, ".cleaned")
    now = time.time()
    try:
        if now - os.stat(mark).st_mtime < 86400:
            return
    except OSError:
        pass
    with open(mark, "wb"):
        pass
    for entry in os.scandir(folder):
        if now - entry.stat().st_mtime > _UNUSED_AFTER:
            os.unlink(entry.path)
