"""The desk: what was asked, as a list of questions for the translator or the wire desk."""

from __future__ import annotations

import re

from linter.review.decisions import table
from linter.review.ledger import Decision, Key
from linter.review.views import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("number", "path", "line", "text", "question", "sentence", "reason", "why", "rule", "asked")


def as_markdown(asked: Sequence[tuple[Key, Decision]]) -> str:
    """The questions as Markdown, by file; each with its sentence, its place and its reason."""
    files = len({key[0] for key, _ in asked})
    if not asked:
        return "# Questions for the desk\n\nNothing was asked.\n"
    parts = ["# Questions for the desk\n", f"{counted(len(asked), 'question')} on {counted(files, 'file')}.\n"]
    path = None
    for number, (key, decision) in enumerate(asked, 1):
        if key[0] != path:
            path = key[0]
            parts.append(f"## {_plain(path)}\n")
        about = decision.about
        parts.append(f"{number}. **{_plain(decision.note or about.message)}**\n")
        parts.append(f"   > {_marked(about.sentence, about.text)}\n")
        reason = f": {_plain(about.message)}" if decision.note else ""
        why = " ".join(about.why.split())  # it is Markdown already
        parts.append(f"   Line {about.line}{reason}. {why} (`{about.rule}`)\n")
    return "\n".join(parts)


def as_csv(asked: Sequence[tuple[Key, Decision]]) -> str:
    """The questions as CSV (RFC 4180) with a head line."""
    rows = []
    for number, (key, decision) in enumerate(asked, 1):
        about = decision.about
        question = decision.note or about.message
        place = (number, key[0], about.line, about.text)
        rows.append((*place, question, about.sentence, about.message, about.why, about.rule, decision.at))
    return table(COLUMNS, rows)


def _marked(sentence: str, text: str) -> str:
    """The sentence on one line, with the words that are asked about in bold."""
    line, words = " ".join(sentence.split()), " ".join(text.split())
    at = line.find(words) if words else -1
    if at < 0:
        return _plain(line)
    return f"{_plain(line[:at])}**{_plain(words)}**{_plain(line[at + len(words) :])}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", re.sub(r"\s+", " ", text))
