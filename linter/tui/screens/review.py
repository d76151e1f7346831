"""The screen on which an article is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from linter.review import session as sessions
from linter.review.intents import line_at
from linter.review.ledger import OPEN
from linter.review.views import reading, sheet
from linter.tui.actions import DEEDS
from linter.tui.actions.deciding import answer as answer_deciding
from linter.tui.actions.deciding import being_written, take_fix
from linter.tui.actions.moving import answer as answer_moving
from linter.tui.keys import ACTIONS
from linter.tui.widgets.article import Article
from linter.tui.widgets.card import Card
from linter.tui.widgets.findings import FindingList
from linter.tui.widgets.keyline import KeyLine
from linter.tui.widgets.progress import Progress
from linter.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from linter.model import Edit
    from linter.review.controller import Review
    from linter.review.session import Session

#: The list stands beside the article from this width on; below, it takes the article's place.
WIDE = 110


class ReviewScreen(Screen[None]):
    """Draws the session of ``review``, and hands keys and clicks to the deeds in ``linter.tui.actions``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "do('quit')", show=False),
        *(Binding(str(number), f"fix({number - 1})", show=False) for number in range(1, 10)),
    ]
    AUTO_FOCUS = ""

    def __init__(self, review: Review, keys: Mapping[str, tuple[str, ...]], expected: int) -> None:
        """``expected`` is how many files there are, read or not."""
        super().__init__()
        self.expected = expected
        self.review = review
        self.keys = keys
        self.chosen: int | None = None
        self.written: tuple[Edit, ...] | None = None
        self.original = False
        self.words = ""
        self.wants_list: bool | None = None
        self.reading = ""
        self._filter = review.session.filter
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield Progress(id="progress")
        with Horizontal(id="body"):
            yield FindingList(id="findings")
            with Vertical(id="main"):
                yield Article(id="article")
                yield Card(id="card")
        yield Prompt(id="prompt")
        yield KeyLine(self.keys)

    def on_mount(self) -> None:
        self.draw(moved=True)

    def on_resize(self, event: events.Resize) -> None:
        self.fold()

    def fold(self) -> None:
        """Place the list as the width allows and the editor wishes."""
        wide = self.size.width >= WIDE
        listed = self.wants_list if self.wants_list is not None else wide
        self.query_one(FindingList).display = listed
        self.query_one("#main").display = wide or not listed
        self.set_class(not wide, "narrow")
        self.set_class(self.size.height < 36, "low")
        self.call_after_refresh(self.draw, True)

    # The state

    @property
    def session(self) -> Session:
        return self.review.session

    @session.setter
    def session(self, session: Session) -> None:
        """Move, filter: what needs no journal."""
        self.review.session = session

    def line_of(self, item: int) -> int:
        """The line on which an item starts in its file."""
        known = self.session.items[item]
        return line_at(self.session.text(known.file), known.finding.start)

    @property
    def fix(self) -> int:
        """The index of the fix that the card shows."""
        if self.chosen is not None:
            return self.chosen
        return max(0, sheet(self.session, self.session.cursor).chosen)

    def draw(self, moved: bool = False) -> None:
        """Draw the session. ``moved``: the cursor is elsewhere, so bring it into sight and forget the chosen fix."""
        if not self.is_mounted:  # a file may be there before the screen is
            return
        if moved:
            self.chosen = None
        session = self.session
        current = session.current
        self._draw_article(moved)
        self.query_one(FindingList).show(session, self.line_of)
        if current is None:
            self.query_one(Card).show(None, self._nothing())
        else:
            self.query_one(Card).show(sheet(session, session.cursor, self.chosen, self.written))
        self._draw_progress()

    def draw_arrival(self) -> None:
        """Draw what changes when more files arrive and the editor is at work already."""
        self.query_one(FindingList).show(self.session, self.line_of)
        self._draw_progress()

    def _draw_article(self, moved: bool) -> None:
        session, current = self.session, self.session.current
        file = current.file if current is not None else 0
        if not session.files:
            return
        key = (file, session.files[file], session.ledger.decisions, session.shown, self.original)
        if len(key) != len(self._drawn) or any(new is not old for new, old in zip(key, self._drawn, strict=True)):
            self._drawn = key
            self._reading = reading(session, file, self.original)
            self._looks = {mark.item: self._look(mark.item) for mark in self._reading[1]}
        self.query_one(Article).show(*self._reading, self._looks, session.cursor, self.words, moved)

    def _look(self, item: int) -> str:
        state = self.session.state(item)
        return self.session.items[item].finding.level if state == OPEN else state

    def _draw_progress(self) -> None:
        current = self.session.current
        notes = [self.reading] if self.reading else []
        if self.original:
            notes.append("original")
        if self.session.filter != self._filter:
            notes.append("filtered")
        if self.expected > 1 and current is not None:
            notes.append(f"file {current.file + 1}/{self.expected}")
        path = current.path if current is not None else ""
        self.query_one(Progress).show(path, sessions.count(self.session), tuple(notes))

    def _nothing(self) -> str:
        if self.reading:
            return "Reading …"
        if self.session.items:
            return f"The filter shows nothing. {self.keys['filter'][0]}: change it."
        errors = [f"{checked.path}: {checked.error}" for checked in self.session.files if checked.error is not None]
        return "\n".join(["Nothing was found." if self.session.files else "There is no file to review.", *errors])

    # What the deeds need

    def tell(self, message: str, severity: str = "information") -> None:
        """Say something at the foot of the screen, where it covers no text; ``severity`` as for a notification."""
        self.query_one(KeyLine).say(message, severity)

    def ask(self, purpose: str, label: str, value: str = "", hint: str = "", at: int | None = None) -> None:
        """Open the line of input; the answer comes back to ``on_prompt_answered``. ``at``: where its cursor is put."""
        current = self.session.current
        line_end = "\r\n" if current is not None and "\r\n" in self.session.text(current.file) else "\n"
        self.query_one(Prompt).open(purpose, label, value, hint, line_end, at)

    # Keys and clicks

    def action_do(self, name: str) -> None:
        """Do one of the deeds by its name."""
        self.tell("")
        DEEDS[name](self)

    def action_fix(self, fix: int) -> None:
        """Accept a fix by its number."""
        self.tell("")
        take_fix(self, fix)

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        self.action_do(event.action)

    def on_card_chosen(self, event: Card.Chosen) -> None:
        take_fix(self, event.fix)

    def on_article_chosen(self, event: Article.Chosen) -> None:
        self.session = sessions.go(self.session, event.item)
        self.draw(moved=True)

    def on_finding_list_chosen(self, event: FindingList.Chosen) -> None:
        self.session = sessions.go(self.session, event.item)
        if self.size.width < WIDE:
            self.wants_list = None
            self.fold()
        self.draw(moved=True)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        if event.purpose in ("edit", "rewrite"):
            self.written = being_written(self, event.purpose, event.value).edits
            self.draw()
        elif event.purpose == "search":
            self.words = event.value
            self._draw_article(moved=False)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        self.set_focus(None)
        self.written = None
        if event.purpose == "search":
            answer_moving(self, event.value)
        else:
            answer_deciding(self, event.purpose, event.value)

    def on_prompt_dismissed(self) -> None:
        self.set_focus(None)
        self.written = None
        self.draw()


def keyed(keys: Mapping[str, tuple[str, ...]]) -> type[ReviewScreen]:
    """The screen with these keys: a class, since that is where Textual looks for them."""
    bindings = [
        Binding(",".join(keys[action.name]), f"do('{action.name}')", action.help, show=False) for action in ACTIONS
    ]
    return type("ReviewScreen", (ReviewScreen,), {"BINDINGS": bindings})
