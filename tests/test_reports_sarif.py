"""SARIF 2.1.0: valid by its schema, and regions that select what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.formats.decode import LineIndex
from linter.model import Checked, Edit, Fix, Rule
from tests.reporting import HOSTILE, checked, files, finding, rendered, unread

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def log(*files: Checked, **more: object) -> dict[str, Any]:
    got: dict[str, Any] = json.loads(rendered("sarif", *files, **more))
    return got


def test_valid(validator: jsonschema.Draft4Validator) -> None:
    text = f"{HOSTILE}\nAhead of the appeal.\n"
    found = finding(text, "appeal", message=HOSTILE, why=HOSTILE, because=(HOSTILE,), to=(HOSTILE, ""))
    file = checked("news/für alle.txt", text, found, finding(text, HOSTILE, "common/residue/junk", why=""))
    validator.validate(log(file, checked("clean.txt", "Fine.", profile=None), unread("b.txt", HOSTILE)))
    validator.validate(log(file, rule_url="https://decalque.test/rules/{rule}"))
    validator.validate(log(file, unread("b.txt"), file, unread("b.txt")))
    validator.validate(log())


@given(data=st.data())
def test_regions(validator: jsonschema.Draft4Validator, data: st.DataObject) -> None:
    """Bytes select in the file, columns of UTF-16 in the text, for findings and for every edit of a fix."""
    file = data.draw(files())
    assert file.source is not None
    got = log(file)
    validator.validate(got)
    (run,) = got["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    for result, found in zip(run["results"], file.findings, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == found.rule
        assert result["partialFingerprints"] == {"decalque/v1": found.fingerprint}
        physical = result["locations"][0]["physicalLocation"]
        assert run["artifacts"][physical["artifactLocation"]["index"]]["location"]["uri"] == "article.txt"
        assert _selected(file, physical["region"]) == found.text == physical["region"]["snippet"]["text"]
        for fix, made in zip(dict.fromkeys(found.fixes), result.get("fixes", ()), strict=True):
            (change,) = made["artifactChanges"]
            assert made["properties"] == {"safety": fix.safety}
            for edit, replacement in zip(fix.edits, change["replacements"], strict=True):
                assert _selected(file, replacement["deletedRegion"]) == file.source.text[edit.start : edit.end]
                assert replacement.get("insertedContent", {}).get("text", "") == edit.replacement


def test_a_rule_is_described_by_its_source() -> None:
    text = "Ahead of the appeal."
    rule = Rule(
        id="french/false-friends/appeal",
        kind="phrase",
        message="“{match}” for a phone call",
        why="A *call*.",
        category="false-friend",
        level="note",
        sources=("fr", "it"),
        voice="weak",
        needs="some",
        safety="review",
        confidence=0.96,
        replace=("call",),
        params={},
    )
    got = log(
        checked("a.txt", text, finding(text, "appeal")),
        rule={rule.id: rule}.get,
        rule_url="https://decalque.test/{rule}",
    )
    assert got["runs"][0]["tool"]["driver"]["rules"] == [
        {
            "id": rule.id,
            "name": "Appeal",
            "shortDescription": {"text": "False friend: appeal."},
            "fullDescription": {"text": "A call.", "markdown": "A *call*."},
            "help": {
                "text": "A call.",
                "markdown": "**false-friend** `french/false-friends/appeal`\n\nA *call*.\n\n"
                "[Documentation](https://decalque.test/french/false-friends/appeal)",
            },
            "defaultConfiguration": {"level": "note"},
            "properties": {
                "category": "false-friend",
                "tags": ["machine-translation", "false-friend", "fr", "it"],
                "precision": "very-high",
            },
            "helpUri": "https://decalque.test/french/false-friends/appeal",
        }
    ]


def test_what_could_not_be_read_is_a_failure_of_the_run() -> None:
    (run,) = log(unread("b.txt", "gone"))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "gone."
    assert log(checked("a.txt", "Fine."))["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_braces_and_brackets_in_messages_are_literal() -> None:
    text = "Ahead of the appeal."
    (run,) = log(checked("a.txt", text, finding(text, "appeal", message="see {0} [here](1)", why="", because=())))[
        "runs"
    ]
    (result,) = run["results"]
    assert result["message"]["text"] == r"see {{0}} \[here\](1)"


def test_a_fix_of_several_edits_is_one_fix() -> None:
    text = "Kiev and Kiev."
    found = finding(text, "Kiev")._replace(fixes=(Fix("Kyiv", "review", (Edit(0, 4, "Kyiv"), Edit(9, 13, "Kyiv"))),))
    (run,) = log(checked("a.txt", text, found))["runs"]
    (fix,) = run["results"][0]["fixes"]
    assert fix["description"]["text"] == "replace “Kiev” with “Kyiv”, replace “Kiev” with “Kyiv”"
    assert len(fix["artifactChanges"][0]["replacements"]) == 2


def _selected(file: Checked, region: dict[str, int]) -> str:
    assert file.source is not None
    source = file.source
    low = region["byteOffset"]
    selected = source.data[low : low + region["byteLength"]].decode(source.encoding)
    lines = LineIndex(source.text)
    ends = []
    for line, column in (("startLine", "startColumn"), ("endLine", "endColumn")):
        begin = lines.line(region[line])[0]
        before = source.text[begin:].encode("utf-16-le")[: 2 * (region[column] - 1)].decode("utf-16-le")
        ends.append(begin + len(before))
    assert source.text[ends[0] : ends[1]] == selected
    return selected
