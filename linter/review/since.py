"""The files that have changed since a git revision."""

from __future__ import annotations

import os
import subprocess


class GitError(Exception):
    """Git could not tell; ``str()`` is one line that says why."""


def changed_files(revision: str, folder: str = os.curdir) -> frozenset[str]:
    """The absolute paths of the files that differ from ``revision``, or that git does not know yet.

    Looks at the repository around ``folder``. Raises ``GitError``.
    """
    if revision.startswith("-"):
        raise GitError(f"{revision!r} is not a revision")
    top = _git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    names = _git(top, "diff", "--name-only", "-z", "--diff-filter=d", "--no-ext-diff", revision, "--")
    names += _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(os.path.realpath(os.path.join(top, os.fsdecode(name))) for name in names.split(b"\0") if name)


def _git(folder: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0] if said else f"git ended with status {done.returncode}")
    return done.stdout
