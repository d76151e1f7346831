"""The review in a real terminal, by way of tmux: from the first screen to the written file.

The article is one of the fixtures, or the file that DECALQUE_ARTICLE names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter.review.journal import read
from linter.review.ledger import ACCEPTED, Rewrite
from linter.review.reading import Shift

ROOT = Path(__file__).parent.parent
ARTICLE = Path(os.environ.get("DECALQUE_ARTICLE") or ROOT / "fixtures" / "mt" / "fr-wire-cable.txt")

if shutil.which("tmux") is None:
    sys.stderr.write("\nSKIPPED: tmux is not installed, so the review was NOT tried in a real terminal\n")
    pytest.skip("tmux is not installed", allow_module_level=True)


class Terminal:
    """A tmux server of its own, with one window."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        self._name = f"decalque-{uuid.uuid4().hex[:8]}"
        self._folder = folder
        self._size = ("-x", str(columns), "-y", str(rows))

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-L", self._name, *arguments], capture_output=True, text=True, check=False)
        return done.stdout

    def start(self, *arguments: str) -> None:
        """Run ``decalque``; when it ends, its exit status is left on the screen."""
        # The process id first, so that it can be killed.
        command = f"echo $$ > pid; exec {sys.executable} -m linter {' '.join(arguments)}"
        shell = f"sh -c '{command}'; echo; echo status $?; sleep 600"
        environment = ["-e", f"DECALQUE_CACHE_DIR={os.environ['DECALQUE_CACHE_DIR']}", "-e", "PYTHONPATH=" + str(ROOT)]
        self.tmux("-f", "/dev/null", "new-session", "-d", *self._size, "-c", str(self._folder), *environment, shell)

    def shown(self) -> str:
        return self.tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def until(self, done: Callable[[str], bool], seconds: float = 60) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.shown()
            if done(shown):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"this stayed on the screen:\n{self.shown()}")

    def close(self) -> None:
        self.tmux("kill-server")


@pytest.fixture(params=[(80, 24), (160, 48)], ids=["80x24", "160x48"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path, *request.param)
    yield made
    made.close()


def decided(shown: str) -> tuple[int, int]:
    """How many are decided of how many, by the head of the screen."""
    head = shown.split("\n")[0].split()
    place = head.index("of")
    return int(head[place - 1]), int(head[place + 1])


def is_ready(shown: str) -> bool:
    head = shown.split("\n")[0].split()
    return "of" in head and decided(shown)[1] > 0 and "reading" not in shown


def test_from_the_first_screen_to_the_written_file(terminal: Terminal, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    shutil.copy(ARTICLE, article)
    before = article.read_text()
    terminal.start("review", "article.txt")
    shown = terminal.until(is_ready)
    total = decided(shown)[1]
    assert before.split("\n")[0][:40] in shown
    for number in range(total):
        terminal.press("a")
        terminal.until(lambda shown, known=number: decided(shown)[0] > known or "no fix" in shown or "Both" in shown)  # type: ignore[misc]
        if "Both cannot be made" in terminal.shown():
            terminal.press("n")
            terminal.until(lambda shown: "Both cannot" not in shown)
        if decided(terminal.shown())[0] == number:
            terminal.press("r")
            terminal.until(lambda shown, known=number: decided(shown)[0] > known)  # type: ignore[misc]
    journal = tmp_path / ".decalque" / "decisions.jsonl"
    accepted = [one for one in read(str(journal)).ledger.decisions.values() if one.state == ACCEPTED]
    assert accepted
    assert article.read_text() == before
    terminal.press("w")
    terminal.until(lambda shown: f"Write {len(accepted)} accepted fix" in shown)
    terminal.press("y")
    terminal.until(lambda shown: f"article.txt: {len(accepted)} mended" in shown)
    terminal.press("Escape")
    terminal.until(lambda shown: "Written" not in shown)
    terminal.press("q")
    terminal.until(lambda shown: "status 0" in shown)
    rewrite = read(str(journal)).ledger.past[-1].deed.rewrite
    assert isinstance(rewrite, Rewrite)
    swaps = [swap for decision in accepted for swap in decision.swaps]
    assert {edit.replacement for edit in rewrite.forward} <= {swap.new for swap in swaps}
    assert article.read_text() == Shift(rewrite.forward).apply(before)


def test_a_killed_review_goes_on_where_it_stopped(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copy(ARTICLE, tmp_path / "article.txt")
    terminal.start("review", "article.txt")
    terminal.until(is_ready)
    terminal.press("r")
    terminal.until(lambda shown: decided(shown)[0] == 1)
    terminal.press("?")
    terminal.until(lambda shown: "Ask the desk" in shown)
    terminal.press("w", "h", "o", "Enter")
    terminal.until(lambda shown: decided(shown)[0] == 2)
    os.kill(int((tmp_path / "pid").read_text()), 9)
    terminal.close()
    time.sleep(0.2)
    terminal.start("review", "article.txt")
    shown = terminal.until(is_ready)
    assert decided(shown)[0] == 2
    assert (tmp_path / "article.txt").read_bytes() == ARTICLE.read_bytes()
    terminal.press("u", "u", "q")
    terminal.until(lambda shown: "status 0" in shown)
    assert read(str(tmp_path / ".decalque" / "decisions.jsonl")).ledger.decisions == {}


def test_as_a_filter(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Skip to content\n\nThe talks end.\n")
    terminal.start("review", "-", "<", "in.txt", ">", "out.txt")
    terminal.until(is_ready)
    terminal.press("a")
    terminal.until(lambda shown: decided(shown)[0] == 1)
    terminal.press("q")
    terminal.until(lambda shown: "write and leave" in shown)
    terminal.press("w")
    terminal.until(lambda shown: "status 0" in shown)
    assert (tmp_path / "out.txt").read_text() == "The talks end.\n"
    assert (tmp_path / "in.txt").read_text() == "Skip to content\n\nThe talks end.\n"
