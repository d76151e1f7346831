"""Draw how well documents tell their source language: a confusion matrix as an SVG picture.

    PYTHONPATH=. python scripts/source_matrix.py fr=corpus.jsonl.gz ... native=native.txt.gz ... [--write FILE]

Parallel corpora (JSON Lines) are cut into documents of twelve segments in a row, native ones into pieces of about 250
words; of each row's documents a random sample is checked, with default settings. A document counts as
machine-translated from the likeliest language of its profile where the probability of machine translation is one half
or more.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from html import escape
from pathlib import Path

from linter import Linter
from linter.corpora import native, translated

WORDS = 250
NATIVE, UNKNOWN = "native", "not said"
CELL, LEFT, TOP = 52, 120, 96


def documents_of(source: str, path: str) -> list[str]:
    """The documents of a corpus."""
    if source == NATIVE:
        return native(path, WORDS)
    return ["\n\n".join(" ".join(segment["mt"].split()) for segment in group) for group in translated(path)]


def said(linter: Linter, text: str) -> str:
    """What the profile of a document says of its origin."""
    profile = linter.check_text(text).profile
    assert profile is not None
    if profile.machine_translated < 0.5:
        return NATIVE
    return max(profile.sources, key=lambda language: profile.sources[language], default=UNKNOWN)


def drawn(table: dict[str, Counter[str]], columns: list[str]) -> str:
    """The table as SVG: rows are where documents come from, columns what was said."""
    width, height = LEFT + CELL * len(columns) + 16, TOP + 34 * len(table) + 16
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        ' font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" fill="#333">said to be translated from (per cent of the row)</text>',
        f'<text x="12" y="{TOP - 12}" fill="#333">source</text>',
    ]
    for number, column in enumerate(columns):
        x = LEFT + CELL * number + CELL / 2
        out.append(f'<text x="{x}" y="{TOP - 12}" text-anchor="middle" fill="#333">{escape(column)}</text>')
    for line, (row, counts) in enumerate(table.items()):
        y = TOP + 34 * line
        total = counts.total()
        out.append(f'<text x="12" y="{y + 22}" fill="#333">{escape(row)} ({total})</text>')
        for number, column in enumerate(columns):
            share = counts[column] / total
            x = LEFT + CELL * number
            right = column == row
            fill = f"rgb({255 - 190 * share:.0f},{255 - 100 * share:.0f},{255 - 60 * share:.0f})"
            if not right:
                fill = f"rgb({255 - 20 * share:.0f},{255 - 130 * share:.0f},{255 - 160 * share:.0f})"
            out.append(f'<rect x="{x}" y="{y}" width="{CELL - 2}" height="32" fill="{fill}"/>')
            if counts[column]:
                said_share = f"{100 * share:.0f}" if share >= 0.01 else f"{100 * share:.1f}"
                out.append(f'<text x="{x + CELL / 2 - 1}" y="{y + 21}" text-anchor="middle">{said_share}</text>')
    return "\n".join([*out, "</svg>", ""])


def main() -> None:
    """Check the samples, print the table, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", metavar="LANG=FILE")
    parser.add_argument("--docs", type=int, default=200)
    parser.add_argument("--native-docs", type=int, default=400)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    documents: dict[str, list[str]] = {}
    for given in arguments.corpora:
        source, _, name = given.partition("=")
        documents.setdefault(source, []).extend(documents_of(source, name))
    linter = Linter(no_cache=True)
    table: dict[str, Counter[str]] = {}
    for source, found in documents.items():
        random.Random(7).shuffle(found)
        most = arguments.native_docs if source == NATIVE else arguments.docs
        table[source] = Counter(said(linter, text) for text in found[:most])
    answers = set().union(*table.values())
    columns = [*sorted(answers - {NATIVE, UNKNOWN}), *sorted(answers & {UNKNOWN}), NATIVE]
    for row, counts in table.items():
        shares = ", ".join(f"{column} {count}" for column, count in counts.most_common())
        print(f"{row:8} {counts.total():4} documents, right {counts[row] / counts.total():.3f}: {shares}")
    if arguments.write:
        arguments.write.write_text(drawn(table, columns), encoding="utf-8")


if __name__ == "__main__":
    main()
