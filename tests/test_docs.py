"""What the documentation and the action tell people to run, run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BAD = "He called it « a quiet day » and left.\n"
FINE = "The hall was full on Monday night.\n"
ENV = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_{what}": "desk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def blocks(page: str, language: str) -> list[str]:
    """The code of one language on a page of the documentation."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **ENV, **env}, capture_output=True, text=True, check=False
    )


def git(*arguments: str, cwd: Path) -> str:
    """Run git; it must not fail."""
    done = run("git", "-c", "init.defaultBranch=main", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_example_filters_a_folder_of_articles(tmp_path: Path) -> None:
    script = next(block for block in blocks("python-api.md", "python") if "Pool" in block)
    (tmp_path / "judge.py").write_text(script, encoding="utf-8")
    translated = (ROOT / "fixtures" / "mt" / "fr-wire-cable.txt").read_bytes()
    articles = tmp_path / "articles"
    for number in range(100):
        path = articles / str(number % 10) / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(translated if number % 20 == 7 else f"Article {number}. {FINE}".encode())
    (articles / "broken.txt").write_bytes(b"\xff\0")
    done = run(sys.executable, "judge.py", articles, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {Path(line.split()[-1]).stem for line in done.stdout.splitlines()} == {"7", "27", "47", "67", "87"}


def test_the_short_examples_run(tmp_path: Path) -> None:
    short = [block for block in blocks("python-api.md", "python") if "Pool" not in block]
    said = [run(sys.executable, "-c", block, cwd=tmp_path) for block in short]
    assert [done.returncode for done in said] == [0] * len(short)
    assert "« a quiet day »" in said[0].stdout
    assert said[1].stdout.endswith("Vladimir Putin spoke of “the end of the war”.\n")


def test_the_git_hook_stops_a_commit_and_lets_a_clean_one_pass(tmp_path: Path) -> None:
    git("init", cwd=tmp_path)
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    git("add", ".", cwd=tmp_path)
    git("commit", "--message", "old", cwd=tmp_path)
    (hook,) = (block for block in blocks("ci.md", "sh") if block.startswith("#!"))
    path = tmp_path / ".git" / "hooks" / "pre-commit"
    path.write_text(hook, encoding="utf-8")
    path.chmod(0o755)
    (tmp_path / "a.txt").write_text(BAD + FINE, encoding="utf-8")
    git("commit", "--all", "--message", "fine", cwd=tmp_path)
    (tmp_path / "b.txt").write_text(BAD, encoding="utf-8")
    git("add", "b.txt", cwd=tmp_path)
    (tmp_path / "b.txt").write_text(FINE, encoding="utf-8")  # mended, but not staged
    stopped = run("git", "commit", "--message", "bad", cwd=tmp_path)
    assert stopped.returncode == 1
    assert "b.txt:1:14" in stopped.stderr + stopped.stdout
    git("commit", "--all", "--message", "mended", cwd=tmp_path)


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A repository with a pull request that is merged as GitHub merges it to try it out; ``main`` went on meanwhile."""
    origin = tmp_path / "origin"
    origin.mkdir()
    git("init", cwd=origin)
    git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=origin)

    def commit(name: str, text: str) -> None:
        (origin / name).write_text(text, encoding="utf-8")
        git("add", ".", cwd=origin)
        git("commit", "--message", name, cwd=origin)

    commit("old.txt", BAD + FINE)
    git("switch", "--create", "desk", cwd=origin)
    commit("new.txt", FINE + BAD)
    git("switch", "main", cwd=origin)
    commit("other.txt", BAD)
    git("switch", "--create", "trial", cwd=origin)
    git("merge", "--no-ff", "--message", "trial", "desk", cwd=origin)
    return origin


@pytest.mark.parametrize(("ref", "changed"), [("trial", True), ("desk", True), ("trial", False)])
def test_the_action_reports_what_the_pull_request_brings(
    pull_request: Path, tmp_path: Path, ref: str, changed: bool
) -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    (script,) = (step["run"] for step in steps if step.get("name") == "Check")
    git("clone", "--quiet", "--depth=1", "--branch", ref, f"file://{pull_request}", "clone", cwd=tmp_path)
    done = run(
        "bash",
        "--noprofile",
        "--norc",
        "-eo",
        "pipefail",
        "-c",
        script,
        cwd=tmp_path / "clone",
        PATHS=".",
        ONLY_CHANGED=str(changed).lower(),
        ARGUMENTS="--select common/quotation-marks",
        SARIF_FILE=str(tmp_path / "out.sarif"),
        GITHUB_SHA=git("rev-parse", "trial", cwd=pull_request),
        GITHUB_BASE_REF="main",
        GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"),
    )
    assert done.returncode == 1, done.stderr
    annotated = re.findall(r"^::warning .*?file=([\w.]+)", done.stdout, re.MULTILINE)
    assert annotated == (["new.txt"] if changed else ["new.txt", "old.txt", "other.txt"])
    assert "new.txt" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "new.txt" in (tmp_path / "out.sarif").read_text(encoding="utf-8")
