"""Count how often the forms of a table stand in text: false alarms in native English, hits in machine translation.

    python scripts/measure_tables.py exonyms.tsv --kind clear FILE.txt.gz FILE.jsonl.gz ...

A ``.jsonl`` file holds objects with a field ``mt``; anything else is plain text. ``--kind`` and ``--note`` select rows
by the fields of those columns (the note's first word); forms are looked for whole and in their own case. Names of the
table ``names.tsv`` and ``exonyms.tsv`` stand in the second column.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import pathlib
import re

from tables import read

WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def text_of(path: pathlib.Path) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        if ".jsonl" in path.name:
            return [json.loads(line)["mt"] for line in stream]
        return list(stream)


def signs(paths: list[pathlib.Path], top: int) -> None:
    """Count the capitalised tokens that have a sign of ``endings.tsv``."""
    kept = {row[0] for row in read("names_kept.tsv")}
    places = {"start": r"\b{}", "end": r"\w{}\b", "any": r"{}"}
    groups: dict[str, list[str]] = collections.defaultdict(list)
    for language, kind, group, *_ in read("endings.tsv"):
        if kind in places:
            groups[language].append(places[kind].format(re.escape(group)))
    for path in paths:
        tokens = collections.Counter(token for line in text_of(path) for token in WORD.findall(line))
        for language, patterns in groups.items():
            sign = re.compile("|".join(patterns))
            hits = {t: n for t, n in tokens.items() if t[:1].isupper() and t not in kept and sign.search(t.lower())}
            if hits:
                shown = sorted(hits.items(), key=lambda item: -item[1])[:top]
                print(f"{path.name} {language}: {sum(hits.values())} hits:", ", ".join(f"{t} {n}" for t, n in shown))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--kind", action="append")
    parser.add_argument("--note", action="append")
    parser.add_argument("--top", type=int, default=40)
    args = parser.parse_args()
    if args.table == "endings.tsv":
        signs(args.paths, args.top)
        return
    forms: dict[tuple[str, ...], list[str]] = collections.defaultdict(list)
    for row in read(args.table):
        if (args.kind and row[3] not in args.kind) or (args.note and re.split(r"\W", row[4])[0] not in args.note):
            continue
        forms[tuple(WORD.findall(row[1].replace("’", "'")))].append(f"{row[0]}>{row[2]}")
    first = collections.defaultdict(list)
    for key in forms:
        first[key[0]].append(key)
    for path in args.paths:
        count: collections.Counter[tuple[str, ...]] = collections.Counter()
        example: dict[tuple[str, ...], str] = {}
        words = 0
        for line in text_of(path):
            tokens = WORD.findall(line.replace("’", "'"))
            words += len(tokens)
            for at, token in enumerate(tokens):
                token = token.removesuffix("'s")
                for key in first.get(token, ()):
                    if len(key) == 1 or tuple(tokens[at : at + len(key)]) == key:
                        count[key] += 1
                        example.setdefault(key, " ".join(tokens[max(0, at - 4) : at + len(key) + 4]))
        total = sum(count.values())
        rate = 1e6 * total / max(1, words)
        print(f"{path.name}: {words} words, {total} hits, {len(count)} forms, {rate:.0f} per million")
        for key, number in count.most_common(args.top):
            print(f"    {number:5} {' '.join(key)} ({', '.join(forms[key][:3])}): {example[key]}")


if __name__ == "__main__":
    main()
