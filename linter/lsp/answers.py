"""Findings as the editor wants them: diagnostics, code actions, hovers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lsprotocol import types

from linter.fixes import settle
from linter.formats import parse
from linter.lsp.suppression import suppression
from linter.lsp.text import Text
from linter.model import Checked, Edit, Finding, Fix
from linter.reports.commonmark import markdown
from linter.reports.emphasis import plain
from linter.reports.wording import remedies, remedy

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.decalque"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
#: Where the cursor touches no more findings than this, each can be silenced; a whole selection hardly wants that.
_FEW = 5


class Subject(NamedTuple):
    """A version of a document as the editor holds it, what was found in it, and where a rule's page is (a URI)."""

    uri: str
    version: int | None
    text: Text
    checked: Checked
    page: Callable[[str], str]
    #: Whether the editor takes edits that say which version they are for.
    versioned: bool

    def touched(self, wanted: types.Range) -> list[Finding]:
        """The findings that overlap a range, or that a cursor stands in or at."""
        low = self.text.offset(wanted.start.line, wanted.start.character)
        high = self.text.offset(wanted.end.line, wanted.end.character)
        return [finding for finding in self.checked.findings if finding.start <= high and low <= finding.end]

    def range(self, start: int, end: int) -> types.Range:
        """A range of code points, for the editor."""
        return types.Range(types.Position(*self.text.position(start)), types.Position(*self.text.position(end)))

    def diagnostic(self, finding: Finding) -> types.Diagnostic:
        """A finding, with a link to its rule's page."""
        return types.Diagnostic(
            range=self.range(finding.start, finding.end),
            message=plain(finding.message),
            severity=_SEVERITIES[finding.level],
            code=finding.rule,
            code_description=types.CodeDescription(self.page(finding.rule)),
            source="decalque",
        )

    def edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """Edits of the document."""
        made = [types.TextEdit(self.range(edit.start, edit.end), edit.replacement) for edit in edits]
        if not self.versioned:
            return types.WorkspaceEdit(changes={self.uri: made})
        document = types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, made)])


def actions(subject: Subject, wanted: types.Range, only: Sequence[str] | None) -> list[types.CodeAction]:
    """The code actions for a range, of the kinds in ``only`` (None: all)."""
    found: list[types.CodeAction] = []
    if _asked(types.CodeActionKind.QuickFix.value, only):
        touched = subject.touched(wanted)
        found += [_quick_fix(subject, finding, fix) for finding in touched for fix in finding.fixes]
        if len(touched) <= _FEW:
            found += [action for finding in touched if (action := _silencer(subject, finding))]
    if _asked(FIX_ALL, only) and (edits := safe_edits(subject.checked)):
        found.append(types.CodeAction("Fix all that is safe", FIX_ALL, edit=subject.edit(edits)))
    return found


def safe_edits(checked: Checked) -> tuple[Edit, ...]:
    """The edits of all safe fixes that can be made together."""
    chosen = [(finding, finding.fixes[0]) for finding in checked.findings if _is_safe(finding)]
    if checked.source is None or not chosen:
        return ()
    planned, _ = settle(parse(checked.source, checked.format), chosen)
    return planned.edits


def hover(subject: Subject, position: types.Position) -> types.Hover | None:
    """What is wrong where the cursor stands, why, on what evidence, and how it could be mended."""
    touched = subject.touched(types.Range(position, position))
    if not touched:
        return None
    content = types.MarkupContent(
        types.MarkupKind.Markdown, "\n\n---\n\n".join(_explained(subject, finding) for finding in touched)
    )
    return types.Hover(content, subject.range(min(f.start for f in touched), max(f.end for f in touched)))


def _asked(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(kind == asked or not asked or kind.startswith(asked + ".") for asked in only)


def _is_safe(finding: Finding) -> bool:
    return bool(finding.fixes) and finding.fixes[0].safety == "safe"


def _quick_fix(subject: Subject, finding: Finding, fix: Fix) -> types.CodeAction:
    return types.CodeAction(
        title=_sentence(remedy(fix, subject.text.text)),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[subject.diagnostic(finding)],
        is_preferred=fix is finding.fixes[0] and fix.safety != "ask",
        edit=subject.edit(fix.edits),
    )


def _silencer(subject: Subject, finding: Finding) -> types.CodeAction | None:
    edit = suppression(subject.checked, finding)
    if edit is None:
        return None
    return types.CodeAction(
        title=f"Ignore {finding.rule} in this paragraph",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[subject.diagnostic(finding)],
        edit=subject.edit([edit]),
    )


def _explained(subject: Subject, finding: Finding) -> str:
    said = [f"**{_sentence(markdown(finding.message))}.**"]
    if finding.why:
        said.append(markdown(finding.why))
    if finding.because:
        said.append("Because:\n" + "\n".join(f"- {markdown(reason)}" for reason in finding.because))
    if mended := remedies(finding, subject.text.text):
        said.append("Fix:\n" + "\n".join(f"- {markdown(one)}" for one in mended))
    link = f"[{finding.rule}]({subject.page(finding.rule)})"
    return "\n\n".join([*said, f"{link} · {finding.category} · {finding.level}"])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
