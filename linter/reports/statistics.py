"""How often each rule found something, and how much of it can be fixed."""

from __future__ import annotations

from linter.reports.columns import printable
from linter.reports.tally import Tally, fixable
from linter.reports.text import Pen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_HEAD = ("findings", "safe", "review", "rule")


def render(report: Report, style: Style) -> Iterator[str]:
    """A table, the rule with most findings first: all of them, those with a safe fix, those with one to review."""
    tally = Tally()
    pen = Pen(style)
    counts: dict[str, tuple[int, int, int]] = {}
    for checked in report.files:
        tally.add(checked)
        if checked.error is not None:
            yield f"{pen.path(checked.path, ':')} {pen.level('error')} {printable(checked.error)}\n"
        for finding in checked.findings:
            everything, safe, review = counts.get(finding.rule, (0, 0, 0))
            safety = fixable(finding)
            counts[finding.rule] = everything + 1, safe + (safety == "safe"), review + (safety == "review")
    if counts:
        yield pen.head("  ".join(_HEAD)) + "\n"
        for rule, numbers in sorted(counts.items(), key=lambda item: (-item[1][0], item[0])):
            columns = [f"{number:{len(title)},}" for number, title in zip(numbers, _HEAD, strict=False)]
            yield f"{'  '.join(columns)}  {pen.link(rule, report.url(rule))}\n"
        yield "\n"
    for sentence in tally.sentences():
        yield sentence + "\n"
