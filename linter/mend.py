"""``decalque check --fix`` and ``--diff``: the fixes that may be made without an editor, or their preview."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linter.files import WriteError, write
from linter.fixes import Plan, settle, unified_diff
from linter.formats import parse
from linter.formats.decode import decode
from linter.model import Checked, Edit, Finding, Fix
from linter.workspace import Workspace


def mend(files: Iterable[Checked], workspace: Workspace, options: Mapping[str, Any]) -> Iterator[tuple[Checked, str]]:
    """For each file what remains to be reported, and its diff.

    With ``fix`` (and without ``diff``) the files are written.
    """
    for checked in files:
        source = checked.source
        chosen = [(finding, fix) for finding in checked.findings if (fix := choice(finding, options))]
        if source is None or not chosen:
            yield checked, ""
            continue
        planned, data = settle(parse(source, checked.format), chosen)
        workspace.troubles += [
            f"{checked.path}: {b.owner.rule} not fixed: {b.reason}" for b in planned.blocked if not b.by
        ]
        if options.get("diff"):
            yield checked, unified_diff(source, data, checked.path)
            continue
        try:
            write(checked.path, data, source.data)
        except WriteError as error:
            workspace.troubles.append(f"{checked.path}: not fixed: {error.reason}")
            yield checked, ""
            continue
        yield remaining(checked, planned, data), ""


def choice(finding: Finding, options: Mapping[str, Any]) -> Fix | None:
    """The fix of ``finding`` that may be made unseen: its first, if it is safe, or to review and that was allowed."""
    allowed = ("safe", "review") if options.get("unsafe_fixes") else ("safe",)
    return finding.fixes[0] if finding.fixes and finding.fixes[0].safety in allowed else None


def remaining(checked: Checked, planned: Plan[Finding], data: bytes) -> Checked:
    """The findings that no fix has mended, where they stand in the file as it is now.

    The file is not checked anew for this: a fix takes evidence away, and what was rightly found would fall silent.
    """
    assert checked.source is not None
    source = decode(checked.path, data, checked.source.encoding)
    mended = {*planned.applied}

    def moved(place: int) -> int:
        return place + sum(len(e.replacement) - (e.end - e.start) for e in planned.edits if e.end <= place)

    def kept(finding: Finding) -> bool:
        return finding not in mended and not any(e.start < finding.end and finding.start < e.end for e in planned.edits)

    left = tuple(
        f._replace(
            start=moved(f.start),
            end=moved(f.end),
            fixes=tuple(
                fix._replace(edits=tuple(Edit(moved(e.start), moved(e.end), e.replacement) for e in fix.edits))
                for fix in f.fixes
            ),
        )
        for f in checked.findings
        if kept(f)
    )
    return checked._replace(source=source, findings=left)
