"""Where the journal stands. Imports next to nothing, so that a check without decisions pays nothing."""

from __future__ import annotations

import os

FOLDER = ".decalque"
FILE = "decisions.jsonl"


def locate(folder: str, configured: str | None) -> str:
    """The journal for files in ``folder``: beside the configuration, whose folder is ``configured``.

    Without a configuration it is the nearest one above ``folder``, else the one of the working folder, whether or not
    that is there.
    """
    if configured is not None:
        return os.path.join(configured, FOLDER, FILE)
    here = os.path.abspath(folder)
    while True:
        path = os.path.join(here, FOLDER, FILE)
        if os.path.exists(path):
            return path
        parent = os.path.dirname(here)
        if parent == here:
            return os.path.join(os.path.abspath(os.curdir), FOLDER, FILE)
        here = parent
