"""``decalque check`` as a shell, a script and CI see it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.command import GATED, cache_of_its_own, decalque, pack

GUILLEMETS = "common/quotation-marks/guillemets"
ARTICLE = "He called it « a quiet day » and left the hall.\n"
CLEAN = "He called it a quiet day and left the hall.\n"

HOUSE = """
[defaults]
category = "calque"
[[rule]]
id = "zebra"
message = "“{match}” is not our style"
why = "The house says horse."
match = ["<n:zebra>"]
replace = "<n:horse>"
safety = "%s"
level = "%s"
bad = ["He saw a [[zebra]]."]
fixed = ["He saw a horse."]
good = ["He saw a horse."]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with an article, a clean one, and a configuration that names a house pack."""
    pack(tmp_path / "packs" / "house", HOUSE % ("safe", "warning"))
    (tmp_path / "decalque.toml").write_text('packs = ["packs/house"]\nexclude = ["packs/"]\n', encoding="utf-8")
    (tmp_path / "bad.txt").write_text("Two zebras ran. ZEBRAS! An old zebra, a zebra.\n", encoding="utf-8")
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def test_findings_give_status_1_and_none_give_0(desk: Path) -> None:
    assert decalque("check", "good.txt", cwd=desk).status == 0
    done = decalque("check", "bad.txt", cwd=desk)
    assert done.status == 1
    assert "bad.txt:1:5" in done.out
    assert "house/house/zebra" in done.out
    assert "horses" in done.out
    assert decalque("check", "--exit-zero", "bad.txt", cwd=desk).status == 0


def test_a_folder_is_walked_and_the_report_is_the_contract(desk: Path) -> None:
    (desk / ".gitignore").write_text("drafts/\n", encoding="utf-8")
    (desk / ".git").mkdir()
    (desk / "drafts").mkdir()
    (desk / "drafts" / "old.txt").write_text("A zebra.\n", encoding="utf-8")
    done = decalque("check", "--format", "json", ".", cwd=desk)
    report = done.report()
    assert [Path(f["path"]).name for f in report["files"]] == ["bad.txt", "good.txt"]
    first = report["files"][0]["findings"][0]
    assert (first["rule"], first["start"], first["end"], first["text"]) == ("house/house/zebra", 4, 10, "zebras")
    assert first["fixes"][0]["edits"][0]["replacement"] == "horses"
    assert report["summary"] == {"files": 2, "findings": 4, "errors": 0}


def test_standard_input_takes_its_format_from_the_name_it_is_given(desk: Path) -> None:
    text = b"`zebra` is code. A zebra is not.\n"
    assert decalque("check", "--format", "json", "-", cwd=desk, stdin=text).report()["summary"]["findings"] == 2
    done = decalque("check", "--format", "json", "--stdin-filename", "a.md", "-", cwd=desk, stdin=text)
    assert done.report()["summary"]["findings"] == 1


def test_case_number_and_article_are_kept_by_the_fix(desk: Path) -> None:
    assert decalque("check", "--fix", "bad.txt", cwd=desk).status == 0
    assert (desk / "bad.txt").read_text(encoding="utf-8") == "Two horses ran. HORSES! An old horse, a horse.\n"


def test_a_diff_changes_nothing_and_a_fix_keeps_mode_and_every_other_byte(desk: Path) -> None:
    path = desk / "odd.txt"
    data = "\ufeffÀ zebra 🦓 e\u0301\r\nzebra\ttab  \r\n\r\n".encode()
    path.write_bytes(data)
    path.chmod(0o640)
    diff = decalque("check", "--diff", "odd.txt", cwd=desk)
    assert path.read_bytes() == data
    assert "-zebra\ttab" in diff.out
    assert "+horse\ttab" in diff.out
    decalque("check", "--fix", "odd.txt", cwd=desk)
    assert path.read_bytes() == data.replace(b"zebra", b"horse")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_fixes_to_review_need_leave(tmp_path: Path) -> None:
    pack(tmp_path / "house", HOUSE % ("review", "warning"))
    (tmp_path / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    (tmp_path / "bad.txt").write_text("A zebra.\n", encoding="utf-8")
    assert decalque("check", "--fix", "bad.txt", cwd=tmp_path).status == 1
    assert (tmp_path / "bad.txt").read_text(encoding="utf-8") == "A zebra.\n"
    assert decalque("check", "--fix", "--unsafe-fixes", "bad.txt", cwd=tmp_path).status == 0
    assert (tmp_path / "bad.txt").read_text(encoding="utf-8") == "A horse.\n"


def test_levels_decide_what_is_shown_and_what_fails(tmp_path: Path) -> None:
    pack(tmp_path / "house", HOUSE % ("safe", "note"))
    (tmp_path / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    (tmp_path / "bad.txt").write_text("A zebra.\n", encoding="utf-8")
    assert decalque("check", "bad.txt", cwd=tmp_path).status == 0
    shown = decalque("check", "--level", "note", "bad.txt", cwd=tmp_path)
    assert (shown.status, "zebra" in shown.out) == (0, True)
    assert decalque("check", "--level", "note", "--fail-on", "note", "bad.txt", cwd=tmp_path).status == 1


@pytest.mark.parametrize("name", ["house", "house/house", "house/house/zebra", "calque"])
def test_rules_are_chosen_by_pack_family_id_and_category(desk: Path, name: str) -> None:
    (desk / "bad.txt").write_text("A zebra.\n" + ARTICLE, encoding="utf-8")
    found = decalque("check", "--format", "json", "--select", name, "bad.txt", cwd=desk).report()
    assert {f["rule"] for f in found["files"][0]["findings"]} == {"house/house/zebra"}
    left = decalque("check", "--format", "json", "--ignore", name, "bad.txt", cwd=desk).report()
    assert "house/house/zebra" not in {f["rule"] for f in left["files"][0]["findings"]}


def test_a_source_language_settles_the_evidence(tmp_path: Path) -> None:
    pack(tmp_path / "house", GATED)
    (tmp_path / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("A zebra crossed the road.\n", encoding="utf-8")
    assert decalque("check", "a.txt", cwd=tmp_path).status == 0
    settled = decalque("check", "--format", "json", "--from", "fr", "a.txt", cwd=tmp_path).report()["files"][0]
    assert settled["profile"] == {"machine_translated": 1.0, "sources": {"fr": 1.0}}
    assert [f["text"] for f in settled["findings"]] == ["zebra"]
    assert settled["findings"][0]["because"] == ["the source language was given"]
    assert decalque("check", "--from", "de", "a.txt", cwd=tmp_path).status == 0


def test_evidence_opens_a_gate_is_quoted_and_survives_an_unrelated_native_paragraph(tmp_path: Path) -> None:
    pack(tmp_path / "house", GATED)
    (tmp_path / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    text = "Vladimir Poutine called from Varsovie at 20h30.\n\nA zebra crossed the road.\n"
    native = "The bus to the coast runs twice a day, and the driver knows everyone by name.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for added in ("", f"\n{native}", f"\n{native}\n{native * 3}"):
        (tmp_path / "a.txt").write_text(text + added, encoding="utf-8")
        found = decalque("check", "--format", "json", "a.txt", cwd=tmp_path).report()["files"][0]
        zebra = [finding for finding in found["findings"] if finding["text"] == "zebra"]
        assert len(zebra) == 1
        assert any("Poutine" in reason for reason in zebra[0]["because"])
        assert found["profile"]["sources"]["fr"] > 0.5


def test_comments_silence_rules(desk: Path) -> None:
    (desk / "a.md").write_text(
        "<!-- decalque-ignore house -->\nA zebra.\n\nA zebra.\n\n"
        "<!-- decalque-off calque -->\nA zebra.\n\nA zebra.\n<!-- decalque-on -->\n\nA zebra.\n",
        encoding="utf-8",
    )
    report = decalque("check", "--format", "json", "a.md", cwd=desk).report()
    assert [f["line"] for f in report["files"][0]["findings"]] == [4, 12]


def test_colour_only_where_a_terminal_shows_it(desk: Path) -> None:
    assert "\x1b[" not in decalque("check", "bad.txt", cwd=desk).out


def test_statistics_count_by_rule(desk: Path) -> None:
    out = decalque("check", "--statistics", "bad.txt", cwd=desk).out
    assert "house/house/zebra" in out
    assert "4" in out


def test_the_nearest_configuration_wins_and_pyproject_counts(desk: Path) -> None:
    inner = desk / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[tool.decalque]\nignore = ["all"]\n', encoding="utf-8")
    (inner / "bad.txt").write_text("A zebra.\n", encoding="utf-8")
    assert decalque("check", "inner/bad.txt", cwd=desk).status == 0
    assert decalque("check", "bad.txt", cwd=desk).status == 1


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('selct = ["fr"]', "did you mean “select”"),
        ('level = "warn"', "did you mean “warning”"),
        ('select = "fr"', "a list of texts"),
        ("level = ", "is not TOML"),
        ('packs = ["nowhere"]', "there is no folder"),
    ],
)
def test_a_broken_configuration_says_what_is_wrong(tmp_path: Path, table: str, words: str) -> None:
    (tmp_path / "decalque.toml").write_text(table + "\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    done = decalque("check", "a.txt", cwd=tmp_path)
    assert done.status == 2
    assert words in done.err
    assert "decalque.toml" in done.err
    assert done.err.count("\n") == 1


def test_an_unknown_option_is_a_usage_error_with_a_hint(tmp_path: Path) -> None:
    done = decalque("check", "--selct", "fr", cwd=tmp_path)
    assert done.status == 2
    assert "--select" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_reported_and_the_rest_checked(desk: Path) -> None:
    shut = desk / "shut"
    shut.mkdir()
    shut.chmod(0)
    try:
        done = decalque("check", ".", cwd=desk)
    finally:
        shut.chmod(0o700)
    assert done.status == 3
    assert "shut" in done.out + done.err
    assert "zebra" in done.out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"text\0\x01\x02", "binary"),
        (b"caf\xe9 au lait, twice", "encoding"),
        (b"x" * 50_000_000, "larger"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_the_others_are_checked(desk: Path, data: bytes, words: str) -> None:
    (desk / "broken.txt").write_bytes(data)
    done = decalque("check", "broken.txt", "bad.txt", cwd=desk)
    assert done.status == 3
    assert words in done.out + done.err
    assert "zebra" in done.out


def test_empty_and_missing_files(desk: Path) -> None:
    (desk / "empty.txt").write_bytes(b"")
    assert decalque("check", "empty.txt", cwd=desk).status == 0
    done = decalque("check", "missing.txt", "bad.txt", cwd=desk)
    assert done.status == 3
    assert "missing.txt" in done.out + done.err
    assert "zebra" in done.out


def test_a_long_line_within_the_limit_is_checked(desk: Path) -> None:
    (desk / "long.txt").write_text("horse " * 200_000 + "zebra\n", encoding="utf-8")
    report = decalque("check", "--format", "json", "long.txt", cwd=desk).report()
    assert [f["start"] for f in report["files"][0]["findings"]] == [1_200_000]


SLOW = """
[[rule]]
id = "slow"
category = "calque"
message = "slow"
why = "A pattern that backtracks without end."
pattern = '(?:x|xx)+[yz]'
anchors = ["xxx"]
bad = ["[[xxxxy]]"]
good = ["yes"]
"""


def test_a_catastrophic_pattern_is_stopped_named_and_the_others_report(desk: Path) -> None:
    pack(desk / "packs" / "house", SLOW, "slow")
    (desk / "bad.txt").write_text("A zebra.\n\n" + "x" * 5000 + "\n", encoding="utf-8")
    done = decalque("check", "bad.txt", cwd=desk)
    assert done.status == 3
    assert "house/slow/slow" in done.err
    assert "house/house/zebra" in done.out


def test_results_come_from_the_cache_unless_something_changed(desk: Path) -> None:
    first = decalque("check", "--format", "json", "bad.txt", cwd=desk)
    assert decalque("check", "--format", "json", "bad.txt", cwd=desk) == first
    (desk / "packs" / "house" / "house.toml").write_text(
        (HOUSE % ("safe", "warning")).replace("zebra", "okapi"), encoding="utf-8"
    )
    assert decalque("check", "bad.txt", cwd=desk).status == 0


def test_a_home_that_cannot_be_written_is_no_obstacle(desk: Path) -> None:
    blocked = desk / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    done = decalque("check", "bad.txt", cwd=desk, env={"DECALQUE_CACHE_DIR": str(blocked / "cache")})
    assert (done.status, "zebra" in done.out) == (1, True)


def test_a_broken_cache_entry_counts_as_absent(desk: Path) -> None:
    env = cache_of_its_own(desk / ".cache", "pack-")
    first = decalque("check", "bad.txt", cwd=desk, env=env)
    entries = [entry for entry in (desk / ".cache").rglob("[!.]*") if entry.is_file()]
    assert {entry.parent.name for entry in entries} == {".cache", "results"}
    packs = sorted(
        (entry for entry in entries if entry.name.startswith("pack-")), key=lambda entry: entry.stat().st_size
    )
    broken = {*entries} - {*packs[1:]}  # to compile one pack anew is enough
    assert {entry.name.partition("-")[0] for entry in broken} >= {"builtin", "rules", "pack", "stamp"}
    for entry in broken:
        entry.write_bytes(b"\0\1\2")
    assert decalque("check", "bad.txt", cwd=desk, env=env) == first
