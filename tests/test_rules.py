"""The built-in rules: every one loads, and every example holds."""

from __future__ import annotations

import os

from linter.engine.load import authored_rules, builtin_packs, compiled_rules
from linter.engine.selftest import run_examples
from linter.model import CATEGORIES


def test_every_family_loads_without_a_problem() -> None:
    assert [": ".join(map(str, problem)) for problem in compiled_rules(builtin_packs()).problems] == []


def test_every_example_of_every_rule_holds() -> None:
    folders = builtin_packs()
    rules = authored_rules(folders)
    assert [str(failure) for failure in run_examples(compiled_rules(folders), rules)] == []
    assert len(rules) > 15
    assert {rule.category for rule in rules} <= {*CATEGORIES}


def test_rules_travel_beside_the_package() -> None:
    assert {os.path.basename(folder) for folder in builtin_packs()} >= {"common", "french"}
