"""Keys and clicks that move, and what the list and the article then show."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.tui.screens.filters import Files
from linter.tui.widgets.article import Article
from linter.tui.widgets.findings import FindingList
from tests.review_support import ARTICLE
from tests.tui_support import Stage, stage

pytestmark = pytest.mark.asyncio
LAST = 11


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("n", 1),
        ("j", 1),
        ("down", 1),
        ("n n p", 1),
        ("n n k", 1),
        ("n n up", 1),
        ("end", LAST),
        ("end n", LAST),
        ("end home", 0),
        ("p", 0),
        ("t", 8),
        ("t t", 0),
        ("T", 8),
        ("r n o", 3),
        ("r O", LAST),
    ],
)
async def test_moving(tmp_path: Path, keys: str, cursor: int) -> None:
    async with stage(tmp_path) as on:
        await on.press(*keys.split())
        assert on.cursor == cursor
        marked = [mark for mark in on.screen.query_one(Article)._marks if mark.item == cursor]
        assert len(marked) == 1


async def test_search_goes_around_and_says_when_there_is_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE}) as on:
        await on.press("/", *"ministers", "enter")
        assert on.text == "appeal"
        first = on.cursor
        await on.press("g")
        assert (on.text, on.review.session.current.path) == ("Poutine", "a.txt")  # type: ignore[union-attr]
        await on.press("g")
        assert on.review.session.current.path == "b.txt"  # type: ignore[union-attr]
        await on.press("G", "G")
        assert on.cursor == first
        await on.press("/", *"xyz", "enter")
        assert on.cursor == first
        assert "no other finding has" in on.remark
        await on.press("/", "escape")
        assert on.cursor == first


async def test_jump_to_a_file(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE, "b.txt": "Nothing.\n", "longer.txt": ARTICLE}) as on:
        await on.press("r", "f")
        assert isinstance(on.app.screen, Files)
        assert "1 of 12" in on.shown()
        assert "nothing found" in on.shown()
        await on.press(*"long", "enter")
        assert on.review.session.current.path == "longer.txt"  # type: ignore[union-attr]
        await on.press("f", "down", "enter")
        assert "nothing is shown in b.txt" in on.remark
        await on.press("f", "escape")
        assert on.review.session.current.path == "longer.txt"  # type: ignore[union-attr]
        await on.press("f", "enter")
        assert on.cursor == 1


async def place(on: Stage, words: str, left: int = 0) -> tuple[int, int]:
    rows = on.shown().split("\n")
    y = next(i for i, row in enumerate(rows) if words in row[left:])
    return rows[y].index(words, left), y


async def test_a_click_on_a_mark_goes_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        left = on.screen.query_one(Article).region.x
        await on.pilot.click(offset=await place(on, "accuse", left))
        assert on.text == "accuse"
        await on.pilot.click(offset=await place(on, "The two", left))
        assert on.text == "accuse"


async def test_a_click_in_the_list_goes_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.pilot.click(offset=await place(on, "told him"))
        assert on.text == "told him"


async def test_a_click_at_the_foot_does_what_the_key_does(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.pilot.click(offset=await place(on, "Reject"))
        assert on.states()[0] == "rejected"


async def test_the_list_comes_in_the_place_of_the_article_when_it_is_narrow(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(80, 24)) as on:
        assert not on.screen.query_one(FindingList).display
        await on.press("l")
        assert on.screen.query_one(FindingList).display
        assert "leave-a-reply" in on.shown()
        await on.pilot.click(offset=await place(on, "told him"))
        await on.pilot.pause()
        assert on.text == "told him"
        assert not on.screen.query_one(FindingList).display
        await on.pilot.resize_terminal(160, 48)
        await on.pilot.pause()
        assert on.screen.query_one(FindingList).display
        await on.press("l")
        assert not on.screen.query_one(FindingList).display
        assert on.screen.query_one(Article).size.width > 150


async def test_the_wheel_scrolls_a_long_article(tmp_path: Path) -> None:
    async with stage(tmp_path, {"a.txt": ARTICLE * 20}, size=(80, 24)) as on:
        article = on.screen.query_one(Article)
        await on.press("pagedown")
        assert article.scroll_offset.y == article.size.height - 2
        await on.press("pageup")
        assert article.scroll_offset.y == 0
        await on.press("space")
        assert article.scroll_offset.y > 0
        await on.press("end")
        assert "Leave a Reply" in on.shown()
        await on.press("home")
        assert article.scroll_offset.y == 0
