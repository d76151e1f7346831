"""``decalque check``: files in, a report out, and an exit status that a script can trust."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from linter import __version__
from linter.config import ConfigError, shown
from linter.model import LEVELS, Checked
from linter.reports import FORMATS, Report, Style, render
from linter.workspace import Workspace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.changes import Changes

CLEAN, FOUND, USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
_Narrow = Callable[[Checked], Checked]


def run(paths: Sequence[str], options: Mapping[str, Any]) -> int:
    """Check ``paths`` (the working folder if there are none) and print the report. Returns the exit status."""
    try:
        if options.get("watch"):
            from linter.watch import watch

            return watch(paths or (os.curdir,), options, _run)
        return _run(paths or (os.curdir,), options)
    except ConfigError as error:
        return complain(str(error), USAGE)
    except BrokenPipeError:  # the reader of our output has gone; Python would complain once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def complain(message: str, status: int) -> int:
    """Say what is wrong on standard error; gives ``status`` back."""
    sys.stderr.write(f"decalque: {message}\n")
    return status


def _run(paths: Sequence[str], options: Mapping[str, Any]) -> int:
    workspace = Workspace(options, _compiling(options))
    settings = workspace.settings(os.curdir)
    problems = workspace.problems(settings)
    for problem in problems:
        complain(problem, USAGE)
    unicode_output(sys.stdout)
    if options.get("show_settings"):
        sys.stdout.write(shown(settings))
        return CLEAN
    outputs = _outputs(options)
    changed = _changes(options) if options.get("since") or options.get("staged") else None
    entries = _entries(paths, workspace, options, changed)
    if options.get("show_files"):
        return _show_files(entries)
    narrow = _narrowing(workspace, options, changed)
    done: list[Checked] = []
    files = _progress(_checked(entries, workspace, options), len(entries), options)
    checked: Iterator[Checked] = (narrow(found) for found in _languagetool(files, workspace))
    if options.get("diff") or options.get("fix"):
        from linter.mend import mend

        checked = _mended(mend(checked, workspace, options))
    _report(_noted(checked, done), outputs, options, workspace)
    for trouble in workspace.troubles:
        complain(trouble, FAILED)
    if problems:
        return USAGE
    if workspace.troubles or any(found.error for found in done):
        return FAILED
    fail_on = LEVELS.index(settings.fail_on)
    failing = any(LEVELS.index(f.level) <= fail_on for found in done for f in found.findings)
    return FOUND if failing and not options.get("exit_zero") else CLEAN


def _entries(
    paths: Sequence[str], workspace: Workspace, options: Mapping[str, Any], changed: Changes | None
) -> list[str | Checked]:
    """The files under ``paths``, or those of them that git says have changed; what is settled already comes checked."""
    entries: list[str | Checked] = []
    if "-" in paths:
        entries.append(workspace.check_bytes(options.get("stdin_filename") or "-", sys.stdin.buffer.read()))
        paths = [path for path in paths if path != "-"]
    entries += workspace.files(paths)
    if changed:
        entries = [entry for entry in entries if isinstance(entry, Checked) or changed.holds(entry)]
    if changed and changed.blobs:
        settled = [entry for entry in entries if isinstance(entry, Checked)]
        staged = changed.staged(entry for entry in entries if isinstance(entry, str))
        entries = [*settled, *(workspace.check_bytes(path, data) for path, data in staged)]
    return entries


def _checked(entries: Sequence[str | Checked], workspace: Workspace, options: Mapping[str, Any]) -> Iterator[Checked]:
    if len(entries) == 1:  # the usual case, which needs no second process
        return (e if isinstance(e, Checked) else workspace.check(e) for e in entries)
    from linter.jobs import check_all

    return check_all(entries, workspace, options, options.get("jobs"))


def _languagetool(files: Iterator[Checked], workspace: Workspace) -> Iterator[Checked]:
    """``files`` with what LanguageTool finds in them, where the settings ask for it."""
    settings = workspace.settings(os.curdir)
    if settings.languagetool == "off":
        return files
    from linter.languagetool.setting import LanguageToolError, parse
    from linter.languagetool.source import LanguageTool

    try:
        setting = parse(settings.languagetool, ",".join(settings.languagetool_rules))
    except ValueError as error:
        raise ConfigError(str(error)) from error

    def warn(words: str) -> None:
        complain(words, FAILED)

    def joined() -> Iterator[Checked]:
        try:
            with LanguageTool(setting, warn=warn, takes=workspace.takes) as tool:
                yield from tool.join(files)
        except LanguageToolError as error:
            raise ConfigError(str(error)) from error

    return files if setting.mode == "off" else joined()


def _narrowing(workspace: Workspace, options: Mapping[str, Any], changed: Changes | None) -> _Narrow:
    """What leaves findings out of the report: changed lines, a baseline, decisions of reviews."""
    steps: list[_Narrow] = []
    if changed:
        steps.append(changed.narrow)
    if options.get("baseline"):
        from linter.baseline import read

        steps.append(read(options["baseline"]).narrow)
    if not options.get("no_decisions"):
        steps.append(_undecided(workspace))

    def narrow(checked: Checked) -> Checked:
        for step in steps:
            checked = step(checked)
        return checked

    return narrow


def _undecided(workspace: Workspace) -> _Narrow:
    """Leaves out what an editor has rejected; the journals are looked for where a finding needs them."""
    baselines: Any = None

    def step(checked: Checked) -> Checked:
        nonlocal baselines
        if not checked.findings:
            return checked
        from linter.review.places import locate

        folder = os.path.dirname(checked.path) or os.curdir
        settings = workspace.settings(folder)
        configured = settings.root if settings.file else None
        if not os.path.exists(locate(folder, configured)):
            return checked
        from linter.review.decisions import Baselines
        from linter.review.journal import JournalError

        baselines = baselines or Baselines()
        try:
            undecided: Checked = baselines.apply(checked, configured)
        except JournalError as error:
            raise ConfigError(str(error)) from error
        return undecided

    return step


def _changes(options: Mapping[str, Any]) -> Changes:
    from linter.changes import GitError, changes

    try:
        return changes(options.get("since"), bool(options.get("staged")))
    except GitError as error:
        raise ConfigError(str(error)) from error


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


def _outputs(options: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """Formats and where each goes, None for standard output. Raises ``ConfigError``."""
    main = "statistics" if options.get("statistics") else options.get("format") or "text"
    outputs: list[tuple[str, str | None]] = []
    plain: list[str] = []
    for value in options.get("output_file", ()):
        name, equals, path = value.partition("=")
        if equals and name in FORMATS:
            outputs.append((name, path))
        else:
            plain.append(value)
    if len(plain) > 1:
        raise ConfigError(f"--output-file: say the format of each further file, such as sarif={plain[1]}")
    return [(main, plain[0] if plain else None), *outputs]


def _report(
    files: Iterator[Checked], outputs: list[tuple[str, str | None]], options: Mapping[str, Any], workspace: Workspace
) -> None:
    if options.get("diff"):
        deque(files, maxlen=0)
        return
    taken: Iterable[Checked] = files if len(outputs) == 1 else tuple(files)
    report = Report(taken, __version__, rule=_rule_lookup(workspace))
    style = Style(_colored(sys.stdout), _columns(), quiet=bool(options.get("quiet")))
    for name, path in outputs:
        if path is None:
            for piece in render(name, report, style):
                sys.stdout.write(piece)
            sys.stdout.flush()
            continue
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(render(name, report, Style()))
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror or error}") from error


def _watched(options: Mapping[str, Any]) -> bool:
    """Whether somebody sees on standard error how far the work is."""
    return not options.get("quiet") and sys.stderr.isatty()


def _compiling(options: Mapping[str, Any]) -> Callable[[str], None] | None:
    if not _watched(options):
        return None

    def show(pack: str) -> None:
        from linter.progress import compiling

        compiling(pack, sys.stderr)

    return show


def _progress(files: Iterator[Checked], total: int, options: Mapping[str, Any]) -> Iterator[Checked]:
    """``files``, with a bar on standard error when that is a terminal and the work is long."""
    if not _watched(options):
        return files
    from linter.progress import progress

    return progress(files, total, sys.stderr)


def _show_files(entries: Iterable[str | Checked]) -> int:
    status = CLEAN
    for entry in entries:
        path, error = (entry, None) if isinstance(entry, str) else (entry.path, entry.error)
        if isinstance(entry, str) and not os.path.exists(entry):
            error = "no such file or folder"
        if error:
            status = complain(f"{path}: {error}", FAILED)
        else:
            sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    return status


def _rule_lookup(workspace: Workspace) -> Any:
    authored: dict[str, Any] = {}

    def rule(name: str) -> Any:
        if not authored:
            authored.update((r.id, r) for r in workspace.authored(workspace.settings(os.curdir)))
        return authored.get(name)

    return rule


def unicode_output(stream: Any) -> None:
    """Let ``stream`` take any character, whatever the locale says."""
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
