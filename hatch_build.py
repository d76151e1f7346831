"""Builds the wheel with the rules compiled, so that no machine has to do that before its first check."""

from __future__ import annotations

import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_COMPILE = """
from linter.engine.load import builtin_packs, compiled_rules, translationese

compiled_rules(builtin_packs())
translationese()
"""


class CompiledRules(BuildHookInterface):
    """Puts what a first check would leave in the cache into ``linter/compiled``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the rules, unless the wheel only links to the sources, which may change."""
        if version == "editable":
            return
        self._cache = TemporaryDirectory(prefix="decalque-")
        environment = {
            **os.environ,
            "DECALQUE_CACHE_DIR": self._cache.name,
            "PYTHONPATH": os.pathsep.join(filter(None, (self.root, os.environ.get("PYTHONPATH")))),
        }
        subprocess.run([sys.executable, "-P", "-c", _COMPILE], env=environment, check=True)
        for entry in os.scandir(self._cache.name):
            if entry.name.startswith(("builtin-", "style-")):
                build_data["force_include"][entry.path] = f"linter/compiled/{entry.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled; it is in the wheel."""
        if version != "editable":
            self._cache.cleanup()
