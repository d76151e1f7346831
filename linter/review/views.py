"""What a face shows of a session: the article with its marks, and the card of one finding. Still no screen."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from linter.review.intents import accepted_edits, line_at, planned_edits
from linter.review.ledger import ACCEPTED
from linter.review.reading import Mark, Passage, article, before_and_after, hull

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model import Edit, Finding
    from linter.review.session import Session


class Sheet(NamedTuple):
    """The card of one finding: its state, its line, and its sentence before and after ``chosen``.

    ``chosen`` indexes the finding's fixes; it is -1 when there is none, or when the replacement was written by hand:
    then ``by_hand`` holds it.
    """

    finding: Finding
    state: str
    line: int
    chosen: int
    before: Passage
    after: Passage
    note: str = ""
    by_hand: str = ""
    fresh: bool = False


def counted(number: int, noun: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def unmarked(text: str) -> str:
    """A rule's explanation without the asterisks of its emphasis."""
    return re.sub(r"\*([^*]+)\*", r"\1", text)


def sheet(session: Session, item: int, fix: int | None = None, written: Sequence[Edit] | None = None) -> Sheet:
    """The card of an item. ``fix`` is the one to show; without it, the accepted one, else the first.

    ``written`` are edits that are just being written, in the place of that fix.
    """
    key, file, finding = session.items[item]
    text, state, decision = session.text(file), session.state(item), session.decision(item)
    edits: Sequence[Edit] = ()
    by_hand = ""
    chosen = fix if fix is not None else 0 if finding.fixes else -1
    if decision is not None and state == ACCEPTED and fix is None:
        edits = dict(accepted_edits(session, file))[item]
        chosen = next((n for n, one in enumerate(finding.fixes) if set(one.edits) == set(edits)), -1)
        if chosen < 0:
            by_hand = " … ".join(edit.replacement for edit in edits)
    elif chosen >= 0:
        edits = finding.fixes[chosen].edits
    if written is not None:
        edits, chosen = written, -1
    before = planned_edits(session, file, without=item)
    after = planned_edits(session, file, without=item, first=edits) if edits else before
    passages = before_and_after(text, finding, before, after, edits)
    note = decision.note if decision is not None else ""
    line = line_at(text, finding.start)
    return Sheet(finding, state, line, chosen, *passages, note, by_hand, key in session.fresh)


def reading(session: Session, file: int, original: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """The text of a file as it will read (or as it is), and where its findings that are shown stand in it."""
    text = session.text(file)
    own = dict(accepted_edits(session, file))
    edits = () if original else planned_edits(session, file)
    first, last = _shown_in(session, file)
    places = []
    for item in session.shown[first:last]:
        finding = session.items[item].finding
        low, high = finding.start, finding.end
        if item in own and not original:
            low, high = hull(own[item])
        places.append((item, low, high))
    return article(text, edits, places)


def _shown_in(session: Session, file: int) -> tuple[int, int]:
    span = session.of_file(file)
    return bisect_left(session.shown, span.start), bisect_left(session.shown, span.stop)
