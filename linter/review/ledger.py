"""What has been decided, as a fold over events; knows neither findings nor files.

A decision belongs to a key: the path of the file and the fingerprint of the finding. The ledger therefore outlives the
findings: it can be read back before a file is linted, and a file that is linted again finds its decisions waiting.

Undo and redo are events like any other, so that a journal of events restores the history too.
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model import Edit, Finding

ACCEPTED, REJECTED, ASKED, OPEN = "accepted", "rejected", "asked", "open"
#: The states of a finding, in the order in which they are counted and shown. ``open`` is the lack of a decision.
STATES = (OPEN, ACCEPTED, REJECTED, ASKED)

#: The path of the file and the fingerprint of the finding.
Key = tuple[str, str]


class Swap(NamedTuple):
    """``old`` becomes ``new``, ``offset`` source code points after the start of the finding (it may be negative).

    A decision holds what the editor saw, relative to the finding: it stays true when lines are added above, and
    ``old`` shows whether the text is still the one that was decided on.
    """

    offset: int
    old: str
    new: str


class About(NamedTuple):
    """What a decision was about, so that lists and the desk need neither the file nor the linter."""

    rule: str = ""
    level: str = ""
    category: str = ""
    text: str = ""
    line: int = 0
    sentence: str = ""
    message: str = ""
    why: str = ""


class Decision(NamedTuple):
    """One of the states but ``open``; ``swaps`` are the accepted edits, ``title`` names their fix ("" if by hand)."""

    state: str
    swaps: tuple[Swap, ...] = ()
    title: str = ""
    note: str = ""
    about: About = About()
    at: str = ""


class Change(NamedTuple):
    """From now on, ``decision`` holds for this key; ``None`` opens it again."""

    path: str
    fingerprint: str
    decision: Decision | None

    @property
    def key(self) -> Key:
        return self.path, self.fingerprint


class Rewrite(NamedTuple):
    """A file that was written in place: how to come back and go forth, and the digests (SHA-256) of its bytes.

    ``forward`` are edits on the text before, ``back`` on the text after.
    """

    path: str
    before: str
    after: str
    forward: tuple[Edit, ...]
    back: tuple[Edit, ...]


class Decide(NamedTuple):
    """One deed of the editor, undone as a whole. ``label`` is what undo will call it."""

    label: str
    changes: tuple[Change, ...]
    rewrite: Rewrite | None = None
    at: str = ""


class Undo(NamedTuple):
    """Take back the latest deed that still stands."""

    at: str = ""


class Redo(NamedTuple):
    """Do again what the latest undo took back."""

    at: str = ""


Event = Decide | Undo | Redo


class Step(NamedTuple):
    """A deed in the history: what it changed, and what stood there before."""

    deed: Decide
    before: tuple[Change, ...]


class Ledger(NamedTuple):
    """The decisions that stand, and the deeds that undo and redo walk along. Never changed in place."""

    decisions: dict[Key, Decision]
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()


EMPTY = Ledger({})


def names(findings: Iterable[Finding]) -> list[str]:
    """The fingerprints of a file's findings, told apart by a number where the linter gave one twice."""
    seen: dict[str, int] = {}
    told = []
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        told.append(finding.fingerprint if count == 1 else f"{finding.fingerprint}~{count}")
    return told


def fold(ledger: Ledger, *events: Event) -> Ledger:
    """The ledger after ``events``. Undo and redo with nothing to walk to change nothing."""
    decisions, past, future = dict(ledger.decisions), list(ledger.past), list(ledger.future)
    for event in events:
        if isinstance(event, Decide):
            event = _stamped(event)
            before = tuple(Change(*change.key, decisions.get(change.key)) for change in event.changes)
            _set(decisions, event.changes)
            past.append(Step(event, before))
            future.clear()
        elif isinstance(event, Undo) and past:
            step = past.pop()
            _set(decisions, step.before)
            future.append(step)
        elif isinstance(event, Redo) and future:
            step = future.pop()
            _set(decisions, step.deed.changes)
            past.append(step)
    return Ledger(decisions, tuple(past), tuple(future))


def _stamped(deed: Decide) -> Decide:
    """The deed with its time on those of its decisions that have none of their own."""
    return deed._replace(
        changes=tuple(
            change._replace(decision=change.decision._replace(at=deed.at))
            if change.decision is not None and not change.decision.at
            else change
            for change in deed.changes
        )
    )


def _set(decisions: dict[Key, Decision], changes: tuple[Change, ...]) -> None:
    for change in changes:
        if change.decision is None:
            decisions.pop(change.key, None)
        else:
            decisions[change.key] = change.decision
