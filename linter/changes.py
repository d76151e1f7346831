"""What git says has changed: the files, and in each the lines that are new."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from linter.model import Checked

#: The list of files, then the patch, whatever the user's configuration says of diffs.
_DIFF = (
    "diff", "--raw", "--patch", "-z", "--no-abbrev", "--unified=0", "--inter-hunk-context=0", "--find-renames",
    "--diff-filter=d", "--ignore-submodules=all", "--no-color", "--no-ext-diff", "--no-textconv",
)  # fmt: skip
_ENTRY = re.compile(rb":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([A-Z])\d*\0([^\0]+)\0")
#: What a line of the patch may begin with, other than the lines of the files, which have a mark before them.
_HEADER = re.compile(rb"^(diff --git |Binary files |@@ -\S+ \+(\d+)(?:,(\d+))? @@)", re.MULTILINE)
_ALL = [(1, 1 << 60)]
_LINE_END = re.compile("\n")

_Lines = list[tuple[int, int]]


class GitError(Exception):
    """git could not say what has changed; the message is one line."""


class Changes(NamedTuple):
    """New lines of the changed files, by real path: ranges that count from 1, end exclusive.

    ``blobs`` names the staged content of each; it is known where staged changes were asked for.
    """

    lines: dict[str, _Lines]
    blobs: dict[str, str]

    def holds(self, path: str) -> bool:
        """Whether the file at ``path`` has new lines."""
        return bool(self.lines.get(_real(path)))

    def narrow(self, checked: Checked) -> Checked:
        """``checked`` with the findings that touch a new line."""
        ranges = self.lines.get(_real(checked.path), [])
        if checked.source is None or not checked.findings:
            return checked
        # git ends lines with LF and with nothing else.
        ends = [match.end() for match in _LINE_END.finditer(checked.source.text)]

        def touched(start: int, end: int) -> bool:
            low, high = bisect_right(ends, start) + 1, bisect_right(ends, max(start, end - 1)) + 1
            return any(first <= high and low < last for first, last in ranges)

        return checked._replace(findings=tuple(f for f in checked.findings if touched(f.start, f.end)))

    def staged(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` that is staged, with the content that would be committed. Raises :class:`GitError`."""
        wanted = [(path, blob) for path in paths if (blob := self.blobs.get(_real(path)))]
        said = _git("cat-file", "--batch", stdin="".join(f"{blob}\n" for _, blob in wanted).encode())
        at = 0
        for path, _ in wanted:
            head = said.index(b"\n", at) + 1
            end = head + int(said[at:head].split()[2])
            yield path, said[head:end]
            at = end + 1


def changes(since: str | None, staged: bool) -> Changes:
    """What is new in the repository around the working folder: staged, or since a branch or other revision.

    ``since`` is compared where the present branch left it, so that what others did there in the meantime does not
    count. Files that git does not track yet are new as a whole, but are not staged. Raises :class:`GitError`.
    """
    top = os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\n"))
    compared = ["--cached"] if staged else []
    if since is not None:
        compared.append(_base(since))
    elif not staged:
        compared.append("HEAD")
    lines: dict[str, _Lines] = {}
    blobs: dict[str, str] = {}
    for name, blob, ranges in _read(_git("-C", top, *_DIFF, *compared, "--")):
        path = os.path.join(os.path.realpath(top), os.fsdecode(name))
        lines[path], blobs[path] = ranges, blob.decode()
    if not staged:
        for name in _git("-C", top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
            if name:
                lines[os.path.join(os.path.realpath(top), os.fsdecode(name))] = _ALL
    return Changes(lines, blobs if staged else {})


def _base(since: str) -> str:
    if since.startswith("-"):
        raise GitError(f"“{since}” is not a revision")
    _git("rev-parse", "--verify", "--quiet", f"{since}^{{commit}}", failing=f"git knows no revision “{since}” here")
    try:
        return _git("merge-base", since, "HEAD").decode().strip()
    except GitError:  # no common history, as in a shallow clone
        return since


def _read(said: bytes) -> Iterator[tuple[bytes, bytes, _Lines]]:
    """Name, blob and new lines of each file of a diff: entries one after another, then their patches in that order."""
    entries = []
    at = 0
    while entry := _ENTRY.match(said, at):
        blob, status, name = entry.groups()
        at = entry.end()
        if status in b"RC":  # the old name came first
            at = said.index(b"\0", at) + 1
            name = said[entry.end() : at - 1]
        entries.append((name, blob, status))
    patches: list[_Lines] = []
    for header in _HEADER.finditer(said[at:].removeprefix(b"\0")):
        if header[1].startswith(b"diff"):
            patches.append([])
        elif header[1].startswith(b"Binary"):  # or text that git cannot read, such as UTF-16
            patches[-1] = _ALL
        elif header[3] != b"0":
            start = int(header[2])
            patches[-1].append((start, start + int(header[3] or 1)))
    # A file that is unmerged, or that was a link before, has no patch of its own, or two.
    plain = [entry for entry in entries if entry[2] in b"ACMR"]
    known = dict(zip((name for name, _, _ in plain), patches, strict=True)) if len(plain) == len(patches) else {}
    for name, blob, _ in entries:
        yield name, blob, known.get(name, _ALL)


def _real(path: str) -> str:
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder or os.curdir), name)


def _git(*arguments: str, stdin: bytes = b"", failing: str = "") -> bytes:
    import subprocess

    try:
        done = subprocess.run(["git", *arguments], input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise GitError("git is not installed, or cannot be run") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        raise GitError(failing or (said[0].removeprefix("fatal: ") if said else f"git {arguments[0]} failed"))
    return done.stdout
