"""Corpora cut into documents of the length of a short article, so that a document's own evidence counts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

#: Segments that make one document of parallel text.
_TOGETHER = 12


def translated(path: str) -> list[list[dict[str, Any]]]:
    """Documents of parallel text (JSON Lines with ``id`` and ``mt``): segments in a row of one system, the last fewer.

    The system is what stands before the last stop of the ``id``. Raises ``OSError``, ``ValueError`` and ``KeyError``.
    """
    systems: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(path):
        segment = json.loads(line)
        systems.setdefault(str(segment["id"]).rpartition(".")[0], []).append(segment)
    return [found[at : at + _TOGETHER] for found in systems.values() for at in range(0, len(found), _TOGETHER)]


def native(path: str, words: int) -> list[str]:
    """Pieces of whole paragraphs, of so many words or a few more, of texts that lines of ``=====`` part.

    Raises ``OSError`` and ``ValueError``.
    """
    pieces: list[str] = []
    for text in "".join(_lines(path)).split("\n=====\n"):
        piece: list[str] = []
        for paragraph in text.strip().split("\n\n"):
            piece.append(paragraph)
            if sum(len(p.split()) for p in piece) >= words:
                pieces.append("\n\n".join(piece))
                piece = []
        if piece:
            pieces.append("\n\n".join(piece))
    return pieces


def _lines(path: str) -> Iterator[str]:
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from file
