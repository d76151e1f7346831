"""The application: one review screen, its themes, its commands, and the worker that reads files."""

from __future__ import annotations

import gc
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand

from linter.tui.keys import ACTIONS, bound
from linter.tui.loader import arrivals, prepare
from linter.tui.screens.review import ReviewScreen, keyed
from linter.tui.themes import DARK, LIGHT, choose
from linter.tui.widgets.progress import bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.screen import Screen

    from linter.model import Checked
    from linter.review.controller import Review


class ReviewApp(App[None], inherit_bindings=False):
    """``decalque review`` on a terminal."""

    TITLE = "decalque"
    CSS_PATH: ClassVar = ["styles/review.tcss", "styles/dialogs.tcss"]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        review: Review,
        entries: Sequence[str | Checked],
        keys: Mapping[str, tuple[str, ...]],
        theme: str,
    ) -> None:
        super().__init__()
        self.review = review
        self._entries = entries
        self._keys = keys
        self._leaving = Event()
        self.failure: Exception | None = None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme

    def get_default_screen(self) -> Screen[None]:
        return keyed(self._keys)(self.review, self._keys, len(self._entries))

    @property
    def main(self) -> ReviewScreen:
        """The screen under all dialogs."""
        screen = self.screen_stack[0]
        assert isinstance(screen, ReviewScreen)
        return screen

    def on_mount(self) -> None:
        if self._entries:
            self.main.reading = "reading …"
            self.run_worker(self._read, thread=True, exit_on_error=True)

    def _read(self) -> None:
        """In a thread: have files linted, and hand them over as they come; what stops that ends the review."""
        try:
            self._hand_over()
        except Exception as error:
            if not self._leaving.is_set():
                self.failure = error
                self.call_from_thread(self.exit, return_code=1)

    def _hand_over(self) -> None:
        total = len(self._entries)
        waiting: list[Checked] = []
        for number, checked in enumerate(arrivals(self._entries, self.review.lint), 1):
            if self._leaving.is_set():
                return
            waiting.append(checked)
            # The first at once; then by the dozen, since each arrival draws the list anew.
            if number == 1 or number == total or len(waiting) >= 12:
                self.call_from_thread(self._arrived, waiting, number)
                waiting = []

    def _arrived(self, checked: list[Checked], number: int) -> None:
        screen = self.main
        idle = screen.session.current is None
        self.review.add(checked)
        total = len(self._entries)
        screen.reading = f"reading {bar(number, total, 8)} {number}/{total}" if number < total else ""
        # What has arrived stays: without this, the collector would walk over all of it again and again, for longer
        # than a key may take.
        gc.freeze()
        if idle or number == total:
            screen.draw(moved=idle)
        else:
            screen.draw_arrival()
        if number == total:
            self._greet(screen)

    def _greet(self, screen: ReviewScreen) -> None:
        """Once all is read: say what an editor would not see."""
        from linter.review.session import stale

        errors = [checked for checked in screen.session.files if checked.error is not None]
        if errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            screen.tell(f"{errors[0].path}: {errors[0].error}{more}", "error")
        if self.review.lint.troubles:
            screen.tell(self.review.lint.troubles[-1], "warning")
        lost = stale(screen.session)
        if lost:
            key = self._keys["stale"][0]
            screen.tell(f"{len(lost)} earlier decisions fit nothing any more ({key}: list them)", "warning")
        broken = self.review.journal.past.broken
        if broken:
            screen.tell(f"{len(broken)} lines of the journal could not be read, the first is {broken[0][0]}", "error")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every deed by its name, for the command palette."""
        for action in ACTIONS:
            if action.name != "palette":
                yield SystemCommand(
                    action.name.replace("_", " ").capitalize(),
                    f"{' '.join(self._keys[action.name])}: {action.help}",
                    partial(self.main.action_do, action.name),
                )

    def on_unmount(self) -> None:
        self._leaving.set()


def run(
    review: Review,
    entries: Sequence[str | Checked],
    keys: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    theme: str = "auto",
    mouse: bool = True,
) -> int:
    """Review ``entries`` (paths, or what is linted already) on the terminal. Returns 0, or 1 after an internal error.

    Raises ``KeysError`` for keys that cannot be used, and whatever kept the files from being linted.
    """
    app = ReviewApp(review, entries, bound(keys), choose(theme))
    prepare(entries)
    app.run(mouse=mouse)
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
