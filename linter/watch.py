"""``decalque check --watch``: check again whenever a file, a rule or the configuration changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from linter.config import ConfigError
from linter.model import Checked
from linter.workspace import Workspace

_EVERY = 0.4  #: seconds between two looks at the files, at least
_SHARE = 20  #: of the time, one part in so many at most goes into looking
_Run = Callable[[Sequence[str], Mapping[str, Any]], int]


def watch(paths: Sequence[str], options: Mapping[str, Any], run: _Run) -> int:
    """Call ``run`` at once and after every change under ``paths``, until interrupted."""
    options = {key: value for key, value in options.items() if key != "watch"}
    seen = None
    while True:
        began = time.monotonic()
        now = _state(paths, options)
        spent = time.monotonic() - began
        if now != seen:
            seen = now
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
            try:
                run(paths, options)
            except ConfigError as error:  # it may be mended while we watch
                sys.stderr.write(f"decalque: {error}\n")
        time.sleep(max(_EVERY, _SHARE * spent))


def _state(paths: Sequence[str], options: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """What the files look like that are checked, and those that decide what is found in them."""
    files: list[str] = []
    deciding: set[str] = set()
    try:
        workspace = Workspace(options)
        files += [entry for entry in workspace.files(paths) if not isinstance(entry, Checked)]
        for folder in {os.curdir, *(os.path.dirname(path) or os.curdir for path in files)}:
            settings = workspace.settings(folder)
            deciding |= {settings.file} if settings.file else set()
            deciding |= {entry.path for pack in settings.packs for entry in os.scandir(pack)}
    except (ConfigError, OSError):
        pass  # it is said by the check
    found = []
    for path in (*files, *sorted(deciding)):
        try:
            status = os.stat(path)
        except OSError:
            continue
        found.append((path, status.st_size, status.st_mtime_ns))
    return found
