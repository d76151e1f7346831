"""--since and --staged, in real git repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.command import Done, decalque

SELECT = ("--select", "common/quotation-marks", "--format", "concise", "--no-cache")
BAD = "He called it « a quiet day » and left.\n"
FINE = "The hall was full on Monday night.\n"


class Repository:
    """A git repository with one commit on ``main``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("old.txt", BAD + FINE * 3)
        self.commit()

    def git(self, *arguments: str) -> str:
        identity = {f"GIT_{who}_{what}": "desk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )
        return done.stdout

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "copy")

    def check(self, *arguments: str, folder: str = ".") -> Done:
        return decalque("check", *SELECT, *arguments, cwd=self.folder / folder)

    def places(self, *arguments: str, folder: str = ".") -> list[str]:
        """Where something was found: ``path:line``."""
        lines = self.check(*arguments, folder=folder).out.splitlines()
        return [":".join(line.split(":")[:2]) for line in lines if ".txt:" in line]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "desk").mkdir()
    return Repository(tmp_path / "desk")


def test_only_findings_on_changed_lines_are_reported(repository: Repository) -> None:
    assert repository.places("--since", "HEAD") == []
    repository.write("old.txt", BAD + FINE + BAD + FINE * 2)
    repository.write("new.txt", FINE + BAD)
    assert repository.places("--since", "HEAD") == ["new.txt:2", "old.txt:3"]
    assert repository.check("--since", "HEAD", "old.txt").status == 1
    repository.write("old.txt", BAD + FINE * 2)  # lines that went are not new
    assert repository.places("--since", "HEAD", "old.txt") == []


def test_a_renamed_file_is_compared_with_what_it_was(repository: Repository) -> None:
    repository.git("mv", "old.txt", 'a "new" näme.txt')
    assert repository.places("--since", "HEAD") == []
    repository.write('a "new" näme.txt', BAD + FINE * 3 + BAD)
    assert repository.places("--since", "HEAD") == ['a "new" näme.txt:5']
    repository.commit()
    assert repository.places("--since", "HEAD~1") == ['a "new" näme.txt:5']


def test_since_a_branch_means_since_it_was_left(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "desk")
    repository.write("new.txt", BAD)
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write("old.txt", FINE * 4)  # mended by another, which the branch does not know yet
    repository.commit()
    repository.git("switch", "--quiet", "desk")
    assert repository.places("--since", "main") == ["new.txt:1"]


def test_staged_means_the_text_that_would_be_committed(repository: Repository) -> None:
    repository.write("old.txt", BAD + FINE + BAD)
    repository.write("more/new.txt", BAD)
    repository.git("add", "old.txt", "more/new.txt")
    repository.write("old.txt", FINE)  # in the work tree only
    repository.write("untracked.txt", BAD)
    assert repository.places("--staged") == ["more/new.txt:1", "old.txt:3"]
    assert repository.places("--staged", "more") == ["more/new.txt:1"]
    assert repository.places("--staged", folder="more") == ["new.txt:1"]


def test_the_first_commit_of_a_repository_can_be_checked(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    subprocess.run(["git", "add", "a.txt"], cwd=tmp_path, check=True)
    assert decalque("check", *SELECT, "--staged", cwd=tmp_path).status == 1


def test_files_are_known_however_they_are_named(repository: Repository) -> None:
    repository.write("sub/new.txt", BAD)
    whole = str(repository.folder / "sub" / "new.txt")
    assert repository.places("--since", "HEAD", "./sub/../sub/new.txt") == ["./sub/../sub/new.txt:1"]
    assert repository.places("--since", "HEAD", whole) == [f"{whole}:1"]
    assert repository.places("--since", "HEAD", "../sub", "..", folder="sub") == ["../sub/new.txt:1"]
    link = repository.folder.parent / "link"
    link.symlink_to(repository.folder)
    assert repository.places("--since", "HEAD", str(link / "sub")) == [f"{link}/sub/new.txt:1"]


def test_the_users_own_way_with_diffs_does_not_matter(repository: Repository) -> None:
    repository.write(".gitattributes", "*.txt diff=words\n")
    for key, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.renames": "false",
        "diff.external": "false",
        "diff.words.textconv": "tac",
        "diff.interHunkContext": "9",
        "diff.relative": "true",
        "color.ui": "always",
        "core.quotePath": "true",
    }.items():
        repository.git("config", key, value)
    repository.git("mv", "old.txt", "é.txt")
    repository.write("é.txt", BAD + "New.\n" + BAD + FINE * 3)
    assert repository.places("--since", "HEAD") == ["é.txt:3"]


def test_text_that_looks_like_a_patch_is_text(repository: Repository) -> None:
    tricky = "diff --git a/x b/x\n@@ -1 +1 @@\n++ b/y\n-- a/z\nBinary files differ\n"
    repository.write("old.txt", tricky + BAD + FINE * 3)
    assert repository.places("--since", "HEAD") == []
    repository.write("old.txt", tricky + BAD + FINE * 3 + tricky + BAD)
    assert repository.places("--since", "HEAD") == ["old.txt:15"]


def test_a_file_that_git_cannot_read_as_text_is_new_as_a_whole(repository: Repository) -> None:
    repository.write("wide.txt", "")
    repository.commit()
    (repository.folder / "wide.txt").write_bytes((FINE + BAD).encode("utf-16"))
    assert repository.places("--since", "HEAD") == ["wide.txt:2"]


def test_a_merge_with_conflicts_loses_no_finding(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "desk")
    repository.write("old.txt", BAD + "One.\n")
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write("old.txt", BAD + "Two.\n")
    repository.commit()
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "desk")
    repository.write("new.txt", BAD)
    repository.write("old.txt", BAD + "Two.\n" + BAD)
    assert "new.txt:1" in repository.places("--since", "HEAD")
    assert "old.txt:3" in repository.places("--since", "HEAD")


def test_lines_end_where_git_ends_them(repository: Repository) -> None:
    repository.write("cr.txt", "One\rtwo\r" + FINE)
    repository.commit()
    repository.write("cr.txt", "One\rtwo\r" + FINE + BAD)
    assert repository.places("--since", "HEAD") == ["cr.txt:4"]  # the report counts as editors do


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--since", "nowhere"), "git knows no revision “nowhere” here"),
        (("--since", "HEAD..HEAD"), "git knows no revision “HEAD..HEAD” here"),
    ],
)
def test_a_revision_that_git_does_not_know_is_a_usage_error(
    repository: Repository, arguments: tuple[str, ...], words: str
) -> None:
    done = repository.check(*arguments)
    assert (done.status, done.err) == (2, f"decalque: {words}\n")


def test_outside_a_repository_one_line_says_so(tmp_path: Path) -> None:
    done = decalque("check", "--since", "HEAD", cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.status == 2
    assert "not a git repository" in done.err
    assert done.err.count("\n") == 1


def test_show_files_lists_what_would_be_checked(repository: Repository) -> None:
    repository.write("sub/b.txt", FINE)
    repository.write("a.md", FINE)
    repository.write("ignored.py", FINE)
    assert repository.check("--show-files").out.split() == ["a.md", "old.txt", "sub/b.txt"]
    assert repository.check("--show-files", "--since", "HEAD").out.split() == ["a.md", "sub/b.txt"]
    done = repository.check("--show-files", "nowhere", "sub")
    assert (done.status, done.out) == (3, "sub/b.txt\n")
    assert done.err == "decalque: nowhere: no such file or folder\n"
