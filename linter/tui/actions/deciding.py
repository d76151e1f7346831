"""Accept, edit, reject, ask, skip, undo: every deed goes to the journal before it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.files import WriteError
from linter.review import intents
from linter.review import session as sessions
from linter.review.intents import ClashError, RefusedError
from linter.review.journal import JournalError
from linter.review.ledger import ACCEPTED, OPEN, REJECTED
from linter.review.rewriting import Rewriting, sentence_draft, sentence_edits
from linter.tui.cells import clip, flat

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.review.intents import Proposal
    from linter.review.ledger import Decide, Step
    from linter.tui.screens.review import ReviewScreen


def _decide(screen: ReviewScreen, make: Callable[[bool], Decide]) -> None:
    """Take a decision on the current item and go on; ``make`` is told whether to clear what is in its way."""
    item = screen.session.cursor
    if item < 0:
        return
    try:
        screen.review.decide(make(False))
    except ClashError as clash:
        _clash(screen, clash, make)
        return
    except (RefusedError, JournalError) as error:
        _refused(screen, error)
        return
    _go_on(screen, item)


def _refused(screen: ReviewScreen, error: Exception) -> None:
    screen.tell(str(error), "error" if isinstance(error, JournalError) else "warning")
    screen.draw()


def _clash(screen: ReviewScreen, clash: ClashError, make: Callable[[bool], Decide]) -> None:
    from linter.tui.screens.dialogs import Question

    session, item = screen.session, screen.session.cursor
    others = "\n".join(
        f"line {screen.line_of(other)}: “{flat(session.items[other].finding.text)}”" for other in clash.blockers
    )
    if not clash.blockers:
        _refused(screen, clash)
        return

    def answered(key: str | None) -> None:
        if key == "y":
            try:
                screen.review.decide(make(True))
            except (RefusedError, JournalError) as error:
                _refused(screen, error)
                return
            _go_on(screen, item)
            return
        if key == "e":
            screen.session = sessions.go(screen.session, clash.blockers[0])
        screen.draw(moved=key == "e")
        if key == "e":
            edit(screen)

    answers = [
        ("n", "keep that one"),
        ("y", "open that one again and take this"),
        ("e", "edit that one by hand, so that it does for both"),
    ]
    screen.app.push_screen(
        Question("This overlaps with what you have accepted", f"{others}\n\nBoth cannot be made.", answers), answered
    )


def _go_on(screen: ReviewScreen, item: int) -> None:
    """On to the next open finding; when none is left, stay and say so."""
    before = screen.session.cursor
    on = sessions.advance(screen.session)
    # Under a filter by state the cursor may have moved already, onto the next open one.
    if before != item and screen.session.cursor >= 0 and screen.session.state(before) == OPEN:
        on = screen.session
    screen.session = on
    if not any(sessions.count(screen.session)[state] for state in (OPEN,)) and not screen.reading:
        screen.tell(f"All is decided. {screen.keys['write'][0]}: write the accepted fixes.")
    screen.draw(moved=True)


def accept(screen: ReviewScreen) -> None:
    """Accept the fix that the card shows."""
    current = screen.session.current
    if current is not None and not current.finding.fixes:
        edit_key, ask_key, reject_key = (screen.keys[name][0] for name in ("edit", "ask", "reject"))
        screen.tell(f"no fix is offered; {edit_key}: write one, {ask_key}: ask, {reject_key}: reject", "warning")
    elif current is not None:
        take_fix(screen, screen.fix)


def take_fix(screen: ReviewScreen, fix: int) -> None:
    """Accept a fix by its index."""
    _decide(screen, lambda instead: intents.accept(screen.session, screen.session.cursor, fix, instead))


def reject(screen: ReviewScreen) -> None:
    """Reject the finding."""
    _decide(screen, lambda _: intents.reject(screen.session, screen.session.cursor))


def reopen(screen: ReviewScreen) -> None:
    """Take back the decision on the finding, and stay."""
    if screen.session.current is None:
        return
    try:
        screen.review.decide(intents.reopen(screen.session, screen.session.cursor))
    except (RefusedError, JournalError) as error:
        _refused(screen, error)
        return
    screen.draw(moved=True)


def skip(screen: ReviewScreen) -> None:
    """Leave it open and go on."""
    screen.session = sessions.advance(screen.session)
    screen.draw(moved=True)


def edit(screen: ReviewScreen) -> None:
    """Open the field with the replacement."""
    if screen.session.current is not None:
        start, _ = intents.draft(screen.session, screen.session.cursor, screen.fix)
        screen.ask("edit", "Replace by:", start.replacement, "nothing: delete it")


def rewrite(screen: ReviewScreen) -> None:
    """Open the field with the sentence."""
    if screen.session.current is not None:
        text, at = sentence_draft(screen.session, screen.session.cursor)
        screen.ask("rewrite", "Sentence:", text, "nothing: delete it", at)


def being_written(screen: ReviewScreen, purpose: str, value: str) -> Rewriting:
    """What stands in the field, as edits."""
    session, item = screen.session, screen.session.cursor
    if purpose == "rewrite":
        return sentence_edits(session, item, value)
    start, old = intents.draft(session, item, screen.fix)
    return Rewriting((start._replace(replacement=value),)) if value != old else Rewriting()


def ask(screen: ReviewScreen) -> None:
    """Open the field for a question."""
    if screen.session.current is not None:
        decision = screen.session.decision(screen.session.cursor)
        screen.ask("ask", "Ask the desk:", decision.note if decision is not None else "", "what should they find out?")


def answer(screen: ReviewScreen, purpose: str, value: str) -> None:
    """Take what was typed into the field."""
    session, item = screen.session, screen.session.cursor
    if purpose == "ask":
        _decide(screen, lambda _: intents.ask(session, item, value))
    else:
        edits, over = being_written(screen, purpose, value)
        _decide(screen, lambda instead: intents.write(session, item, edits, instead, over))


def undo(screen: ReviewScreen) -> None:
    """Take back the latest deed; taking back a write is asked about first."""
    past = screen.session.ledger.past
    if past and past[-1].deed.rewrite is not None:
        from linter.tui.screens.dialogs import Question

        path = past[-1].deed.rewrite.path
        screen.app.push_screen(
            Question("Undo writing?", f"{path} is put back as it was.", [("y", "put it back"), ("n", "leave it")]),
            lambda key: _walk(screen, screen.review.undo, "undone") if key == "y" else None,
        )
    else:
        _walk(screen, screen.review.undo, "undone")


def redo(screen: ReviewScreen) -> None:
    """Do again what was undone."""
    _walk(screen, screen.review.redo, "done again")


def _walk(screen: ReviewScreen, walk: Callable[[], Step], said: str) -> None:
    try:
        step = walk()
    except (RefusedError, WriteError, JournalError) as error:
        _refused(screen, error)
        return
    screen.tell(f"{said}: {clip(step.deed.label, 60)}")
    screen.draw(moved=True)


def _all(verb: str) -> Callable[[ReviewScreen], None]:
    def deed(screen: ReviewScreen) -> None:
        """Show what all would reach, and do it if the editor says so."""
        if screen.session.current is None:
            return
        from linter.tui.screens.bulk import Bulk

        item = screen.session.cursor

        def answered(chosen: tuple[str, list[Proposal]] | None) -> None:
            if chosen is None:
                return
            label, proposals = chosen
            try:
                screen.review.decide(intents.decide_all(screen.session, verb, proposals, label))
            except (RefusedError, JournalError) as error:
                _refused(screen, error)
                return
            screen.tell(f"{clip(label, 60)} ({screen.keys['undo'][0]}: undo)")
            _go_on(screen, item)

        screen.app.push_screen(Bulk(screen.session, item, verb), answered)

    return deed


def _other_fix(by: int) -> Callable[[ReviewScreen], None]:
    def deed(screen: ReviewScreen) -> None:
        """Show another of the fixes."""
        current = screen.session.current
        if current is not None and len(current.finding.fixes) > 1:
            screen.chosen = (screen.fix + by) % len(current.finding.fixes)
            screen.draw()

    return deed


DEEDS: dict[str, Callable[[ReviewScreen], None]] = {
    "accept": accept,
    "edit": edit,
    "rewrite": rewrite,
    "reject": reject,
    "ask": ask,
    "skip": skip,
    "reopen": reopen,
    "undo": undo,
    "redo": redo,
    "accept_all": _all(ACCEPTED),
    "reject_all": _all(REJECTED),
    "next_fix": _other_fix(1),
    "previous_fix": _other_fix(-1),
}
