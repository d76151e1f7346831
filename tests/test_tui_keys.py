"""Keys: none that a terminal eats, and those that the configuration chooses."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.tui.keys import ACTIONS, KeysError, bound
from tests.tui_support import stage

EATEN = {f"ctrl+{key}" for key in "abcdhijmoqsvz[\\"}


def test_no_key_is_eaten_or_means_two_things() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert not EATEN & set(keys)
    assert not [key for key in keys if "alt" in key or "meta" in key]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"acept": "y"}, "no action 'acept'; did you mean 'accept'"),
        ({"accept": "ctrl+s"}, "does not reach programs"),
        ({"accept": "alt+a"}, "does not reach programs"),
        ({"accept": "r"}, "both accept and reject"),
        ({"accept": "1"}, "cannot be changed"),
        ({"accept": "y,"}, "no key"),
    ],
)
def test_keys_that_cannot_be_used_are_refused(chosen: dict[str, str], words: str) -> None:
    with pytest.raises(KeysError, match=words):
        bound(chosen)


def test_keys_may_be_swapped() -> None:
    keys = bound({"accept": "r", "reject": "a", "next-open": "N, f4"})
    assert (keys["accept"], keys["reject"], keys["next_open"]) == (("r",), ("a",), ("N", "f4"))


@pytest.mark.asyncio
async def test_chosen_keys_do_what_they_were_chosen_for(tmp_path: Path) -> None:
    async with stage(tmp_path, keys=[("accept", "y,f3"), ("reject", "a"), ("undo", "z")]) as on:
        await on.press("y", "a", "f3")
        assert on.states()[:3] == ["accepted", "rejected", "accepted"]
        await on.press("r", "u")
        assert on.states()[3] == "open"
        assert "y Accept" in on.shown()
        await on.press("z", "h")
        assert on.states()[2] == "open"
        assert "y  f3 " in on.shown()
