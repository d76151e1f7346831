"""Decisions after the review: a baseline for ``check``, and their listing, export and pruning."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from linter.review.journal import Journal, name, read, rewrite
from linter.review.ledger import ACCEPTED, REJECTED, Change, Decide, Decision, Key, names
from linter.review.places import locate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linter.model import Checked

#: The schema of what ``as_json`` gives.
SCHEMA = 1
COLUMNS = ("path", "line", "state", "rule", "level", "category", "text", "becomes", "note", "sentence", "at")


class Baseline(NamedTuple):
    """What editors have rejected: fingerprints by file, files named relative to ``root``."""

    root: str
    rejected: dict[str, frozenset[str]]

    def apply(self, checked: Checked) -> Checked:
        """The result without the findings that were rejected in its file."""
        if not self.rejected or not checked.findings:
            return checked
        refused = self.rejected.get(name(self.root, checked.path))
        if not refused:
            return checked
        told = zip(names(checked.findings), checked.findings, strict=True)
        return checked._replace(findings=tuple(finding for known, finding in told if known not in refused))


def baseline(journal: str) -> Baseline:
    """The baseline that the journal at this path makes; an empty one, if there is no journal.

    Takes no lock: it may be read while a review is going on. Raises ``JournalError`` if it cannot be read.
    """
    if not os.path.exists(journal):
        return Baseline("", {})
    past = read(journal)
    rejected: dict[str, set[str]] = {}
    for (path, fingerprint), decision in past.ledger.decisions.items():
        if decision.state == REJECTED:
            rejected.setdefault(path, set()).add(fingerprint)
    return Baseline(past.root, {path: frozenset(known) for path, known in rejected.items()})


class Baselines:
    """The baselines of a run, each journal read once."""

    def __init__(self) -> None:
        self._known: dict[str, Baseline] = {}

    def apply(self, checked: Checked, configured: str | None) -> Checked:
        """The result without what was rejected; ``configured`` is the folder of the file's configuration, if any.

        Raises ``JournalError`` if there is a journal that cannot be read.
        """
        path = locate(os.path.dirname(checked.path) or os.curdir, configured)
        if path not in self._known:
            self._known[path] = baseline(path)
        return self._known[path].apply(checked)


def ordered(decisions: dict[Key, Decision], states: Iterable[str] = ()) -> list[tuple[Key, Decision]]:
    """The decisions in these states (all, if none is named), by file and line."""
    wanted = frozenset(states)
    return sorted(
        ((key, decision) for key, decision in decisions.items() if not wanted or decision.state in wanted),
        key=lambda pair: (pair[0][0], pair[1].about.line, pair[0][1]),
    )


def becomes(decision: Decision) -> str:
    """What an accepted finding turns into, as one line; empty for other states."""
    return " … ".join(swap.new for swap in decision.swaps) if decision.state == ACCEPTED else ""


def row(key: Key, decision: Decision) -> dict[str, Any]:
    """A decision as the columns of a table."""
    about = decision.about
    values = (key[0], about.line, decision.state, about.rule, about.level, about.category, about.text)
    return dict(zip(COLUMNS, (*values, becomes(decision), decision.note, about.sentence, decision.at), strict=True))


def as_text(decisions: Iterable[tuple[Key, Decision]]) -> Iterator[str]:
    """A line for each decision, files set apart by their path."""
    path = None
    for key, decision in decisions:
        if key[0] != path:
            path = key[0]
            yield path
        about = decision.about
        turned = f" → “{_line(decision.title or becomes(decision))}”" if decision.swaps else ""
        note = f": {_line(decision.note)}" if decision.note else ""
        yield f"  {about.line:>5}  {decision.state:<8}  “{_line(about.text)}”{turned}{note}  [{about.rule}]"


def _line(text: str) -> str:
    return " ".join(text.split())


def as_json(decisions: Iterable[tuple[Key, Decision]]) -> str:
    """The decisions as one JSON object: ``{"schema": 1, "decisions": [...]}``."""
    import json

    rows = [row(key, decision) | {"fingerprint": key[1]} for key, decision in decisions]
    return json.dumps({"schema": SCHEMA, "decisions": rows}, ensure_ascii=False, indent=2) + "\n"


def as_csv(decisions: Iterable[tuple[Key, Decision]]) -> str:
    """The decisions as CSV (RFC 4180) with a head line."""
    return table(COLUMNS, (tuple(row(key, decision).values()) for key, decision in decisions))


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Rows as CSV (RFC 4180), safe to open in a spreadsheet."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for values in rows:
        writer.writerow([_inert(value) for value in values])
    return out.getvalue()


def _inert(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: article text may begin with any character.

    Source: OWASP, "CSV Injection".
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


class Pruning(NamedTuple):
    """What pruning drops, and why, and what it keeps."""

    dropped: tuple[tuple[Key, Decision, str], ...]
    kept: tuple[tuple[Key, Decision], ...]


def find_prunable(journal: Journal, check: Callable[[str], Checked]) -> Pruning:
    """Which decisions have lost their file or their finding.

    ``check`` lints the file at a path with every rule, notes included. A file that is there but cannot be checked keeps
    its decisions.
    """
    dropped: list[tuple[Key, Decision, str]] = []
    kept: list[tuple[Key, Decision]] = []
    current: dict[str, frozenset[str] | None] = {}
    for key, decision in ordered(journal.past.ledger.decisions):
        path = journal.place(key[0])
        if path == "-":
            kept.append((key, decision))
        elif not os.path.exists(path):
            dropped.append((key, decision, "the file is gone"))
        else:
            if key[0] not in current:
                checked = check(path)
                current[key[0]] = None if checked.error is not None else frozenset(names(checked.findings))
            known = current[key[0]]
            if known is None or key[1] in known:
                kept.append((key, decision))
            else:
                dropped.append((key, decision, "nothing is found there any more"))
    return Pruning(tuple(dropped), tuple(kept))


def prune(journal: Journal, pruning: Pruning) -> None:
    """Rewrite the journal with what is kept, as one deed: the history that undo walks along ends here.

    Raises ``JournalError`` if it cannot be written. The journal is closed afterwards.
    """
    changes = tuple(Change(*key, decision) for key, decision in pruning.kept)
    rewrite(journal, [Decide("decisions kept by prune", changes)] if changes else [])
