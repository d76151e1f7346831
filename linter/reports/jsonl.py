"""JSON Lines: one object a line, for streams.

Every object has a ``type``: ``file`` (as in the JSON report, with the number of its findings), ``finding`` (as in the
JSON report, with the path of its file), and at the end one ``summary``.
"""

from __future__ import annotations

from linter.reports.json import SCHEMA, encode, finding_record, head
from linter.reports.places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style


def render(report: Report, style: Style) -> Iterator[str]:
    """The objects, each file before its findings."""
    files = findings = errors = 0
    for checked in report.files:
        files += 1
        findings += len(checked.findings)
        errors += checked.error is not None
        yield encode({"type": "file", **head(checked), "findings": len(checked.findings)}) + "\n"
        places = Places(checked)
        for finding in checked.findings:
            yield encode({"type": "finding", "path": checked.path, **finding_record(finding, places)}) + "\n"
    tool = {"name": "decalque", "version": report.version}
    counts = {"files": files, "findings": findings, "errors": errors}
    yield encode({"type": "summary", "schema": SCHEMA, "tool": tool, **counts}) + "\n"
