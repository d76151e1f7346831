"""``decalque review``, ``decisions`` and ``desk`` as commands, with the real linter."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.command import Done, decalque, pack

RULES = """
title = "House"
about = "Words of the house."
[defaults]
category = "calque"
[[rule]]
id = "tchat"
message = "“{match}” is French"
why = "English writes *chat*."
match = ["tchat"]
replace = "chat"
safety = "review"
bad = ["The [[tchat]] is open."]
fixed = ["The chat is open."]
good = ["The chat is open."]
[[rule]]
id = "parking"
message = "“{match}” for a car park"
why = "French *parking* is a place."
level = "note"
match = ["a parking"]
replace = "a car park"
safety = "review"
bad = ["He left [[a parking]]."]
fixed = ["He left a car park."]
good = ["He left a car park."]
"""
TEXT = "The tchat is open. A tchat near a parking is closed.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pack(tmp_path / "rules", RULES)
    (tmp_path / "decalque.toml").write_text('packs = ["rules"]\nselect = ["rules"]\n')
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "a.txt").write_text(TEXT)
    return tmp_path


def plain(folder: Path, answers: str, *options: str) -> Done:
    return decalque("review", "--plain", *options, cwd=folder, stdin=answers.encode())


def test_without_a_terminal_it_says_what_to_do(folder: Path) -> None:
    done = decalque("review", "wire", cwd=folder)
    assert done.status == 2
    assert "--plain" in done.err
    assert not (folder / ".decalque").exists()


def test_plain_review_from_question_to_file(folder: Path) -> None:
    done = plain(folder, "y\nn\ny\n", "wire")
    assert done.status == 0
    assert "wire/a.txt:1  warning  rules/house/tchat  (0 of 2 decided)" in done.err
    assert (folder / "wire" / "a.txt").read_text() == TEXT.replace("tchat", "chat", 1)
    assert (folder / ".decalque" / "decisions.jsonl").exists()


def test_notes_are_asked_for(folder: Path) -> None:
    assert "(0 of 3 decided)" in plain(folder, "", "--level", "note", "wire").err
    (folder / "decalque.toml").write_text('packs = ["rules"]\nselect = ["rules"]\nlevel = "note"\n')
    assert "(0 of 3 decided)" in plain(folder, "", "wire").err


def test_elsewhere(folder: Path) -> None:
    assert plain(folder, "y\nq\ny\n", "--output", "out", "wire").status == 0
    assert plain(folder, "q\ny\n", "--suffix", ".edited", "wire").status == 0
    assert (folder / "wire" / "a.txt").read_text() == TEXT
    for name in ("out/wire/a.txt", "wire/a.edited.txt"):
        assert (folder / name).read_text() == TEXT.replace("tchat", "chat", 1)


def test_decisions_are_listed_exported_and_pruned(folder: Path) -> None:
    plain(folder, "n\nd which one?\nq\n", "wire")
    listed = decalque("decisions", "list", cwd=folder)
    assert "rejected  “tchat”" in listed.out
    assert "asked     “tchat”: which one?" in listed.out
    rows = json.loads(decalque("decisions", "export", "--state", "asked", cwd=folder).out)["decisions"]
    assert [row["note"] for row in rows] == ["which one?"]
    assert decalque("decisions", "export", "--format", "csv", "-o", "d.csv", cwd=folder).status == 0
    assert (folder / "d.csv").read_text().count("tchat") >= 2
    assert "which one?" in decalque("desk", cwd=folder).out
    assert decalque("desk", "--format", "csv", "-o", "none/d.csv", cwd=folder).status == 2
    (folder / "wire" / "a.txt").unlink()
    assert "2 would be dropped, 0 kept" in decalque("decisions", "prune", "--dry-run", cwd=folder).err
    assert "2 dropped, 0 kept" in decalque("decisions", "prune", cwd=folder).err
    assert decalque("decisions", "list", cwd=folder).out == ""


def test_a_session_of_its_own(folder: Path) -> None:
    plain(folder, "n\n", "--session", "mine.jsonl", "wire")
    assert not (folder / ".decalque").exists()
    assert "rejected" in decalque("decisions", "list", "--session", "mine.jsonl", cwd=folder).out
    assert "(1 of 2 decided)" in plain(folder, "", "--session", "mine.jsonl", "wire").err


def test_a_broken_journal_ends_with_one_line(folder: Path) -> None:
    (folder / "mine.jsonl").write_text("notes\nmore\n")
    for arguments in (["review", "--plain"], ["decisions", "list"], ["decisions", "prune"], ["desk"]):
        done = decalque(*arguments, "--session", "mine.jsonl", cwd=folder)
        assert done.status == 2
        assert "not a journal of decisions" in done.err
        assert "Traceback" not in done.err


def test_only_what_changed_since_a_revision(folder: Path) -> None:
    def git(*arguments: str) -> None:
        names = ("-c", "user.name=E", "-c", "user.email=e@example.org")
        subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)

    (folder / "wire" / "old.txt").write_text(TEXT)
    git("init", "-q")
    git("add", "wire")
    git("commit", "-q", "-m", "wire")
    (folder / "wire" / "a.txt").write_text("More. " + TEXT)
    (folder / "wire" / "new.txt").write_text(TEXT)
    done = plain(folder, "s\n" * 9, "--since", "HEAD", "wire")
    assert "wire/a.txt:1" in done.err
    assert "wire/new.txt:1" in done.err
    assert "old.txt" not in done.err
    done = plain(folder, "", "--since", "no-such-revision", "wire")
    assert (done.status, "no-such-revision" in done.err) == (2, True)
    assert plain(folder, "", "--since", "--output=x", "wire").status == 2


def test_a_file_that_cannot_be_read_is_status_3(folder: Path) -> None:
    (folder / "wire" / "bad.txt").write_bytes(b"caf\xe9")
    done = plain(folder, "s\ns\n", "wire")
    assert done.status == 3
    assert "wire/bad.txt: not valid UTF-8" in done.err
    assert plain(folder, "q\n", "wire", "missing.txt").status == 3


@pytest.mark.parametrize(("key", "words"), [("accpt", "no action 'accpt'"), ("accept", "does not reach")])
def test_keys_in_the_configuration_are_checked(folder: Path, key: str, words: str) -> None:
    (folder / "decalque.toml").write_text(f'packs = ["rules"]\n[keys]\n{key} = "ctrl+s"\n')
    done = plain(folder, "", "wire")
    assert done.status == 2
    assert words in done.err


def test_standard_input_needs_a_terminal_for_answers(folder: Path) -> None:
    done = subprocess.run(
        ["setsid", "sh", "-c", 'exec "$0" -m linter review --plain -', os.sys.executable],  # type: ignore[attr-defined]
        cwd=folder,
        input=TEXT.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"no terminal is there" in done.stderr


def test_help_names_every_option(folder: Path) -> None:
    out = decalque("review", "--help", cwd=folder).out
    for option in ("plain", "since", "session", "output", "suffix", "theme", "no-mouse", "level", "from"):
        assert f"--{option}" in out
