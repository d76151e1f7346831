"""The built-in rules: every one loads, and every example holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter.engine.apart import compile_apart
from linter.engine.load import authored_rules, builtin_packs, compiled_rules
from linter.engine.selftest import run_examples
from linter.model import CATEGORIES, Rule
from tests.command import Done, decalque, pack


def test_every_family_loads_without_a_problem() -> None:
    assert [": ".join(map(str, problem)) for problem in compiled_rules(builtin_packs()).problems] == []


@pytest.fixture(scope="module")
def authored() -> tuple[Rule, ...]:
    return authored_rules(builtin_packs())


@pytest.mark.parametrize("name", [os.path.basename(folder) for folder in builtin_packs()])
def test_every_example_of_every_rule_holds(name: str, authored: tuple[Rule, ...]) -> None:
    rules = [rule for rule in authored if rule.id.startswith(f"{name}/")]
    assert [str(failure) for failure in run_examples(compiled_rules(builtin_packs()), rules)] == []
    assert len(rules) > 15
    assert {rule.category for rule in rules} <= {*CATEGORIES}


def test_rules_travel_beside_the_package() -> None:
    assert {os.path.basename(folder) for folder in builtin_packs()} >= {"common", "french"}


_OWN = """title = "Own"

[[rule]]
id = "{rule}"
category = "calque"
message = "{{match}}"
why = "An example."
match = ["the {rule} of the thing"]
bad = ["It is [[the {rule} of the thing]]."]
good = ["It rained."]
"""


def test_a_pack_that_changes_is_compiled_without_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECALQUE_CACHE_DIR", str(tmp_path / "cache"))
    house = str(pack(tmp_path / "house", _OWN.format(rule="crux"), "own"))
    office = str(pack(tmp_path / "office", _OWN.format(rule="nub"), "own"))
    told: list[str] = []
    alone = compiled_rules([house, office], told=told.append)
    assert told == ["house", "office", ""]
    assert [rule[0] for rule in alone.rules] == ["house/own/crux", "office/own/nub"]
    known = {entry.name for entry in (tmp_path / "cache").glob("pack-*")}
    pack(tmp_path / "office", _OWN.format(rule="pith"), "own")
    told.clear()
    changed = compiled_rules([house, office], told=told.append)
    assert told == ["office", ""]
    assert [rule[0] for rule in changed.rules] == ["house/own/crux", "office/own/pith"]
    assert len({entry.name for entry in (tmp_path / "cache").glob("pack-*")} - known) == 1
    assert [str(failure) for failure in run_examples(changed, authored_rules([house, office]))] == []


def test_packs_are_compiled_side_by_side_and_found_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECALQUE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    (tmp_path / "linter").mkdir()  # none of ours
    monkeypatch.chdir(tmp_path)
    groups = [[str(pack(tmp_path / name, _OWN.format(rule=name), "own"))] for name in ("house", "office", "yard")]
    here: list[str] = []
    compile_apart(groups, lambda group: here.append(group[0]))
    compiled = len(list((tmp_path / "cache").glob("pack-*")))
    assert 0 < len(here) < 3
    assert compiled == 3 - len(here)  # those that the other process had
    told: list[str] = []
    rules = compiled_rules([folder for (folder,) in groups], told=told.append)
    assert [f"{name}/own/{name}" for name in ("house", "office", "yard")] == [rule[0] for rule in rules.rules]
    assert sorted(told) == ["", *sorted(Path(folder).name for folder in here)]


def test_one_core_compiles_all_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    here: list[str] = []
    compile_apart([[str(tmp_path)]] * 2, lambda group: here.append(group[0]))
    assert here == []  # they are left to the caller


def test_two_packs_of_one_name_cannot_have_a_rule_of_one_name(tmp_path: Path) -> None:
    folders = [str(pack(tmp_path / place / "house", _OWN.format(rule="crux"), "own")) for place in ("a", "b")]
    compiled = compiled_rules(folders)
    assert [rule[0] for rule in compiled.rules] == ["house/own/crux"]
    ((file, _, _, message),) = compiled.problems
    assert file.startswith(folders[1])
    assert message == "“house/own/crux” is already a rule"


def test_a_pack_is_tested_by_whatever_name_it_has(tmp_path: Path) -> None:
    folder = str(pack(tmp_path / "house", _OWN.format(rule="crux"), "own"))
    (tmp_path / "decalque.toml").write_text(f'packs = ["{folder}"]\n', encoding="utf-8")
    (tmp_path / "link").symlink_to(folder)
    for name in ("house", "link", "link/own.toml", folder):
        assert decalque("rules", "test", name, cwd=tmp_path).out == "1 rules, 0 failures\n"


_REPORTED = """
title = "Reports"

[[rule]]
id = "reported-by"
category = "syntax"
needs = "nothing"
message = "turn it round: “{%s:capital} {verb} this”"
why = "An example."
pattern = '(?P<fix>(?P<mark>this was (?P<verb>reported|announced) by) (?P<who>[^.]+))'
anchors = ["this was"]
replace = "{who} {verb} this"
bad = ["It burned, and [[this was reported by]] the clerk.", "It rained, and [[this was announced by]] the baker."]
fixed = ["It burned, and the clerk reported this.", "It rained, and the baker announced this."]
good = ["The clerk reported this."]
"""


def _examples(folder: Path, rules: str) -> Done:
    """What ``rules test`` says of a pack of one family."""
    pack(folder / "house", rules, "own")
    (folder / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    return decalque("rules", "test", "house", cwd=folder)


def test_a_message_says_what_a_fix_can_say(tmp_path: Path) -> None:
    assert _examples(tmp_path, _REPORTED % "who").out == "1 rules, 0 failures\n"
    (tmp_path / "a.txt").write_text("It burned; this was reported by the clerk.\n", encoding="utf-8")
    said = decalque("check", "--format", "concise", "a.txt", cwd=tmp_path).out
    assert "turn it round: “The clerk reported this”" in said


def test_a_placeholder_that_nothing_fills_is_told(tmp_path: Path) -> None:
    done = _examples(tmp_path, _REPORTED % "whom")
    assert done.status == 1
    assert "{whom:capital}" in done.out + done.err


def test_an_anchor_that_ends_with_a_star_is_refused(tmp_path: Path) -> None:
    folder = pack(tmp_path / "house", (_REPORTED % "who").replace('["this was"]', '["this was", "was*"]'), "own")
    ((_, _, _, message),) = compiled_rules([str(folder)]).problems
    assert message == "“was*”: only a first * means anything; an anchor may end inside a word anyway"


_MARKED = """
title = "Marks"

[[rule]]
id = "by-the-mill"
category = "calque"
needs = "nothing"
message = "“{match}” for “near the mill”"
why = "An example."
match = ["at the mill (there|,|.)"]
replace = "near the mill {1}"
bad = ["They sat [[at the mill there]].", "She sleeps [[at the mill,]] he does not."]
fixed = ["They sat near the mill there.", "She sleeps near the mill, he does not."]
good = ["They met near the mill."]
"""


def test_a_mark_that_a_fix_takes_over_stands_at_the_word_before(tmp_path: Path) -> None:
    assert _examples(tmp_path, _MARKED).out == "1 rules, 0 failures\n"
