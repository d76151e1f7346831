"""The command line, in click. A command's module is imported when the command is named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import click

from linter import __version__
from linter.options import CHECK, LOOKING, Option

_Command = Callable[..., Any]
#: Commands that stand in a module of their own: where, and what ``--help`` of the group says of them.
_ELSEWHERE = {
    "review": ("linter.cli_review:review", "Accept or reject each fix in a terminal UI."),
    "decisions": ("linter.cli_review:decisions", "List, export and prune what was decided in reviews."),
    "desk": ("linter.cli_review:desk", "Export what was asked in reviews, for the translator or the wire desk."),
    "rules": ("linter.cli_rules:rules", "List, explain and test rules."),
    "eval": ("linter.cli_rules:evaluate", "Measure rules on a corpus."),
    "lsp": ("linter.cli_lsp:lsp", "Run the language server for an editor."),
    "completion": ("linter.cli_completion:completion", "Print the completion script of a shell."),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *_ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, name = _ELSEWHERE[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = [(name, command.get_short_help_str(60)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl([*own, *((name, text) for name, (_, text) in _ELSEWHERE.items())])


def with_options(options: Iterable[Option]) -> Callable[[_Command], _Command]:
    """Give a command the options of the table."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(list(options)):
            settings: dict[str, Any] = {"help": option.help}
            if option.kind == "flag":
                settings["is_flag"] = True
            elif option.kind == "optional":
                settings |= {"is_flag": False, "flag_value": "auto"}
            elif option.kind == "number":
                settings["type"] = click.IntRange(min=1)
            elif option.choices:
                settings["type"] = click.Choice(option.choices)
            if option.kind == "texts":
                settings["multiple"] = True
            if option.name in ("select", "ignore"):
                settings["shell_complete"] = _rule_names
            if option.metavar:
                settings["metavar"] = option.metavar
            command = click.option(f"--{option.name}", option.key, **settings)(command)
        return command

    return decorate


def _rule_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[Any]:
    from linter.cli_completion import names

    return [*names(context, parameter, incomplete)]


def given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, as :class:`~linter.workspace.Workspace` takes them."""
    return {key: value for key, value in options.items() if value}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="decalque")
def cli() -> None:
    """Find what machine translation left in English copy, and mend it.

    \b
    Examples:
      decalque check article.md               what an editor would fix
      decalque review article.md              accept or reject each fix
      decalque rules explain polemic          why a rule speaks
    """


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@with_options(CHECK)
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Check files and folders; - is standard input, no PATH the working folder.

    \b
    Exit status: 0  nothing found at or above --fail-on
                 1  findings
                 2  usage or configuration
                 3  a file could not be read, or an internal error
    \b
    Examples:
      decalque check article.md                 show what an editor would fix
      decalque check --from fr --level note .   the source is known; show all
      decalque check --diff article.md          preview of the safe fixes
      decalque check --fix --unsafe-fixes .     apply all fixes but questions
    """
    from linter.check import run

    sys.exit(run(paths, given(options)))


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@with_options(LOOKING)
@click.option(
    "--output-file",
    type=click.Path(),
    metavar="FILE",
    default=".decalque-baseline.json",
    show_default=True,
    help="Note them in this file.",
)
def baseline(paths: tuple[str, ...], output_file: str, **options: Any) -> None:
    """Note the findings as they are now, so that check --baseline FILE reports only what is new.

    \b
    Exit status: 0  done
                 2  usage or configuration
                 3  a file could not be read; the findings in the others are noted
    \b
    Examples:
      decalque baseline archive/                              note what is there
      decalque check --baseline .decalque-baseline.json .     report what is new
    """
    import os

    from linter.baseline import made
    from linter.check import FAILED, complain
    from linter.config import ConfigError
    from linter.jobs import check_all
    from linter.workspace import Workspace

    workspace = Workspace(given(options))
    try:
        entries = list(workspace.files(paths or (os.curdir,)))
        found = list(check_all(entries, workspace, given(options), None))
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    text = made(found, os.path.dirname(os.path.abspath(output_file)))
    try:
        with open(output_file, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.UsageError(f"{output_file}: {error.strerror or error}") from error
    count = sum(len(c.findings) for c in found)
    click.echo(f"{output_file}: {count} finding{'s' if count != 1 else ''} known", err=True)
    faults = [*(f"{c.path}: {c.error}" for c in found if c.error), *workspace.troubles]
    for fault in faults:
        complain(fault, FAILED)
    sys.exit(FAILED if faults else 0)
