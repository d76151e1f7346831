"""Many files: checked by one warm process a core, and given back in the order in which they came."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from linter.model import Checked
from linter.workspace import Workspace

#: Fewer files than this are done before further processes would have started.
WORTHWHILE = 24
_CHUNK = 8


def check_all(
    entries: Sequence[str | Checked], workspace: Workspace, options: Mapping[str, Any], jobs: int | None
) -> Iterator[Checked]:
    """Check every path of ``entries``; results that are already there pass through. ``jobs`` None: one a core."""
    count = min(jobs or os.cpu_count() or 1, len(entries) // _CHUNK + 1)
    if count == 1 or (jobs is None and len(entries) < WORTHWHILE):
        yield from _here(entries, workspace)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    workspace.prepare(os.curdir)  # so that the workers find compiled rules in the cache, and not each compiles its own
    done = 0
    try:
        with ProcessPoolExecutor(count, initializer=_begin, initargs=(dict(options),)) as workers:
            for checked, troubles in workers.map(_check, entries, chunksize=_CHUNK):
                workspace.troubles += troubles
                yield checked
                done += 1
    except BrokenProcessPool:  # one was killed, for want of memory most likely
        yield from _here(entries[done:], workspace)


def _here(entries: Sequence[str | Checked], workspace: Workspace) -> Iterator[Checked]:
    return (entry if isinstance(entry, Checked) else workspace.check(entry) for entry in entries)


_workspace: Workspace | None = None


def _begin(options: Mapping[str, Any]) -> None:
    """What every worker does first. Interrupts are for the parent, which ends its workers."""
    import signal

    global _workspace
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _workspace = Workspace(options)


def _check(entry: str | Checked) -> tuple[Checked, list[str]]:
    assert _workspace is not None
    if isinstance(entry, Checked):
        return entry, []
    _workspace.troubles.clear()
    return _workspace.check(entry), list(_workspace.troubles)
