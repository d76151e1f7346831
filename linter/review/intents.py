"""What the editor may decide, as events: accept, edit, reject, ask, reopen, and each of them for many at once.

An intent changes nothing by itself. It gives the event to be written down and folded in, or refuses.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import NamedTuple

from linter.fixes import Plan, plan, settle
from linter.formats import parse
from linter.formats.decode import LineIndex
from linter.model import Edit, Fix, Source
from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED, About, Change, Decide, Decision, Swap
from linter.review.reading import Shift, edits_of, hull, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.review.session import Session

#: How far "all" reaches, in the order in which it is offered.
SCOPES = ("rule", "text", "everything")


class RefusedError(Exception):
    """A decision that cannot be taken; ``str()`` says why."""


class ClashError(RefusedError):
    """A fix that cannot be made together with what is accepted already; ``blockers`` are the items in its way."""

    def __init__(self, reason: str, blockers: tuple[int, ...]) -> None:
        super().__init__(reason)
        self.blockers = blockers


class Proposal(NamedTuple):
    """One line of a preview of "all": the item, the fix it would get (-1: none), and why it is left out, if it is."""

    item: int
    fix: int
    obstacle: str = ""


def accept(session: Session, item: int, fix: int = 0, instead: bool = False) -> Decide:
    """Accept one of the fixes of an item. ``instead``: what is in its way is opened again, in the same deed.

    Raises ``RefusedError`` if there is no such fix, ``ClashError`` if it overlaps with what is accepted.
    """
    finding = session.items[item].finding
    if not 0 <= fix < len(finding.fixes):
        raise RefusedError("there is no fix to accept" if not finding.fixes else f"there is no fix {fix + 1}")
    chosen = finding.fixes[fix]
    return _accepted(session, item, chosen.edits, chosen.title, f"accept “{_short(finding.text)}”", instead)


def draft(session: Session, item: int, fix: int = 0) -> tuple[Edit, str]:
    """Where an edit by hand starts: the range it replaces, with the text that now stands there, as an ``Edit``.

    That is the reach of the accepted edits, else of the fix, else of the finding; the second value is the text there
    now.
    """
    _, file, finding = session.items[item]
    text = session.text(file)
    decision = session.decision(item)
    edits: Sequence[Edit] = ()
    if decision is not None and decision.state == ACCEPTED:
        edits = edits_of(decision, finding, text) or ()
    elif 0 <= fix < len(finding.fixes):
        edits = finding.fixes[fix].edits
    low, high = hull(edits) if edits else (finding.start, finding.end)
    return Edit(low, high, Shift(edits).apply(text, low, high)), text[low:high]


def edit(session: Session, item: int, replacement: str, fix: int = 0, instead: bool = False) -> Decide:
    """Accept a replacement that the editor has written for the range that ``draft`` gives.

    Raises ``RefusedError`` if it says what the text says already, ``ClashError`` if it overlaps with what is accepted.
    """
    start, old = draft(session, item, fix)
    edits = () if replacement == old else (Edit(start.start, start.end, replacement),)
    return write(session, item, edits, instead)


def write(
    session: Session, item: int, edits: Sequence[Edit], instead: bool = False, over: Sequence[int] = ()
) -> Decide:
    """Accept edits that the editor has written. Raises as ``edit`` does; no edits mean that nothing was changed.

    ``over`` are items whose own edits these are to take the place of: they count as being in the way.
    """
    if not edits:
        raise RefusedError("nothing was changed; reject the finding if the text is right as it is")
    if over and not instead:
        raise ClashError("overlaps another fix", tuple(over))
    label = f"edit “{_short(session.items[item].finding.text)}”"
    return _accepted(session, item, edits, "", label, instead, frozenset(over))


def reject(session: Session, item: int) -> Decide:
    """The text is right as it is."""
    return _decide(session, item, Decision(REJECTED), "reject")


def ask(session: Session, item: int, note: str = "") -> Decide:
    """Ask the desk; the text stays until it answers."""
    return _decide(session, item, Decision(ASKED, note=note.strip()), "ask about")


def reopen(session: Session, item: int) -> Decide:
    """Take back the decision on an item. Raises ``RefusedError`` if there is none."""
    known = session.items[item]
    if known.key not in session.ledger.decisions:
        raise RefusedError("nothing is decided here yet")
    return Decide(f"reopen “{_short(known.finding.text)}”", (Change(*known.key, None),))


def preview(session: Session, item: int, verb: str, scope: str, everywhere: bool) -> list[Proposal]:
    """What ``accept`` or ``reject`` for many would reach: open findings that are shown, of the current one's ``scope``.

    Accepting takes the fix that has the title of the current one's first where there is such, else the first; what
    has no fix, or clashes with what is accepted or comes before it in the list, is listed with its obstacle.
    """
    wanted = session.items[item]
    reached = [i for i in session.shown if session.state(i) == OPEN and _within(session, i, item, scope, everywhere)]
    if verb == REJECTED:
        return [Proposal(i, -1) for i in reached]
    title = wanted.finding.fixes[0].title if wanted.finding.fixes else ""
    proposals: list[Proposal] = []
    by_file: dict[int, list[tuple[int, Sequence[Edit]]]] = {}
    for i in reached:
        fixes = session.items[i].finding.fixes
        fix = next((n for n, one in enumerate(fixes) if one.title == title), 0) if fixes else -1
        obstacle = "" if fixes else "no fix"
        proposals.append(Proposal(i, fix, obstacle))
        if fixes:
            by_file.setdefault(session.items[i].file, []).append((i, fixes[fix].edits))
    blocked = {
        i: reason for file, wishes in by_file.items() for i, reason, _ in _losers(session, file, wishes, frozenset())
    }
    return [one._replace(obstacle=blocked[one.item]) if one.item in blocked else one for one in proposals]


def decide_all(session: Session, verb: str, proposals: Iterable[Proposal], label: str) -> Decide:
    """Accept or reject all ``proposals`` that have no obstacle, as one deed.

    Raises ``RefusedError`` if none is left.
    """
    changes = []
    for item, fix, obstacle in proposals:
        if obstacle:
            continue
        key, _, finding = session.items[item]
        decision = Decision(REJECTED, about=about(session, item))
        if verb == ACCEPTED:
            chosen = finding.fixes[fix]
            decision = _acceptance(session, item, chosen.edits, chosen.title)
        changes.append(Change(*key, decision))
    if not changes:
        raise RefusedError("there is nothing to decide")
    return Decide(label, tuple(changes))


def about(session: Session, item: int) -> About:
    """What a decision on an item is about, for lists and for the desk."""
    _, file, finding = session.items[item]
    text = session.text(file)
    low, high = sentence(text, finding.start, finding.end)
    return About(
        finding.rule,
        finding.level,
        finding.category,
        finding.text,
        line_at(text, finding.start),
        text[low:high],
        finding.message,
        finding.why,
    )


def line_at(text: str, offset: int) -> int:
    """The 1-based line of a source offset; lines end with LF, CR LF or CR."""
    return _line_index(text).position(offset)[0]


@lru_cache(8)
def _line_index(text: str) -> LineIndex:
    return LineIndex(text)


def _within(session: Session, other: int, item: int, scope: str, everywhere: bool) -> bool:
    one, two = session.items[item], session.items[other]
    if not everywhere and one.file != two.file:
        return False
    if scope == "rule":
        return one.finding.rule == two.finding.rule
    return scope == "everything" or one.finding.text == two.finding.text


def _accepted(
    session: Session,
    item: int,
    edits: Sequence[Edit],
    title: str,
    label: str,
    instead: bool,
    cleared: frozenset[int] = frozenset(),
) -> Decide:
    key, file, _ = session.items[item]
    while clash := _clash(session, file, item, edits, cleared):
        if not instead or not clash.blockers:
            raise clash
        cleared = cleared.union(clash.blockers)
    cleared_first = [Change(*session.items[i].key, None) for i in sorted(cleared)]
    return Decide(label, (*cleared_first, Change(*key, _acceptance(session, item, edits, title))))


def _clash(session: Session, file: int, item: int, edits: Sequence[Edit], cleared: frozenset[int]) -> ClashError | None:
    for _, reason, blocker in _losers(session, file, [(item, edits)], cleared | {item}):
        return ClashError(reason, (blocker,) if blocker is not None else ())
    return None


def _losers(
    session: Session, file: int, wishes: Sequence[tuple[int, Sequence[Edit]]], cleared: frozenset[int]
) -> list[tuple[int, str, int | None]]:
    """Which of the wished-for edits the planner cannot make after those accepted already: item, reason, blocker."""
    source = session.files[file].source
    assert source is not None  # it has findings
    made = [(i, edits) for i, edits in accepted_edits(session, file) if i not in cleared]
    fixes = [(i, Fix("", "safe", tuple(edits))) for i, edits in [*made, *wishes]]
    planned = plan(source, fixes)
    if not planned.blocked and session.files[file].format != "text":
        # What would change the markup around it is refused now, not when the file is written.
        planned, _ = settle(parse(source, session.files[file].format), fixes)
    return [(lost.owner, lost.reason, lost.by) for lost in planned.blocked]


def planned_edits(session: Session, file: int, without: int = -1, first: Sequence[Edit] = ()) -> tuple[Edit, ...]:
    """The edits that would be made in a file now, in the order of the text: none overlap.

    ``without`` names an item to leave out; ``first`` are edits that come before all that is accepted.
    """
    source = session.files[file].source
    if source is None:
        return ()
    made = [(item, edits) for item, edits in accepted_edits(session, file) if item != without]
    return _planned(source, tuple(made if not first else [(-1, tuple(first)), *made])).edits


@lru_cache(16)  # between two decisions the same ones are asked for at every key
def _planned(source: Source, wishes: tuple[tuple[int, tuple[Edit, ...]], ...]) -> Plan[int]:
    return plan(source, [(item, Fix("", "safe", edits)) for item, edits in wishes])


def accepted_edits(session: Session, file: int) -> list[tuple[int, tuple[Edit, ...]]]:
    """The items of a file that are accepted, with their edits on its text."""
    known = (session.items, session.ledger.decisions, session.files[file])
    for before, found in _accepted_lately:
        if all(one is two for one, two in zip(known, before, strict=True)):
            return found
    text = session.text(file)
    found = []
    for item in session.of_file(file):
        decision = session.ledger.decisions.get(session.items[item].key)
        if decision is not None and decision.state == ACCEPTED:
            edits = edits_of(decision, session.items[item].finding, text)
            if edits is not None:
                found.append((item, edits))
    _accepted_lately.append((known, found))
    return found


# What was found last; between two decisions the same is asked for many times at every key.
_accepted_lately: deque[tuple[tuple[object, ...], list[tuple[int, tuple[Edit, ...]]]]] = deque(maxlen=4)


def _acceptance(session: Session, item: int, edits: Sequence[Edit], title: str) -> Decision:
    _, file, finding = session.items[item]
    text = session.text(file)
    swaps = tuple(Swap(one.start - finding.start, text[one.start : one.end], one.replacement) for one in edits)
    return Decision(ACCEPTED, swaps, title, about=about(session, item))


def _decide(session: Session, item: int, decision: Decision, verb: str) -> Decide:
    known = session.items[item]
    full = decision._replace(about=about(session, item))
    return Decide(f"{verb} “{_short(known.finding.text)}”", (Change(*known.key, full),))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
