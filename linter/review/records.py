"""Events as plain JSON values and back: the one place that knows how a journal spells them."""

from __future__ import annotations

from typing import Any

from linter.model import Edit
from linter.review.ledger import OPEN, STATES, About, Change, Decide, Decision, Event, Redo, Rewrite, Swap, Undo


def encode(event: Event) -> dict[str, Any]:
    """An event as a JSON object."""
    if isinstance(event, Undo):
        return {"op": "undo", "at": event.at}
    if isinstance(event, Redo):
        return {"op": "redo", "at": event.at}
    record: dict[str, Any] = {"op": "decide", "at": event.at, "label": event.label}
    record["changes"] = [_encode_change(change) for change in event.changes]
    if event.rewrite is not None:
        record["rewrite"] = event.rewrite._asdict()
    return record


def decode(record: Any) -> Event:
    """The event that ``encode`` gave this object for.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` if it did not.
    """
    kind = record["op"]
    at = str(record.get("at", ""))
    if kind == "undo":
        return Undo(at)
    if kind == "redo":
        return Redo(at)
    if kind != "decide":
        raise ValueError(f"no such record: {kind!r}")
    rewrite = record.get("rewrite")
    return Decide(
        str(record["label"]),
        tuple(_decode_change(change) for change in record["changes"]),
        _decode_rewrite(rewrite) if rewrite else None,
        at,
    )


def _encode_change(change: Change) -> dict[str, Any]:
    record: dict[str, Any] = {"path": change.path, "fingerprint": change.fingerprint}
    decision = change.decision
    if decision is None:
        return record | {"state": OPEN}
    record |= {"state": decision.state, "about": decision.about._asdict()}
    if decision.at:  # from an earlier deed
        record["at"] = decision.at
    if decision.swaps:
        record |= {"title": decision.title, "edits": decision.swaps}
    if decision.note:
        record["note"] = decision.note
    return record


def _decode_change(record: Any) -> Change:
    path, fingerprint, state = str(record["path"]), str(record["fingerprint"]), record["state"]
    if state not in STATES:
        raise ValueError(f"no such state: {state!r}")
    if state == OPEN:
        return Change(path, fingerprint, None)
    swaps = tuple(Swap(int(offset), str(old), str(new)) for offset, old, new in record.get("edits", ()))
    about = {field: value for field, value in record["about"].items() if field in About._fields}
    title, note, at = (str(record.get(field, "")) for field in ("title", "note", "at"))
    return Change(path, fingerprint, Decision(state, swaps, title, note, About(**about), at))


def _decode_rewrite(record: Any) -> Rewrite:
    sides = (record["forward"], record["back"])
    forward, back = (tuple(Edit(int(start), int(end), str(text)) for start, end, text in side) for side in sides)
    return Rewrite(str(record["path"]), str(record["before"]), str(record["after"]), forward, back)
