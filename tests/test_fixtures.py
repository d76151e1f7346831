"""The fixture articles: exactly the findings that are expected, and none in the clean ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linter import Linter

FIXTURES = Path(__file__).parent.parent / "fixtures"
LINTER = Linter(no_cache=True)


def articles(folder: str) -> list[Path]:
    return sorted(path for path in (FIXTURES / folder).iterdir() if path.suffix in (".txt", ".md"))


@pytest.mark.parametrize("path", articles("clean"), ids=lambda path: path.stem)
def test_nothing_is_found_in_clean_copy(path: Path) -> None:
    checked = LINTER.check_file(path)
    assert [(finding.rule, finding.text) for finding in checked.findings] == []


@pytest.mark.parametrize("path", articles("mt"), ids=lambda path: path.stem)
def test_machine_translated_copy_gives_the_expected_findings(path: Path) -> None:
    expected = json.loads((FIXTURES / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    checked = LINTER.check_file(path)
    assert [[f.rule, f.start, f.end, f.text] for f in checked.findings] == expected["findings"]
    assert checked.profile is not None
    assert next(iter(checked.profile.sources), None) == expected["source"]


@pytest.mark.parametrize("path", articles("mt"), ids=lambda path: path.stem)
def test_asking_for_notes_changes_nothing_else(path: Path) -> None:
    with_notes = Linter(level="note", no_cache=True).check_file(path)
    without = LINTER.check_file(path)
    assert [finding for finding in with_notes.findings if finding.level != "note"] == list(without.findings)
    assert with_notes.profile == without.profile


def test_most_findings_meet_a_span_that_an_editor_marked() -> None:
    met = total = 0
    for path in articles("mt"):
        spans = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["spans"]
        for finding in LINTER.check_file(path).findings:
            total += 1
            met += any(span["start"] < finding.end and finding.start < span["end"] for span in spans)
    assert total > 100
    assert met / total >= 0.8
