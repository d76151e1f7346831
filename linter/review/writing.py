"""Writing what was accepted: in place or elsewhere, whole or not at all, and what the linter then says."""

from __future__ import annotations

import hashlib
import os
from typing import NamedTuple

from linter import files, fixes
from linter.formats import parse
from linter.formats.decode import ReadError
from linter.model import Checked, Edit, Finding, Fix
from linter.review.intents import accepted_edits
from linter.review.ledger import Change, Decide, Key, Rewrite, names
from linter.review.reading import Shift

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linter.model import Source
    from linter.review.session import Session


class Target(NamedTuple):
    """Where files are written: in place, under the folder ``output``, or beside themselves with ``suffix``.

    The suffix goes before the extension: with ``.edited``, ``wire.txt`` becomes ``wire.edited.txt``.
    """

    output: str = ""
    suffix: str = ""

    @property
    def in_place(self) -> bool:
        return not self.output and not self.suffix

    def place(self, path: str, name: str) -> str:
        """Where the file at ``path`` goes, which the journal calls ``name``."""
        if self.in_place:
            return path
        folder, base = os.path.split(name if self.output else path)
        stem, extension = os.path.splitext(base)
        if self.output:
            # What lies outside the root, or on its own drive, is put at the top.
            folder = "" if folder.startswith("..") or os.path.isabs(folder) else folder
            folder = os.path.join(self.output, folder)
        return os.path.join(folder, f"{stem}{self.suffix}{extension}")


class Settled(NamedTuple):
    """A file after it was written and linted again: what is to be reviewed from now on.

    ``moves`` are decisions that go from one fingerprint to another; ``fresh`` are findings that were not there before.
    """

    checked: Checked
    moves: tuple[tuple[str, str], ...]
    fresh: tuple[Finding, ...]
    fresh_keys: tuple[Key, ...]


class Written(NamedTuple):
    """A file that was written: what the review calls it, where it was put, how many findings were mended and left.

    ``settled`` is what the linter says of the result; ``deed``, for the journal, is there if it was written in place.
    """

    path: str
    place: str
    mended: int
    left: int
    settled: Settled
    deed: Decide | None = None


def edited(session: Session, file: int) -> tuple[fixes.Plan[int], bytes]:
    """What is accepted in a file, as it can be made together, and the bytes of the file with that changed."""
    source = session.files[file].source
    assert source is not None  # it has findings
    wishes = [(item, Fix("", "safe", edits)) for item, edits in accepted_edits(session, file)]
    return fixes.settle(parse(source, session.files[file].format), wishes)


def diff(session: Session, file: int) -> str:
    """The unified diff of a file as it is to what would be written."""
    source = session.files[file].source
    if source is None:
        return ""
    return fixes.unified_diff(source, edited(session, file)[1], session.files[file].path)


def pending(session: Session) -> list[tuple[int, int]]:
    """The files that have accepted findings which are not written yet, with how many, by index."""
    known = (session.places.get(key) for key in session.ledger.decisions)
    touched = sorted({session.items[place].file for place in known if place is not None})
    counts = ((file, len(accepted_edits(session, file))) for file in touched)
    return [(file, count) for file, count in counts if count]


def write(session: Session, file: int, path: str, target: Target, check: Callable[[str, bytes], Checked]) -> Written:
    """Write one file, whose place on the disk is ``path``, and lint the result. Changes nothing but the disk.

    Raises ``files.WriteError``: then nothing is written.
    """
    old = session.files[file]
    source = old.source
    assert source is not None
    planned, data = edited(session, file)
    place = target.place(path, old.path)
    if place == path:
        files.write(path, data, source.data)
    else:
        create(place, data)
    settled = settle(session, file, check(path, data), planned.edits, planned.applied)
    done, left = len(planned.applied), len(planned.blocked)
    if place != path:
        return Written(old.path, place, done, left, settled)
    rewrite = Rewrite(old.path, digest(source.data), digest(data), planned.edits, fixes.invert(source, planned.edits))
    deed = Decide(f"write {old.path}", _changes(session, file, settled, planned.applied), rewrite)
    return Written(old.path, place, done, left, settled, deed)


def _changes(session: Session, file: int, settled: Settled, done: Iterable[int]) -> tuple[Change, ...]:
    """What was written needs no decision any more; what moved takes its decision along."""
    path, decisions = session.files[file].path, session.ledger.decisions
    changes: dict[Key, Change] = {}
    for item in done:
        key = session.items[item].key
        changes[key] = Change(*key, None)
    moved_on = [(old, new) for old, new in settled.moves if (path, old) in decisions]
    for old, _ in moved_on:
        changes[path, old] = Change(path, old, None)
    for old, new in moved_on:
        changes[path, new] = Change(path, new, decisions[path, old])
    return tuple(changes.values())


def settle(session: Session, file: int, found: Checked, edits: Sequence[Edit], done: Iterable[int]) -> Settled:
    """Bring the findings of a file together with those that the linter has after ``edits``, which mended ``done``.

    Nothing vanishes under the cursor: the edits take evidence away, so what was open and is not found any more, though
    its text was not touched, is kept.
    """
    shift = Shift(edits)
    text = found.source.text if found.source is not None else ""
    by_place = {(one.rule, one.start, one.end): one for one in found.findings}
    gone = set(done)
    rows: list[tuple[Finding, str]] = []
    for item in session.of_file(file):
        if item in gone:
            continue
        one = session.items[item].finding
        start, end = shift.start(one.start), shift.end(one.end)
        same = by_place.pop((one.rule, start, end), None)
        if same is None and text[start:end] == one.text:
            same = moved(one, start - one.start, shift)
        if same is not None:
            rows.append((same, session.items[item].key[1]))
    rows += [(one, "") for one in by_place.values()]
    rows.sort(key=lambda row: (row[0].start, row[0].end, row[0].rule))
    kept = tuple(finding for finding, _ in rows)
    path, told = session.files[file].path, names(kept)
    fresh = [place for place, (_, name) in enumerate(rows) if not name]
    return Settled(
        found._replace(path=path, findings=kept),
        tuple((name, told[place]) for place, (_, name) in enumerate(rows) if name and name != told[place]),
        tuple(kept[place] for place in fresh),
        tuple((path, told[place]) for place in fresh),
    )


def moved(finding: Finding, by: int, shift: Shift) -> Finding:
    """A finding whose text has moved by so many code points; fixes that reached into what was edited are gone."""
    fixes_left = []
    for fix in finding.fixes:
        edits = [Edit(shift.start(edit.start), shift.end(edit.end), edit.replacement) for edit in fix.edits]
        if all(new.start - old.start == new.end - old.end == by for old, new in zip(fix.edits, edits, strict=True)):
            fixes_left.append(fix._replace(edits=tuple(edits)))
    return finding._replace(start=finding.start + by, end=finding.end + by, fixes=tuple(fixes_left))


def swapped(path: str, rewrite: Rewrite, back: bool, source: Source) -> bytes:
    """The bytes of a file from before a rewrite (``back``) or after it; ``source`` is the file as it was last read.

    Raises ``files.WriteError`` if that is not how the rewrite left it.
    """
    expected, wanted = (rewrite.after, rewrite.before) if back else (rewrite.before, rewrite.after)
    if digest(source.data) != expected:
        raise files.WriteError(path, "has changed since it was written", "undo it by hand")
    data = fixes.apply(source, rewrite.back if back else rewrite.forward)
    if digest(data) != wanted:
        raise files.WriteError(path, "would not come back as it was", "undo it by hand")
    return data


def create(path: str, data: bytes) -> None:
    """Put ``data`` into a file, whole or not at all, making its folders; one that is there is replaced.

    Raises ``files.WriteError``.
    """
    try:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
        try:
            with open(path, "xb"):  # so that it can be replaced like any other
                pass
            before = b""
        except FileExistsError:
            before = files.read(path)
    except (OSError, ReadError) as error:
        raise files.WriteError(path, getattr(error, "strerror", "") or str(error)) from None
    files.write(path, data, before)


def digest(data: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()
