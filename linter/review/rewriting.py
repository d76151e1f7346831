"""Writing a whole sentence anew: from the sentence as it now reads to edits on the source."""

from __future__ import annotations

from typing import NamedTuple

from linter.model import Edit
from linter.review.intents import accepted_edits, planned_edits
from linter.review.reading import Shift, hull, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.review.session import Session


def sentence_draft(session: Session, item: int) -> tuple[str, int]:
    """The sentence of an item as it now reads, and where in it the finding starts."""
    reading, low, high, start = _sentence(session, item)
    return reading[low:high], start - low


class Rewriting(NamedTuple):
    """What a sentence typed anew comes down to: the item's edits from now on, and the items ``over`` which it goes."""

    edits: tuple[Edit, ...] = ()
    over: tuple[int, ...] = ()


def sentence_edits(session: Session, item: int, typed: str) -> Rewriting:
    """The edits that make ``typed`` of that sentence: what the item has accepted, and what was changed beside it.

    Only what differs is replaced. Where that reaches into an accepted edit of another item, it takes the place of all
    that this one has accepted. Empty if nothing was changed.
    """
    reading, low, high, _ = _sentence(session, item)
    file = session.items[item].file
    old = reading[low:high]
    before, after = _common(old, typed)
    if before == len(old) == len(typed):
        return Rewriting()
    start, end = low + before, high - after
    regions = _regions(planned_edits(session, file))
    first, last, taken = _widen(start, end, regions)
    new = reading[first:start] + typed[before : len(typed) - after] + reading[end:last]
    place = _source(regions, first, first < last)
    change = Edit(place, max(place, _source(regions, last, False)), new)
    accepted = dict(accepted_edits(session, file))
    over = tuple(other for other, edits in accepted.items() if other != item and not taken.isdisjoint(edits))
    adopted = dict.fromkeys(edit for one in (item, *over) for edit in accepted.get(one, ()) if edit not in taken)
    return Rewriting((*adopted, change), over)


def _sentence(session: Session, item: int) -> tuple[str, int, int, int]:
    """The file as it will read, the range of the item's sentence in it, and where the finding starts."""
    _, file, finding = session.items[item]
    shift = Shift(planned_edits(session, file))
    reading = shift.apply(session.text(file))
    own = dict(accepted_edits(session, file)).get(item, ())
    low, high = hull(own) if own else (finding.start, finding.end)
    start, end = shift.start(low), shift.end(high)
    return (reading, *sentence(reading, start, end), start)


def _common(old: str, new: str) -> tuple[int, int]:
    """How many code points at the start and, of the rest, at the end are the same."""
    shorter = min(len(old), len(new))
    before = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - before
    after = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return before, after


def _regions(edits: Sequence[Edit]) -> list[tuple[int, int, Edit]]:
    """Where the replacements of ``edits`` stand in the text after."""
    regions, grown = [], 0
    for edit in sorted(edits):
        low = edit.start + grown
        regions.append((low, low + len(edit.replacement), edit))
        grown += len(edit.replacement) - (edit.end - edit.start)
    return regions


def _widen(start: int, end: int, regions: Sequence[tuple[int, int, Edit]]) -> tuple[int, int, frozenset[Edit]]:
    """The range with every region that it cuts into, whole, and the edits of those regions.

    An insertion takes one that it touches along, since nobody could say which of the two comes first.
    """
    for low, high, edit in regions:
        touches = start == end and edit.start == edit.end and low <= start <= high
        if (low < end and start < high) or touches:
            start, end, taken = _widen(min(start, low), max(end, high), [one for one in regions if one[2] is not edit])
            return start, end, taken | {edit}
    return start, end, frozenset()


def _source(regions: Sequence[tuple[int, int, Edit]], position: int, past_deleted: bool) -> int:
    """The source offset of a position in the text after, which lies in no region.

    ``past_deleted``: where text was deleted at that position, the offset after that text.
    """
    source = position
    for low, high, edit in regions:
        if high < position or (high == position and (low < position or past_deleted)):
            source += edit.end - edit.start - (high - low)
    return source
