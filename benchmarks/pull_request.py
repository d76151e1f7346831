"""A pull request of 200 articles: decalque cold, warm and on changed lines only, beside Vale and proselint.

    python benchmarks/pull_request.py [--vale PATH] [--proselint PATH] [--runs 5]

Makes a scratch git repository whose branch changes a paragraph in each of 200 articles, made of the fixtures. All tools
see the same files; runs alternate, so that a busy machine is busy for all. Vale runs its built-in style, offline.
Wall-clock and processor time (user and system, all processes) are medians.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent.parent / "fixtures"
DECALQUE = (sys.executable, "-m", "linter", "check", "--format", "json", "--exit-zero")
VALE = "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = Vale\n"


class Case(NamedTuple):
    """A command, and what is done before each of its runs."""

    name: str
    command: tuple[str, ...]
    before: Callable[[], object]


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, files: int) -> int:
    """Make the repository; returns how many words its articles have."""
    paragraphs = [
        paragraph.strip()
        for path in sorted(FIXTURES.glob("*/*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph.split()) > 20
    ]
    chance = random.Random(11)
    git(folder, "init")
    (folder / ".vale.ini").write_text(VALE, encoding="utf-8")
    (folder / "styles").mkdir()
    words = 0
    for number in range(files):
        article = chance.sample(paragraphs, 8)
        path = folder / f"desk{number % 10}" / f"{number:03}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(article) + "\n", encoding="utf-8")
        words += sum(len(paragraph.split()) for paragraph in article)
    git(folder, "add", ".")
    git(folder, "commit", "--message", "archive")
    git(folder, "switch", "--create", "desk")
    for path in sorted(folder.glob("desk*/*.txt")):
        article = path.read_text(encoding="utf-8").split("\n\n")
        article[3] = chance.choice(paragraphs)
        path.write_text("\n\n".join(article), encoding="utf-8")
    git(folder, "commit", "--all", "--message", "desk")
    return words


def timed(case: Case, folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds by the clock and of processors that a case takes."""
    case.before()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(case.command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vale")
    parser.add_argument("--proselint")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name, "repository"), Path(name, "cache")
        folder.mkdir()
        words = repository(folder, arguments.files)
        environment = {**os.environ, "DECALQUE_CACHE_DIR": str(cache)}
        files = tuple(str(path.relative_to(folder)) for path in sorted(folder.glob("desk*/*.txt")))

        def forget(folder: Path) -> Callable[[], object]:
            return lambda: shutil.rmtree(folder, ignore_errors=True)

        def nothing() -> None:
            pass

        results = forget(cache / "results")
        cases = [
            Case("decalque, first run ever", (*DECALQUE, "."), forget(cache)),
            Case("decalque, cold", (*DECALQUE, "."), results),
            Case("decalque, cold, one process", (*DECALQUE, "--jobs", "1", "."), results),
            Case("decalque, warm", (*DECALQUE, "."), nothing),
            Case("decalque, changed lines, cold", (*DECALQUE, "--since", "main", "."), results),
            Case("decalque, changed lines, warm", (*DECALQUE, "--since", "main", "."), nothing),
        ]
        if arguments.vale:
            cases.append(Case("Vale, built-in style", (arguments.vale, "--no-exit", "--output=JSON", "."), nothing))
        if arguments.proselint:
            cases.append(Case("proselint", (arguments.proselint, "check", *files), nothing))
        figures: dict[str, list[tuple[float, float]]] = {}
        for _ in range(arguments.runs):
            for case in cases:
                figures.setdefault(case.name, []).append(timed(case, folder, environment))
        print(f"{arguments.files} files, {words} words, {os.cpu_count()} cores, medians of {arguments.runs} runs")
        warm = statistics.median(wall for wall, _ in figures["decalque, warm"])
        for case_name, found in figures.items():
            wall, processor = (statistics.median(column) for column in zip(*found, strict=True))
            print(f"{case_name:32} {wall:7.2f} s {processor:7.2f} s processor {wall / warm:7.1f} x warm")


if __name__ == "__main__":
    main()
