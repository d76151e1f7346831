"""Keys that decide: what they do to the session, and to the bytes that are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.review.journal import read
from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED
from linter.tui.actions import DEEDS
from linter.tui.keys import ACTIONS
from linter.tui.screens.bulk import Bulk
from linter.tui.screens.dialogs import Question
from linter.tui.widgets.card import Card
from linter.tui.widgets.picker import Picker
from linter.tui.widgets.prompt import Prompt
from tests.review_support import ARTICLE
from tests.tui_support import stage

pytestmark = pytest.mark.asyncio


async def test_every_action_has_its_deed() -> None:
    assert sorted(DEEDS) == sorted(action.name for action in ACTIONS)


async def test_accept_goes_on_to_the_next_open_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("a")
        assert on.states()[:2] == [ACCEPTED, OPEN]
        assert on.cursor == 1
        assert len(read(str(tmp_path / ".decalque" / "decisions.jsonl")).ledger.decisions) == 1


async def test_a_number_takes_another_fix(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("n", "2")
        await on.press("n", "9")
        assert "no fix 9" in on.remark
        await on.press("w", "y")
        await on.settle()
        assert "to speak in phone call on Friday" in (tmp_path / "a.txt").read_text()


async def test_tab_shows_other_fixes_and_accept_takes_the_one_shown(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("n")
        assert "+ Biden and Poutine to speak in call on Friday" in on.shown()
        await on.press("tab")
        assert "+ Biden and Poutine to speak in phone call on Friday" in on.shown()
        await on.press("tab", "shift+tab", "a")
        assert on.review.session.ledger.past[-1].deed.changes[0].decision.title == "phone call"  # type: ignore[union-attr]


async def test_edit_starts_from_the_fix_and_shows_what_is_typed(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("e")
        assert on.screen.query_one(Prompt).display
        await on.press("s", "?", "a")
        assert "+ Biden and Putins?a to speak" in on.shown()
        assert on.states()[0] == OPEN
        await on.press("backspace", "backspace", "enter")
        assert on.states()[0] == ACCEPTED
        assert on.cursor == 1
        await on.press("e", "escape")
        assert on.states()[1] == OPEN
        assert not on.screen.query_one(Prompt).display
        await on.press("p", "e")
        assert on.screen.query_one(Prompt).query_one("#prompt-input").value == "Putins"  # type: ignore[attr-defined]
        await on.press("escape", "w", "y")
        await on.settle()
        assert (tmp_path / "a.txt").read_text() == ARTICLE.replace("Poutine", "Putins", 1)


async def test_edit_keeps_line_ends(tmp_path: Path) -> None:
    text = ARTICLE.replace("\n", "\r\n")
    async with stage(tmp_path, {"a.txt": text}) as on:
        await on.press("e", "ctrl+n", *"II", "enter", "p", "e")
        assert on.screen.query_one(Prompt).query_one("#prompt-input").value == "Putin⏎II"  # type: ignore[attr-defined]
        await on.press("enter", "w", "y")
        await on.settle()
        assert (tmp_path / "a.txt").read_bytes().decode() == text.replace("Poutine", "Putin\r\nII", 1)


async def test_reject_ask_and_reopen(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("r")
        await on.press("?", *"Which call", "enter")
        assert on.states()[:3] == [REJECTED, ASKED, OPEN]
        await on.press("p")
        assert "asked: Which call" in on.shown()
        await on.press("x")
        assert on.states()[:2] == [REJECTED, OPEN]
        assert on.cursor == 1
        await on.press("x")
        assert "nothing is decided" in on.remark


async def test_skip_leaves_it_open(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("s")
        assert on.cursor == 1
        assert set(on.states()) == {OPEN}
        assert on.review.session.ledger.past == ()


async def test_undo_and_redo_without_end(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("a", "r", "a")
        decided = on.states()
        await on.press("u", "u", "u")
        assert set(on.states()) == {OPEN}
        assert on.cursor == 0
        await on.press("u")
        assert "nothing to undo" in on.remark
        await on.press("U", "U", "U")
        assert on.states() == decided
        await on.press("U")
        assert "nothing to redo" in on.remark


@pytest.mark.parametrize(
    ("answer", "states"), [("y", [OPEN, ACCEPTED]), ("n", [ACCEPTED, OPEN]), ("escape", [ACCEPTED, OPEN])]
)
async def test_a_clash_asks_which_one_to_keep(tmp_path: Path, answer: str, states: list[str]) -> None:
    async with stage(tmp_path) as on:
        await on.press("n", "n", "a", "a")
        assert isinstance(on.app.screen, Question)
        assert "the next diplomatic contacts" in on.shown()
        await on.press(answer)
        assert on.states()[2:4] == states
        assert on.app.screen is on.screen


async def test_a_clash_may_be_settled_by_hand(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("n", "n", "a", "a", "e")
        assert on.cursor == 2
        field = on.screen.query_one(Prompt).query_one("#prompt-input")
        assert field.value == "upcoming contacts"  # type: ignore[attr-defined]
        await on.press("enter")
        assert on.states()[2:4] == [ACCEPTED, OPEN]


async def test_an_edit_that_clashes_asks_too(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("n", "n", "a", "e", *"s", "enter")
        assert isinstance(on.app.screen, Question)
        await on.press("down", "enter")
        assert on.states()[2:4] == [OPEN, ACCEPTED]
        await on.press("w", "y")
        await on.settle()
        assert "the next contactss, a spokesman" in (tmp_path / "a.txt").read_text()


async def test_accept_all_of_this_rule_here(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE}) as on:
        await on.press("n", "A")
        assert isinstance(on.app.screen, Bulk)
        assert "Accept 3 open, french/false-friends/appeal, in this file" in on.shown()
        await on.press("enter")
        assert on.states().count(ACCEPTED) == 3
        await on.press("u")
        assert on.states().count(ACCEPTED) == 0


async def test_accept_all_everywhere_with_one_left_out(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE}) as on:
        await on.press("A", "3", "f")
        assert "Accept 18 open, everything, in all files; 6 cannot be" in on.shown()
        await on.press("space")
        assert "Accept 17 open" in on.shown()
        await on.press("enter")
        assert on.states().count(ACCEPTED) == 17
        assert on.states()[0] == OPEN
        await on.press("w", "y")
        await on.settle()
        for name, poutine in (("a.txt", "Poutine"), ("b.txt", "Putin")):
            text = (tmp_path / name).read_text()
            assert text.startswith(f"Biden and {poutine} to speak in call on Friday\n")
            assert text.endswith("Before the call, Putin met his ministers. The call is the second in a month.\n\n")


async def test_reject_all_of_this_text(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE}) as on:
        await on.press("R", "2", "f", "enter")
        rejected = [i for i, state in enumerate(on.states()) if state == REJECTED]
        assert len(rejected) == 4
        assert {on.review.session.items[i].finding.text for i in rejected} == {"Poutine"}


async def test_all_can_be_left(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("A", "escape")
        await on.press("R", "q")
        assert set(on.states()) == {OPEN}
        await on.press("A", "space", "down", "space")
        assert on.app.screen.query_one(Picker).ticked() == []
        await on.press("enter")
        assert set(on.states()) == {OPEN}


async def test_when_all_is_decided_it_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press(*"r" * 12)
        assert set(on.states()) == {REJECTED}
        assert "All is decided" in on.remark


async def test_a_decision_that_cannot_be_kept_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(tmp_path) as on:

        def full(file: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        await on.press("a")
        assert "No space left" in on.remark
        assert set(on.states()) == {OPEN}
        assert on.cursor == 0


async def test_a_click_on_a_fix_accepts_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("n")
        rows = on.shown().split("\n")
        y = next(i for i, row in enumerate(rows) if " 2 phone call " in row)
        x = rows[y].index("phone")
        card = on.screen.query_one(Card)
        await on.pilot.click(offset=(x, y))
        assert card.region.contains(x, y)
        assert on.states()[1] == ACCEPTED
        assert on.review.session.ledger.past[-1].deed.changes[0].decision.title == "phone call"  # type: ignore[union-attr]


async def test_the_whole_sentence_can_be_written_anew(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("end", *["p"] * 5, "E")
        field = on.screen.query_one(Prompt).query_one("#prompt-input")
        assert field.value == "“We accuse nobody,” he told him."  # type: ignore[attr-defined]
        assert field.cursor_position == 23  # type: ignore[attr-defined]
        await on.press(*["delete"] * 8, *"added")
        assert "+ “We accuse nobody,” he added." in on.shown()
        await on.press("enter", "w", "y")
        await on.settle()
        assert (tmp_path / "a.txt").read_text() == ARTICLE.replace("told him", "added")
