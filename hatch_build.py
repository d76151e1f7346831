"""Builds the wheel with the rules compiled, so that no machine has to do that before its first check."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Run by an interpreter of its own, whose argument is the project: an isolated build leaves that out of its path where
#: it is installed as well.
_COMPILE = """
import sys
sys.path.insert(0, sys.argv[1])
from linter.engine.load import shipped
print(*shipped(), sep="\\n")
"""


class CompiledRules(BuildHookInterface):
    """Puts what a first check would leave in the cache into ``linter/compiled``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules, unless the wheel only links to the sources, which may change."""
        if version != "editable":
            command = [sys.executable, "-P", "-c", _COMPILE, self.root]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            for path in done.stdout.splitlines():
                build_data["force_include"][path] = f"linter/compiled/{os.path.basename(path)}"
