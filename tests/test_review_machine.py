"""Any sequence of decisions, undo, redo, filters, kills and resumes: what is written is what was accepted, no more.

The model keeps, for each finding, the decision that ought to stand, and its own way of making the edited text.
"""

from __future__ import annotations

import os
import shutil
import tempfile

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from linter.review import session as sessions
from linter.review.controller import Review
from linter.review.intents import ClashError, RefusedError, accept, ask, decide_all, edit, preview, reject, reopen
from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED
from linter.review.session import Filter
from tests.review_support import WORDS, review

_PIECES = [word for word, *_ in WORDS] + ["plain words ", "日本 ", "e\u0301 ", "👩‍👩‍👧 ", "\n\n", ". ", "\r\n"]
# Two findings overlap in the next diplomatic contacts, so these come often.
_PIECES += ["the next diplomatic contacts"] * len(_PIECES)
_ARTICLES = st.lists(st.sampled_from(_PIECES), min_size=2, max_size=12).map(" ".join)
_INDEX = st.integers(0, 12)
# What stands: the state, and for what is accepted the edits as (start, end, replacement).
_Stand = tuple[str, tuple[tuple[int, int, str], ...]]


class ReviewMachine(RuleBasedStateMachine):
    """One file, one journal, and a model of both."""

    items = Bundle("items")

    @initialize(text=_ARTICLES)
    def begin(self, text: str) -> None:
        self.folder = tempfile.mkdtemp()
        self.original = text
        self.review = review(self.folder, {"a.txt": text})
        self.stand: dict[int, _Stand] = {}
        self.past: list[dict[int, _Stand]] = []
        self.future: list[dict[int, _Stand]] = []

    def teardown(self) -> None:
        if hasattr(self, "review"):
            self.review.journal.close()
            shutil.rmtree(self.folder)

    def _decided(self, changed: dict[int, _Stand | None]) -> None:
        self.past.append(dict(self.stand))
        self.future.clear()
        for item, stand in changed.items():
            if stand is None:
                self.stand.pop(item, None)
            else:
                self.stand[item] = stand

    def _item(self, index: int) -> int:
        return index % len(self.review.session.items)

    def _overlaps(self, item: int, edits: tuple[tuple[int, int, str], ...]) -> bool:
        """By the definition, not by the planner: no two edits may share a character; an insertion has its place."""
        for other, (state, made) in self.stand.items():
            if other == item or state != ACCEPTED:
                continue
            for start, end, new in edits:
                for low, high, old in made:
                    if (start, end, new) == (low, high, old):
                        continue
                    if start < high and low < end:
                        return True
        return False

    @precondition(lambda self: self.review.session.items)
    @rule(index=_INDEX, fix=st.integers(0, 2), instead=st.booleans())
    def accept(self, index: int, fix: int, instead: bool) -> None:
        item = self._item(index)
        fixes = self.review.session.items[item].finding.fixes
        if fix >= len(fixes):
            try:
                accept(self.review.session, item, fix)
            except RefusedError:
                return
            raise AssertionError("there is no such fix")
        edits = tuple(tuple(one) for one in fixes[fix].edits)
        self._accept(item, edits, lambda: accept(self.review.session, item, fix, instead), instead)  # type: ignore[arg-type]

    @precondition(lambda self: self.review.session.items)
    @rule(index=_INDEX, words=st.text(alphabet="xyé👩\u0301 ", max_size=5), instead=st.booleans())
    def edit(self, index: int, words: str, instead: bool) -> None:
        item = self._item(index)
        finding = self.review.session.items[item].finding
        stand = self.stand.get(item)
        known = stand[1] if stand is not None and stand[0] == ACCEPTED else ()
        if not known and finding.fixes:
            known = tuple(tuple(one) for one in finding.fixes[0].edits)  # type: ignore[misc]
        low, high = (known[0][0], known[0][1]) if known else (finding.start, finding.end)
        if self.original[low:high] == words:
            return
        self._accept(item, ((low, high, words),), lambda: edit(self.review.session, item, words, 0, instead), instead)

    def _accept(self, item, edits, make, instead) -> None:  # type: ignore[no-untyped-def]
        overlapping = self._overlaps(item, edits)
        try:
            deed = make()
        except ClashError:
            assert overlapping
            assert not instead
            return
        assert instead or not overlapping
        self.review.decide(deed)
        changed: dict[int, _Stand | None] = {}
        for change in deed.changes:
            if change.decision is None:
                changed[self.review.session.places[change.key]] = None
        changed[item] = (ACCEPTED, edits)
        self._decided(changed)

    @precondition(lambda self: self.review.session.items)
    @rule(index=_INDEX, note=st.text(max_size=5))
    def reject_or_ask(self, index: int, note: str) -> None:
        item = self._item(index)
        deed = ask(self.review.session, item, note) if note else reject(self.review.session, item)
        self.review.decide(deed)
        self._decided({item: (ASKED if note else REJECTED, ())})

    @precondition(lambda self: self.stand)
    @rule(index=_INDEX)
    def reopen(self, index: int) -> None:
        item = sorted(self.stand)[index % len(self.stand)]
        self.review.decide(reopen(self.review.session, item))
        self._decided({item: None})

    @precondition(lambda self: self.review.session.current)
    @rule(verb=st.sampled_from([ACCEPTED, REJECTED]), scope=st.sampled_from(["rule", "text", "everything"]))
    def many(self, verb: str, scope: str) -> None:
        session = self.review.session
        listed = [one for one in preview(session, session.cursor, verb, scope, True) if not one.obstacle]
        assert all(self.review.session.state(one.item) == OPEN for one in listed)
        if not listed:
            return
        changed: dict[int, _Stand | None] = {}
        for item, fix, _ in listed:
            fixes = session.items[item].finding.fixes
            changed[item] = (verb, tuple(tuple(one) for one in fixes[fix].edits) if verb == ACCEPTED else ())  # type: ignore[misc]
        self.review.decide(decide_all(session, verb, listed, "many"))
        self._decided(changed)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.review.undo()
        self.future.append(dict(self.stand))
        self.stand = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.review.redo()
        self.past.append(dict(self.stand))
        self.stand = self.future.pop()

    @rule(
        states=st.frozensets(st.sampled_from([OPEN, ACCEPTED, REJECTED]), max_size=2),
        levels=st.frozensets(st.sampled_from(["error", "warning", "note"]), max_size=2),
    )
    def filter(self, states: frozenset[str], levels: frozenset[str]) -> None:
        self.review.session = sessions.narrow(self.review.session, Filter(states=states, levels=levels))

    @rule(by=st.sampled_from([-1, 1, 5, -5]))
    def move(self, by: int) -> None:
        self.review.session = sessions.advance(sessions.step(self.review.session, by), 1 if by > 0 else -1)

    @rule(torn=st.booleans())
    def killed_and_resumed(self, torn: bool) -> None:
        """A killed process leaves what is on the disk, and perhaps half a line."""
        path = self.review.journal.path
        self.review.journal.close()
        if torn:
            with open(path, "ab") as file:
                file.write(b'{"op": "decide", "at": "20')
        self.review = review(self.folder)

    @invariant()
    def states_stand(self) -> None:
        if hasattr(self, "review"):
            session = self.review.session
            for item in range(len(session.items)):
                assert session.state(item) == self.stand.get(item, (OPEN,))[0]
            counts = sessions.count(session)
            assert sum(counts.values()) == session.admitted
            assert (session.cursor in session.shown) if session.shown else session.cursor == -1

    @rule(elsewhere=st.booleans())
    def written_is_the_original_with_the_accepted_edits(self, elsewhere: bool) -> None:
        edits = {one for state, made in self.stand.values() if state == ACCEPTED for one in made}
        expected, at = [], 0
        for start, end, new in sorted(edits):
            expected += [self.original[at:start], new]
            at = end
        wanted = "".join([*expected, self.original[at:]]).encode()
        path = os.path.join(self.folder, "a.txt")
        before = dict(self.stand)
        findings = [one.finding for one in self.review.session.items]
        self._write(elsewhere)
        place = os.path.join(self.folder, "out", "a.txt") if elsewhere else path
        if edits:
            with open(place, "rb") as file:
                assert file.read() == wanted
        if edits and not elsewhere:
            # What was not accepted, and is still there, kept its decision; then back to where we were, so that the
            # model stays simple.
            session = self.review.session
            states = {(one.finding.rule, one.finding.start): session.state(at) for at, one in enumerate(session.items)}
            for item, (state, _) in before.items():
                name, start, end = findings[item].rule, findings[item].start, findings[item].end
                if state != ACCEPTED and not any(low < end and start < high for low, high, _ in edits):
                    moved = start + sum(len(new) - (high - low) for low, high, new in edits if high <= start)
                    assert states[name, moved] == state
            self.review.undo()
            self.future = [before]
            self.review.redo()
            self.review.undo()
        with open(path, "rb") as file:
            assert file.read() == self.original.encode()
        if edits and not elsewhere:
            self._forget_redo()

    def _write(self, elsewhere: bool) -> None:
        made: Review = self.review
        target = made.target
        if elsewhere:
            made.target = target._replace(output=os.path.join(self.folder, "out"))
        if any(state == ACCEPTED for state, _ in self.stand.values()):
            written = made.write(0)
            assert written is not None
            assert written.left == 0
            made.settle(written)
        made.target = target

    def _forget_redo(self) -> None:
        """A new deed ends what could be done again: the write that was undone."""
        deed = reject(self.review.session, 0)
        self.review.decide(deed)
        self._decided({0: (REJECTED, ())})


ReviewMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestReview = ReviewMachine.TestCase
