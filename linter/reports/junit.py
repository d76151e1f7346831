"""JUnit XML: each file a suite, each finding a test that failed; a file without findings is one that passed."""

from __future__ import annotations

from linter.model import Checked
from linter.reports.places import Places
from linter.reports.portable import portable
from linter.reports.wording import reasons, remedies
from linter.reports.xml import DECLARATION, attributes, content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style


def render(report: Report, style: Style) -> Iterator[str]:
    """One ``testsuite`` for each file."""
    yield DECLARATION + '<testsuites name="decalque">\n'
    for checked in report.files:
        path = portable(checked.path)
        failures, errors = len(checked.findings), int(checked.error is not None)
        suite = {"name": path, "tests": max(1, failures + errors), "failures": failures, "errors": errors}
        yield f"  <testsuite{attributes(suite)}>\n" + "".join(_cases(checked, path)) + "  </testsuite>\n"
    yield "</testsuites>\n"


def _cases(checked: Checked, path: str) -> Iterator[str]:
    if checked.error is not None:
        yield _case("readable", path, "error", {"type": "unreadable", "message": checked.error}, checked.error)
    elif not checked.findings:
        yield f"    <testcase{attributes({'name': 'no findings', 'classname': path})}/>\n"
    places = Places(checked)
    for finding in checked.findings:
        place = places.place(finding.start, finding.end)
        said = [f"{path}:{place.line}:{place.column}: {finding.level} {finding.rule}: {finding.message}", finding.text]
        said += [f"help: {remedy}" for remedy in remedies(finding, places.source.text)]
        said += reasons(finding)
        name = f"{finding.rule} {place.line}:{place.column}"
        yield _case(name, path, "failure", {"type": finding.level, "message": finding.message}, "\n".join(said))


def _case(name: str, path: str, outcome: str, values: dict[str, object], body: str) -> str:
    case = attributes({"name": name, "classname": path})
    return f"    <testcase{case}>\n      <{outcome}{attributes(values)}>{content(body)}</{outcome}>\n    </testcase>\n"
