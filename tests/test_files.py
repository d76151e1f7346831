"""Files: walking folders as git sees them, reading with reasons, writing all or nothing."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import files
from linter.files import WriteError, read, walk, write
from linter.formats.decode import ReadError
from linter.ignore import decision, patterns

not_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may do everything")


def make(root: Path, *names: str, **contents: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents.get(name, "x"))


def walked(cwd: Path, /, *paths: str, **options: object) -> list[str]:
    """What a walk from ``cwd`` finds; errors by their reason."""
    before = Path.cwd()
    os.chdir(cwd)
    try:
        return [
            entry.replace(os.sep, "/") if isinstance(entry, str) else f"{entry.path}: {entry.reason}"
            for entry in walk(paths or (".",), **options)  # type: ignore[arg-type]
        ]
    finally:
        os.chdir(before)


# Walking


def test_a_folder_gives_the_files_of_the_formats_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/z.txt", "a/y.py", "c", "B.MD", "a.b/x.markdown", "a/.h.md")
    assert walked(tmp_path) == ["B.MD", "a/z.txt", "a.b/x.markdown", "b.md"]
    assert walked(tmp_path, "a", "./b.md", "a/") == ["a/z.txt", "./b.md"]


def test_a_named_file_is_always_checked_and_only_once(tmp_path: Path) -> None:
    make(tmp_path, ".gitignore", "x.md", "y.py", ".hidden/z.md", **{".gitignore": "x.md\n"})
    assert walked(tmp_path, "x.md", "y.py", ".hidden/z.md", "./x.md", exclude=["*"]) == ["x.md", "y.py", ".hidden/z.md"]
    assert walked(tmp_path, "-") == ["-"]


def test_what_is_not_there_is_left_to_the_reader(tmp_path: Path) -> None:
    assert walked(tmp_path, "no.md") == ["no.md"]


def test_folders_that_hold_no_copy_are_skipped(tmp_path: Path) -> None:
    make(tmp_path, "a.md", ".git/b.md", ".venv/c.md", "node_modules/d.md", "x/node_modules/e.md", ".cache/f.md")
    assert walked(tmp_path) == ["a.md"]
    assert walked(tmp_path, "node_modules") == ["node_modules/d.md"]


def test_patterns_of_git(tmp_path: Path) -> None:
    ignored = "*.txt\n!keep.txt\n/build/\nsub/deep\n# comment\n\\#odd.md\n"
    make(
        tmp_path, "a.txt", "keep.txt", "build/a.md", "x/build/a.md", "sub/deep/a.md", "x/sub/deep/a.md", "#odd.md",
        "x/.gitignore", "x/a.txt", "x/n.md", ".git/info/exclude", ".gitignore",
        **{".gitignore": ignored, "x/.gitignore": "!a.txt\nn.md\n", ".git/info/exclude": "*.mkd\n!n.md\nkeep.txt"},
    )  # fmt: skip
    make(tmp_path, "a.mkd")
    assert walked(tmp_path) == ["keep.txt", "x/a.txt", "x/build/a.md", "x/sub/deep/a.md"]
    assert walked(tmp_path, "x") == ["x/a.txt", "x/build/a.md", "x/sub/deep/a.md"]
    assert walked(tmp_path / "x") == ["a.txt", "build/a.md", "sub/deep/a.md"]
    assert walked(tmp_path, "build") == ["build/a.md"]


def test_exclude_is_relative_to_its_root(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "d/a.md", "d/e/a.md", "d/b.md")
    assert walked(tmp_path, exclude=["/a.md", "d/e/"]) == ["d/a.md", "d/b.md"]
    assert walked(tmp_path, "d", exclude=["/a.md"], root=str(tmp_path / "d")) == ["d/b.md", "d/e/a.md"]


def test_links_are_not_followed_unless_named(tmp_path: Path) -> None:
    make(tmp_path, "real/a.md")
    (tmp_path / "real" / "loop").symlink_to(tmp_path)
    (tmp_path / "real" / "b.md").symlink_to("a.md")
    (tmp_path / "linked").symlink_to("real")
    assert walked(tmp_path) == ["real/a.md"]
    assert walked(tmp_path, "linked", "real/b.md") == ["linked/a.md", "real/b.md"]


@not_root
def test_a_folder_that_cannot_be_listed_is_an_entry(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "b/x.md")
    (tmp_path / "a").chmod(0)
    try:
        found = walked(tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert found == ["a/: the folder cannot be listed: Permission denied", "b/x.md"]


def test_a_folder_that_vanishes_is_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/x.md", "b/x.md")
    listing = os.scandir

    def scandir(folder: str) -> object:
        if folder.rstrip(os.sep).endswith("a"):
            raise FileNotFoundError(2, "No such file or directory")
        return listing(folder)

    monkeypatch.setattr(files.os, "scandir", scandir)
    assert walked(tmp_path) == ["a/: the folder cannot be listed: No such file or directory", "b/x.md"]


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        (["a.md"], "x/a.md", True),
        (["/a.md"], "x/a.md", None),
        (["x/a.md"], "y/x/a.md", None),
        (["**/x/a.md"], "y/x/a.md", True),
        (["**/a.md"], "a.md", True),
        (["x/**"], "x/y/a.md", True),
        (["x/**"], "x", None),
        (["x/**/a.md"], "x/a.md", True),
        (["x/**/a.md"], "x/y/z/a.md", True),
        (["*.md", "!a.md"], "a.md", False),
        (["!a.md", "*.md"], "a.md", True),
        (["a.md/"], "a.md", None),
        (["*"], "x/y", True),
        (["x/*"], "x/y/z", None),
        (["a?.md"], "ab.md", True),
        (["a?.md"], "a/.md", None),
        (["[a-c].md"], "b.md", True),
        (["[!a-c].md"], "b.md", None),
        (["[^a-c].md"], "d.md", True),
        (["[]-].md"], "].md", True),
        (["[[:digit:]x].md"], "7.md", True),
        (["[a.md"], "[a.md", None),
        (["\\!a.md"], "!a.md", True),
        (["\\*.md"], "*.md", True),
        (["\\*.md"], "a.md", None),
        (["a.md  "], "a.md", True),
        (["a.md\\ "], "a.md ", True),
        (["#a.md"], "#a.md", None),
        (["", "/", "!", "a\\"], "a", None),
        (["a.md\r"], "a.md", True),
    ],
)
def test_each_kind_of_pattern(lines: list[str], path: str, expected: bool | None) -> None:
    assert decision(patterns(lines), path, False) is expected


# “a**/b” is left out: git tries what follows a literal start by itself, and so takes it for “a” and “**/b”.
_LINES = (
    st.lists(st.sampled_from(["a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "\\a", "!", "."]), max_size=6)
    .map("".join)
    .filter(lambda line: not re.search(r"[^/*!]\*\*", line))
)


@pytest.mark.skipif(not shutil.which("git"), reason="git is the judge here")
@settings(max_examples=15, deadline=None)
@given(st.lists(_LINES, max_size=4))
def test_git_agrees(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    root = tmp_path_factory.mktemp("repository")
    make(root, *(f"{top}{name}.md" for top in ("", "a/", "b/", "ab/a/", "a/b/") for name in ("a", "b", "ab")))
    (root / ".gitignore").write_text("\n".join(lines))
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q", "."], cwd=root, env=environment, check=True)
    listing = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "-z", "*.md"],
        cwd=root, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert sorted(walked(root)) == sorted(listing.stdout.split("\0")[:-1])


# Reading


@pytest.mark.parametrize(
    ("name", "reason"), [("no.md", "no such file"), (".", "a folder"), ("gone", "leads nowhere"), ("a\0b", "null")]
)
def test_what_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "gone").symlink_to("nowhere")
    with pytest.raises(ReadError, match=reason):
        read(os.path.join(tmp_path, name))


@not_root
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (tmp_path / "a.md").chmod(0)
    with pytest.raises(ReadError, match="permission denied"):
        read(str(tmp_path / "a.md"))


def test_the_limit(tmp_path: Path) -> None:
    make(tmp_path, "a.md", **{"a.md": "12345"})
    assert read(str(tmp_path / "a.md"), 5) == b"12345"
    with pytest.raises(ReadError, match="larger than 4 bytes"):
        read(str(tmp_path / "a.md"), 4)


# Writing


def test_written_whole_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write(str(path), b"new\r\n\xff", b"old")
    assert path.read_bytes() == b"new\r\n\xff"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    make(tmp_path, "real/a.md", **{"real/a.md": "old"})
    link = tmp_path / "link.md"
    link.symlink_to("real/a.md")
    write(str(link), b"new", b"old")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.md").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", b"kept")
    except OSError:
        pytest.skip("not on this file system")
    write(str(path), b"new", b"old")
    assert os.getxattr(path, "user.note") == b"kept"


@pytest.mark.parametrize("now", [b"other", b"olds", b""])
def test_a_file_that_has_changed_is_left_alone(tmp_path: Path, now: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(now)
    with pytest.raises(WriteError, match="has changed on disk"):
        write(str(path), b"new", b"old")
    assert path.read_bytes() == now
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_change_at_the_last_moment_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    sync = os.fsync

    def meddle(descriptor: int) -> None:
        sync(descriptor)
        path.write_bytes(b"mine, not yours")

    monkeypatch.setattr(files.os, "fsync", meddle)
    with pytest.raises(WriteError, match="has changed on disk"):
        write(str(path), b"new", b"old")
    assert path.read_bytes() == b"mine, not yours"
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, fail)
    with pytest.raises(WriteError, match="No space left on device"):
        write(str(path), b"new", b"old")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no such file"):
        write(str(tmp_path / "a.md"), b"new", b"old")
    assert os.listdir(tmp_path) == []


@not_root
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        write(str(path), b"new", b"old")
    assert path.read_bytes() == b"old"
