"""One line a finding, for grep and for editors that read ``path:line:column: message``."""

from __future__ import annotations

from linter.reports.columns import printable
from linter.reports.places import Places
from linter.reports.tally import Tally, fixable
from linter.reports.text import Pen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style


def render(report: Report, style: Style) -> Iterator[str]:
    """A line for each finding, those that ``--fix`` would mend with ``[*]``, and a summary."""
    tally = Tally()
    pen = Pen(style)
    for checked in report.files:
        tally.add(checked)
        if checked.error is not None:
            yield f"{pen.path(checked.path, ':')} {pen.level('error')} {printable(checked.error)}\n"
        places = Places(checked)
        for finding in checked.findings:
            line, column = places.lines.position(finding.start)
            where = pen.path(checked.path, f":{line}:{column}:")
            mark = " [*]" if fixable(finding) == "safe" else ""
            rule = pen.rule(finding.rule, report.url(finding.rule))
            yield f"{where} {pen.level(finding.level)} {rule}{mark} {pen.emphasis(printable(finding.message))}\n"
    for sentence in () if pen.quiet else tally.sentences():
        yield sentence + "\n"
