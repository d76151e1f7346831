"""Compiled rules on disk, keyed by the content of all that they were made from.

Any number of processes may read and write it: an entry is written under another name and moved into place, a
broken or foreign entry counts as absent, and where nothing can be written the rules are compiled in memory.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from linter import __version__
from linter.digest import blake2b

T = TypeVar("T")
#: Entries of a family that are kept; the oldest beyond go. ``rules`` and ``builtin`` are large, and soon joined from
#: ``pack``.
_KEEP = {"builtin": 3, "rules": 3, "pack": 40}
_KEEP_OF_OTHERS = 6
#: What an entry begins with. Any version of Python reads any other's: the format of :mod:`marshal` is a fixed one.
_MAGIC, _FORMAT = f"decalque {__version__} 2".encode(), 4
#: Entries that the wheel was built with (``hatch_build.py``); a source checkout has none.
_SHIPPED = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "compiled")


def folder() -> str:
    """``$DECALQUE_CACHE_DIR``, else ``decalque`` in the user's cache folder (XDG base directories, or the system's)."""
    own = os.environ.get("DECALQUE_CACHE_DIR")
    if own:
        return own
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "decalque")
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "decalque")


def key(parts: Iterable[bytes]) -> str:
    """A name for the content of ``parts``, in their order."""
    digest = blake2b(_MAGIC, digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def load(name: str) -> Any:
    """What was stored under ``name``, or came with the wheel under it, or None."""
    found = _read(os.path.join(folder(), name))
    return _read(os.path.join(_SHIPPED, name)) if found is None else found


def _read(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            data = file.read()
        if data.startswith(_MAGIC):
            return uncollected(lambda: marshal.loads(data[len(_MAGIC) :]))
    except (OSError, ValueError, EOFError, TypeError):
        pass
    return None


def known(name: str) -> bool:
    """Whether something is stored under ``name``."""
    return os.path.isfile(os.path.join(folder(), name))


def writable() -> bool:
    """Whether something can be stored, as far as permissions tell."""
    try:
        os.makedirs(folder(), exist_ok=True)
    except OSError:
        return False
    return os.access(folder(), os.W_OK)


def uncollected(make: Callable[[], T]) -> T:
    """What ``make`` makes, without garbage collection, which would walk half a million new tuples over and over."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if collecting:
            gc.enable()


def store(name: str, value: Any) -> None:
    """Store ``value`` (tuples, dicts, texts, numbers) under ``name``; not where the folder cannot be written."""
    try:
        os.makedirs(folder(), exist_ok=True)
        path = os.path.join(folder(), name)
        temporary = f"{path}.{os.getpid()}"
        with open(temporary, "wb") as file:
            file.write(_MAGIC + marshal.dumps(value, _FORMAT))
        os.replace(temporary, path)
        _prune(name.partition("-")[0])
    except (OSError, ValueError):  # ValueError: a value that marshal cannot hold, such as a date in a TOML file
        pass


def _prune(family: str) -> None:
    entries = [entry for entry in os.scandir(folder()) if entry.name.startswith(family + "-") and "." not in entry.name]
    entries.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in entries[_KEEP.get(family, _KEEP_OF_OTHERS) :]:
        os.unlink(entry.path)
