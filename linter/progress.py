"""A progress bar on a terminal, of which short work shows nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TextIO

from linter.model import Checked

_DELAY, _EVERY = 0.5, 0.1  #: seconds before the line first shows, and between two changes of it
_WIDTH = 30


def compiling(pack: str, stream: TextIO) -> None:
    """Name on ``stream`` the pack that is being compiled; an empty name clears the line."""
    stream.write("\r\x1b[K" + (f"compiling rules, once for this version of them: {pack}" if pack else ""))
    stream.flush()


def progress(files: Iterator[Checked], total: int, stream: TextIO) -> Iterator[Checked]:
    """``files``, ``total`` in all; ``stream`` shows a bar, which is gone before anything else is printed."""
    began = shown = time.monotonic()
    drawn = False
    for count, checked in enumerate(files, 1):
        if drawn:
            stream.write("\r\x1b[K")
        now = time.monotonic()
        yield checked
        if now - began > _DELAY and (drawn or now - shown > _EVERY):
            full = _WIDTH * count // total
            stream.write(f"\r\x1b[K{'━' * full}{'╌' * (_WIDTH - full)} {count}/{total} files")
            stream.flush()
            drawn, shown = True, now
    if drawn:
        stream.write("\r\x1b[K")
        stream.flush()
