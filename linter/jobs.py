"""Many files: checked by one warm process a core, and given back in the order in which they came."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from linter.model import Checked
from linter.workspace import Workspace

#: Seconds of work before more processes are worth their start. Results from the cache hardly ever take as long.
_ALONE = 0.3
_CHUNK = 8  #: files that a process takes at a time


def check_all(
    entries: Sequence[str | Checked], workspace: Workspace, options: Mapping[str, Any], jobs: int | None
) -> Iterator[Checked]:
    """Check every path of ``entries``; results that are already there pass through. ``jobs`` None: one a core."""
    began = time.monotonic()
    done = 0
    while done < len(entries) and time.monotonic() - began < _ALONE:
        yield _here(entries[done], workspace)
        done += 1
    count = min(jobs or os.cpu_count() or 1, (len(entries) - done) // _CHUNK + 1)
    if count > 1:
        for checked in _elsewhere(entries[done:], workspace, options, count):
            yield checked
            done += 1
    for entry in entries[done:]:
        yield _here(entry, workspace)


def _here(entry: str | Checked, workspace: Workspace) -> Checked:
    return entry if isinstance(entry, Checked) else workspace.check(entry)


def _elsewhere(
    entries: Sequence[str | Checked], workspace: Workspace, options: Mapping[str, Any], count: int
) -> Iterator[Checked]:
    """Check ``entries`` by ``count`` processes, as far as those live: for want of memory one may be killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _workspace
    _workspace = workspace  # whose rules a fork takes along, and the patterns compiled so far
    try:
        with ProcessPoolExecutor(count, _context(), initializer=_begin, initargs=(dict(options),)) as workers:
            for checked, troubles in workers.map(_check, entries, chunksize=_CHUNK):
                workspace.troubles += troubles
                yield checked
    except BrokenProcessPool:
        pass
    finally:
        _workspace = None


def _context() -> Any:
    """Fork where that is sound: on Linux, and while there is but one thread."""
    import threading
    from multiprocessing import get_context

    return get_context("fork" if sys.platform == "linux" and threading.active_count() == 1 else None)


_workspace: Workspace | None = None


def _begin(options: Mapping[str, Any]) -> None:
    """What every worker does first. Interrupts are for the parent, which ends its workers."""
    import signal

    global _workspace
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _workspace = _workspace or Workspace(options)


def _check(entry: str | Checked) -> tuple[Checked, list[str]]:
    assert _workspace is not None
    if isinstance(entry, Checked):
        return entry, []
    _workspace.troubles.clear()
    return _workspace.check(entry), list(_workspace.troubles)
