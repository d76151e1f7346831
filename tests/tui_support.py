"""What the tests of the terminal UI share: a review on a screen of a given size, ready for keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from linter.review.controller import Review
from linter.review.journal import Journal
from linter.review.session import Filter
from linter.review.writing import Target
from linter.tui.app import ReviewApp
from linter.tui.keys import bound
from linter.tui.screens.review import ReviewScreen
from linter.tui.widgets.keyline import KeyLine
from tests.review_support import ARTICLE, LINT


class Stage:
    """A running review: its pilot, and short ways to what tests look at."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.review = app.review

    @property
    def screen(self) -> ReviewScreen:
        return self.app.main

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait for what goes on in the background."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something that takes its own time; fail if it does not come."""
        for _ in range(200):
            if done():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("it did not come about")

    def states(self) -> list[str]:
        return [self.review.session.state(item) for item in range(len(self.review.session.items))]

    @property
    def cursor(self) -> int:
        return self.review.session.cursor

    @property
    def left(self) -> bool:
        """Whether the review has been left."""
        return self.app.return_code is not None

    @property
    def text(self) -> str:
        """The matched text of the current finding."""
        current = self.review.session.current
        return current.finding.text if current is not None else ""

    @property
    def remark(self) -> str:
        """What stands at the foot of the screen."""
        return self.screen.query_one(KeyLine).remark

    def shown(self) -> str:
        """The whole screen as text, row by row."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        assert len(strips) == height
        assert {strip.cell_length for strip in strips} == {width}
        return "\n".join(strip.text for strip in strips)


@asynccontextmanager
async def stage(
    folder: Path,
    texts: dict[str, str] | None = None,
    size: tuple[int, int] = (120, 40),
    target: Target | None = None,
    shown: Filter | None = None,
    keys: Iterable[tuple[str, str]] = (),
    theme: str = "decalque-dark",
    journal: Path | None = None,
) -> AsyncIterator[Stage]:
    """A review of ``texts``, which are written to ``folder`` first; of one article if there are none."""
    for name, text in ({"a.txt": ARTICLE} if texts is None else texts).items():
        (folder / name).write_bytes(text.encode())
    kept = journal or folder / ".decalque" / "decisions.jsonl"
    with Journal(str(kept), str(folder)) as opened:
        review = Review(opened, LINT, target, shown)
        entries = [str(path) for path in sorted(folder.glob("*.txt"))]
        app = ReviewApp(review, entries, bound(keys), theme)
        async with app.run_test(size=size) as pilot:
            made = Stage(app, pilot)
            await made.settle()
            yield made
