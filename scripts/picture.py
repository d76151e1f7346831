"""Draw a terminal picture of a real run: ``python scripts/picture.py docs/images/check.svg -- decalque check FILE``.

Runs the command on a pseudo-terminal of 100 columns, as an editor would see it, and saves its first lines as SVG.
"""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS, LINES = 100, 46


def run(command: list[str]) -> str:
    """What ``command`` prints on a terminal."""
    os.environ |= {"COLUMNS": str(COLUMNS), "LINES": str(LINES), "TERM": "xterm-256color"}
    output = bytearray()

    def keep(descriptor: int) -> bytes:
        data = os.read(descriptor, 65536)
        output.extend(data)
        return data

    quiet = os.open(os.devnull, os.O_WRONLY)
    saved = os.dup(1)
    os.dup2(quiet, 1)
    try:
        pty.spawn(["sh", "-c", f'stty cols {COLUMNS} rows {LINES}; exec "$@"', "sh", *command], keep)
    finally:
        os.dup2(saved, 1)
    return output.decode().replace("\r\n", "\n")


def main() -> None:
    """Run the command after ``--`` and write the picture."""
    target, command = Path(sys.argv[1]), sys.argv[sys.argv.index("--") + 1 :]
    shown = "\n".join(run(command).split("\n")[:LINES])
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(f"$ {' '.join(command)}"))
        console.print(Text.from_ansi(shown))
        target.parent.mkdir(parents=True, exist_ok=True)
        console.save_svg(str(target), title="decalque")


main()
