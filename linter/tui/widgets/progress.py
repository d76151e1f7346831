"""The head of the screen: how far the review is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED
from linter.tui.cells import clip
from linter.tui.widgets.findings import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Progress(Static):
    """One line: the file, what is decided of how many, a bar, and what is being read or filtered."""

    def show(self, path: str, counts: Mapping[str, int], notes: tuple[str, ...]) -> None:
        """Draw the counts of states; ``notes`` are short remarks, such as that files are still being read."""
        total = sum(counts.values())
        done = total - counts[OPEN]
        parts = [f"{done} of {total}", bar(done, total, 12)]
        parts += [f"{SIGNS[state]} {counts[state]}" for state in (ACCEPTED, REJECTED, ASKED)]
        tail = "  ".join((*parts, *notes))
        room = max(0, self.content_size.width - cell_len(tail) - 4)
        name = clip(path, room) if room > 3 else ""
        gap = " " * max(2, self.content_size.width - cell_len(name) - cell_len(tail) - 1)
        self.update(Content(f"{name}{gap}{tail}"), layout=False)


def bar(done: int, total: int, cells: int) -> str:
    """How much is done of it all; full if there is nothing to do."""
    full = cells * done // total if total else cells
    return "━" * full + "╌" * (cells - full)
