"""One cache for the whole run: compiling all rules anew for each test would take longer than the tests."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from filelock import FileLock

from linter.engine.load import builtin_packs, compiled_rules

# A run in the background, or under nohup, ignores these signals, and so would every process that a test interrupts.
for _name, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    if hasattr(signal, _name) and signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _name), _handler)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of this run, shared by its workers, and never the user's own."""
    base = tmp_path_factory.getbasetemp()
    several = "PYTEST_XDIST_WORKER" in os.environ
    folder = (base.parent if several else base) / "decalque-cache"
    os.environ["DECALQUE_CACHE_DIR"] = str(folder)
    if several:  # one compiles for all, while the others wait
        with FileLock(f"{folder}.lock"):
            compiled_rules(builtin_packs())
    return folder
