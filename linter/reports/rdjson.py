"""The diagnostic format of reviewdog (``-f=rdjson``), with suggestions.

Source of the format: reviewdog's ``proto/rdf/reviewdog.proto``. Columns count bytes of UTF-8 from 1, ends are
exclusive. A suggestion is one replacement, so a fix of several edits cannot be one.
"""

from __future__ import annotations

from typing import Any

from linter.model import Finding
from linter.reports.json import encode
from linter.reports.places import Places, utf8_width
from linter.reports.portable import portable
from linter.reports.wording import reasons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One object with all diagnostics."""
    yield '{"source": {"name": "decalque"},\n "diagnostics": ['
    started = False
    for checked in report.files:
        path = portable(checked.path)
        diagnostics = []
        if checked.error is not None:
            diagnostics.append({"message": checked.error, "location": {"path": path}, "severity": "ERROR"})
        places = Places(checked)
        diagnostics += [_diagnostic(finding, path, places, report) for finding in checked.findings]
        for diagnostic in diagnostics:
            yield (",\n  " if started else "\n  ") + encode(diagnostic)
            started = True
    yield ("\n " if started else "") + "]}\n"


def _diagnostic(finding: Finding, path: str, places: Places, report: Report) -> dict[str, Any]:
    code = {"value": finding.rule}
    if report.rule_url:
        code["url"] = report.url(finding.rule)
    made: dict[str, Any] = {
        "message": "\n".join([finding.message, *reasons(finding)]),
        "location": {"path": path, "range": _range(finding.start, finding.end, places)},
        "severity": _SEVERITIES[finding.level],
        "code": code,
    }
    suggestions = [
        {"range": _range(fix.edits[0].start, fix.edits[0].end, places), "text": fix.edits[0].replacement}
        for fix in finding.fixes
        if len(fix.edits) == 1
    ]
    if suggestions:
        made["suggestions"] = suggestions
    return made


def _range(start: int, end: int, places: Places) -> dict[str, Any]:
    return {"start": _position(start, places), "end": _position(end, places)}


def _position(offset: int, places: Places) -> dict[str, int]:
    return {"line": places.lines.position(offset)[0], "column": places.units(offset, utf8_width)}
