"""The hooks, by the real pre-commit in a scratch repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENV = {
    **os.environ,
    "GIT_AUTHOR_NAME": "Desk",
    "GIT_AUTHOR_EMAIL": "desk@example.org",
    "GIT_COMMITTER_NAME": "Desk",
    "GIT_COMMITTER_EMAIL": "desk@example.org",
}
BAD = "The hall was full. He called it „a quiet day“ and left.\n"


def git(*arguments: str, cwd: Path) -> None:
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments], cwd=cwd, check=True, capture_output=True, env=ENV
    )


def pre_commit(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env=ENV | {"DECALQUE_CACHE_DIR": os.environ["DECALQUE_CACHE_DIR"]},
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a repository that pre-commit can install from: what git knows of the work tree, committed."""
    folder = tmp_path_factory.mktemp("decalque")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if name.startswith(("linter/", "rules/")) or name in (
            "pyproject.toml",
            "hatch_build.py",
            "README.md",
            "LICENSE",
            ".pre-commit-hooks.yaml",
        ):
            source, target = ROOT / name, folder / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
    git("init", cwd=folder)
    git("add", ".", cwd=folder)
    git("commit", "-m", "project", cwd=folder)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A newsroom's repository with one article staged."""
    git("init", cwd=tmp_path)
    (tmp_path / "article.txt").write_text(BAD, encoding="utf-8")
    git("add", ".", cwd=tmp_path)
    return tmp_path


def test_the_check_hook_fails_on_findings_and_the_fix_hook_mends_them(clone: Path, repository: Path) -> None:
    done = pre_commit("try-repo", str(clone), "--all-files", cwd=repository)
    checked, fixed = done.stdout.split("hook id: decalque-fix")
    assert done.returncode == 1
    assert "article.txt:1:" in checked
    assert "files were modified by this hook" not in checked
    assert "files were modified by this hook" in fixed  # pre-commit fails then, too
    assert (repository / "article.txt").read_text(encoding="utf-8") == BAD.replace("„", "“").replace("day“", "day”")
