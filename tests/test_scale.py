"""Many files and many runs: jobs, the cache that runs share, baselines, several outputs at once, watching."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import cache_of_its_own, decalque, pack

BAD = "He called it « a quiet day » and left.\n"
FINE = "The hall was full on Monday night.\n"
SELECT = ("--select", "common/quotation-marks")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Sixty articles, some with findings, one that is no text."""
    for number in range(60):
        path = tmp_path / f"{number % 7}" / f"{number:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(FINE * number + (BAD if number % 3 else FINE), encoding="utf-8")
    (tmp_path / "3" / "broken.txt").write_bytes(b"caf\xe9")
    return tmp_path


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_output_is_the_same_whatever_the_jobs(archive: Path, form: str) -> None:
    one = decalque("check", *SELECT, "--no-cache", "--format", form, "--jobs", "1", cwd=archive)
    assert one.status == 3
    assert "broken.txt" in one.out
    for jobs in ("2", "5"):
        assert decalque("check", *SELECT, "--no-cache", "--format", form, "--jobs", jobs, cwd=archive) == one
    assert decalque("check", *SELECT, "--format", form, cwd=archive) == one
    assert decalque("check", *SELECT, "--format", form, cwd=archive) == one  # now from the cache


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "²"])
def test_jobs_that_are_no_number_of_processes_are_refused(tmp_path: Path, jobs: str) -> None:
    done = decalque("check", f"--jobs={jobs}", cwd=tmp_path)
    assert done.status == 2
    assert "--jobs" in done.err


def test_runs_that_share_a_cache_do_not_disturb_each_other(archive: Path) -> None:
    environment = {**os.environ, **cache_of_its_own(archive / ".cache", "pack-")}  # to be joined, and stored, by each
    command = [sys.executable, "-m", "linter", "check", *SELECT, "--format", "json", "--jobs", "2"]
    runs = [
        subprocess.Popen(command, cwd=archive, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    outputs = {run.communicate(timeout=120) for run in runs}
    assert outputs == {(decalque(*command[3:], "--no-cache", cwd=archive).out.encode(), b"")}
    left = [path.name for path in (archive / ".cache").rglob("*") if path.is_file() and path.suffix]
    assert left == []  # no file that was not moved into place


def test_the_cache_forgets_what_is_old_once_a_day(archive: Path) -> None:
    cache = cache_of_its_own(archive / ".cache", "builtin-")
    decalque("check", *SELECT, "0", cwd=archive, env=cache)
    results = archive / ".cache" / "results"
    old, kept = sorted(path for path in results.iterdir() if not path.name.startswith("."))[:2]
    os.utime(old, (0, 0))
    os.utime(results / ".cleaned", (0, 0))
    decalque("check", *SELECT, "1", cwd=archive, env=cache)
    assert not old.exists()
    assert kept.exists()


def test_the_cache_tells_encodings_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("„été“ » »\n".encode())
    for encoding in ("utf-8", "cp1252", "utf-8", "cp1252"):
        options = ("check", "--format", "json", "--encoding", encoding, "a.txt")
        cached, fresh = (decalque(*options, *more, cwd=tmp_path).report() for more in ((), ("--no-cache",)))
        assert cached == fresh


def test_a_baseline_knows_findings_wherever_they_move(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    article = tmp_path / "sub" / "a.txt"
    article.write_text(FINE + "\n" + BAD, encoding="utf-8")
    made = decalque("baseline", *SELECT, cwd=tmp_path)
    assert (made.status, made.err) == (0, ".decalque-baseline.json: 1 finding known\n")
    check = ("check", *SELECT, "--format", "concise", "--baseline")
    assert decalque(*check, ".decalque-baseline.json", cwd=tmp_path).status == 0
    article.write_text("New at the top.\n\n" + FINE * 3 + "\n" + BAD + "\nIt was « the end ».\n", encoding="utf-8")
    done = decalque(*check, ".decalque-baseline.json", cwd=tmp_path)
    assert [line.split(":")[:2] for line in done.out.splitlines() if ".txt:" in line] == [["sub/a.txt", "9"]]
    inside = decalque(*check, "../.decalque-baseline.json", "a.txt", cwd=tmp_path / "sub")
    assert (inside.status, "a.txt:9" in inside.out) == (1, True)


def test_a_second_finding_of_the_same_words_is_new(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(BAD, encoding="utf-8")
    decalque("baseline", *SELECT, "--output-file", "known.json", cwd=tmp_path)
    article.write_text(BAD + "\n" + BAD, encoding="utf-8")
    report = decalque("check", *SELECT, "--format", "json", "--baseline", "known.json", cwd=tmp_path).report()
    assert report["summary"]["findings"] == 1


def test_a_baseline_names_what_it_could_not_read_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    done = decalque("baseline", *SELECT, "--output-file", "known.json", cwd=tmp_path)
    assert done.status == 3
    assert "b.txt" in done.err
    assert decalque("check", *SELECT, "--baseline", "known.json", "a.txt", cwd=tmp_path).status == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not a baseline"),
        ('{"files": 3}', "is not a baseline"),
        ('{"schema": 9, "files": {}}', "schema 9"),
        (None, "No such file"),
    ],
)
def test_a_baseline_that_is_none_is_a_usage_error(tmp_path: Path, content: str | None, words: str) -> None:
    if content is not None:
        (tmp_path / "known.json").write_text(content, encoding="utf-8")
    done = decalque("check", "--baseline", "known.json", cwd=tmp_path)
    assert (done.status, words in done.err, done.err.count("\n")) == (2, True, 1)


def test_a_broken_journal_of_decisions_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / ".decalque").mkdir()
    (tmp_path / ".decalque" / "decisions.jsonl").write_text("not a journal\n", encoding="utf-8")
    done = decalque("check", *SELECT, "a.txt", cwd=tmp_path)
    assert done.status == 2
    assert "decisions.jsonl" in done.err
    assert done.err.count("\n") == 1
    assert decalque("check", *SELECT, "--no-decisions", "a.txt", cwd=tmp_path).status == 1


def test_rules_are_ignored_by_file(tmp_path: Path) -> None:
    (tmp_path / "decalque.toml").write_text(
        '[per-file-ignores]\n"drafts/" = ["common/quotation-marks"]\n"*.md" = ["typography"]\n"!/a.md" = ["all"]\n',
        encoding="utf-8",
    )
    for name in ("drafts/deep/a.txt", "drafts/b.md", "a.md", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BAD, encoding="utf-8")

    def found(*arguments: str, folder: str = ".") -> set[str]:
        done = decalque("check", *SELECT, "--format", "json", *arguments, cwd=tmp_path / folder)
        return {file["path"] for file in done.report()["files"] if file["findings"]}

    assert found() == {"a.txt"}
    assert found("b.md", "deep", folder="drafts") == set()


def test_files_are_left_out_relative_to_the_configuration_or_to_where_one_stands(tmp_path: Path) -> None:
    (tmp_path / "decalque.toml").write_text('exclude = ["/a/old"]\n', encoding="utf-8")
    for name in ("a/old/1.txt", "a/new/2.txt", "old/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(FINE, encoding="utf-8")

    def listed(*arguments: str, folder: str = ".") -> list[str]:
        return decalque("check", "--show-files", *arguments, cwd=tmp_path / folder).out.split()

    assert listed() == ["a/new/2.txt", "old/3.txt"]
    assert listed(folder="a") == ["new/2.txt"]
    assert listed("--exclude", "/new", folder="a") == ["old/1.txt"]
    assert listed("old/1.txt", folder="a") == ["old/1.txt"]


def test_settings_are_shown_as_they_would_be_written(tmp_path: Path) -> None:
    import tomllib

    text = 'select = ["fr"]\nlevel = "note"\n[per-file-ignores]\n"*.md" = ["häuser"]\n'
    (tmp_path / "decalque.toml").write_text(text, encoding="utf-8")
    done = decalque("check", "--show-settings", "--from", "de", cwd=tmp_path)
    assert done.status == 0
    assert done.out.startswith(f"# {tmp_path / 'decalque.toml'}\n")
    shown = tomllib.loads(done.out)
    assert (shown["select"], shown["level"], shown["from"]) == (["fr"], "note", "de")
    assert shown["per-file-ignores"] == {"*.md": ["häuser"]}
    (tmp_path / "decalque.toml").write_text(done.out, encoding="utf-8")
    assert decalque("check", "--show-settings", cwd=tmp_path).out == done.out


def test_several_reports_are_written_at_once(archive: Path) -> None:
    outputs = ("--output-file", "sarif=out.sarif", "--output-file", "junit=out.xml", "--output-file", "json=out.json")
    done = decalque("check", *SELECT, *outputs, "--format", "concise", "1", "2", cwd=archive)
    found = sum(".txt:" in line for line in done.out.splitlines())
    assert found > 5
    assert json.loads((archive / "out.json").read_text(encoding="utf-8"))["summary"]["findings"] == found
    assert len(json.loads((archive / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == found
    assert (archive / "out.xml").read_text(encoding="utf-8").count("<failure") == found
    silent = decalque("check", *SELECT, "--format", "concise", "--output-file", "out.txt", "1", "2", cwd=archive)
    assert (silent.out, (archive / "out.txt").read_text(encoding="utf-8")) == ("", done.out)


def test_a_report_that_cannot_be_written_is_a_usage_error(archive: Path) -> None:
    done = decalque("check", *SELECT, "--output-file", "nowhere/out.txt", "1", cwd=archive)
    assert (done.status, "nowhere/out.txt" in done.err, done.err.count("\n")) == (2, True, 1)
    done = decalque("check", *SELECT, "--output-file", "a", "--output-file", "b", "1", cwd=archive)
    assert (done.status, "sarif=b" in done.err) == (2, True)


HOUSE = """
[[rule]]
id = "zebra"
category = "calque"
message = "“{match}” is not our style"
why = "The house says horse."
match = ["zebra"]
bad = ["A [[zebra]]."]
good = ["A horse."]
"""


def test_watching_checks_again_when_a_file_a_rule_or_a_setting_changes(tmp_path: Path) -> None:
    pack(tmp_path / "house", HOUSE)
    config = tmp_path / "decalque.toml"
    config.write_text('packs = ["house"]\nselect = ["house"]\n', encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text(FINE, encoding="utf-8")
    log = tmp_path / "log"
    with log.open("wb") as out:
        watching = subprocess.Popen(
            [sys.executable, "-m", "linter", "check", "--watch", "--format", "concise"],
            cwd=tmp_path,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    seen = 0

    def says(words: str) -> None:
        nonlocal seen

        def said() -> bool:
            return words in log.read_text(encoding="utf-8")[seen:]

        wait(said)
        seen = len(log.read_text(encoding="utf-8"))

    try:
        says("1 file")
        article.write_text("A zebra.\n", encoding="utf-8")
        says("a.txt:1:3: warning house/house/zebra")
        pack(tmp_path / "house", HOUSE.replace("zebra", "okapi"))
        says("1 file")
        (tmp_path / "b.txt").write_text("An okapi.\n", encoding="utf-8")
        says("b.txt:1:4: warning house/house/okapi")
        config.write_text("packs = 3\n", encoding="utf-8")
        says("takes a list of texts")
        config.write_text('packs = ["house"]\nselect = ["house"]\nlevel = "error"\n', encoding="utf-8")
        says("2 files")
        watching.send_signal(2)
        assert watching.wait(30) == 130
    finally:
        watching.kill()
        watching.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def wait(until: Callable[[], bool]) -> None:
    """Wait until something is so; half a minute at most, since machines may be busy."""
    for _ in range(300):
        if until():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


def test_a_worker_that_is_killed_costs_no_result(archive: Path) -> None:
    """What a killed worker had in hand is checked by the process that is left."""
    script = (
        "import os, linter.jobs as jobs, linter.workspace as w\n"
        "jobs._ALONE, parent, check = 0.0, os.getpid(), w.Workspace.check\n"
        "def deadly(self, path):\n"
        "    if os.getpid() != parent and path.endswith('31.txt'): os.kill(os.getpid(), 9)\n"
        "    return check(self, path)\n"
        "w.Workspace.check = deadly\n"
        "from linter.check import run\n"
        "run(['.'], {'jobs': 3, 'format': 'json', 'select': ('common/quotation-marks',), 'no_cache': True})\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=archive, capture_output=True, text=True, check=False)
    expected = decalque("check", *SELECT, "--no-cache", "--format", "json", "--jobs", "1", cwd=archive)
    assert (done.stdout, done.stderr) == (expected.out, "")
