"""Help that an impatient person can copy from."""

from __future__ import annotations

import copy
import re
import shlex
from collections.abc import Iterator

import click
import pytest

from linter.cli import cli


def commands(command: click.Command, name: str = "decalque") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each by the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from commands(found, f"{name} {below}")


ALL = dict(commands(cli))
EXAMPLES = [
    (name, line.strip())
    for name, command in ALL.items()
    for line in (command.help or "").splitlines()
    if re.match(r" +.*\bdecalque ", line)
]


@pytest.mark.parametrize("name", ALL)
def test_every_command_says_what_it_does(name: str) -> None:
    command = ALL[name]
    assert command.get_short_help_str(200)
    undocumented = [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert not undocumented


@pytest.mark.parametrize("name", ["check", "baseline", "review", "decisions", "desk", "rules", "eval", "completion"])
def test_every_command_that_takes_arguments_gives_examples(name: str) -> None:
    assert [line for owner, line in EXAMPLES if owner == f"decalque {name}"]


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_is_understood(name: str, line: str) -> None:
    call = re.search(r"\bdecalque ([^|>)]*)", re.split(r"\s{3,}|\s#", line)[0])
    assert call is not None
    words = shlex.split(call[1].rstrip('"'))
    command: click.Command = cli
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None
        command = found
    command = copy.copy(command)
    command.params = [_anything(parameter) for parameter in command.params]
    command.make_context("decalque", words)


def _anything(parameter: click.Parameter) -> click.Parameter:
    """A parameter like it that does not ask whether the files of an example are there."""
    parameter = copy.copy(parameter)
    if isinstance(parameter.type, click.Path):
        parameter.type = click.Path()
    return parameter
