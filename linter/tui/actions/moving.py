"""Next, previous, search, jump: nothing of this is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.review import session as sessions
from linter.review.ledger import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.review.session import Session
    from linter.tui.screens.review import ReviewScreen

_FAR = 10**9


def _move(to: Callable[[Session], Session], stuck: str = "") -> Callable[[ReviewScreen], None]:
    def deed(screen: ReviewScreen) -> None:
        moved = to(screen.session)
        if stuck and moved.cursor == screen.session.cursor:
            screen.tell(stuck)
        screen.session = moved
        screen.draw(moved=True)

    return deed


def search(screen: ReviewScreen) -> None:
    """Open the field for words to look for."""
    screen.ask("search", "Search:", screen.words, "words in sentences, messages, rules or paths")


def answer(screen: ReviewScreen, words: str) -> None:
    """Look for what was typed."""
    screen.words = words
    _search(1)(screen)


def _search(by: int) -> Callable[[ReviewScreen], None]:
    def deed(screen: ReviewScreen) -> None:
        found = sessions.search(screen.session, screen.words, by)
        if screen.words and found.cursor == screen.session.cursor:
            screen.tell(f"no other finding has “{screen.words}”")
        screen.session = found
        screen.draw(moved=True)

    return deed


def files(screen: ReviewScreen) -> None:
    """Choose a file to go to."""
    from linter.tui.screens.filters import Files

    session = screen.session
    totals = [0] * len(session.files)
    decided = [0] * len(session.files)
    for item in session.shown:
        file = session.items[item].file
        totals[file] += 1
        decided[file] += session.state(item) != OPEN

    def answered(path: str | None) -> None:
        if path is not None:
            moved = sessions.go_file(screen.session, path)
            if moved.current is None or moved.current.path != path:
                screen.tell(f"nothing is shown in {path}")
            screen.session = moved
        screen.draw(moved=True)

    screen.app.push_screen(Files(session, list(zip(decided, totals, strict=True))), answered)


DEEDS: dict[str, Callable[[ReviewScreen], None]] = {
    "next": _move(lambda session: sessions.step(session, 1)),
    "previous": _move(lambda session: sessions.step(session, -1)),
    "next_open": _move(sessions.advance, "no other finding is open"),
    "previous_open": _move(lambda session: sessions.advance(session, -1), "no other finding is open"),
    "next_of_rule": _move(sessions.same_rule, "no other finding of this rule"),
    "previous_of_rule": _move(lambda session: sessions.same_rule(session, -1), "no other finding of this rule"),
    "first": _move(lambda session: sessions.step(session, -_FAR)),
    "last": _move(lambda session: sessions.step(session, _FAR)),
    "files": files,
    "search": search,
    "search_next": _search(1),
    "search_previous": _search(-1),
}
