"""Files linted one after another away from the screen: the first at once, the others in a process of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linter.model import Checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.review.controller import Lint

#: From so many files on, another process does the work, so that keys never wait for it.
_MANY = 8


def prepare(entries: Sequence[object]) -> None:
    """To be called before the screen is taken: what starts other processes needs the real standard error."""
    if len(entries) >= _MANY and os.name != "nt":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


def arrivals(entries: Sequence[str | Checked], lint: Lint) -> Iterator[Checked]:
    """All that is found in each of ``entries``, in their order; the first does not wait for the others."""
    found = stream(entries, lint.file)
    for first in found:
        yield from lint.join([first])
        break
    yield from lint.join(found)


def stream(entries: Sequence[str | Checked], lint: Callable[[str], Checked]) -> Iterator[Checked]:
    """What ``lint`` makes of each path, in their order; what is linted already is passed on."""
    guarded = _Guarded(lint)
    near = len(entries) if len(entries) < _MANY else 1
    yield from map(guarded, entries[:near])
    if near < len(entries):
        yield from _elsewhere(entries[near:], guarded)


def _elsewhere(entries: Sequence[str | Checked], lint: _Guarded) -> Iterator[Checked]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # One core stays free for the screen. "spawn", since a fork would copy a process with threads.
    workers = max(1, min(4, (os.cpu_count() or 2) - 1))
    done = 0
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_quiet)
    try:
        for checked in pool.map(lint, entries, chunksize=4):
            yield checked
            done += 1
    except (BrokenProcessPool, OSError):  # it was killed, or may not be started: do the rest here
        yield from map(lint, entries[done:])
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Guarded:
    """Lints paths; what went wrong with one of them is said of it, and not of all."""

    def __init__(self, lint: Callable[[str], Checked]) -> None:
        self._lint = lint

    def __call__(self, entry: str | Checked) -> Checked:
        if isinstance(entry, Checked):
            return entry
        try:
            return self._lint(entry)
        except Exception as error:
            return Checked(entry, "text", f"internal error: {type(error).__name__}: {error}", None, None, ())


def _quiet() -> None:
    """Leave ctrl+c to the process that has the terminal, and the processor too, when it wants it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
