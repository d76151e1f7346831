"""The Python interface, as a content management system would use it."""

from __future__ import annotations

import pickle
from multiprocessing import get_context
from pathlib import Path

import pytest

from linter import Linter, check_file, check_text, fixed
from tests.command import GATED, pack

TEXT = "He called it „a quiet day“ 🦓 and left.\n"


def test_text_and_file_give_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    of_text, of_file = check_text(TEXT), check_file(path)
    assert [f.text for f in of_text.findings] == ["„a quiet day“"]
    assert of_text.findings == of_file.findings
    assert TEXT[of_text.findings[0].start : of_text.findings[0].end] == of_text.findings[0].text


def test_fixes_are_made_on_demand() -> None:
    checked = check_text(TEXT)
    assert fixed(checked) == "He called it “a quiet day” 🦓 and left.\n"
    assert fixed(checked, {}) == TEXT


def test_options_choose_rules_and_unknown_ones_are_refused(tmp_path: Path) -> None:
    pack(tmp_path / "house", GATED)
    config = tmp_path / "decalque.toml"
    config.write_text('packs = ["house"]\n', encoding="utf-8")
    assert check_text(TEXT, ignore=("common",)).findings == ()
    assert check_text("A zebra ran.", config=config).findings == ()
    assert check_text("A zebra ran.", config=config, language="fr").findings[0].text == "zebra"
    with pytest.raises(TypeError, match="selct"):
        Linter(selct=("fr",))


def test_a_linter_and_its_results_can_be_sent_to_another_process() -> None:
    linter = Linter(select=("common",))
    linter.check_text(TEXT)
    again = pickle.loads(pickle.dumps(linter))
    assert again.check_text(TEXT) == linter.check_text(TEXT)
    with get_context("spawn").Pool(1) as workers:
        assert workers.map(linter.check_text, [TEXT]) == [linter.check_text(TEXT)]


def test_a_file_that_cannot_be_read_is_an_error_and_not_an_exception(tmp_path: Path) -> None:
    checked = check_file(tmp_path / "none.txt")
    assert checked.error is not None
    with pytest.raises(ValueError, match="no such file"):
        fixed(checked)
