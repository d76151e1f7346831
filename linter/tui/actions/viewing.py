"""Scroll, filter, the list, the diff, the help, the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from linter.formats.decode import ReadError
from linter.review import session as sessions
from linter.review.writing import diff
from linter.tui.cells import clip
from linter.tui.keys import ACTIONS
from linter.tui.widgets.article import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.review.session import Filter
    from linter.tui.screens.review import ReviewScreen


def _page(by: int) -> Callable[[ReviewScreen], None]:
    def deed(screen: ReviewScreen) -> None:
        article = screen.query_one(Article)
        article.scroll_relative(y=by * max(1, article.size.height - 2), animate=False)

    return deed


def choose_filter(screen: ReviewScreen) -> None:
    """Choose what is shown."""
    from linter.tui.screens.filters import Filters

    def answered(chosen: Filter | None) -> None:
        if chosen is not None:
            screen.session = sessions.narrow(screen.session, chosen)
        screen.draw(moved=True)

    screen.app.push_screen(Filters(screen.session), answered)


def toggle_list(screen: ReviewScreen) -> None:
    """Show or hide the list."""
    from linter.tui.widgets.findings import FindingList

    screen.wants_list = not screen.query_one(FindingList).display
    screen.fold()


def original(screen: ReviewScreen) -> None:
    """Show the text as it is, or as it will read."""
    screen.original = not screen.original
    screen.draw()
    screen.query_one(Article).reveal()


def show_diff(screen: ReviewScreen) -> None:
    """Show the changes to this file."""
    from linter.tui.differences import coloured
    from linter.tui.screens.dialogs import Page

    current = screen.session.current
    if current is None:
        return
    changes = diff(screen.session, current.file)
    text = coloured(changes) if changes else Content("Nothing is accepted in this file yet.")
    screen.app.push_screen(Page(f"Changes to {current.path}", text, screen.keys["diff"]))


def stale(screen: ReviewScreen) -> None:
    """List the decisions that fit nothing any more."""
    from linter.tui.screens.dialogs import Page

    lines = [
        f"{path}:{decision.about.line}  {decision.state}  “{clip(decision.about.text, 50)}”  {decision.about.rule}"
        for (path, _), decision in sessions.stale(screen.session)
    ]
    text = "\n".join(lines) or "Every decision fits."
    title = "Decisions that fit nothing any more: the text has changed, or the rule"
    screen.app.push_screen(Page(title, Content(text), screen.keys["stale"]))


def theme(screen: ReviewScreen) -> None:
    """Change between light and dark."""
    screen.app.theme = "decalque-light" if screen.app.theme == "decalque-dark" else "decalque-dark"
    screen.draw()


def reload(screen: ReviewScreen) -> None:
    """Read the file again."""
    current = screen.session.current
    if current is None:
        return
    try:
        screen.review.reload(current.file)
    except ReadError as error:
        screen.tell(str(error), "error")
        return
    screen.tell(f"{current.path} was read again")
    screen.draw(moved=True)


def show_help(screen: ReviewScreen) -> None:
    """List every key."""
    from linter.tui.screens.dialogs import Page

    parts: list[Content] = []
    group = ""
    for action in ACTIONS:
        if action.group != group:
            group = action.group
            parts.append(Content.styled(f"{'' if not parts else chr(10)}{group}", "bold"))
            if group == "Decide":
                parts.append(Content(f"  {'1-9':<18} Accept the fix of that number"))
        parts.append(Content(f"  {'  '.join(screen.keys[action.name]):<18} {action.help}"))
    signs = "○ open   ✓ accepted   ✗ rejected   ? asked   + new since the file was written"
    parts.append(Content(f"  {'ctrl+n':<18} In a field: a line end"))
    marks = "⌫ deleted here   ‸ something is missing here   ⏎ line end"
    parts.append(Content(f"\n{signs}\n{marks}"))
    screen.app.push_screen(Page("Keys", Content("\n").join(parts), screen.keys["help"]))


DEEDS: dict[str, Callable[[ReviewScreen], None]] = {
    "page_down": _page(1),
    "page_up": _page(-1),
    "filter": choose_filter,
    "list": toggle_list,
    "original": original,
    "diff": show_diff,
    "stale": stale,
    "theme": theme,
    "reload": reload,
    "help": show_help,
}
