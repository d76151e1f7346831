"""Files on disk: finding them, reading them, and writing them so that nothing can get lost."""

from __future__ import annotations

import os
import stat

from linter.formats import WALKED
from linter.formats.decode import FileError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.ignore import Pattern

    # A folder (absolute, with the separator at its end) and the patterns that hold in it.
    _Level = tuple[str, list[Pattern]]

#: The largest file that is read unless another limit is given, in bytes.
LIMIT = 20_000_000

# Never walked into, nor is any folder whose name starts with a dot.
_SKIPPED = frozenset({"node_modules", "__pycache__", "__pypackages__", "venv"})


class WriteError(FileError):
    """A file that was not written."""


def read(path: str, limit: int = LIMIT) -> bytes:
    """The bytes of a file. Raises :class:`ReadError` if it cannot be read, or is larger than ``limit`` bytes."""
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            data = (
                b"" if status.st_size > limit else file.read() if stat.S_ISREG(status.st_mode) else file.read(limit + 1)
            )
    except (OSError, ValueError) as error:
        raise ReadError(path, *_trouble(path, error)) from None
    if max(len(data), status.st_size) > limit:
        raise ReadError(path, f"larger than {limit:,} bytes", "raise the limit or exclude the file")
    return data


def write(path: str, data: bytes, expected: bytes) -> None:
    """Replace the content of ``path`` by ``data``, all of it or nothing, provided that it still is ``expected``.

    A symbolic link stays, and its target is written. Mode, extended attributes and, where that is allowed, the owner
    stay as they are. A second hard link keeps the old content. Raises :class:`WriteError`; the file is then unchanged
    and nothing is left beside it.
    """
    real = os.path.realpath(path)
    temporary = ""
    try:
        before = _unchanged(path, real, expected)
        if not os.access(real, os.W_OK):
            raise WriteError(path, "is read-only", "allow writing to it first")
        name = os.path.join(os.path.dirname(real), f".decalque-{os.urandom(8).hex()}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(name, flags, 0o600)
        temporary = name
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            _keep_attributes(real, name, before)
            os.fsync(descriptor)
        now = os.stat(real)
        if (now.st_ino, now.st_size, now.st_mtime_ns) != (before.st_ino, before.st_size, before.st_mtime_ns):
            _unchanged(path, real, expected)
        os.replace(name, real)
        temporary = ""
    except OSError as error:
        raise WriteError(path, *_trouble(real, error)) from None
    finally:
        if temporary:
            os.unlink(temporary)
    _sync_folder(os.path.dirname(real))


def walk(paths: Sequence[str], exclude: Sequence[str] = (), root: str = os.curdir) -> Iterator[str | ReadError]:
    """The files to check: each of ``paths`` that is a file, and what lies in those that are folders, each file once.

    A file that is named is always checked. In a folder, those are taken whose suffix belongs to a format, unless they
    or a folder above them are hidden, ignored by git, or match ``exclude`` (patterns as in ``.gitignore``, relative
    to ``root``). Symbolic links inside a folder are not followed. The order is that of ``paths``, then of names.
    What is not there or cannot be listed comes as a :class:`ReadError`.
    """
    excluded: list[_Level] = []
    if exclude:
        from linter.ignore import patterns

        excluded.append((os.path.join(os.path.abspath(root), ""), patterns(exclude)))
    seen: set[str] = set()
    for path in paths:
        found = _in_folder(path, excluded) if os.path.isdir(path) else iter((path,))
        for entry in found:
            if isinstance(entry, ReadError):
                yield entry
            elif (absolute := os.path.abspath(entry)) not in seen:
                seen.add(absolute)
                yield entry


def _in_folder(path: str, excluded: list[_Level]) -> Iterator[str | ReadError]:
    absolute = os.path.join(os.path.abspath(path), "")
    levels = _above(absolute)
    if _ignored(levels, absolute[:-1], True):  # it was named, so what ignores it is overruled
        levels = []
    shown = "" if path == os.curdir else os.path.join(path, "")
    yield from _walk(shown, absolute, levels, excluded)


def _walk(shown: str, folder: str, levels: list[_Level], excluded: list[_Level]) -> Iterator[str | ReadError]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield ReadError(shown or os.curdir, f"the folder cannot be listed: {error.strerror}")
        return
    names = {entry.name for entry in entries}
    if ".git" in names:  # a repository inside another is that one's own affair
        levels = _exclude_file(folder)
    if ".gitignore" in names:
        levels = [*levels, *_ignore_file(folder, os.path.join(folder, ".gitignore"))]
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder:
            if name in _SKIPPED:
                continue
        elif os.path.splitext(name)[1].lower() not in WALKED or not entry.is_file(follow_symlinks=False):
            continue
        if _ignored(levels, folder + name, is_folder) or _ignored(excluded, folder + name, is_folder):
            continue
        if is_folder:
            yield from _walk(os.path.join(shown + name, ""), os.path.join(folder + name, ""), levels, excluded)
        else:
            yield shown + name


def _above(folder: str) -> list[_Level]:
    """What the repository around ``folder`` ignores, from its top down to the folder above ``folder``."""
    found: list[list[_Level]] = []
    above = folder
    while not os.path.exists(above + ".git"):
        parent = os.path.join(os.path.dirname(above[:-1]), "")
        if parent == above:
            return []  # no repository
        above = parent
        found.append(_ignore_file(above, above + ".gitignore"))
    found.append(_exclude_file(above))
    return [level for levels in reversed(found) for level in levels]


def _exclude_file(folder: str) -> list[_Level]:
    return _ignore_file(folder, os.path.join(folder, ".git", "info", "exclude"))


def _ignore_file(folder: str, path: str) -> list[_Level]:
    try:
        with open(path, encoding="utf-8-sig", errors="replace", newline="\n") as file:
            lines = file.readlines()
    except OSError:
        return []
    from linter.ignore import patterns

    found = patterns(lines)
    return [(folder, found)] if found else []


def _ignored(levels: list[_Level], path: str, is_folder: bool) -> bool:
    if not levels:
        return False
    from linter.ignore import decision

    for folder, patterns in reversed(levels):
        if path.startswith(folder):
            decided = decision(patterns, path[len(folder) :].replace(os.sep, "/"), is_folder)
            if decided is not None:
                return decided
    return False


def _unchanged(path: str, real: str, expected: bytes) -> os.stat_result:
    with open(real, "rb") as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise WriteError(path, "is not a regular file")
        if before.st_size != len(expected) or file.read() != expected:
            raise WriteError(path, "has changed on disk since it was read", "check it again")
    return before


def _keep_attributes(real: str, temporary: str, before: os.stat_result) -> None:
    if hasattr(os, "chown"):
        for owner, group in ((before.st_uid, before.st_gid), (-1, before.st_gid)):
            try:
                os.chown(temporary, owner, group)
                break
            except OSError:  # only root may give a file away; the group may still be ours
                continue
    os.chmod(temporary, stat.S_IMODE(before.st_mode))
    if hasattr(os, "listxattr"):
        try:
            for name in os.listxattr(real):
                os.setxattr(temporary, name, os.getxattr(real, name))
        except OSError:  # not on this file system, or not ours to set
            pass


def _sync_folder(folder: str) -> None:
    """Make the new name last through a crash, where folders can be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _trouble(path: str, error: Exception) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return ("a link that leads nowhere", "") if os.path.islink(path) else ("no such file or folder", "")
    if isinstance(error, IsADirectoryError) or (isinstance(error, PermissionError) and os.path.isdir(path)):
        return "a folder, not a file", ""
    if isinstance(error, PermissionError):
        return "permission denied", ""
    return getattr(error, "strerror", None) or str(error), ""
