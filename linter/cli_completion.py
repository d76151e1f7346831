"""``decalque completion``: what makes the tab key work in a shell."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples, each for the file that it names:
      eval "$(decalque completion bash)"    # in ~/.bashrc
      eval "$(decalque completion zsh)"     # in ~/.zshrc, after compinit
      decalque completion fish > ~/.config/fish/completions/decalque.fish
    """
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(context.find_root().command, {}, "decalque", "_DECALQUE_COMPLETE").source())


def names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of rules, families, packs, source languages and categories that begin like this."""
    import os

    from linter.config import ConfigError
    from linter.workspace import Workspace

    workspace = Workspace()
    try:
        rules = workspace.authored(workspace.settings(os.curdir))
    except (ConfigError, OSError):
        return []
    known = {
        name
        for rule in rules
        for name in (rule.id, rule.family, rule.family.partition("/")[0], rule.category, *rule.sources)
    }
    return [CompletionItem(name) for name in sorted(known) if name.startswith(incomplete)]
