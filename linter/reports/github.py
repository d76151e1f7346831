"""Workflow commands of GitHub Actions, which show findings as annotations in a pull request.

Source of the grammar: GitHub's documentation of workflow commands and ``actions/toolkit``, ``core/src/command.ts``.
GitHub shows ten annotations of each level a step, and columns only where start and end are on one line.
"""

from __future__ import annotations

from linter.reports.places import Places
from linter.reports.portable import portable
from linter.reports.wording import reasons, remedies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One command for each finding, and for each file that could not be read."""
    for checked in report.files:
        path = portable(checked.path)
        if checked.error is not None:
            yield command("error", {"file": path, "title": "decalque"}, checked.error) + "\n"
        places = Places(checked)
        for finding in checked.findings:
            place = places.place(finding.start, finding.end)
            properties = {"file": path, "line": str(place.line), "endLine": str(place.last_line)}
            if place.line == place.end_line:
                properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
            properties["title"] = finding.rule
            said = [finding.message, *(f"help: {remedy}" for remedy in remedies(finding, places.source.text))]
            said += reasons(finding)
            yield command(_COMMANDS[finding.level], properties, "\n".join(said)) + "\n"


def command(name: str, properties: dict[str, str], message: str) -> str:
    """``::name key=value,key=value::message``, escaped."""
    pairs = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {pairs}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
