"""``decalque review``, ``decisions`` and ``desk``: the command line of the review, in click."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from linter.config import ConfigError
from linter.model import Checked
from linter.options import LOOKING, Option

if TYPE_CHECKING:
    from linter.config import Settings
    from linter.languagetool.source import LanguageTool
    from linter.review.controller import Review
    from linter.review.journal import Journal
    from linter.review.ledger import Decision, Key
    from linter.workspace import Workspace

REVIEWING = (
    Option("plain", "flag", "Ask line by line instead: for dumb terminals, screen readers and scripts."),
    Option("since", "text", "Only files that have changed since this git revision.", (), "REV"),
    Option("session", "text", "Keep decisions in this file instead of .decalque/.", (), "FILE"),
    Option("output", "text", "Write to this folder instead of in place.", (), "DIR"),
    Option("suffix", "text", "Write beside each file, with this before its extension.", (), "TEXT"),
    Option("theme", "choice", "Colours for a light or a dark background.", ("auto", "dark", "light")),
    Option("no-mouse", "flag", "Leave the mouse to the terminal."),
)
_SESSION = click.option("--session", metavar="FILE", help="Read decisions from this file instead of .decalque/.")
_OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output.")


def _with_options(command: Any) -> Any:
    from linter.cli import with_options

    return with_options((*LOOKING, *REVIEWING))(command)


class Linting:
    """The linter as a review needs it. It can be pickled: another process loads the rules for itself."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self._options = dict(options or {}) | {"level": "note"}
        self._workspace: Workspace | None = None
        self._tool: LanguageTool | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"_options": self._options, "_workspace": None, "_tool": None}

    @property
    def workspace(self) -> Workspace:
        """Settings and rules, loaded when first asked for."""
        if self._workspace is None:
            from linter.workspace import Workspace

            self._workspace = Workspace(self._options)
        return self._workspace

    def file(self, path: str) -> Checked:
        """Lint a file, with findings of every level."""
        return self.workspace.check(path)

    def data(self, path: str, data: bytes) -> Checked:
        """Lint bytes as the content of the file at ``path``."""
        return self.workspace.check_bytes(path, data)

    def join(self, files: Iterable[Checked]) -> Iterable[Checked]:
        """``files`` with what LanguageTool finds in them, if it is on."""
        return files if self._tool is None else self._tool.join(files)

    @contextmanager
    def languagetool(self, settings: Settings) -> Iterator[None]:
        """LanguageTool at hand for ``join``, where the settings ask for it.

        Raises ``ConfigError`` if they cannot be understood, or if it is required and cannot be had.
        """
        if settings.languagetool == "off":
            yield
            return
        from linter.languagetool.setting import LanguageToolError, parse
        from linter.languagetool.source import LanguageTool

        try:
            setting = parse(settings.languagetool, ",".join(settings.languagetool_rules))
            with LanguageTool(setting, self.workspace.troubles.append, self.workspace.takes) as self._tool:
                yield
        except (LanguageToolError, ValueError) as error:
            raise ConfigError(str(error)) from error


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@_with_options
def review(paths: tuple[str, ...], **options: Any) -> None:
    """Accept or reject each fix in files and folders; - is standard input.

    Every decision is kept at once, and the next review goes on where this one stopped. Nothing is written before you
    say so.

    \b
    Exit status: 0  done
                 2  usage or configuration
                 3  a file could not be read
    \b
    Examples:
      decalque review wire/                     all articles of a folder
      decalque review --since origin/main .     what has changed
      decalque review --output edited wire/     leave the originals alone
      curl ... | decalque review - > out.txt    as a filter
    """
    with _complaints():
        sys.exit(_review(paths or (os.curdir,), {key: value for key, value in options.items() if value}))


@contextmanager
def _complaints() -> Iterator[None]:
    """What is wrong with the configuration or the journal ends the command with status 2 and one line."""
    from linter.changes import GitError
    from linter.review.journal import JournalError
    from linter.tui.keys import KeysError

    try:
        yield
    except (ConfigError, GitError, JournalError, KeysError) as error:
        click.echo(f"decalque: {error}", err=True)
        sys.exit(2)


def _review(paths: Sequence[str], options: dict[str, Any]) -> int:
    from linter.tui.keys import bound

    plain = options.get("plain")
    seen = sys.stderr.isatty() and (sys.stdin.isatty() or "-" in paths) and os.environ.get("TERM") != "dumb"
    if not plain and not seen:
        raise click.UsageError("this is no terminal that can show a screen; --plain asks line by line")
    linting = Linting(options)
    settings = linting.workspace.settings(os.path.curdir)
    bound(settings.keys)
    problems = linting.workspace.problems(settings)
    for problem in problems:
        click.echo(f"decalque: {problem}", err=True)
    entries = list(_entries(paths, options, linting))
    made = _made(paths, options, linting, settings)
    with made.journal, linting.languagetool(settings):
        if plain:
            _plain(made, entries)
        else:
            from linter.tui.app import run

            if run(made, entries, settings.keys, options.get("theme", "auto"), not options.get("no_mouse")):
                return 3
        if "-" in paths:
            _put_out(made)
    for trouble in linting.workspace.troubles:
        click.echo(f"decalque: {trouble}", err=True)
    known = (*made.session.files, *(entry for entry in entries if isinstance(entry, Checked)))
    unread = linting.workspace.troubles or any(checked.error is not None for checked in known)
    return 2 if problems else 3 if unread else 0


def _entries(paths: Sequence[str], options: Mapping[str, Any], linting: Linting) -> Iterator[str | Checked]:
    changed = None
    if options.get("since"):
        from linter.changes import changes

        changed = changes(options["since"], staged=False)
    for path in paths:
        if path == "-":
            yield linting.data(options.get("stdin_filename") or "-", sys.stdin.buffer.read())
            _take_terminal()
            continue
        for entry in linting.workspace.files([path]):
            if not isinstance(entry, str):
                yield entry
            elif not os.path.exists(entry):  # it was named; say so at once, not when its turn comes
                yield linting.file(entry)
            elif changed is None or changed.holds(entry):
                yield entry


def _take_terminal() -> None:
    """Once the article has come through standard input, keys come from the terminal."""
    try:
        terminal = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
    except OSError:
        raise click.UsageError("the article comes through standard input, and no terminal is there for keys") from None
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding=sys.stdin.encoding, closefd=False)  # noqa: SIM115


def _made(paths: Sequence[str], options: Mapping[str, Any], linting: Linting, settings: Settings) -> Review:
    from linter.model import LEVELS
    from linter.review.controller import Lint, Review
    from linter.review.session import Filter
    from linter.review.writing import Target

    level = options.get("level") or _level(options)
    shown = Filter(levels=frozenset(LEVELS[: LEVELS.index(level) + 1]) if level != LEVELS[-1] else frozenset())
    target = Target(options.get("output", ""), options.get("suffix", ""))
    piped = (options.get("stdin_filename") or "-") if "-" in paths else ""
    lint = Lint(linting.file, linting.data, linting.join, linting.workspace.troubles)
    return Review(_journal(paths, options.get("session"), settings), lint, target, shown, piped)


def _level(options: Mapping[str, Any]) -> str:
    """The level that the configuration asks for; the linter itself is asked for every level."""
    from linter.workspace import Workspace

    return Workspace(options).settings(os.curdir).level


def _journal(paths: Sequence[str], session: str | None, settings: Settings) -> Journal:
    from linter.review.journal import Journal

    path = session or _located(paths, settings)
    root = settings.root if settings.file else os.path.abspath(os.curdir)
    return Journal(path, root)


def _located(paths: Sequence[str], settings: Settings) -> str:
    from linter.review.places import locate

    first = next((path for path in paths if path != "-"), os.curdir)
    folder = first if os.path.isdir(first) else os.path.dirname(first) or os.curdir
    return locate(folder, settings.root if settings.file else None)


def _plain(made: Review, entries: Sequence[str | Checked]) -> None:
    from linter.review.plain import run

    def ask(prompt: str) -> str | None:
        click.echo(prompt, nl=False, err=True)
        line = sys.stdin.readline()
        return line or None

    run(made, entries, ask, lambda text: click.echo(text, err=True))


def _put_out(made: Review) -> None:
    """The article that came through standard input goes on to standard output, mended or as it was."""
    data = made.output
    if data is None:
        source = next((one.source for one in made.session.files if one.path == made.piped), None)
        data = source.data if source is not None else b""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _kept(session: str | None) -> str:
    from linter.workspace import Workspace

    return session or _located((), Workspace().settings(os.curdir))


def _out(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        click.echo(f"decalque: {output}: {error.strerror}", err=True)
        sys.exit(2)


@click.group()
def decisions() -> None:
    """List, export and prune what was decided in reviews.

    \b
    Examples:
      decalque decisions list --state rejected
      decalque decisions export --format csv --output decided.csv
      decalque decisions prune --dry-run
    """


_STATES = click.option(
    "--state", "states", multiple=True, type=click.Choice(["accepted", "rejected", "asked"]), help="Only these."
)


@decisions.command("list")
@_STATES
@_SESSION
def list_decisions(states: tuple[str, ...], session: str | None) -> None:
    """List decisions by file and line. What was accepted and written is no longer among them."""
    from linter.review.decisions import as_text, ordered

    for line in as_text(ordered(_ledger(session), states)):
        click.echo(line)


@decisions.command()
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="How they are written.")
@_OUTPUT
@_STATES
@_SESSION
def export(form: str, output: str | None, states: tuple[str, ...], session: str | None) -> None:
    """Write decisions as JSON or CSV."""
    from linter.review.decisions import as_csv, as_json, ordered

    _out((as_json if form == "json" else as_csv)(ordered(_ledger(session), states)), output)


@decisions.command()
@click.option("--dry-run", is_flag=True, help="Only say what would be dropped.")
@_SESSION
def prune(dry_run: bool, session: str | None) -> None:
    """Drop decisions whose file is gone, or where nothing is found any more; undo does not reach back beyond this."""
    from linter.review.decisions import find_prunable
    from linter.review.decisions import prune as drop
    from linter.review.journal import Journal

    with _complaints(), Journal(_kept(session)) as journal:
        pruning = find_prunable(journal, Linting().file)
        for (path, _), decision, reason in pruning.dropped:
            click.echo(f"{path}:{decision.about.line}  {decision.state}  “{decision.about.text.strip()}”: {reason}")
        if not dry_run:
            drop(journal, pruning)
    click.echo(f"{len(pruning.dropped)} {'would be ' if dry_run else ''}dropped, {len(pruning.kept)} kept", err=True)


@click.command()
@click.option("--format", "form", type=click.Choice(["markdown", "csv"]), default="markdown", help="How it is written.")
@_OUTPUT
@_SESSION
def desk(form: str, output: str | None, session: str | None) -> None:
    """Write what was asked in reviews as a list of questions, for the translator or the wire desk.

    \b
    Examples:
      decalque desk                           as Markdown, to standard output
      decalque desk --format csv --output questions.csv
    """
    from linter.review.decisions import ordered
    from linter.review.desk import as_csv, as_markdown
    from linter.review.ledger import ASKED

    _out((as_markdown if form == "markdown" else as_csv)(ordered(_ledger(session), [ASKED])), output)


def _ledger(session: str | None) -> dict[Key, Decision]:
    from linter.review.journal import read

    with _complaints():
        path = _kept(session)
        past = read(path)
        for number, reason in past.broken:
            click.echo(f"decalque: {path}:{number}: a line of the journal that cannot be read: {reason}", err=True)
        return past.ledger.decisions
