"""For people at a terminal: each finding with its line, what would mend it, and what it stands on."""

from __future__ import annotations

import os

from linter.model import Checked, Finding
from linter.reports.columns import printable, width, wrap
from linter.reports.emphasis import EMPHASIS
from linter.reports.excerpt import Row, excerpt
from linter.reports.places import Places
from linter.reports.tally import Tally, origin
from linter.reports.wording import remedies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_NARROWEST = 40
_COLORS = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_BOLD, _GUTTER, _FAINT, _ITALIC = "1", "1;34", "2", "3"
# RFC 3986, 2.3, and the slash.
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def render(report: Report, style: Style) -> Iterator[str]:
    """The findings, file by file, and a summary."""
    tally = Tally()
    pen = Pen(style)
    for checked in report.files:
        tally.add(checked)
        if checked.error is not None:
            yield f"{pen.path(checked.path, ':')} {pen.level('error')} {printable(checked.error)}\n\n"
        elif checked.findings:
            yield from _file(checked, report, pen)
    for sentence in () if pen.quiet else tally.sentences():
        yield "\n".join(wrap(sentence, pen.columns)) + "\n"


def _file(checked: Checked, report: Report, pen: Pen) -> Iterator[str]:
    places = Places(checked)
    explained: set[str] = set()
    gutter = len(str(places.lines.position(max(finding.end for finding in checked.findings))[0]))
    for finding in checked.findings:
        yield "\n".join(_lines(checked, finding, places, gutter, report, pen, finding.rule not in explained)) + "\n\n"
        explained.add(finding.rule)
    said = "" if pen.quiet else origin(checked.profile)
    if said:
        yield f"{pen.path(checked.path)} {said}\n\n"


def _lines(
    checked: Checked, finding: Finding, places: Places, gutter: int, report: Report, pen: Pen, explain: bool
) -> Iterator[str]:
    """The lines for one finding; ``explain`` says whether the reader has yet to be told why such a thing is wrong."""
    yield from heading(checked.path, finding, places, report, pen)
    margin = " " * gutter
    bar = pen.paint("|", _GUTTER)
    color = _COLORS[finding.level]
    yield f"{margin} {bar}"
    for row in excerpt(places, finding.start, finding.end, pen.columns - gutter - 3):
        yield from _row(row, gutter, bar, color, pen)
    notes = [("help", remedy) for remedy in remedies(finding, places.source.text)]
    notes += [("because", reason) for reason in finding.because]
    if explain and finding.why:
        notes.append(("why", finding.why))
    said = ""
    for label, note in notes:
        sign = f"{margin} = {label}: " if label != said else " " * (gutter + len(label) + 5)
        said = label
        body = f"\n{' ' * len(sign)}".join(wrap(printable(note), pen.columns - len(sign)))
        yield pen.label(sign) + (pen.emphasis(body) if label == "why" else body)


def heading(path: str, finding: Finding, places: Places, report: Report, pen: Pen) -> list[str]:
    """``path:line:column: level rule message``, the message below if there is no room for it."""
    line, column = places.lines.position(finding.start)
    plain = f"{printable(path)}:{line}:{column}: {finding.level} {finding.rule} "
    message = printable(finding.message)
    where = pen.path(path, f":{line}:{column}:")
    first = f"{where} {pen.level(finding.level)} {pen.rule(finding.rule, report.url(finding.rule))}"
    if width(plain) + width(message) <= pen.columns:
        return [f"{first} {pen.emphasis(message)}"]
    return [first, *("  " + pen.emphasis(part) for part in wrap(message, pen.columns - 2))]


def _row(row: Row, gutter: int, bar: str, color: str, pen: Pen) -> Iterator[str]:
    if not row.number:
        yield pen.paint("." * max(3, gutter), _GUTTER)
        return
    number = pen.paint(str(row.number).rjust(gutter), _GUTTER)
    yield f"{number} {bar} {row.before}{pen.paint(row.marked, color)}{row.after}".rstrip()
    if row.carets:
        indent = len(row.carets) - len(row.carets.lstrip())
        yield f"{' ' * gutter} {bar} {' ' * indent}{pen.paint(row.carets[indent:], color)}"


class Pen:
    """Writes for one terminal: colours and links, if it has them."""

    def __init__(self, style: Style) -> None:
        self.columns = max(style.width, _NARROWEST)
        self._color = style.color
        self._links = style.links
        self.quiet = style.quiet

    def paint(self, text: str, code: str) -> str:
        """``text`` in a colour or weight (an SGR code)."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._color and text else text

    def level(self, level: str) -> str:
        """The name of a level in its colour."""
        return self.paint(level, _COLORS[level])

    def rule(self, rule: str, address: str) -> str:
        """A rule's id, leading to its documentation."""
        return self.link(self.paint(rule, _FAINT), address)

    def head(self, text: str) -> str:
        """The head of a table."""
        return self.paint(text, _BOLD)

    def label(self, sign: str) -> str:
        """The ``= help:`` before a note, or the space that stands for it."""
        return sign.replace("=", self.paint("=", _GUTTER), 1) if self._color else sign

    def emphasis(self, text: str) -> str:
        """``text`` with its ``*stressed words*`` in italics."""
        return EMPHASIS.sub(lambda match: self.paint(match.group(1), _ITALIC), text) if self._color else text

    def path(self, path: str, after: str = "") -> str:
        """The name of a file, linked to it, and what belongs ``after`` it."""
        shown = self.paint(printable(path) + after, _BOLD)
        if not self._links or path == "-":
            return shown
        raw = os.fsencode(os.path.abspath(path))
        address = "".join([chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in raw])
        return self.link(shown, f"file://{address}")

    def link(self, text: str, address: str) -> str:
        """``text``, leading to ``address`` if there is one (OSC 8)."""
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if self._links and address else text
