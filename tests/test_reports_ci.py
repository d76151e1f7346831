"""What CI systems read: each format against its owner's schema or grammar, with text that would break it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import given
from markdown_it import MarkdownIt

from linter.model import Checked, Edit, Fix
from linter.reports.portable import portable, uri
from tests.reporting import HOSTILE, checked, files, finding, rendered, unread

SCHEMAS = Path(__file__).parent / "schemas"
# The parts of a workflow command, as `actions/runner` takes them apart: name, properties, data.
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")
RULE_URL = "https://decalque.test/rules/{rule}"


def hostile() -> Checked:
    text = f"{HOSTILE}\nAhead of the appeal.\n"
    found = finding(text, "appeal", message=HOSTILE, why=HOSTILE, because=(HOSTILE,), to=(HOSTILE,))
    return checked("news/a,b:c%25 <&>|`x`.txt", text, found, finding(text, HOSTILE, "common/residue/junk"))


# GitHub


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command read back by its documented escapes."""
    match = COMMAND.fullmatch(line)
    assert match, line
    pairs = [pair.split("=", 1) for pair in match[2].split(",")]
    return match[1], {key: _unescaped(value, ":%3A", ",%2C") for key, value in pairs}, _unescaped(match[3])


def _unescaped(text: str, *more: str) -> str:
    for escape in ("\r%0D", "\n%0A", *more, "%%25"):
        text = text.replace(escape[1:], escape[0])
    return text


def test_github() -> None:
    text = "One.\nAhead of the appeal.\nRead\nmore\n"
    file = checked(
        "a.txt",
        text,
        finding(text, "appeal", to=("call",)),
        finding(text, "Read\nmore\n", "common/residue/teaser", level="error", why="", because=(), message="not a part"),
    )
    lines = rendered("github", file, unread("b.txt", "gone")).splitlines()
    said = "“appeal” for a phone call\nhelp: replace with “call”\nbecause: “Poutine” (line 1) speaks for French\n"
    said += "why: French *appel* is a call as well."
    place = {"file": "a.txt", "line": "2", "endLine": "2", "col": "14", "endColumn": "20"}
    assert [command(line) for line in lines] == [
        ("warning", place | {"title": "french/false-friends/appeal"}, said),
        ("error", {"file": "a.txt", "line": "3", "endLine": "4", "title": "common/residue/teaser"}, "not a part"),
        ("error", {"file": "b.txt", "title": "decalque"}, "gone"),
    ]


@given(files())
def test_github_escapes(file: Checked) -> None:
    """One command a finding and nothing else, whatever the texts hold; the message comes back whole."""
    file = file._replace(path="a,b:c%0A::error::\n.txt")
    output = rendered("github", file)
    lines = output.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(file.findings)
    for line, found in zip(lines, file.findings, strict=True):
        name, properties, message = command(line)
        assert name == {"error": "error", "warning": "warning", "note": "notice"}[found.level]
        assert properties["file"] == file.path
        assert ("col" in properties) == (properties["line"] == properties["endLine"] and "col" in line)
        assert message.startswith(found.message)


# GitLab


def test_gitlab() -> None:
    text = "One.\nAhead of the appeal, an appeal.\nRead\nmore\n"
    file = checked(
        "./news/a.txt",
        text,
        finding(text, "appeal", level="note"),
        finding(text, "appeal", nth=1)._replace(fingerprint=finding(text, "appeal").fingerprint),
        finding(text, "Read\nmore\n", "common/residue/teaser", level="error"),
    )
    got = json.loads(rendered("gitlab", file, file._replace(path="b.txt"), unread("c.txt", "gone")))
    assert all(set(each) == {"description", "check_name", "fingerprint", "severity", "location"} for each in got)
    assert all(isinstance(each["description"], str) and each["description"] for each in got)
    assert {each["severity"] for each in got} == {"info", "minor", "major", "blocker"}
    assert len({each["fingerprint"] for each in got}) == len(got) == 7
    assert [each["location"] for each in got[:3]] == [
        {"path": "news/a.txt", "lines": {"begin": 2, "end": 2}},
        {"path": "news/a.txt", "lines": {"begin": 2, "end": 2}},
        {"path": "news/a.txt", "lines": {"begin": 3, "end": 4}},
    ]
    moved = checked(
        "news/a.txt",
        f"New.\n{text}",
        *[each._replace(start=each.start + 5, end=each.end + 5) for each in file.findings],
    )
    again = json.loads(rendered("gitlab", moved))
    assert [each["fingerprint"] for each in again] == [each["fingerprint"] for each in got[:3]]


# JUnit and Checkstyle


@pytest.fixture(scope="module")
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


def test_junit(junit_schema: xmlschema.XMLSchema) -> None:
    output = rendered("junit", hostile(), checked("clean.txt", "Fine."), unread("b.txt", HOSTILE))
    junit_schema.validate(output)
    suites = list(ElementTree.fromstring(output.encode()))
    counts = [[suite.attrib[key] for key in ("tests", "failures", "errors")] for suite in suites]
    assert counts == [["2", "2", "0"], ["1", "0", "0"], ["1", "0", "1"]]
    assert suites[0].attrib["name"] == "news/a,b:c%25 <&>|`x`.txt"
    (failure,) = suites[0].findall("testcase[2]/failure")
    assert failure.attrib["message"] == _legal(HOSTILE)
    assert "\nhelp: replace" in (failure.text or "")
    assert len({case.attrib["name"] for case in suites[0]}) == 2


def test_checkstyle() -> None:
    tree = ElementTree.fromstring(rendered("checkstyle", hostile(), unread("b.txt", "gone")).encode())
    assert tree.tag == "checkstyle"
    first, second = tree.findall("file")
    assert first.attrib["name"] == "news/a,b:c%25 <&>|`x`.txt"
    assert first.findall("error")[1].attrib == {
        "line": "2",
        "column": "14",
        "severity": "warning",
        "message": _legal(HOSTILE),
        "source": "decalque.french/false-friends/appeal",
    }
    assert [error.attrib["message"] for error in second] == ["gone"]


@given(files())
def test_xml_is_well_formed(file: Checked) -> None:
    for name in ("junit", "checkstyle"):
        tree = ElementTree.fromstring(rendered(name, file, unread("b.txt")).encode())
        assert len(tree) == 2


def _legal(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", text)


# reviewdog


@given(files())
def test_rdjson(file: Checked) -> None:
    """The messages of reviewdog's protocol; columns select the text in the UTF-8 of its line."""
    got = json.loads(rendered("rdjson", file, unread("b.txt", "gone"), rule_url=RULE_URL))
    assert set(got) == {"source", "diagnostics"}
    assert got["source"] == {"name": "decalque"}
    *diagnostics, last = got["diagnostics"]
    assert last == {"message": "gone", "location": {"path": "b.txt"}, "severity": "ERROR"}
    for diagnostic, found in zip(diagnostics, file.findings, strict=True):
        assert set(diagnostic) - {"suggestions"} == {"message", "location", "severity", "code"}
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["code"] == {"value": found.rule, "url": RULE_URL.replace("{rule}", found.rule)}
        assert _selected(file, diagnostic["location"]["range"]) == (found.start, found.end)
        for suggestion, fix in zip(diagnostic.get("suggestions", ()), found.fixes, strict=True):
            edit = fix.edits[0]
            assert _selected(file, suggestion["range"]) == (edit.start, edit.end)
            assert suggestion["text"] == edit.replacement


def test_rdjson_suggests_only_what_is_one_edit() -> None:
    text = "Kiev and Kiev."
    found = finding(text, "Kiev")._replace(fixes=(Fix("Kyiv", "review", (Edit(0, 4, "Kyiv"), Edit(9, 13, "Kyiv"))),))
    (got,) = json.loads(rendered("rdjson", checked("a.txt", text, found)))["diagnostics"]
    assert "suggestions" not in got


def _selected(file: Checked, span: dict[str, dict[str, int]]) -> tuple[int, ...]:
    assert file.source is not None
    text = file.source.text
    lines = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]
    offsets = []
    for end in ("start", "end"):
        begin = lines[span[end]["line"] - 1]
        before = text[begin:].encode()[: span[end]["column"] - 1].decode()
        offsets.append(begin + len(before))
    return tuple(offsets)


# Markdown


def test_markdown() -> None:
    text = "One.\nAhead of the appeal."
    output = rendered(
        "markdown", checked("a.txt", text, finding(text, "appeal", to=("call",))), unread("b.txt", "gone")
    )
    assert output == (
        "### decalque: 1 finding in 1 file: 1 warning\n"
        "\n"
        "1 fixable with `--unsafe-fixes`. 1 file could not be checked.\n"
        "\n"
        "- <code>b.txt</code>: gone\n"
        "\n"
        "<details><summary><b><code>a.txt</code></b>: 1 finding; looks machine-translated (0.98), from French (0.95)"
        "</summary>\n"
        "\n"
        "| line | level | text | finding | help |\n"
        "|---:|---|---|---|---|\n"
        "| 2 | warning | Ahead of the <b>appeal</b>. | “appeal” for a phone call<br>`french/false-friends/appeal`"
        " | replace with “call” |\n"
        "\n"
        "</details>\n"
    )


def test_markdown_shows_text_as_it_is() -> None:
    """Rendered as GitHub would: one row a finding, and neither markup nor links nor mentions out of an article."""
    output = rendered("markdown", hostile(), unread("@b`.txt", HOSTILE))
    page = MarkdownIt("gfm-like", {"html": True}).render(output)
    assert page.count("<tr>") == 3
    assert set(re.findall(r"<(\w+)", page)) == {
        *(
            "h3",
            "p",
            "code",
            "ul",
            "li",
            "details",
            "summary",
            "b",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "br",
            "em",
        ),
    }
    assert "@" not in output
    assert "*star* _line_ [link](javascript:alert(3))" in re.sub("<[^>]*>", "", page)


def test_markdown_fits_a_comment() -> None:
    text = "The appeal. " * 2000
    many = [finding(text, "appeal", nth=0)._replace(start=n * 12 + 4, end=n * 12 + 10) for n in range(2000)]
    output = rendered("markdown", checked("a.txt", text, *many), checked("b.txt", text, many[0]))
    assert len(output) < 65_536
    match = re.search(r"(\S+) more findings would not fit here", output)
    assert match
    assert int(match[1].replace(",", "")) + output.count("<br>`french/") == 2001


# Names of files


def test_portable_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert portable(str(tmp_path / "news" / "a.txt")) == "news/a.txt"
    assert portable("./news//a.txt") == "news/a.txt"
    assert portable("../a.txt") == "../a.txt"
    assert portable("/elsewhere/a.txt") == "/elsewhere/a.txt"
    assert portable("-") == "-"
    assert uri("news/für alle?#1.txt") == "news/f%C3%BCr%20alle%3F%231.txt"
    assert uri("/news/a.txt") == "file:///news/a.txt"
