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

_EVERY = 0.4  #: seconds between two looks at the files
_Run = Callable[[Sequence[str], Mapping[str, Any]], int]


def watch(paths: Sequence[str], options: Mapping[str, Any], run: _Run) -> int:
    """Call ``run`` at once and after every change under ``paths``, until interrupted."""
    options = {key: value for key, value in options.items() if key != "watch"}
    seen = None
    while True:
        now = _state(paths, options)
        if now != seen:
            seen = now
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
            try:
                run(paths, options)
            except ConfigError as error:  # it may be mended while we watch
                sys.stderr.write(f"decalque: {error}\n")
        time.sleep(_EVERY)


def _state(paths: Sequence[str], options: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    try:
        workspace = Workspace(options)
        settings = workspace.settings(os.curdir)
        files = [entry for entry in workspace.files(paths) if not isinstance(entry, Checked)]
        files += [settings.file] if settings.file else []
        files += [os.path.join(pack, name) for pack in settings.packs for name in sorted(os.listdir(pack))]
    except (ConfigError, OSError):
        files = []
    found = []
    for path in files:
        try:
            status = os.stat(path)
        except OSError:
            continue
        found.append((path, status.st_size, status.st_mtime_ns))
    return found
