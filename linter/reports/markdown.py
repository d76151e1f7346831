"""A summary in Markdown, for a comment on a pull request or the page of a CI run.

A comment on GitHub takes 65,536 characters, so what goes beyond is counted instead of shown.
"""

from __future__ import annotations

from linter.model import Checked, Finding
from linter.reports.columns import clipped
from linter.reports.commonmark import escaped, markdown
from linter.reports.excerpt import excerpt
from linter.reports.places import Places
from linter.reports.portable import portable
from linter.reports.tally import Tally, count, origin
from linter.reports.wording import remedies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.reports import Report, Style

_LIMIT = 60_000
_CONTEXT = 72
_HEAD = "| line | level | text | finding | help |\n|---:|---|---|---|---|\n"


def render(report: Report, style: Style) -> Iterator[str]:
    """The sums first, then each file's findings, folded."""
    tally = Tally()
    unread: list[str] = []
    sections: list[str] = []
    room = _LIMIT
    left_out = 0
    for checked in report.files:
        tally.add(checked)
        if checked.error is not None:
            unread.append(f"- {_code(portable(checked.path))}: {escaped(checked.error)}\n")
        if not checked.findings:
            continue
        section, shown = _section(checked, report, room)
        room -= len(section)
        sections.append(section)
        left_out += len(checked.findings) - shown
    first, *others = tally.sentences()
    yield f"### decalque: {first.rstrip('.')}\n"
    if others:
        yield "\n" + " ".join(others).replace("--fix", "`--fix`").replace("--unsafe-fixes", "`--unsafe-fixes`") + "\n"
    if unread:
        yield "\n" + "".join(unread)
    yield from sections
    if left_out:
        yield f"\n{count(left_out, 'more finding')} would not fit here.\n"


def _section(checked: Checked, report: Report, room: int) -> tuple[str, int]:
    """A file's findings as far as there is ``room`` (characters), and how many of them are shown."""
    places = Places(checked)
    said = origin(checked.profile)
    title = f"<b>{_code(portable(checked.path), 'code')}</b>: {count(len(checked.findings), 'finding')}"
    head = f"\n<details><summary>{title}{'; ' + said if said else ''}</summary>\n\n{_HEAD}"
    tail = "\n</details>\n"
    rows: list[str] = []
    used = len(head) + len(tail)
    for finding in checked.findings:
        row = _row(finding, places, report)
        if used + len(row) > room:
            break
        used += len(row)
        rows.append(row)
    return (head + "".join(rows) + tail, len(rows)) if rows else ("", 0)


def _row(finding: Finding, places: Places, report: Report) -> str:
    row = excerpt(places, finding.start, finding.end, _CONTEXT)[0]
    marked = escaped(clipped(row.marked, _CONTEXT))
    before = " " * row.before.endswith(" ")
    after = " " * row.after.startswith(" ")
    # Stars would not be read as bold next to most punctuation, which is often what is marked.
    text = f"{escaped(row.before)}{before}{f'<b>{marked}</b>' if marked else ''}{after}{escaped(row.after)}"
    rule = f"[`{finding.rule}`]({report.url(finding.rule)})" if report.rule_url else f"`{finding.rule}`"
    notes = "<br>".join(escaped(remedy) for remedy in remedies(finding, places.source.text))
    return f"| {row.number} | {finding.level} | {text} | {markdown(finding.message)}<br>{rule} | {notes} |\n"


def _code(text: str, tag: str = "code") -> str:
    # A span between backticks would need care for backticks in the name, and is not read inside <summary>.
    return f"<{tag}>{escaped(text)}</{tag}>"
