"""Many files: read elsewhere, reviewed meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from linter.model import Checked
from linter.review.controller import Lint, Review
from linter.review.journal import Journal
from linter.tui import loader
from linter.tui.app import ReviewApp
from linter.tui.keys import bound
from tests.review_support import ARTICLE, LINT, lint, lint_file
from tests.tui_support import Stage, stage


def gated(path: str) -> Checked:
    """Lint a file; but for the first, only once the file ``go`` is there."""
    if not path.endswith("00.txt"):
        while not os.path.exists(os.path.join(os.path.dirname(path), "go")):
            os.sched_yield()
    return lint_file(path)


def fragile(path: str) -> Checked:
    """Lint a file; one of them breaks the linter, one the process."""
    if path.endswith("03.txt"):
        raise RuntimeError("a rule went wrong")
    if path.endswith("05.txt") and not os.path.exists(path + ".died"):
        with open(path + ".died", "w"):
            pass
        os._exit(1)
    return lint_file(path)


def folder_of(tmp_path: Path, number: int) -> list[str]:
    paths = [tmp_path / f"{place:02}.txt" for place in range(number)]
    for path in paths:
        path.write_text(ARTICLE)
    return [str(path) for path in paths]


@pytest.mark.asyncio
async def test_the_first_file_is_reviewed_while_others_are_read(tmp_path: Path) -> None:
    entries = folder_of(tmp_path, 30)
    with Journal(str(tmp_path / "d.jsonl"), str(tmp_path)) as journal:
        app = ReviewApp(Review(journal, Lint(gated, lint)), entries, bound(), "decalque-dark")
        loader.prepare(entries)
        async with app.run_test(size=(120, 40)) as pilot:
            on = Stage(app, pilot)
            await on.until(lambda: on.review.session.current is not None)
            assert len(on.review.session.files) == 1
            await on.press("a", "r", "n")
            assert on.states()[:2] == ["accepted", "rejected"]
            shown = on.shown()
            assert "reading" in shown
            assert "1/30" in shown
            cursor = on.cursor
            (tmp_path / "go").touch()
            await on.settle()
            assert on.cursor == cursor
            assert len(on.review.session.files) == 30
            assert [checked.path for checked in on.review.session.files] == [f"{place:02}.txt" for place in range(30)]
            assert "reading" not in on.shown()
            assert "2 of 360" in on.shown()
            await on.press("end")
            assert on.review.session.current.path == "29.txt"  # type: ignore[union-attr]


@pytest.mark.asyncio
async def test_leaving_does_not_wait_for_what_is_not_read(tmp_path: Path) -> None:
    entries = folder_of(tmp_path, 5)
    with Journal(str(tmp_path / "d.jsonl"), str(tmp_path)) as journal:
        app = ReviewApp(Review(journal, Lint(gated, lint)), entries, bound(), "decalque-dark")
        async with app.run_test() as pilot:
            on = Stage(app, pilot)
            await on.until(lambda: on.review.session.current is not None)
            await on.press("r", "q")
            assert on.left
            assert len(app.review.session.files) == 1
            (tmp_path / "go").touch()


def test_one_broken_file_or_process_does_not_stop_the_others(tmp_path: Path) -> None:
    entries = folder_of(tmp_path, 12)
    unread = Checked("x.txt", "text", "unreadable", None, None, ())
    found = list(loader.stream([*entries[:2], unread, *entries[2:]], fragile))
    assert [checked.path for checked in found] == [*entries[:2], "x.txt", *entries[2:]]
    errors = {os.path.basename(checked.path): checked.error for checked in found if checked.error}
    assert errors == {"x.txt": "unreadable", "03.txt": "internal error: RuntimeError: a rule went wrong"}
    assert all(len(checked.findings) == 12 for checked in found if not checked.error)


def test_a_few_files_need_no_other_process(tmp_path: Path) -> None:
    entries = folder_of(tmp_path, 3)
    ours: list[int] = []

    def here(path: str) -> Checked:  # could not be pickled
        ours.append(os.getpid())
        return lint_file(path)

    assert len(list(loader.stream(entries, here))) == 3
    assert set(ours) == {os.getpid()}


@pytest.mark.asyncio
async def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9\n")
    async with stage(tmp_path, {"a.txt": ARTICLE}) as on:
        assert "bad.txt: not valid UTF-8" in on.remark
        assert on.review.lint is LINT
        assert len(on.states()) == 12


def test_a_further_source_is_asked_for_the_first_file_by_itself(tmp_path: Path) -> None:
    entries = folder_of(tmp_path, 5)
    portions: list[list[str]] = []

    def join(files: Iterable[Checked]) -> Iterable[Checked]:
        portion = list(files)  # as LanguageTool gathers files before it sends them
        portions.append([os.path.basename(checked.path) for checked in portion])
        return [checked._replace(findings=checked.findings[:1]) for checked in portion]

    found = list(loader.arrivals(entries, Lint(lint_file, lint, join)))
    assert portions == [["00.txt"], ["01.txt", "02.txt", "03.txt", "04.txt"]]
    assert all(len(checked.findings) == 1 for checked in found)


@pytest.mark.asyncio
async def test_what_stops_the_linter_ends_the_review(tmp_path: Path) -> None:
    entries = folder_of(tmp_path, 2)

    def join(files: Iterable[Checked]) -> Iterable[Checked]:
        raise OSError("the server is gone")

    with Journal(str(tmp_path / "d.jsonl"), str(tmp_path)) as journal:
        app = ReviewApp(Review(journal, Lint(lint_file, lint, join)), entries, bound(), "decalque-dark")
        async with app.run_test() as pilot:
            await Stage(app, pilot).until(lambda: app.return_code is not None)
    assert (str(app.failure), app.return_code) == ("the server is gone", 1)
