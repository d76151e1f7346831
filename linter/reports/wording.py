"""Saying in a few words what a fix does."""

from __future__ import annotations

from linter.model import Edit, Finding, Fix
from linter.reports.columns import clipped, quoted

# A fix of more edits than this is shown by its first ones; a longer text by its ends.
_EDITS = 3
_COLUMNS = 64


def remedies(finding: Finding, text: str) -> list[str]:
    """What each fix of ``finding`` does to ``text``, the whole of the source; alternatives of one kind in one line."""
    said: list[str] = []
    together: dict[str, list[str]] = {}
    for fix in finding.fixes:
        whole = len(fix.edits) == 1 and fix.edits[0][:2] == (finding.start, finding.end) and fix.edits[0].replacement
        if whole and finding.start < finding.end:
            if fix.safety not in together:
                together[fix.safety] = []
                said.append(fix.safety)
            together[fix.safety].append(_brief(fix.edits[0].replacement))
        else:
            said.append(remedy(fix, text) + _mark(fix.safety))
    return [f"replace with {_either(together[item])}{_mark(item)}" if item in together else item for item in said]


def reasons(finding: Finding) -> list[str]:
    """What a finding stands on, and why such a thing is wrong, each with its label."""
    said = [f"because: {reason}" for reason in finding.because]
    return [*said, f"why: {finding.why}"] if finding.why else said


def remedy(fix: Fix, text: str) -> str:
    """What ``fix`` does to ``text``, the whole of the source."""
    said = [_change(edit, text) for edit in fix.edits[:_EDITS]]
    if len(fix.edits) > _EDITS:
        said.append(f"{len(fix.edits) - _EDITS} more")
    return ", ".join(said) or fix.title


def _change(edit: Edit, text: str) -> str:
    old, new = text[edit.start : edit.end], edit.replacement
    if old and new:
        return f"replace {_brief(old)} with {_brief(new)}"
    return f"insert {_brief(new)}" if new else f"remove {_brief(old)}"


def _brief(text: str) -> str:
    return quoted(clipped(text, _COLUMNS))


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _mark(safety: str) -> str:
    return " (safe)" if safety == "safe" else ""
