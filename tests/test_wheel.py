"""The wheel: what it brings along."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def pip(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", *map(str, arguments)], check=True, capture_output=True)


def test_the_rules_come_compiled(tmp_path: Path) -> None:
    pip("wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    pip("install", "--no-deps", "--target", tmp_path / "site", wheel)
    article = tmp_path / "article.txt"
    article.write_text("He called it „a quiet day“ and left.\n", encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "site"),
        "DECALQUE_CACHE_DIR": str(tmp_path / "cache"),
    }
    command = [sys.executable, "-m", "linter", "check", "--format", "json", str(article)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "common/quotation-marks/" in done.stdout) == (1, True)
    # Neither built-in rules nor packs: the first check had nothing to compile.
    assert {entry.name.partition("-")[0] for entry in (tmp_path / "cache").iterdir()} <= {"results", "stamp", "config"}
