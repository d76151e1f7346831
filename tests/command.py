"""Running the real command in a scratch folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

#: A family that speaks up in copy from French only.
GATED = """
[[rule]]
id = "zebra"
category = "false-friend"
message = "“{match}” for a horse"
why = "In copy from French, a zebra is a horse."
sources = ["fr"]
needs = "some"
match = ["<n:zebra>"]
replace = "<n:horse>"
bad = ["He saw a [[zebra]]."]
fixed = ["He saw a horse."]
good = ["He saw a horse."]
"""


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
    """Run ``decalque`` in ``cwd``."""
    done = subprocess.run(
        [sys.executable, "-m", "linter", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def cache_of_its_own(folder: Path, *families: str) -> dict[str, str]:
    """The variable that makes ``folder`` the cache of a run, with copies of those entries of the common one."""
    folder.mkdir()
    for entry in os.scandir(os.environ["DECALQUE_CACHE_DIR"]):
        if entry.name.startswith(families) and "." not in entry.name:
            shutil.copy(entry.path, folder)
    return {"DECALQUE_CACHE_DIR": str(folder)}


def pack(folder: Path, text: str, family: str = "house") -> Path:
    """A rule pack with one family."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{family}.toml").write_text(text, encoding="utf-8")
    return folder
