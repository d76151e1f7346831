"""``python -m linter`` is the command ``decalque``."""

from linter.main import main

main()
