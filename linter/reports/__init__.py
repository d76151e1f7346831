"""Reports: what was found, as text for people or in the formats that other programs read.

The registry names one module a format. A module has ``render(report: Report, style: Style) -> Iterator[str]``, whose
pieces make the output when joined; it takes the files once and in order, so that a long run shows its first findings
early. A module is imported when its format is asked for: a text report never pays for an HTML one.

Pieces hold no lone surrogates, whatever the names of the files, so UTF-8 can encode them all.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from linter.model import Checked, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MODULES = {
    "text": "linter.reports.text",
    "concise": "linter.reports.concise",
    "json": "linter.reports.json",
    "jsonl": "linter.reports.jsonl",
    "statistics": "linter.reports.statistics",
    "github": "linter.reports.github",
    "gitlab": "linter.reports.gitlab",
    "junit": "linter.reports.junit",
    "checkstyle": "linter.reports.checkstyle",
    "rdjson": "linter.reports.rdjson",
    "sarif": "linter.reports.sarif",
    "markdown": "linter.reports.markdown",
    "html": "linter.reports.html",
}

#: The names of the formats, for people first.
FORMATS = tuple(_MODULES)


def _no_rule(rule: str) -> Rule | None:
    return None


class Report(NamedTuple):
    """What is reported: the files in order, and where more is known about a rule.

    ``files`` is taken once, so it may be a generator; for several reports of one run pass a tuple. ``rule`` gives the
    rule of an id, or ``None`` if it is not at hand. ``rule_url`` is the address of a rule's documentation, with
    ``{rule}`` for its id; without one, reports link to nothing.
    """

    files: Iterable[Checked]
    version: str
    rule: Callable[[str], Rule | None] = _no_rule
    rule_url: str = ""

    def url(self, rule: str) -> str:
        """The address of the documentation of ``rule`` (an id), empty if there is none."""
        return self.rule_url.replace("{rule}", rule)


class Style(NamedTuple):
    """How text is to look: ``color`` and ``links`` (OSC 8) by escape sequences, lines of ``width`` columns.

    ``quiet`` leaves out whatever is no finding: the summary, and what a file as a whole looks like.
    """

    color: bool = False
    width: int = 80
    links: bool = False
    quiet: bool = False


def render(name: str, report: Report, style: Style) -> Iterator[str]:
    """The report in the format ``name``, in pieces to be joined. Raises ``ValueError`` for an unknown name."""
    module = _MODULES.get(name)
    if module is None:
        raise ValueError(f"no report is called {name!r}; known are {', '.join(FORMATS)}")
    pieces: Iterator[str] = import_module(module).render(report, style)
    return pieces
