"""What the screen shows: filters, diff, help, colours, sizes, and text that is hard to place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linter.review.ledger import ACCEPTED, OPEN
from linter.review.session import Filter
from linter.tui.cells import clip, clusters, flat, fold
from linter.tui.keys import ACTIONS
from linter.tui.screens.dialogs import Page
from linter.tui.screens.filters import Filters
from linter.tui.widgets.article import Article
from tests.review_support import ARTICLE
from tests.tui_support import Stage, stage


def texts(on: Stage) -> list[str]:
    return [on.review.session.items[i].finding.text for i in on.review.session.shown]


@pytest.mark.asyncio
async def test_the_filter_offers_what_there_is(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(120, 60)) as on:
        await on.press("r", "F")
        assert isinstance(on.app.screen, Filters)
        rows = [" ".join(row.strip("│ ").split()) for row in on.shown().split("\n")]
        for row in ("open 11", "rejected 1", "error 3", "calque 2", "French 8", "0.9 and above 3"):
            assert any(f"[ ] {row}" in shown for shown in rows), row
        await on.press("space", "enter")
        assert on.review.session.filter == Filter(states=frozenset({OPEN}))
        assert len(texts(on)) == 11
        assert "filtered" in on.shown()
        await on.press("a")
        assert len(texts(on)) == 10
        assert on.text == "the next diplomatic contacts"
        await on.press("u")
        assert on.text == "appeal"
        await on.press("F", "x")
        assert on.review.session.filter == Filter()
        await on.press("F", "escape")
        assert len(texts(on)) == 12


@pytest.mark.asyncio
async def test_one_confidence_at_most(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(120, 60)) as on:
        await on.press("F")
        rows = on.app.screen.query_one("Picker").rows  # type: ignore[attr-defined]
        first = next(n for n, row in enumerate(rows) if "and above" in row.text)
        headings = sum(row.heading for row in rows[:first])
        await on.press(*["down"] * (first - headings), "space", "down", "down", "space", "enter")
        assert on.review.session.filter.confidence == 0.8
        assert set(texts(on)) == {"Poutine", "Leave a Reply\n"}


@pytest.mark.asyncio
async def test_a_filter_that_shows_nothing_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, shown=Filter(rules=frozenset({"none"}))) as on:
        assert "The filter shows nothing. F: change it." in on.shown()
        await on.press("a", "e", "r", "?", "x", "A", "d", "n", "o", "t", "tab", "f5", "s")
        assert set(on.states()) == {OPEN}


@pytest.mark.asyncio
async def test_nothing_to_review_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, {}) as on:
        assert "There is no file to review." in on.shown()
        await on.press("a", "n", "q")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    async with stage(tmp_path, {"clean.txt": "Nothing.\n"}) as on:
        assert "Nothing was found." in on.shown()
        assert "bad.txt: not valid UTF-8" in on.shown()


@pytest.mark.asyncio
async def test_the_article_as_it_will_read_and_as_it_is(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(80, 24)) as on:
        await on.press("a")
        assert "1 Biden and Putin to speak" in on.shown()
        await on.press("v")
        assert "1 Biden and Poutine to speak" in on.shown()
        assert "original" in on.shown()
        await on.press("v", "end", "a")
        assert "⌫" in on.shown()


@pytest.mark.asyncio
async def test_the_diff_of_the_file(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("d")
        assert "Nothing is accepted in this file yet." in on.shown()
        await on.press("d", "a", "d")
        assert isinstance(on.app.screen, Page)
        rows = [row.strip() for row in on.shown().split("\n")]
        assert "--- a.txt" in rows
        assert "-Biden and Poutine to speak in appeal on Friday" in rows
        assert "+Biden and Putin to speak in appeal on Friday" in rows
        await on.press("down", "end", "home", "pagedown", "up", "escape")
        assert on.app.screen is on.screen


@pytest.mark.asyncio
async def test_help_lists_every_key(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(120, 70)) as on:
        await on.press("h")
        shown = on.shown()
        for action in ACTIONS:
            assert f"  {'  '.join(action.keys):<18} {action.help}" in shown
        await on.press("f1")
        assert on.app.screen is on.screen


@pytest.mark.asyncio
async def test_the_palette_finds_commands(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("ctrl+p")
        await on.press(*"reject")
        await on.until(lambda: "r: Reject: the text stays" in on.shown())
        await on.press("enter")
        await on.until(lambda: on.states()[0] == "rejected")


@pytest.mark.asyncio
async def test_light_and_dark(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        dark = on.screen.background_colors[1]
        await on.press("b")
        assert on.app.theme == "decalque-light"
        assert on.screen.background_colors[1].brightness > 0.9 > 0.2 > dark.brightness
        await on.press("b")
        assert on.app.theme == "decalque-dark"


@pytest.mark.asyncio
async def test_stale_decisions_are_listed(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("end", "r", "home", "a")
    (tmp_path / "a.txt").write_text("New. " + ARTICLE.replace("Leave a Reply\n", ""))
    async with stage(tmp_path, {}) as on:
        assert "1 earlier decisions fit nothing any more" in on.remark
        assert on.states()[0] == ACCEPTED
        await on.press("L")
        assert "a.txt:7  rejected  “Leave a Reply⏎”" in on.shown()
        await on.press("L")
        assert on.app.screen is on.screen


@pytest.mark.asyncio
async def test_reading_the_file_again_carries_decisions_over(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("a", "r")
        (tmp_path / "a.txt").write_text("Meanwhile, a line.\n" + ARTICLE)
        await on.press("f5")
        assert "Meanwhile, a line." in on.shown()
        assert on.states()[:2] == [ACCEPTED, "rejected"]
        (tmp_path / "a.txt").unlink()
        await on.press("f5")
        assert "No such file" in on.remark


HARD = (
    "日本語の見出し と Poutine と accuse\n\n"
    "Cafe\u0301 nai\u0308ve Poutine 👩‍👩‍👧‍👦 family 🇫🇷🇩🇪 flags ❤️ 👍🏽 then appeal .\n\n"
    "“שלום עולם” said Poutine, “مرحبا بالعالم” \u202eevil\u202c appeal .\n\n"
    "tab\there\x1b[31mred\x07 zero\u200bwidth soft\u00adhyphen Poutine\n"
)


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 12)])
async def test_hard_text_keeps_its_places(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(tmp_path, {"a.txt": HARD, "日本語👩‍👩‍👧.txt": HARD * 3}, size=size) as on:
        for _ in range(len(on.states())):
            shown = on.shown()  # asserts that every row has the width of the screen
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert "\u200d" not in shown
            await on.press("n")
        await on.press("home")
        article = on.screen.query_one(Article)
        row = next(line.text for line in map(article.render_line, range(3)) if "日本語" in line.text)
        assert cell_len(row[: row.index("Poutine")]) == 5 + 7 * 2 + 1 + 2 + 1


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("ab \u200d👩🇫🇷\u0301\ufe0fש日\t\r\n"))))
def test_clusters_cover_a_text_and_tell_their_cells(text: str) -> None:
    found = clusters(text)
    assert "".join(text[one.start : one.start + one.length] for one in found) == text
    assert all(one.cells == cell_len(one.shown) for one in found)
    shown = "".join(one.shown for one in found)
    assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in shown)
    assert cell_len(shown) == sum(one.cells for one in found)


@given(st.text(alphabet=st.sampled_from("abc é日👩\u0301\t "), max_size=80), st.integers(4, 30))
def test_folded_rows_fit(text: str, width: int) -> None:
    starts = fold(text, width)
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    cells = {one.start: one for one in clusters(text)}
    for low, high in zip(starts, [*starts[1:], len(text)], strict=True):
        row = [cells[place] for place in range(low, high) if place in cells]
        assert sum(one.cells for one in row) <= width or all(one.shown == " " for one in row[-1:])
        assert not row or low in cells


@given(st.text(max_size=60), st.integers(1, 30))
def test_clipped_text_fits(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width
    assert "\n" not in flat(text)
