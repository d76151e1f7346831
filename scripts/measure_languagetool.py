"""What each of LanguageTool's rules is worth on machine translation, and which of them run by default.

    measure_languagetool.py harvest  CORPORA OUT.jsonl [--documents N]   run LanguageTool, all rules, over the corpora
    measure_languagetool.py curate   OUT.jsonl rules/data/languagetool.toml   figures, and the list that follows

CORPORA is a folder with ``mt/*.jsonl.gz`` (lines with ``mt``, and ``pe`` or ``ref`` or ``bad_spans``) and
``native/*.txt.gz`` (articles separated by ``=====``). The figures of a rule, as everywhere in this project:

* changed: its matches whose words the human version of the segment does not hold (with bad_spans: overlap one);
* by chance: the same for as many words taken at random from the segment;
* confirmed: one of its replacements gives words that the human version holds and the MT did not;
* native: its matches in English that was never translated, per 10,000 words: false alarms.

LTP_JAR_DIR_PATH names LanguageTool's folder, as for ``decalque --languagetool``.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from linter.languagetool.client import Match, Query, batches, check
from linter.languagetool.server import Server
from linter.model import LANGUAGES

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


class Segment(NamedTuple):
    """A segment of a corpus; ``human`` is its post-edit or reference, ``bad`` its spans that annotators marked."""

    corpus: str
    text: str
    human: str
    bad: list[list[int]] | None
    language: str


def normal(text: str) -> str:
    """The words of a text in lower case, a space apart."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def holds(text: str, words: str) -> bool:
    """Whether normalised ``text`` has normalised ``words`` in it, whole."""
    return bool(words) and f" {words} " in f" {text} "


def translations(path: Path, documents: int) -> Iterator[Segment]:
    """The segments of ``documents`` groups of twelve, a fixed random choice."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    groups: list[list[dict[str, Any]]] = []
    last = None
    for line in lines:
        system = line["id"].rsplit(".", 1)[0]
        if system != last or len(groups[-1]) >= 12:
            groups.append([])
        groups[-1].append(line)
        last = system
    random.Random(7).shuffle(groups)
    for line in (line for group in groups[:documents] for line in group):
        text = " ".join(line["mt"].split())
        bad = line.get("bad_spans") if text == line["mt"] else None
        yield Segment(path.name, text, line.get("pe") or line.get("ref") or "", bad, line["pair"][:2])


def articles(path: Path) -> Iterator[Segment]:
    """The paragraphs of native English."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for paragraph in re.split(r"\n\n+|\n=====\n", file.read()):
            if paragraph.strip():
                yield Segment(path.name, paragraph.strip(), "", None, "")


def harvest(corpora: Path, out: Path, documents: int) -> None:
    """Write every match, with all that the figures need, to ``out``: one JSON object a line."""
    server = Server(heap=1200)
    with out.open("w", encoding="utf-8") as file:
        try:
            for path in sorted(corpora.glob("mt/*.jsonl.gz")):
                _harvest(server, list(translations(path, documents)), "mt", file)
            for path in sorted(corpora.glob("native/*.txt.gz")):
                _harvest(server, list(articles(path)), "native", file)
        finally:
            server.stop()


def _harvest(server: Server, segments: list[Segment], kind: str, file: Any) -> None:
    words = sum(len(_WORD.findall(s.text)) for s in segments)
    corpus = segments[0].corpus
    print(f"{corpus}: {len(segments)} segments, {words} words", file=sys.stderr, flush=True)
    file.write(json.dumps({"corpus": corpus, "kind": kind, "words": words}) + "\n")
    language = segments[0].language
    query = Query(language if language in LANGUAGES else None)
    rest = iter(segments)
    for batch in batches(segment.text for segment in segments):
        for matches in check(server.start(), batch, query, 120):
            segment = next(rest)
            for match in matches:
                file.write(json.dumps({"corpus": corpus, "match": match, **_judge(segment, match)}) + "\n")
    file.flush()


def _judge(segment: Segment, match: Match) -> dict[str, Any]:
    start, end = match.start, match.end
    rng = random.Random(f"{segment.text}{start}")
    human, mt, said = normal(segment.human), normal(segment.text), normal(segment.text[start:end])
    verdict: dict[str, Any] = {"context": f"{segment.text[max(0, start - 60) : start]}[[{segment.text[start:end]}]]"}
    verdict["context"] += segment.text[end : end + 40]
    if segment.bad is not None:
        verdict["changed"] = any(start < b and a < end for a, b in segment.bad)
        at = rng.randrange(max(1, len(segment.text) - (end - start)))
        verdict["chance"] = any(at < b and a < at + end - start for a, b in segment.bad)
    elif human and said:
        verdict["changed"] = not holds(human, said)
        words, count = mt.split(), max(1, len(said.split()))
        at = rng.randrange(max(1, len(words) - count + 1))
        verdict["chance"] = not holds(human, " ".join(words[at : at + count]))
    if human:
        given = [normal(replacement) for replacement in match.replacements]
        verdict["confirmed"] = any(holds(human, g) and not holds(mt, g) for g in given)
        verdict["first"] = bool(given) and holds(human, given[0]) and not holds(mt, given[0])
    return verdict


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["harvest", "curate"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--documents", type=int, default=250, help="groups of twelve segments from each MT corpus")
    given = parser.parse_args()
    if given.what == "harvest":
        harvest(given.source, given.target, given.documents)
    else:
        curate(given.source, given.target)
