"""A review at work: the session, its journal, the linter and the disk brought together, for whatever face it wears.

Every decision is in the journal before it is in the session.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from linter import files
from linter.formats.decode import ReadError
from linter.model import Checked, Edit
from linter.review import session as sessions
from linter.review.intents import RefusedError, accepted_edits, planned_edits
from linter.review.journal import Journal
from linter.review.ledger import Decide, Redo, Step, Undo
from linter.review.session import Filter, Session
from linter.review.writing import Target, Written, edited, pending, settle, swapped, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Lint(NamedTuple):
    """The linter as a review needs it: a file by its path, and bytes as if they were the file at that path.

    Both give findings of every level; ``file`` can be pickled, so that another process can do the work. ``join`` adds
    to results, in their order, what a further source of findings has to say. ``troubles`` grows by a line for each
    thing that went wrong beside the files.
    """

    file: Callable[[str], Checked]
    data: Callable[[str, bytes], Checked]
    join: Callable[[Iterable[Checked]], Iterable[Checked]] = iter
    troubles: list[str] = []  # noqa: RUF012 - the linter's own list


def check_file(lint: Lint, path: str) -> Checked:
    """All that is found in a file."""
    (checked,) = lint.join([lint.file(path)])
    return checked


def check_data(lint: Lint, path: str, data: bytes) -> Checked:
    """All that is found in bytes, as if they were the file at ``path``."""
    (checked,) = lint.join([lint.data(path, data)])
    return checked


class Review:
    """Holds the present ``session``. Not to be used by two threads at once, but for ``write``."""

    def __init__(
        self,
        journal: Journal,
        lint: Lint,
        target: Target | None = None,
        shown: Filter | None = None,
        piped: str = "",
    ) -> None:
        """``piped`` is the path that stands for standard input: it is never written to, its text goes to ``output``."""
        self.journal = journal
        self.lint = lint
        self.target = target or Target()
        self.piped = journal.name(piped) if piped else ""
        self.output: bytes | None = None
        self._elsewhere: dict[str, tuple[Edit, ...]] = {}
        self.session: Session = sessions.start((), journal.past.ledger, shown)

    def add(self, arrived: Iterable[Checked]) -> None:
        """Take in files that were linted, in the order in which they are to be reviewed."""
        named = (checked._replace(path=self.journal.name(checked.path)) for checked in arrived)
        known = {checked.path for checked in self.session.files}
        self.session = sessions.add(self.session, [one for one in named if one.path not in known])

    def decide(self, deed: Decide) -> None:
        """Put a decision on the disk, then into effect. Raises ``JournalError``: then nothing has happened."""
        stamped = deed._replace(at=_now())
        self.journal.append(stamped)
        self.session = sessions.fold(self.session, stamped)

    def undo(self) -> Step:
        """Take back the latest deed; a file that it wrote is put back as it was.

        Raises ``RefusedError`` if there is none, ``files.WriteError`` if the file has changed since, ``JournalError``.
        """
        past = self.session.ledger.past
        if not past:
            raise RefusedError("there is nothing to undo")
        step = past[-1]
        self._walk(step, back=True)
        return step

    def redo(self) -> Step:
        """Do again what was undone last; raises as ``undo`` does."""
        future = self.session.ledger.future
        if not future:
            raise RefusedError("there is nothing to redo")
        step = future[-1]
        self._walk(step, back=False)
        return step

    def _walk(self, step: Step, back: bool) -> None:
        event = Undo(_now()) if back else Redo(_now())
        rewrite = step.deed.rewrite
        if rewrite is None:
            self.journal.append(event)
            self.session = sessions.touched(sessions.fold(self.session, event), step.deed.changes)
            return
        file = self.index(rewrite.path)
        path = self.journal.place(rewrite.path)
        source = self.session.files[file].source
        assert source is not None
        data = swapped(path, rewrite, back, source)
        found = check_data(self.lint, path, data)
        done = [item for item, _ in accepted_edits(self.session, file)]
        settled = settle(self.session, file, found, rewrite.forward, done) if not back else None
        # The journal first on the way back, the file first on the way forth: whatever comes between, the accepted
        # fixes are in the journal or in the file.
        if back:
            self.journal.append(event)
        try:
            files.write(path, data, source.data)
        except files.WriteError:
            if back:
                self.journal.append(Redo(_now()))
            raise
        if not back:
            self.journal.append(event)
        folded = sessions.fold(self.session, event)
        if settled is not None:
            self.session = sessions.replace(folded, settled.checked, settled.fresh_keys)
        else:
            self.session = sessions.replace(folded, found._replace(path=rewrite.path))

    def index(self, path: str) -> int:
        """The index of the file that the journal calls ``path``. Raises ``RefusedError`` if it is not in the review."""
        for file, checked in enumerate(self.session.files):
            if checked.path == path and checked.source is not None:
                return file
        raise RefusedError(f"{path} is not part of this review")

    def write(self, file: int) -> Written | None:
        """Write one file and lint the result. Only ``settle`` brings that into the session.

        Standard input goes to ``output`` instead, and gives ``None``. Raises ``files.WriteError``. May be called from
        another thread.
        """
        session = self.session
        name = session.files[file].path
        if name == self.piped and not self.target.output:
            self.output = edited(session, file)[1]
            self._elsewhere[name] = planned_edits(session, file)
            return None
        return write(session, file, self.journal.place(name), self.target, partial(check_data, self.lint))

    def destination(self, file: int) -> str:
        """Where a file would be written, as it is to be shown: its own name when that is in place."""
        name = self.session.files[file].path
        if name == self.piped and not self.target.output:
            return "standard output"
        return name if self.target.in_place else self.target.place(self.journal.place(name), name)

    def unwritten(self) -> list[tuple[int, int]]:
        """The files, by index, with accepted fixes that are not written yet, and how many."""
        files_left = pending(self.session)
        return [
            (file, count)
            for file, count in files_left
            if planned_edits(self.session, file) != self._elsewhere.get(self.session.files[file].path)
        ]

    def settle(self, written: Written) -> None:
        """Go on with a file that was written. Raises ``JournalError``; the file is written all the same."""
        if written.deed is None:
            self._elsewhere[written.path] = planned_edits(self.session, self.index(written.path))
            return
        try:
            self.decide(written.deed)
        finally:
            self.session = sessions.replace(self.session, written.settled.checked, written.settled.fresh_keys)

    def reload(self, file: int) -> None:
        """Read and lint a file anew. Raises ``ReadError`` if that is not possible."""
        name = self.session.files[file].path
        if name == self.piped:
            raise ReadError(name, "standard input cannot be read twice")
        checked = check_file(self.lint, self.journal.place(name))
        if checked.error is not None:
            raise ReadError(name, checked.error)
        self.session = sessions.replace(self.session, checked._replace(path=name))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
