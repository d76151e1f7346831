"""What a plain check imports: start-up time is a promise, and an import is how it is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"click", "textual", "regex", "dataclasses", "inspect", "tomllib", "difflib", "asyncio", "language_tool_python",
         "markdown_it", "pathlib", "importlib.metadata", "logging", "subprocess", "urllib.request", "rich"}  # fmt: skip


def imported(code: str) -> set[str]:
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        capture_output=True,
        text=True,
        env={"DECALQUE_CACHE_DIR": os.environ["DECALQUE_CACHE_DIR"], "PATH": ""},
        check=True,
    )
    return set(done.stderr.split())


def test_a_cached_check_imports_nothing_heavy(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The soup , the bread and the wine were free.\n", encoding="utf-8")
    code = f"from linter.check import run; run([{str(article)!r}], {{}})"
    imported(code)
    clean = imported("pass")
    assert (imported(code) - clean) & HEAVY == set()


def test_only_the_terminal_interface_imports_textual_and_only_the_command_line_click() -> None:
    modules = [
        "linter." + ".".join(path.relative_to("linter").with_suffix("").parts)
        for path in sorted(Path("linter").rglob("*.py"))
        if path.name not in ("__init__.py", "__main__.py")
    ]
    quiet = [m for m in modules if not m.startswith(("linter.tui", "linter.cli"))]
    loaded = imported("import " + ", ".join(quiet))
    assert not loaded & {"textual", "click"}
