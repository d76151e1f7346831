"""Pictures of the main states, compared with those in tests/snapshots.

A picture that differs is kept in the folder of the test, to be looked at. ``UPDATE_SNAPSHOTS=1`` keeps what is drawn.
Under another version of Textual than the one that drew the kept pictures only their text is compared, since colours and
frames are then Textual's affair.
"""

from __future__ import annotations

import html
import os
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.review_support import ARTICLE
from tests.test_tui_viewing import HARD
from tests.tui_support import stage

SNAPSHOTS = Path(__file__).parent / "snapshots"
DRAWN_BY = SNAPSHOTS / "drawn-by.txt"
TWO = {"a.txt": ARTICLE, "b.txt": ARTICLE}
STATES: dict[str, tuple[tuple[int, int], dict[str, str], str, str]] = {
    "wide-dark": ((120, 36), TWO, "decalque-dark", "a r ? w h o enter n tab"),
    "wide-light": ((160, 48), TWO, "decalque-light", "a r ? w h o enter n tab"),
    "narrow": ((80, 24), TWO, "decalque-dark", "a r n n"),
    "narrow-list": ((80, 24), TWO, "decalque-light", "a r n n l"),
    "edit": ((80, 24), TWO, "decalque-dark", "n e s"),
    "all": ((100, 30), TWO, "decalque-dark", "A 3 f down space"),
    "filter": ((100, 30), TWO, "decalque-light", "r F space"),
    "clash": ((80, 24), TWO, "decalque-dark", "n n a a"),
    "diff": ((100, 30), TWO, "decalque-dark", "a s a end a d"),
    "hard-text": ((90, 30), {"日本👩‍👩‍👧.txt": HARD}, "decalque-dark", "a n"),
}


def text_of(picture: str) -> str:
    return "\n".join(html.unescape(row) for row in re.findall(r"<text[^>]*>([^<]*)</text>", picture))


@pytest.mark.asyncio
@pytest.mark.parametrize("name", STATES)
async def test_it_looks_as_it_did(tmp_path: Path, name: str) -> None:
    size, texts, theme, keys = STATES[name]
    async with stage(tmp_path, texts, size=size, theme=theme) as on:
        await on.press(*keys.split())
        await on.pilot.pause()
        drawn = on.app.export_screenshot()
    kept = SNAPSHOTS / f"{name}.svg"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOTS.mkdir(exist_ok=True)
        kept.write_text(drawn)
        DRAWN_BY.write_text(version("textual") + "\n")
        return
    same_drawer = DRAWN_BY.read_text().strip() == version("textual")
    before = kept.read_text()
    if (drawn != before) if same_drawer else (text_of(drawn) != text_of(before)):
        new = tmp_path / kept.name
        new.write_text(drawn)
        assert text_of(drawn) == text_of(before), f"see {new}"
        pytest.fail(f"its colours have changed: see {new}")
