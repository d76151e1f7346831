"""GitLab's code quality report: a JSON array, as GitLab's documentation describes it.

Fingerprints must be unique in a report, so that of the finding is hashed with the path of its file.
"""

from __future__ import annotations

from hashlib import sha256

from linter.reports.json import encode
from linter.reports.places import Places
from linter.reports.portable import portable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One element for each finding, and a blocker for each file that could not be read."""
    started = False
    seen: dict[str, int] = {}
    for checked in report.files:
        path = portable(checked.path)
        elements = []
        if checked.error is not None:
            elements.append(_element(path, "decalque/unreadable", checked.error, "blocker", (1, 1), "", seen))
        places = Places(checked)
        for finding in checked.findings:
            place = places.place(finding.start, finding.end)
            lines = place.line, place.last_line
            severity = _SEVERITIES[finding.level]
            elements.append(_element(path, finding.rule, finding.message, severity, lines, finding.fingerprint, seen))
        for element in elements:
            yield (",\n " if started else "[\n ") + element
            started = True
    yield "\n]\n" if started else "[]\n"


def _element(
    path: str, rule: str, message: str, severity: str, lines: tuple[int, int], fingerprint: str, seen: dict[str, int]
) -> str:
    key = f"{path}\0{rule}\0{fingerprint}"
    seen[key] = seen.get(key, 0) + 1
    return encode(
        {
            "description": message,
            "check_name": rule,
            "fingerprint": sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
            "severity": severity,
            "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
        }
    )
