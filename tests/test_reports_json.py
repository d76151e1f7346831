"""The JSON contract, and its lines."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from linter.model import Checked
from linter.reports import FORMATS, Report, render
from tests.reporting import HOSTILE, PLAIN, checked, files, finding, rendered, unread

TEXT = "Café: Poutine spoke.\r\nAhead of the appeal, he left."


def test_contract() -> None:
    """Every key, in its order, with the values that schema 1 promises; bytes count the mark at the start."""
    found = finding(TEXT, "appeal", to=("call",), because=("one",))
    data = b"\xef\xbb\xbf" + TEXT.encode()
    start = TEXT.index("appeal")
    offsets = {"start": start, "end": start + 6, "byte_start": start + 4, "byte_end": start + 10}
    expected = {
        "schema": 1,
        "tool": {"name": "decalque", "version": "1.2.3"},
        "files": [
            {
                "path": "a.txt",
                "format": "text",
                "error": None,
                "profile": {"machine_translated": 0.98, "sources": {"fr": 0.95, "es": 0.02}},
                "findings": [
                    {
                        "rule": "french/false-friends/appeal",
                        "category": "false-friend",
                        "level": "warning",
                        "confidence": 0.9,
                        **offsets,
                        "line": 2,
                        "column": 14,
                        "end_line": 2,
                        "end_column": 20,
                        "text": "appeal",
                        "message": "“appeal” for a phone call",
                        "why": "French *appel* is a call as well.",
                        "because": ["one"],
                        "fingerprint": found.fingerprint,
                        "fixes": [
                            {"title": "call", "safety": "review", "edits": [{**offsets, "replacement": "call"}]},
                        ],
                    }
                ],
            }
        ],
        "summary": {"files": 1, "findings": 1, "errors": 0},
    }
    text = rendered("json", checked("a.txt", TEXT, found, data=data))
    # dumps() keeps the order of keys, and sorts nothing
    assert json.dumps(json.loads(text)) == json.dumps(expected)


def test_files_without_findings() -> None:
    got = json.loads(rendered("json", checked("a.txt", "", profile=None), unread("b.txt")))
    assert [(each["path"], each["error"] is None, each["profile"], each["findings"]) for each in got["files"]] == [
        ("a.txt", True, None, []),
        ("b.txt", False, None, []),
    ]
    assert got["summary"] == {"files": 2, "findings": 0, "errors": 1}
    assert json.loads(rendered("json"))["files"] == []


@given(files())
def test_offsets_select_the_text(file: Checked) -> None:
    """Characters, bytes, lines and columns all lead to the same place."""
    assert file.source is not None
    text, data = file.source.text, file.source.data
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    (got,) = json.loads(rendered("json", file))["files"]
    assert len(got["findings"]) == len(file.findings)
    for each in got["findings"]:
        assert text[each["start"] : each["end"]] == each["text"]
        assert data[each["byte_start"] : each["byte_end"]].decode(file.source.encoding) == each["text"]
        for line, column, offset in (("line", "column", "start"), ("end_line", "end_column", "end")):
            assert starts[each[line] - 1] + each[column] - 1 == each[offset]
            assert each[line] == len(starts) or each[offset] < starts[each[line]]
        for fix in each["fixes"]:
            for edit in fix["edits"]:
                cut = data[: edit["byte_start"]] + data[edit["byte_end"] :]
                left = text[: edit["start"]] + text[edit["end"] :]
                assert cut[len(file.source.bom) :].decode(file.source.encoding) == left


@given(files())
def test_lines_say_the_same(file: Checked) -> None:
    whole = json.loads(rendered("json", file))
    lines = rendered("jsonl", file, unread("b.txt")).split("\n")
    assert lines.pop() == ""
    head, *found, other, summary = [json.loads(line) for line in lines]
    assert [each.pop("type") for each in (head, *found, other, summary)] == [
        "file",
        *["finding"] * len(found),
        "file",
        "summary",
    ]
    assert {each.pop("path") for each in found} <= {"article.txt"}
    assert found == whole["files"][0]["findings"]
    assert head == {**whole["files"][0], "findings": len(found)}
    assert other["error"]
    assert summary["files"] == 2
    assert summary["findings"] == len(found)
    assert summary["errors"] == 1


@pytest.mark.parametrize("name", FORMATS)
def test_any_name_of_a_file_can_be_written(name: str) -> None:
    """A name that is not valid UTF-8 reaches Python as lone surrogates, which no stream of UTF-8 takes."""
    text = f"{HOSTILE} appeal"
    text.encode()
    file = checked("caf\udce9/\n<b>|.txt", text, finding(text, "appeal", to=("call",)))
    assert rendered(name, file, unread("\udcff.txt")).encode()


@pytest.mark.parametrize("name", FORMATS)
def test_deterministic_and_empty(name: str) -> None:
    file = checked("a.txt", TEXT, finding(TEXT, "appeal", to=("call", "phone call")))
    assert rendered(name, file) == rendered(name, file)
    assert rendered(name).endswith("\n") or name == "github"  # where no command is nothing to say


def test_unknown_name() -> None:
    with pytest.raises(ValueError, match="xml2"):
        render("xml2", Report((), "1"), PLAIN)


def test_a_name_that_cannot_be_encoded_is_kept() -> None:
    (file,) = json.loads(rendered("json", unread("caf\udce9.txt")))["files"]
    assert file["path"] == "caf\udce9.txt"
