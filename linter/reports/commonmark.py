"""Text for readers of Markdown, GitHub's above all: it must come out as it is, and ping nobody."""

from __future__ import annotations

import re

from linter.reports.emphasis import EMPHASIS

# Whatever Markdown or GitHub's additions to it could take for markup, a mention, an issue or an address.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~!&$@]|(?<=:)//|(?<=www)\.", re.IGNORECASE)
_REFERENCES = {"@": "&#64;", "#": "&#35;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "//": "&#47;/", ".": "&#46;"}


def escaped(text: str) -> str:
    """``text`` in one line, with everything escaped that could be markup."""
    return _escaped(" ".join(text.split()))


def markdown(text: str) -> str:
    """``text`` in one line, with everything escaped but its stressed words."""
    parts = EMPHASIS.split(" ".join(text.split()))
    said = [f"*{_escaped(part)}*" if number % 2 else _escaped(part) for number, part in enumerate(parts)]
    return "".join(said)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _REFERENCES.get(match.group(), "\\" + match.group()), text)
