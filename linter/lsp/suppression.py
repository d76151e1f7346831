"""The comment that silences a rule where a finding stands, put where it changes nothing else."""

from __future__ import annotations

from bisect import bisect_right

from linter.engine.suppress import suppressions
from linter.fixes import VerifyError, apply, verify
from linter.formats import parse
from linter.formats.decode import LineIndex
from linter.model import Checked, Edit, Finding, Source


def suppression(checked: Checked, finding: Finding) -> Edit | None:
    """The edit that silences the rule of ``finding`` in its paragraph, or None where the format has no room for it.

    The comment gets a line of its own above a paragraph; where that would break a list or a table, and in the middle
    of a block, it goes to the end of the finding's line.
    """
    source = checked.source
    if source is None:
        return None
    document = parse(source, checked.format)
    lines = LineIndex(source.text)
    begins = [document.locate(segment.start, segment.start)[0] for segment in document.segments]
    segment = bisect_right(begins, finding.start) - 1
    if segment < 0:
        return None
    comment = f"<!-- decalque-ignore {finding.rule} -->"
    top, _ = lines.line(lines.position(begins[segment])[0])
    start, end = lines.line(lines.position(finding.start)[0])
    content = source.text[start:end].rstrip("\r\n")
    line_end = source.text[start + len(content) : end] or "\n"
    candidates = [Edit(start + len(content.rstrip()), start + len(content.rstrip()), f" {comment}")]
    if _blank_before(source.text, top) and document.segments[segment].kind in ("paragraph", "heading", "blockquote"):
        margin = source.text[top : top + len(source.text[top:]) - len(source.text[top:].lstrip(" \t>"))]
        candidates.insert(0, Edit(top, top, margin + comment + line_end))
    return next((edit for edit in candidates if _holds(source, checked.format, edit, finding)), None)


def _blank_before(text: str, start: int) -> bool:
    before = text[:start].splitlines()
    return not before or not before[-1].strip(" \t>")


def _holds(source: Source, name: str, edit: Edit, finding: Finding) -> bool:
    """Whether the edit leaves all other text what it was, shows no reader the comment, and silences the rule."""
    try:
        after = verify(parse(source, name), apply(source, [edit]), [edit])
    except VerifyError:
        return False
    low = edit.start + edit.replacement.index("<")
    high = edit.start + edit.replacement.index(">", edit.replacement.index("<")) + 1
    if any(run.source < high and low < run.source + run.width for run in after.runs):  # in a code span, say
        return False
    moved = finding.start + len(edit.replacement) * (edit.start <= finding.start)
    return any(s.start <= moved < s.end and finding.rule in s.names for s in suppressions(after))
