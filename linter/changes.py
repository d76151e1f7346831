"""What git says has changed: the files, and in each the lines that are new."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from linter.model import Checked

_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
#: The left and right file names are needed plain and in full, whatever the user's configuration says.
_DIFF = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--find-renames", "--no-prefix", "--relative", "-z")


class GitError(Exception):
    """git could not say what has changed; the message is one line."""


class Changes(NamedTuple):
    """New line ranges (1-based, end exclusive) of each changed file, by its path relative to the working folder."""

    lines: dict[str, list[tuple[int, int]]]

    def narrow(self, checked: Checked) -> Checked:
        """``checked`` with the findings that touch a changed line."""
        ranges = self.lines.get(os.path.normpath(checked.path), [])
        if checked.source is None or not checked.findings:
            return checked
        from linter.formats.decode import LineIndex

        index = LineIndex(checked.source.text)

        def touched(start: int, end: int) -> bool:
            low, high = index.position(start)[0], index.position(max(start, end - 1))[0]
            return any(first <= high and low < last for first, last in ranges)

        return checked._replace(findings=tuple(f for f in checked.findings if touched(f.start, f.end)))


def changes(since: str | None, staged: bool) -> Changes:
    """The lines below the working folder that are new since revision ``since``, or that are staged.

    Files that git does not track yet are new as a whole, but are not staged. Raises :class:`GitError`.
    """
    compared = ["--cached"] if staged else []
    if since is not None:
        if since.startswith("-"):
            raise GitError(f"“{since}” is not a revision")
        compared.append(since)
    elif not staged:
        compared.append("HEAD")
    names = _git(*_DIFF[:1], "--name-only", "--diff-filter=d", *_DIFF[2:], *compared).split(b"\0")
    found = {os.fsdecode(name): _new_lines(os.fsdecode(name), compared) for name in names if name}
    if not staged:
        for name in _git("ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
            if name:
                found[os.fsdecode(name)] = [(1, 1 << 60)]
    return Changes({os.path.normpath(name): lines for name, lines in found.items()})


def staged_content(path: str) -> bytes:
    """The content of ``path`` (relative to the working folder) as it is staged. Raises :class:`GitError`."""
    return _git("show", f":./{path}")


def _new_lines(name: str, compared: Sequence[str]) -> list[tuple[int, int]]:
    ranges = []
    for match in _HUNK.finditer(_git(*_DIFF[:-1], *compared, "--", name)):
        start, count = int(match[1]), int(match[2] or 1)
        if count:
            ranges.append((start, start + count))
    return ranges


def _git(*arguments: str) -> bytes:
    import subprocess

    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GitError("git is not installed, or cannot be run") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        raise GitError(said[0].removeprefix("fatal: ") if said else f"git {arguments[0]} failed")
    return done.stdout
