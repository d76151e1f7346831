"""Comments in the file that silence rules, and whether each was needed.

    <!-- decalque-ignore french/false-friends -->        the paragraph (or line) it stands in or directly above
    <!-- decalque-off common --> ... <!-- decalque-on --> a stretch of the file

Without a name, every rule is meant; a name is a rule, a family, a pack or a category. Several stand with commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from linter.model import Document, Hit, Rule

_COMMENT = re.compile(r"<!--\s*decalque-(ignore|off|on)\b([^>]*?)-->")


class Suppression(NamedTuple):
    """Rules named by ``names`` (all, if empty) are silent in source ``[start, end)``; the comment begins at ``at``."""

    names: tuple[str, ...]
    start: int
    end: int
    at: int


def suppressions(document: Document) -> list[Suppression]:
    """All suppressions of a document, in the order of the file."""
    text = document.source.text
    if "decalque-" not in text:
        return []
    found: list[Suppression] = []
    opened: list[tuple[tuple[str, ...], int]] = []
    for comment in _COMMENT.finditer(text):
        names = tuple(name for name in re.split(r"[,\s]+", comment[2].strip(" -")) if name)
        if comment[1] == "off":
            opened.append((names, comment.start()))
        elif comment[1] == "on":
            closed = [o for o in opened if not names or o[0] == names]
            found += [Suppression(o[0], o[1], comment.start(), o[1]) for o in closed]
            opened = [o for o in opened if o not in closed]
        else:
            found.append(Suppression(names, comment.start(), _reach(text, comment.end()), comment.start()))
    found += [Suppression(names, at, len(text), at) for names, at in opened]
    return sorted(s._replace(start=_line_start(text, s.start)) if s.end < len(text) or s.start else s for s in found)


def matches(name: str, rule: Rule) -> bool:
    """Whether ``name`` is the rule, its family, its pack or its category."""
    return name in (rule.id, rule.family, rule.category) or rule.id.startswith(name.rstrip("/") + "/")


def suppress(hits: Iterable[Hit], found: list[Suppression], document: Document) -> tuple[list[Hit], list[Suppression]]:
    """The hits that no suppression silences, and the suppressions that silenced none."""
    if not found:
        return list(hits), []
    kept, used = [], set()
    for hit in hits:
        at = document.locate(hit.start, hit.end)[0]
        silent = [
            s for s in found if s.start <= at < s.end and (not s.names or any(matches(n, hit.rule) for n in s.names))
        ]
        used.update(silent)
        if not silent:
            kept.append(hit)
    return kept, [s for s in found if s not in used]


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _reach(text: str, end: int) -> int:
    """The end of the paragraph that a comment ending at ``end`` stands in or directly above."""
    body = re.compile(r"[ \t]*(?:\r\n|\r|\n)*").match(text, end)
    assert body is not None
    stop = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)").search(text, body.end())
    return stop.start() if stop else len(text)
