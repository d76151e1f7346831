"""The command ``decalque``. A plain ``check`` starts without click; everything else is read by :mod:`linter.cli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line in ``sys.argv`` and exit with its status."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["check"]:
        from linter.options import quick

        plain = quick(arguments[1:])
        if plain is not None:
            from linter.check import run

            sys.exit(run(*plain))
    from linter.cli import cli

    cli()
