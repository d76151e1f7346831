"""``decalque check``: files in, a report out, and an exit status that a script can trust."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from linter import __version__
from linter.config import ConfigError
from linter.model import LEVELS, Checked
from linter.reports import Report, Style, render
from linter.workspace import Workspace

CLEAN, FOUND, USAGE, FAILED = 0, 1, 2, 3


def run(paths: Sequence[str], options: Mapping[str, Any]) -> int:
    """Check ``paths`` (the working folder if there are none) and print the report. Returns the exit status."""
    workspace = Workspace(options)
    try:
        settings = workspace.settings(os.curdir)
        problems = workspace.problems(settings) if settings.packs else []
        return _run(paths or (os.curdir,), options, workspace, problems)
    except ConfigError as error:
        return _complain(str(error), USAGE)
    except BrokenPipeError:  # the reader of our output has gone; Python would complain once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130


def _run(paths: Sequence[str], options: Mapping[str, Any], workspace: Workspace, problems: Sequence[str]) -> int:
    for problem in problems:
        _complain(problem, USAGE)
    done: list[Checked] = []
    checked = _checked(paths, workspace, options)
    _unicode(sys.stdout)
    if options.get("diff") or options.get("fix"):
        from linter.mend import mend

        checked = _mended(mend(checked, workspace, options))
    name = "statistics" if options.get("statistics") else options.get("format") or "text"
    report = Report(_noted(checked, done), __version__, rule=_rule_lookup(workspace))
    if options.get("diff"):
        deque(report.files, maxlen=0)
    else:
        for piece in render(name, report, Style(_colored(sys.stdout), _columns())):
            sys.stdout.write(piece)
    sys.stdout.flush()
    for trouble in workspace.troubles:
        _complain(trouble, FAILED)
    if problems:
        return USAGE
    if workspace.troubles or any(checked.error for checked in done):
        return FAILED
    fail_on = LEVELS.index(options.get("fail_on") or workspace.settings(os.curdir).fail_on)
    failing = any(LEVELS.index(f.level) <= fail_on for checked in done for f in checked.findings)
    return FOUND if failing and not options.get("exit_zero") else CLEAN


def _checked(paths: Sequence[str], workspace: Workspace, options: Mapping[str, Any]) -> Iterator[Checked]:
    for path in paths:
        if path == "-":
            yield workspace.check_bytes(options.get("stdin_filename") or "-", sys.stdin.buffer.read())
        else:
            for entry in workspace.files([path]):
                yield entry if isinstance(entry, Checked) else workspace.check(entry)


def _mended(mended: Iterable[tuple[Checked, str]]) -> Iterator[Checked]:
    """The files after their fixes; diffs are printed as they come."""
    for checked, diff in mended:
        sys.stdout.write(diff)
        yield checked


def _noted(files: Iterable[Checked], done: list[Checked]) -> Iterator[Checked]:
    """``files``, of which ``done`` keeps what the exit status needs."""
    for checked in files:
        done.append(checked._replace(source=None))
        yield checked


def _rule_lookup(workspace: Workspace) -> Any:
    authored: dict[str, Any] = {}

    def rule(name: str) -> Any:
        if not authored:
            authored.update((r.id, r) for r in workspace.authored(workspace.settings(os.curdir)))
        return authored.get(name)

    return rule


def _complain(message: str, status: int) -> int:
    sys.stderr.write(f"decalque: {message}\n")
    return status


def _unicode(stream: Any) -> None:
    if stream.encoding.lower().replace("-", "") != "utf8":
        stream.reconfigure(encoding="utf-8", errors="replace")


def _colored(stream: Any) -> bool:
    """Colour on a terminal only; see https://no-color.org."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 80
