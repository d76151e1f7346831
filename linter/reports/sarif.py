"""SARIF 2.1.0 (OASIS), for code scanning.

Columns count UTF-16 code units, as most readers assume whatever ``columnKind`` says. Binary regions count the bytes of
the file, a byte order mark included; text regions never do. ``charOffset`` is left out: the standard does not say
which unit it counts.
"""

from __future__ import annotations

import re
from typing import Any

from linter.model import Checked, Finding, Fix
from linter.reports.commonmark import escaped, markdown
from linter.reports.emphasis import plain
from linter.reports.json import encode, head
from linter.reports.places import Places, utf16_width
from linter.reports.portable import portable, uri
from linter.reports.wording import remedy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "decalque/v1"
# In the text of a message these make links (3.11.6).
_BRACKETS = re.compile(r"[\\\[\]]")
# The words of GitHub's code scanning, with the confidence each asks for here.
_PRECISIONS = (("very-high", 0.95), ("high", 0.8), ("medium", 0.5), ("low", 0.0))


def render(report: Report, style: Style) -> Iterator[str]:
    """One log with one run, each result on a line of its own."""
    artifacts: dict[int, str] = {}  # each file once, as the schema wants
    files: dict[str, int] = {}
    results: list[str] = []
    notifications: list[dict[str, Any]] = []
    rules: dict[str, Finding] = {}
    numbers: dict[str, int] = {}
    for checked in report.files:
        index = files.setdefault(_uri(checked), len(files))
        artifacts.setdefault(index, encode(_artifact(checked)))
        if checked.error is not None:
            notifications.append(_notification(checked, index))
        places = Places(checked)
        for finding in checked.findings:
            rules.setdefault(finding.rule, finding)
            number = numbers.setdefault(finding.rule, len(numbers))
            results.append(encode(_result(finding, checked, index, number, places)))
    driver = {"name": "decalque", "semanticVersion": report.version}
    invocation: dict[str, Any] = {"executionSuccessful": not notifications}
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    described = [encode(_rule(finding, report)) for finding in rules.values()]
    yield f'{{"$schema": "{_SCHEMA}",\n "version": "2.1.0",\n "runs": [{{\n  "tool": {{"driver": {encode(driver)[:-1]}'
    yield f', "rules": {_listed(described)}}}}},\n'
    yield f'  "columnKind": "utf16CodeUnits",\n  "invocations": [{encode(invocation)}],\n'
    yield f'  "artifacts": {_listed(list(artifacts.values()))},\n  "results": {_listed(results)}}}]}}\n'


def _listed(items: list[str]) -> str:
    return "[\n   " + ",\n   ".join(items) + "]" if items else "[]"


def _rule(finding: Finding, report: Report) -> dict[str, Any]:
    """The descriptor of a rule, from its source if that is at hand, else from a finding of it."""
    rule = report.rule(finding.rule)
    name = finding.rule.rpartition("/")[2]
    short = f"{finding.category.replace('-', ' ').capitalize()}: {name.replace('-', ' ')}."
    why = (rule.why if rule else finding.why) or short
    made: dict[str, Any] = {
        "id": finding.rule,
        "name": "".join(map(str.capitalize, name.split("-"))),
        "shortDescription": {"text": short},
        "fullDescription": {"text": plain(why), "markdown": markdown(why)},
        "help": {"text": plain(why), "markdown": _help(finding, why, report)},
        "defaultConfiguration": {"level": rule.level if rule else finding.level},
        "properties": {
            "category": finding.category,
            "tags": list(dict.fromkeys(("machine-translation", finding.category, *(rule or finding).sources))),
            "precision": _precision(rule.confidence if rule else finding.confidence),
        },
    }
    if report.rule_url:
        made["helpUri"] = report.url(finding.rule)
    return made


def _help(finding: Finding, why: str, report: Report) -> str:
    link = f"\n\n[Documentation]({report.url(finding.rule)})" if report.rule_url else ""
    return f"**{finding.category}** `{finding.rule}`\n\n{markdown(why)}{link}"


def _precision(confidence: float) -> str:
    return next(name for name, least in _PRECISIONS if confidence >= least)


def _artifact(checked: Checked) -> dict[str, Any]:
    made: dict[str, Any] = {"location": {"uri": _uri(checked)}}
    if checked.source is not None:
        made |= {"length": len(checked.source.data), "encoding": checked.source.encoding.upper()}
    profile = head(checked)["profile"]
    if profile is not None:
        made["properties"] = profile
    return made


def _uri(checked: Checked) -> str:
    return uri(portable(checked.path))


def _notification(checked: Checked, index: int) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(checked), "index": index}}}
    return {"level": "error", "message": {"text": f"{checked.error}."}, "locations": [location]}


def _result(finding: Finding, checked: Checked, index: int, number: int, places: Places) -> dict[str, Any]:
    # Stars stress words in what a rule's author wrote; in evidence they are the article's own.
    evidence = [f"because: {reason}" for reason in finding.because]
    why = [f"why: {finding.why}"] if finding.why else []
    said = [plain(finding.message), *evidence, *map(plain, why)]
    marked_up = [markdown(finding.message), *map(escaped, evidence), *map(markdown, why)]
    location = {"uri": _uri(checked), "index": index}
    region = _region(finding.start, finding.end, places)
    physical = {"artifactLocation": location, "region": {**region, "snippet": {"text": finding.text}}}
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.level,
        "message": {
            "text": _literal(_BRACKETS.sub(r"\\\g<0>", "\n".join(said))),
            "markdown": _literal("\n\n".join(marked_up)),
        },
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "rank": round(100 * finding.confidence, 1),
    }
    if finding.fixes:
        made["fixes"] = [_fix(fix, location, places) for fix in dict.fromkeys(finding.fixes)]
    return made


def _literal(text: str) -> str:
    """``text`` as a message, in which a brace would stand for an argument (3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _fix(fix: Fix, location: dict[str, Any], places: Places) -> dict[str, Any]:
    replacements = []
    for edit in fix.edits:
        replacement: dict[str, Any] = {"deletedRegion": _region(edit.start, edit.end, places)}
        if edit.replacement:
            replacement["insertedContent"] = {"text": edit.replacement}
        replacements.append(replacement)
    return {
        "description": {"text": remedy(fix, places.source.text)},
        "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
        "properties": {"safety": fix.safety},
    }


def _region(start: int, end: int, places: Places) -> dict[str, int]:
    return {
        "startLine": places.lines.position(start)[0],
        "startColumn": places.units(start, utf16_width),
        "endLine": places.lines.position(end)[0],
        "endColumn": places.units(end, utf16_width),
        "byteOffset": places.byte(start),
        "byteLength": places.byte(end) - places.byte(start),
    }
