"""Word sets that phrases and patterns name in braces: ``rules/sets.toml``, and columns of the fact tables."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator

from linter.rulepack.phrases import Sets


def table_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of a table of facts: tab separated, without its comment lines."""
    for line in data.decode("utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.rstrip("\r").split("\t")


def load_sets(path: str, read: Callable[[str], bytes]) -> Sets:
    """The sets in file ``path``: a list of words, or ``{table = ..., column = n}`` (words in a cell split at ``|``).

    Raises ``ValueError`` where the file is not such a table of sets.
    """
    sets: dict[str, tuple[str, ...]] = {}
    for name, value in tomllib.loads(read(path).decode("utf-8")).items():
        if isinstance(value, dict):
            rows = table_rows(read(os.path.join(os.path.dirname(path), value["table"])))
            cells = (row[value["column"]] for row in rows if len(row) > value["column"])
            value = [word for cell in cells for word in cell.split("|") if word]
        sets[name] = tuple(dict.fromkeys(value))
    return sets
