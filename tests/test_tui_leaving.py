"""Writing and leaving."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.review.controller import Review
from linter.review.journal import Journal
from linter.review.ledger import ACCEPTED, OPEN
from linter.review.writing import Target
from linter.tui.app import ReviewApp
from linter.tui.keys import bound
from linter.tui.screens.dialogs import Page, Question
from tests.review_support import ARTICLE, LINT, lint
from tests.tui_support import Stage, stage

pytestmark = pytest.mark.asyncio
MENDED = ARTICLE.replace("Poutine", "Putin", 1)


async def test_nothing_is_written_before_the_editor_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("a", "w")
        assert isinstance(on.app.screen, Question)
        assert "Write 1 accepted fix in 1 file" in on.shown()
        assert (tmp_path / "a.txt").read_text() == ARTICLE
        await on.press("n")
        assert (tmp_path / "a.txt").read_text() == ARTICLE
        await on.press("w", "enter")
        await on.settle()
        assert (tmp_path / "a.txt").read_text() == MENDED
        assert isinstance(on.app.screen, Page)
        assert "a.txt: 1 mended" in on.shown()
        await on.press("escape", "w")
        assert "nothing is accepted that is not written" in on.remark


async def test_what_is_new_is_shown_and_can_be_reviewed(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("end", "p", "p", "e", *" accuse", "enter", "w", "y")
        await on.settle()
        assert "new: “accuse”" in on.shown()
        await on.press("escape")
        fresh = [item for item in on.review.session.items if item.key in on.review.session.fresh]
        assert [item.finding.text for item in fresh] == ["accuse"]
        assert "+○" in on.shown()


async def test_undo_after_writing_asks_and_puts_the_file_back(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("a", "w", "y")
        await on.settle()
        await on.press("escape", "u")
        assert isinstance(on.app.screen, Question)
        await on.press("n")
        assert (tmp_path / "a.txt").read_text() == MENDED
        await on.press("u", "y")
        assert (tmp_path / "a.txt").read_text() == ARTICLE
        assert on.states()[0] == ACCEPTED
        await on.press("U")
        assert (tmp_path / "a.txt").read_text() == MENDED


async def test_a_file_that_changed_is_left_alone_and_the_decisions_stay(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE}) as on:
        await on.press("A", "f", "enter")
        (tmp_path / "a.txt").write_text("Changed.\n" + ARTICLE)
        await on.press("w", "y")
        await on.settle()
        assert "has changed on disk" in on.shown()
        assert (tmp_path / "a.txt").read_text() == "Changed.\n" + ARTICLE
        assert "Poutine" not in (tmp_path / "b.txt").read_text()
        await on.press("escape", "f5", "w", "y")
        await on.settle()
        assert (tmp_path / "a.txt").read_text() == "Changed.\n" + ARTICLE.replace("Poutine", "Putin")


async def test_leaving_with_nothing_to_write_just_leaves(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("r", "q")
        assert on.left


@pytest.mark.parametrize(
    ("key", "left", "text"),
    [("w", True, MENDED), ("q", True, ARTICLE), ("s", False, ARTICLE), ("escape", False, ARTICLE)],
)
@pytest.mark.parametrize("leave", ["q", "ctrl+c"])
async def test_leaving_with_something_to_write_asks(
    tmp_path: Path, leave: str, key: str, left: bool, text: str
) -> None:
    async with stage(tmp_path) as on:
        await on.press("a", leave)
        assert "Not written: 1 accepted fix in 1 file" in on.shown()
        await on.press(key)
        await on.settle()
        assert on.left == left
    assert (tmp_path / "a.txt").read_text() == text
    async with stage(tmp_path, {}) as on:
        assert on.states()[0] == (OPEN if text == MENDED else ACCEPTED)


async def test_leaving_stays_when_a_file_cannot_be_written(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("a")
        (tmp_path / "a.txt").write_text("Changed.\n")
        await on.press("q", "w")
        await on.settle()
        assert not on.left
        assert "has changed on disk" in on.shown()


async def test_elsewhere(tmp_path: Path) -> None:
    async with stage(tmp_path, target=Target(output=str(tmp_path / "out"))) as on:
        await on.press("a", "w")
        assert "out/a.txt" in on.shown()
        await on.press("y")
        await on.settle()
        await on.press("escape", "q")
        assert on.left
    assert (tmp_path / "a.txt").read_text() == ARTICLE
    assert (tmp_path / "out" / "a.txt").read_text() == MENDED


async def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    with Journal(str(tmp_path / "d.jsonl"), str(tmp_path)) as journal:
        review = Review(journal, LINT, piped="-")
        app = ReviewApp(review, [lint("-", ARTICLE.encode())], bound(), "decalque-dark")
        async with app.run_test() as pilot:
            on = Stage(app, pilot)
            await on.settle()
            await on.press("a", "w")
            assert "standard output" in on.shown()
            await on.press("y")
            await on.settle()
            await on.press("escape", "f5")
            assert "cannot be read twice" in on.remark
            await on.press("q")
        assert review.output == MENDED.encode()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".txt"] == []
