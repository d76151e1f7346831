"""``decalque lsp``: the language server."""

from __future__ import annotations

import importlib.util
import sys

import click


@click.command()
def lsp() -> None:
    """Run the language server for an editor, on standard input and output.

    \b
    Editors start it themselves; how to tell them is in docs/editors.md.
    It needs pygls: pip install 'decalque[lsp]'
    """
    if importlib.util.find_spec("pygls") is None:
        click.echo("decalque: the language server needs pygls; install it with: pip install 'decalque[lsp]'", err=True)
        sys.exit(2)
    from linter.lsp.features import start

    start()
