"""The command line, in click. Commands import what they need when they run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from linter import __version__
from linter.options import CHECK, Option

_Command = Callable[..., Any]


def with_options(options: Iterable[Option]) -> Callable[[_Command], _Command]:
    """Give a command the options of the table."""

    def decorate(command: _Command) -> _Command:
        for option in reversed(list(options)):
            settings: dict[str, Any] = {"help": option.help}
            if option.kind == "flag":
                settings["is_flag"] = True
            elif option.choices:
                settings["type"] = click.Choice(option.choices)
            if option.kind == "texts":
                settings["multiple"] = True
            if option.metavar:
                settings["metavar"] = option.metavar
            command = click.option(f"--{option.name}", option.key, **settings)(command)
        return command

    return decorate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="decalque")
def cli() -> None:
    """Find what machine translation left in English copy, and mend it."""


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@with_options(CHECK)
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Check files and folders; - is standard input.

    Exit status: 0 nothing found, 1 findings, 2 usage or configuration, 3 a file could not be read.
    """
    from linter.check import run

    sys.exit(run(paths, {key: value for key, value in options.items() if value}))


@cli.group()
def rules() -> None:
    """List, explain and test rules."""


@rules.command("list")
def list_rules() -> None:
    """List the rules."""
    import os

    from linter.workspace import Workspace

    workspace = Workspace()
    for rule in workspace.authored(workspace.settings(os.curdir)):
        click.echo(rule.id)


@rules.command("test")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
def test_rules(paths: tuple[str, ...]) -> None:
    """Run the examples of rules: of all packs, or of the packs and families named."""
    import os

    from linter.engine.selftest import run_examples
    from linter.workspace import Workspace

    workspace = Workspace()
    settings = workspace.settings(os.curdir)
    compiled = workspace.rules(settings)
    wanted = [os.path.abspath(path) for path in paths]
    chosen = [
        rule
        for rule in workspace.authored(settings)
        if not wanted or any(rule.params["file"] == w or rule.params["file"].startswith(w + os.sep) for w in wanted)
    ]
    failures = [*workspace.problems(settings), *map(str, run_examples(compiled, chosen))]
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"{len(chosen)} rules, {len(failures)} failures")
    sys.exit(1 if failures else 0)
