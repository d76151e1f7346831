"""Saying in a few words what a fix does, and what a finding stands on."""

from __future__ import annotations

import re

from linter.model import Edit, Finding, Fix
from linter.reports.columns import clipped, quoted, width

# A fix of more edits than this is shown by its first ones; a longer text by its ends.
_EDITS = 3
_COLUMNS = 64
_WORD = re.compile(r"\s*(\S+)")


def remedies(finding: Finding, text: str) -> list[str]:
    """What each fix of ``finding`` does to ``text``, the whole of the source; alternatives of one kind together."""
    said: list[tuple[str, str]] = []
    replacing: dict[str, list[str]] = {}
    for fix in finding.fixes:
        new = _outcome(finding, fix, text)
        if new is None:
            said.append((remedy(fix, text), fix.safety))
        else:
            if fix.safety not in replacing:
                said.append(("", fix.safety))
            replacing.setdefault(fix.safety, []).append(quoted(new))
    return [(what or f"replace with {_either(replacing[safety])}") + _mark(safety) for what, safety in said]


def remedy(fix: Fix, text: str) -> str:
    """What ``fix`` does to ``text``, the whole of the source, edit by edit."""
    said = [_change(edit, text) for edit in fix.edits[:_EDITS]]
    if len(fix.edits) > _EDITS:
        said.append(f"{len(fix.edits) - _EDITS} more")
    return ", ".join(said) or fix.title


def reasons(finding: Finding) -> list[str]:
    """What a finding stands on, and why such a thing is wrong, each with its label."""
    said = [f"because: {reason}" for reason in finding.because]
    return [*said, f"why: {finding.why}"] if finding.why else said


def _outcome(finding: Finding, fix: Fix, text: str) -> str | None:
    """What the marked text becomes, if ``fix`` changes nothing else, leaves something, and this can be shown whole."""
    low, high = finding.start, finding.end
    if low == high or not all(low <= edit.start and edit.end <= high for edit in fix.edits):
        return None
    new = text[low:high]
    for edit in sorted(fix.edits, reverse=True):
        new = new[: edit.start - low] + edit.replacement + new[edit.end - low :]
    return new if new.strip() and width(new) <= _COLUMNS else None


def _change(edit: Edit, text: str) -> str:
    old, new = text[edit.start : edit.end], edit.replacement
    if old and new:
        return f"replace {_brief(old)} with {_brief(new)}"
    if old:
        return _removal(edit, old, text)
    following = _WORD.match(text, edit.end)
    return f"insert {_brief(new)}" + (f" before {_brief(following.group(1))}" if following else "")


def _removal(edit: Edit, old: str, text: str) -> str:
    lines = [line.strip() for line in old.splitlines() if line.strip()]
    if lines and old[-1] in "\r\n" and (edit.start == 0 or text[edit.start - 1] in "\r\n"):
        return f"remove the line {_brief(lines[0])}" if len(lines) == 1 else f"remove these {len(lines)} lines"
    return f"remove {_brief(old)}"


def _brief(text: str) -> str:
    return quoted(clipped(text, _COLUMNS))


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _mark(safety: str) -> str:
    return " (safe)" if safety == "safe" else ""
