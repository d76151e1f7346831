"""The journal: one JSON line for each deed, on the disk before the deed takes effect.

The file is only ever appended to. A line that a dying process left unfinished is dropped when the journal is next
opened for writing, since its deed never took effect. Paths are kept relative to the *root* of the journal, so that the
folder may be moved or shared.

    {"decalque": "journal", "schema": 1, "root": ".."}
    {"op": "decide", "at": "2026-01-31T09:30:00Z", "label": "reject “appeal”", "changes": [{"path": ..., ...}]}
    {"op": "undo", "at": ...}
"""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

from linter.review.ledger import EMPTY, Ledger, fold
from linter.review.records import decode, encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from linter.review.ledger import Event

SCHEMA = 1
_ELSEWHERE = "keep decisions elsewhere with --session FILE"


class JournalError(Exception):
    """A journal that cannot be used; ``str()`` says which, why, and what to do."""


class Past(NamedTuple):
    """What a journal holds. ``broken`` are lines that could not be read, by number and reason."""

    ledger: Ledger
    root: str
    broken: tuple[tuple[int, str], ...] = ()


def read(path: str) -> Past:
    """What the journal at ``path`` holds; nothing, if there is none.

    Raises ``JournalError`` if it cannot be read, is no journal, or is of a later schema.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return Past(EMPTY, os.path.dirname(os.path.abspath(path)))
    except OSError as error:
        raise JournalError(f"{path}: the journal of decisions cannot be read: {error.strerror}") from None
    return _parse(path, data)


def _parse(path: str, data: bytes) -> Past:
    folder = os.path.dirname(os.path.abspath(path))
    head, *lines = data.split(b"\n")
    if not lines and not _json(head):
        return Past(EMPTY, folder)  # not even its first line was finished
    root = os.path.normpath(os.path.join(folder, _header(path, head)))
    events, broken = [], []
    for number, line in enumerate(lines, 2):
        if not line:
            continue
        try:
            events.append(decode(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            if number <= len(lines):  # what comes after the last line end was never finished
                broken.append((number, f"{type(error).__name__}: {error}"))
    return Past(fold(EMPTY, *events), root, tuple(broken))


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _header(path: str, line: bytes) -> str:
    header = _json(line)
    if not isinstance(header, dict) or header.get("decalque") != "journal":
        raise JournalError(f"{path}: not a journal of decisions; name another file, or move this one away")
    if header.get("schema") != SCHEMA:
        raise JournalError(
            f"{path}: a journal of schema {header.get('schema')!r}, and this decalque knows schema {SCHEMA}: "
            "it was made by another version"
        )
    return str(header.get("root", "."))


class Journal:
    """A journal open for writing, by this process only.

    ``past`` is what it held when it was opened.
    """

    def __init__(self, path: str, root: str | None = None) -> None:
        """Open or make the journal at ``path``. ``root`` is what a new one keeps its paths relative to.

        Raises ``JournalError`` if another process has it open, or it cannot be read or written.
        """
        self.path = path
        folder = os.path.dirname(os.path.abspath(path))
        try:
            os.makedirs(folder, exist_ok=True)
            self._lock: int | None = _lock(path)
        except OSError as error:
            raise JournalError(f"{path}: decisions cannot be kept there: {error.strerror}; {_ELSEWHERE}") from None
        try:
            self._open(folder, root if root is not None else folder)
        except BaseException:
            self.close()
            raise

    def _open(self, folder: str, root: str) -> None:
        self._file: int | None = None
        self.past = read(self.path)
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o666)
            self._size = _mend(self._file)
            if self._size == 0:
                relative = os.path.relpath(root, folder).replace(os.sep, "/")
                self._write({"decalque": "journal", "schema": SCHEMA, "root": relative})
                self.past = self.past._replace(root=os.path.abspath(root))
                _sync_folder(folder)
        except OSError as error:
            raise JournalError(f"{self.path}: decisions cannot be kept there: {error.strerror}; {_ELSEWHERE}") from None

    def append(self, event: Event) -> None:
        """Put an event on the disk; it is there when this returns.

        Raises ``JournalError`` if it could not be put there; the journal is then as it was.
        """
        try:
            self._write(encode(event))
        except OSError as error:
            raise JournalError(f"{self.path}: the decision could not be kept: {error.strerror}") from None

    def _write(self, record: dict[str, Any]) -> None:
        assert self._file is not None
        line = dump(record)
        try:
            done = 0
            while done < len(line):
                done += os.write(self._file, line[done:])
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._size)
            raise
        self._size += len(line)

    def name(self, path: str) -> str:
        """How the journal calls a file: relative to the root, with ``/``; ``-`` stays."""
        return name(self.past.root, path)

    def place(self, path: str) -> str:
        """Where the file stands that the journal calls ``path``."""
        return path if path == "-" else os.path.normpath(os.path.join(self.past.root, path))

    def close(self) -> None:
        """Let go of the journal; another process may open it."""
        for descriptor in (self.__dict__.pop("_file", None), self.__dict__.pop("_lock", None)):
            if descriptor is not None:
                os.close(descriptor)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def name(root: str, path: str) -> str:
    """How a journal with this root calls a file."""
    if path == "-":
        return path
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return os.path.abspath(path).replace(os.sep, "/")


def dump(record: dict[str, Any]) -> bytes:
    """A record as a line of the journal."""
    # What UTF-8 cannot say, half a surrogate pair, is left to JSON's own escape, which looks the same as Python's.
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def rewrite(journal: Journal, events: Iterable[Event]) -> None:
    """Put other events in the place of all that a journal holds, whole or not at all; it is closed afterwards.

    Raises ``JournalError`` if the file cannot be written; the journal is then as it was.
    """
    folder = os.path.dirname(os.path.abspath(journal.path))
    relative = os.path.relpath(journal.past.root, folder).replace(os.sep, "/")
    temporary = f"{journal.path}.new"
    try:
        with open(temporary, "wb") as file:
            file.write(dump({"decalque": "journal", "schema": SCHEMA, "root": relative}))
            for event in events:
                file.write(dump(encode(event)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, journal.path)
        _sync_folder(folder)
    except OSError as error:
        raise JournalError(f"{journal.path}: cannot be rewritten: {error.strerror}") from None
    finally:
        journal.close()


_BINARY = getattr(os, "O_BINARY", 0)


def _mend(file: int) -> int:
    """Cut off a last line that was never finished, or finish one that lacks only its end; the size then."""
    with open(file, "rb", closefd=False) as reader:
        data = reader.read()
    whole = data.rfind(b"\n") + 1
    tail = data[whole:]
    if not tail:
        return len(data)
    if _json(tail) is None:
        os.ftruncate(file, whole)
        return whole
    os.write(file, b"\n")
    return len(data) + 1


def _lock(path: str) -> int:
    """Hold the lock beside the journal, which the system lets go of however this process ends."""
    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held = error.errno in _HELD
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip() if held and os.name != "nt" else ""
        os.close(descriptor)
        if not held:
            raise
        who = f" (process {holder})" if holder else ""
        raise JournalError(f"{path}: another review{who} has these decisions open; end it, or {_ELSEWHERE}") from None
    if os.name != "nt":
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


_HELD = (11, 13, 35, 36)  # EAGAIN, EACCES, EWOULDBLOCK on BSD, EDEADLOCK on Windows


def _sync_folder(folder: str) -> None:
    """Put the folder's entry for a new file on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some file systems cannot; the file itself is on the disk
    finally:
        os.close(descriptor)
