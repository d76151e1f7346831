"""Checkstyle's XML, which Jenkins, reviewdog and many editors read."""

from __future__ import annotations

from linter.reports.places import Places
from linter.reports.portable import portable
from linter.reports.xml import DECLARATION, attributes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One ``file`` for each file, with its findings."""
    yield DECLARATION + '<checkstyle version="4.3">\n'
    for checked in report.files:
        lines = []
        if checked.error is not None:
            error = {"line": 1, "severity": "error", "message": checked.error, "source": "decalque"}
            lines.append(f"    <error{attributes(error)}/>\n")
        places = Places(checked)
        for finding in checked.findings:
            line, column = places.lines.position(finding.start)
            severity = _SEVERITIES[finding.level]
            source = f"decalque.{finding.rule}"
            found = {"line": line, "column": column, "severity": severity, "message": finding.message, "source": source}
            lines.append(f"    <error{attributes(found)}/>\n")
        yield f"  <file{attributes({'name': portable(checked.path)})}>\n{''.join(lines)}  </file>\n"
    yield "</checkstyle>\n"
