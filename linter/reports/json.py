"""One JSON object for the whole run: the contract that other programs read (schema 1).

Offsets are code points of the decoded file without its byte order mark, ``byte_*`` count from the start of the file;
lines and columns (code points) start at 1; every end is exclusive. Each file stands on a line of its own.
"""

from __future__ import annotations

from json import dumps
from typing import Any

from linter.model import Checked, Finding, Fix
from linter.reports.places import Places
from linter.reports.tally import ranked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

SCHEMA = 1


def render(report: Report, style: Style) -> Iterator[str]:
    """The object, file by file."""
    tool = encode({"name": "decalque", "version": report.version})
    yield f'{{"schema": {SCHEMA}, "tool": {tool},\n "files": ['
    files = findings = errors = 0
    for checked in report.files:
        yield ("\n  " if files == 0 else ",\n  ") + encode(file_record(checked))
        files += 1
        findings += len(checked.findings)
        errors += checked.error is not None
    summary = encode({"files": files, "findings": findings, "errors": errors})
    yield ("\n " if files else "") + f'],\n "summary": {summary}}}\n'


def encode(value: Any) -> str:
    """``value`` as JSON on one line; escaped throughout where UTF-8 could not hold it (names of files, mostly)."""
    text = dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return dumps(value)
    return text


def file_record(checked: Checked) -> dict[str, Any]:
    """A file and its findings."""
    places = Places(checked)
    return {
        **head(checked),
        "findings": [finding_record(finding, places) for finding in checked.findings],
    }


def head(checked: Checked) -> dict[str, Any]:
    """A file without its findings."""
    profile = None
    if checked.profile is not None:
        sources = {code: round(share, 4) for code, share in ranked(checked.profile)}
        profile = {"machine_translated": round(checked.profile.machine_translated, 4), "sources": sources}
    return {"path": checked.path, "format": checked.format, "error": checked.error, "profile": profile}


def finding_record(finding: Finding, places: Places) -> dict[str, Any]:
    """A finding and its fixes."""
    place = places.place(finding.start, finding.end)
    return {
        "rule": finding.rule,
        "category": finding.category,
        "level": finding.level,
        "confidence": round(finding.confidence, 4),
        "start": finding.start,
        "end": finding.end,
        "byte_start": places.byte(finding.start),
        "byte_end": places.byte(finding.end),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": finding.text,
        "message": finding.message,
        "why": finding.why,
        "because": list(finding.because),
        "fingerprint": finding.fingerprint,
        "fixes": [_fix_record(fix, places) for fix in finding.fixes],
    }


def _fix_record(fix: Fix, places: Places) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safety": fix.safety,
        "edits": [
            {
                "start": edit.start,
                "end": edit.end,
                "byte_start": places.byte(edit.start),
                "byte_end": places.byte(edit.end),
                "replacement": edit.replacement,
            }
            for edit in fix.edits
        ],
    }
