"""The state of a review: files, findings, decisions, the cursor, and what is shown. Pure and immutable.

Moving about and filtering give a new ``Session``. Deciding gives an event (see ``intents``), which ``fold`` turns into
the next session; whoever keeps a journal writes the event down first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from linter.model import LEVELS, Checked, Finding
from linter.review import ledger as ledgers
from linter.review.ledger import OPEN, STATES, Decision, Event, Key, Ledger
from linter.review.reading import edits_of, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Item(NamedTuple):
    """A finding and the place it has in the review: its key and the index of its file."""

    key: Key
    file: int
    finding: Finding

    @property
    def path(self) -> str:
        return self.key[0]


class Filter(NamedTuple):
    """Which findings are shown; an empty set lets everything pass. ``languages`` are source languages (ISO 639-1)."""

    states: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    confidence: float = 0.0

    def admits(self, finding: Finding) -> bool:
        """Whether the finding passes, whatever its state."""
        return (
            (not self.levels or finding.level in self.levels)
            and (not self.categories or finding.category in self.categories)
            and (not self.rules or finding.rule in self.rules)
            and (not self.languages or not self.languages.isdisjoint(finding.sources))
            and finding.confidence >= self.confidence
        )


class Session(NamedTuple):
    """A review at one moment. ``cursor`` indexes ``items``, or is -1 when nothing is shown.

    ``shown`` are the indexes of the items the filter lets pass, in order; ``admitted`` is how many it would let pass if
    it did not look at states. ``fresh`` are the keys of findings that a written file has and the file before had not.
    """

    files: tuple[Checked, ...] = ()
    items: tuple[Item, ...] = ()
    places: dict[Key, int] = {}  # noqa: RUF012 - never changed in place
    ledger: Ledger = ledgers.EMPTY
    filter: Filter = Filter()
    shown: tuple[int, ...] = ()
    admitted: int = 0
    cursor: int = -1
    fresh: frozenset[Key] = frozenset()

    def state(self, item: int) -> str:
        """``open``, ``accepted``, ``rejected`` or ``asked``.

        A decision whose text is no longer there leaves its finding open.
        """
        decision = self.decision(item)
        return decision.state if decision is not None else OPEN

    def decision(self, item: int) -> Decision | None:
        """The decision that stands for an item and still fits its text."""
        key, file, finding = self.items[item]
        decision = self.ledger.decisions.get(key)
        if decision is None or not decision.swaps:
            return decision
        return decision if edits_of(decision, finding, self.text(file)) is not None else None

    def text(self, file: int) -> str:
        """The text of a file, in source code points."""
        source = self.files[file].source
        return source.text if source is not None else ""

    def of_file(self, file: int) -> range:
        """The indexes of the items of one file: they stand together."""
        return range(
            bisect_left(self.items, file, key=_file),
            bisect_right(self.items, file, key=_file),
        )

    @property
    def current(self) -> Item | None:
        return self.items[self.cursor] if self.cursor >= 0 else None


def _file(item: Item) -> int:
    return item.file


def start(files: Iterable[Checked] = (), ledger: Ledger = ledgers.EMPTY, shown: Filter | None = None) -> Session:
    """A session over ``files`` with the cursor on the first open finding."""
    session = Session(ledger=ledger, filter=shown if shown is not None else Filter())
    return add(session, files)


def add(session: Session, files: Iterable[Checked]) -> Session:
    """The session with more files at its end."""
    arrived = tuple(files)
    base = len(session.files)
    items = [item for offset, checked in enumerate(arrived) for item in _items(base + offset, checked)]
    places = session.places | {item.key: len(session.items) + place for place, item in enumerate(items)}
    grown = session._replace(files=session.files + arrived, items=session.items + tuple(items), places=places)
    admitted = _admitted(grown, len(session.items))
    more = tuple(i for i in admitted if _passes(grown, i))
    return _aim(grown._replace(shown=session.shown + more, admitted=session.admitted + len(admitted)))


def replace(session: Session, checked: Checked, fresh: Iterable[Key] = ()) -> Session:
    """The session with one file read anew, its path being one that is there already.

    The cursor stays on its finding if that is still there, else near it.
    """
    file = next(i for i, known in enumerate(session.files) if known.path == checked.path)
    span = session.of_file(file)
    items = session.items[: span.start] + tuple(_items(file, checked)) + session.items[span.stop :]
    key = session.current.key if session.current is not None else None
    changed = session._replace(
        files=(*session.files[:file], checked, *session.files[file + 1 :]),
        items=items,
        places={item.key: place for place, item in enumerate(items)},
        fresh=frozenset(known for known in session.fresh if known[0] != checked.path) | frozenset(fresh),
    )
    near = min(session.cursor, len(items) - 1)
    return _aim(_reshow(changed._replace(cursor=changed.places.get(key, near) if key is not None else near)))


def _items(file: int, checked: Checked) -> Iterable[Item]:
    names = ledgers.names(checked.findings)
    return (Item((checked.path, name), file, found) for name, found in zip(names, checked.findings, strict=True))


def fold(session: Session, event: Event) -> Session:
    """The session after an event. The cursor stays; ``advance`` and ``touched`` say where it might go."""
    changed = session._replace(ledger=ledgers.fold(session.ledger, event))
    return _aim(_reshow(changed)) if session.filter.states else changed


def narrow(session: Session, shown: Filter) -> Session:
    """The session with another filter; the cursor moves to the nearest finding that is shown."""
    return _aim(_reshow(session._replace(filter=shown)))


def _admitted(session: Session, first: int = 0) -> list[int]:
    items = session.items
    return [i for i in range(first, len(items)) if session.filter.admits(items[i].finding)]


def _passes(session: Session, item: int) -> bool:
    states = session.filter.states
    return not states or session.state(item) in states


def _reshow(session: Session) -> Session:
    admitted = _admitted(session)
    shown = tuple(i for i in admitted if _passes(session, i))
    return session._replace(shown=shown, admitted=len(admitted))


def _aim(session: Session) -> Session:
    """The session with its cursor on something shown: where it was, else just after, else the last."""
    if not session.shown:
        return session._replace(cursor=-1)
    if session.cursor < 0:
        first = next((i for i in session.shown if session.state(i) == OPEN), session.shown[0])
        return session._replace(cursor=first)
    place = min(bisect_left(session.shown, session.cursor), len(session.shown) - 1)
    return session._replace(cursor=session.shown[place])


def go(session: Session, item: int) -> Session:
    """The session with its cursor on an item, if that is shown."""
    place = bisect_left(session.shown, item)
    known = place < len(session.shown) and session.shown[place] == item
    return session._replace(cursor=item) if known else session


def step(session: Session, by: int) -> Session:
    """The session ``by`` shown findings further on (back if negative), not beyond either end."""
    if not session.shown:
        return session
    place = bisect_left(session.shown, session.cursor)
    return session._replace(cursor=session.shown[max(0, min(len(session.shown) - 1, place + by))])


def advance(session: Session, by: int = 1) -> Session:
    """The session on the next open finding (``by`` = -1: the one before), around the end; unmoved if there is none."""
    return _seek(session, by, lambda item: session.state(item) == OPEN)


def same_rule(session: Session, by: int = 1) -> Session:
    """The session on the next shown finding of the current one's rule, around the end."""
    if session.current is None:
        return session
    rule = session.current.finding.rule
    return _seek(session, by, lambda item: session.items[item].finding.rule == rule)


def search(session: Session, words: str, by: int = 1) -> Session:
    """The session on the next shown finding that has ``words`` in its sentence, message, rule or path, in any case.

    Goes around the end; unmoved if nothing else has them.
    """
    wanted = words.casefold()
    if not wanted:
        return session
    texts = [wanted in session.text(file).casefold() for file in range(len(session.files))]

    def holds(item: int) -> bool:
        key, file, finding = session.items[item]
        if wanted in f"{finding.message}\n{finding.rule}\n{key[0]}".casefold():
            return True
        if not texts[file]:
            return False
        text = session.text(file)
        low, high = sentence(text, finding.start, finding.end)
        return wanted in text[low:high].casefold()

    return _seek(session, by, holds)


def go_file(session: Session, path: str) -> Session:
    """The session on the first open finding of a file, else on its first that is shown; unmoved if it has none."""
    items = [i for i in session.shown if session.items[i].path == path]
    if not items:
        return session
    return session._replace(cursor=next((i for i in items if session.state(i) == OPEN), items[0]))


def touched(session: Session, changes: Iterable[ledgers.Change]) -> Session:
    """The session on the first shown item among ``changes``, such as those an undo took back."""
    known = [session.places[change.key] for change in changes if change.key in session.places]
    return go(session, min(known)) if known else session


def _seek(session: Session, by: int, wanted: Callable[[int], bool]) -> Session:
    shown = session.shown
    if not shown:
        return session
    # Under a filter by state the cursor's own item may be gone: then the search starts beside it.
    place = bisect_left(shown, session.cursor) if by < 0 else bisect_right(shown, session.cursor) - 1
    for far in range(1, len(shown) + 1):
        item = shown[(place + by * far) % len(shown)]
        if wanted(item):
            return session._replace(cursor=item)
    return session


def count(session: Session) -> dict[str, int]:
    """How many of the findings that the filter admits, whatever their state, are in each state."""
    counts = dict.fromkeys(STATES, 0)
    for key in session.ledger.decisions:
        item = session.places.get(key)
        if item is not None and session.filter.admits(session.items[item].finding):
            counts[session.state(item)] += 1
    counts[OPEN] += session.admitted - sum(counts.values())
    return counts


def stale(session: Session) -> list[tuple[Key, Decision]]:
    """Decisions on files of the session that fit no finding any more: the text has changed, or the rule."""
    paths = {checked.path for checked in session.files if checked.error is None}
    lost = []
    for key, decision in session.ledger.decisions.items():
        if key[0] in paths:
            item = session.places.get(key)
            if item is None or session.decision(item) is None:
                lost.append((key, decision))
    return lost


def facets(session: Session) -> dict[str, list[tuple[str, int]]]:
    """For each field of ``Filter``, the values that occur with their counts, in the order to be offered."""
    counts: dict[str, dict[str, int]] = {name: {} for name in ("states", "levels", "categories", "languages", "rules")}
    for item, (_, _, finding) in enumerate(session.items):
        values = [("states", session.state(item)), ("levels", finding.level), ("categories", finding.category)]
        values += [("rules", finding.rule)] + [("languages", code) for code in finding.sources]
        for name, value in values:
            counts[name][value] = counts[name].get(value, 0) + 1
    order = {name: place for place, name in enumerate((*STATES, *LEVELS))}
    return {
        name: sorted(found.items(), key=lambda pair: (order.get(pair[0], len(order)), -pair[1], pair[0]))
        for name, found in counts.items()
    }
