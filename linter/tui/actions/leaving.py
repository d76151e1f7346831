"""Write, and leave: never without a clear question."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from linter.files import WriteError
from linter.review.journal import JournalError
from linter.review.views import counted
from linter.tui.cells import clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.tui.screens.review import ReviewScreen


def write(screen: ReviewScreen) -> None:
    """Ask whether to write, then write."""
    files = screen.review.unwritten()
    if not files:
        screen.tell("nothing is accepted that is not written already")
        return
    from linter.tui.screens.dialogs import Question

    def answered(key: str | None) -> None:
        if key == "y":
            screen.run_worker(_write(screen, leave=False), exclusive=True)

    answers = [("y", "write"), ("n", "not yet")]
    screen.app.push_screen(Question(_title("Write", files), _list(screen, files), answers), answered)


def leave(screen: ReviewScreen) -> None:
    """Leave; what is accepted and not written is asked about."""
    files = screen.review.unwritten()
    if not files:
        screen.app.exit()
        return
    from linter.tui.screens.dialogs import Question

    def answered(key: str | None) -> None:
        if key == "w":
            screen.run_worker(_write(screen, leave=True), exclusive=True)
        elif key == "q":
            screen.app.exit()

    answers = [("w", "write and leave"), ("q", "leave without writing"), ("s", "stay")]
    text = f"{_list(screen, files)}\n\nThe decisions are kept in any case."
    screen.app.push_screen(Question(_title("Not written:", files), text, answers), answered)


def _title(verb: str, files: list[tuple[int, int]]) -> str:
    fixes = counted(sum(count for _, count in files), "accepted fix", "accepted fixes")
    return f"{verb} {fixes} in {counted(len(files), 'file')}"


def _list(screen: ReviewScreen, files: list[tuple[int, int]]) -> str:
    review = screen.review
    lines = []
    for file, count in files:
        name = review.session.files[file].path
        place = review.destination(file)
        lines.append(f"{count:>5}  {name}{'' if place == name else f'  →  {place}'}")
    return "\n".join(lines)


async def _write(screen: ReviewScreen, leave: bool) -> None:
    """Write file by file, off the screen's thread; then say what became of it, and what is new."""
    from linter.tui.screens.dialogs import Page, Waiting

    review = screen.review
    waiting = Waiting("Writing …")
    await screen.app.push_screen(waiting)
    said: list[str] = []
    trouble = False
    for file, count in review.unwritten():
        name = review.session.files[file].path
        try:
            written = await asyncio.to_thread(review.write, file)
            if written is not None:
                review.settle(written)
        except (WriteError, JournalError) as error:
            trouble = True
            said.append(f"✗ {name}: {error}")
            continue
        if written is None:
            said.append(f"✓ {name}: {count} mended; it is put out when you leave")
            continue
        said.append(f"✓ {review.destination(file)}: {written.mended} mended")
        if written.left:
            said.append(f"  {written.left} could not be made together with the others, and stay accepted")
        said += [f"  new: “{clip(one.text, 40)}”: {clip(one.message, 70)}" for one in written.settled.fresh]
    await waiting.dismiss()
    screen.draw(moved=True)
    if leave and not trouble:
        screen.app.exit()
    else:
        new = any(line.startswith("  new") for line in said)
        said.append("\nWhat is new can be reviewed now." if new else "\nNothing new was found." if not trouble else "")
        screen.app.push_screen(Page("Written", Content("\n".join(said))))


def palette(screen: ReviewScreen) -> None:
    """Open the command palette."""
    screen.app.action_command_palette()


DEEDS: dict[str, Callable[[ReviewScreen], None]] = {"write": write, "quit": leave, "palette": palette}
