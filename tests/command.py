"""Running the real command in a scratch folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple


class Done(NamedTuple):
    """What a command left: its exit status and its two streams."""

    status: int
    out: str
    err: str

    def report(self) -> dict[str, Any]:
        """The JSON that it printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def decalque(*arguments: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done:
    """Run ``decalque`` with a cache of its own in ``cwd``."""
    done = subprocess.run(
        [sys.executable, "-m", "linter", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "DECALQUE_CACHE_DIR": str(cwd / ".cache"), **(env or {})},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def pack(folder: Path, text: str, family: str = "house") -> Path:
    """A rule pack with one family."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{family}.toml").write_text(text, encoding="utf-8")
    return folder
