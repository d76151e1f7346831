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
import tomllib
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


def translations(path: Path, documents: int | None) -> Iterator[Segment]:
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
        if line["id"].startswith("potet") and " - " in text:
            continue  # its hyphens stand between spaces, by tokenisation: “is - it”
        bad = line.get("bad_spans") if text == line["mt"] else None
        yield Segment(path.name, text, line.get("pe") or line.get("ref") or "", bad, line["pair"][:2])


def articles(path: Path) -> Iterator[Segment]:
    """The paragraphs of native English."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for paragraph in re.split(r"\n\n+|\n=====\n", file.read()):
            if paragraph.strip():
                yield Segment(path.name, paragraph.strip(), "", None, "")


def harvest(corpora: Path, out: Path, documents: int | None) -> None:
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


# From figures to the list

#: LanguageTool's categories that are about spelling, style or taste, or that our own rules see to.
_NOT_OURS = {
    "CASING", "COMPOUNDING", "FALSE_FRIENDS", "MULTITOKEN_SPELLING", "PROPER_NOUNS", "PUNCTUATION", "REDUNDANCY",
    "REPETITIONS_STYLE", "STYLE", "TYPOGRAPHY", "TYPOS",
}  # fmt: skip
#: A rule with so few false alarms per 10,000 native words runs everywhere, and so does one that is so many times as
#: frequent in MT; the others need evidence that the text was machine-translated.
_RARE, _TIMES = 0.02, 10
_HEAD = """\
# The rules of LanguageTool that run by default. Measured by scripts/measure_languagetool.py; by hand are only
# `category`, `not_parts` (patterns of a rule that are left out), `language` (a false friend of that source language),
# and what an editor said of matches drawn by chance from the MT: of `read` of them, `right` mark a real error.
#
# matches     in the MT, each wording once       changed     the human version does not hold the marked words
# chance      the same for words at random       confirmed   a replacement gives words that the human version holds
# native      false alarms per 10,000 words of English that was never translated
# evidence    runs only in a text that is machine-translated by other evidence
#
# On the list: at least 3 matches; `right` is at least 80 in 100 of `read`, or `changed` at least 0.85 with `confirmed`
# at least 0.3; not spelling, style or taste. Sources of the corpora: MLQE-PE, Mozilla's evaluation of translation
# models, WMT MQM (TED), Potet, TaraXU; native: GUM, EWT, PUD, BBC 2005, ABC 2006, State of the Union, the Rust book.
"""


class Row:
    """The counts of one rule."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wordings: set[str] = set()
        self.category = ""

    def share(self, part: str, whole: str) -> float:
        """One count as a share of another, 0 where there is nothing."""
        return round(self.counts[part] / self.counts[whole], 2) if self.counts[whole] else 0.0


def rows(
    source: Path, left_out: dict[str, list[str]], languages: dict[str, str]
) -> tuple[dict[str, Row], Counter[str]]:
    """The counts of every rule in a harvest, and the words of each kind of corpus."""
    found: defaultdict[str, Row] = defaultdict(Row)
    words: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    with source.open(encoding="utf-8") as file:
        for line in map(json.loads, file):
            if "kind" in line:
                kinds[line["corpus"]] = line["kind"]
                words[line["kind"]] += line["words"]
                continue
            match = Match(*line["match"])
            language = languages.get(match.rule)
            if match.part in left_out.get(match.rule, ()) or (language and f"_{language}-en" not in line["corpus"]):
                continue
            row = found[match.rule]
            row.category = match.category
            if kinds[line["corpus"]] == "native":
                row.counts["native"] += 1
                continue
            wording = normal(line["context"].partition("[[")[2])[:40]
            if wording in row.wordings:  # several systems translated the same segments
                continue
            row.wordings.add(wording)
            row.counts["matches"] += 1
            for key, judged in (("changed", "judged"), ("chance", "judged"), ("confirmed", "compared")):
                if key in line:
                    row.counts[key] += line[key]
                    row.counts[judged] += key != "chance"
    return found, words


def curate(source: Path, target: Path) -> None:
    """Print the figures, and write those of the listed rules into ``target``, whose hand-made part stays."""
    with target.open("rb") as file:
        listed = tomllib.load(file)["rule"]
    found, words = rows(
        source,
        {row["id"]: row.get("not_parts", []) for row in listed},
        {row["id"]: row["language"] for row in listed if "language" in row},
    )
    per = {kind: 10_000 / count for kind, count in words.items()}
    text = [
        _HEAD,
        "[measured]",
        f"date = {datetime.date.today()}",
        f'languagetool = "{_version()}"',
        f"mt_words = {words['mt']}",
        f"native_words = {words['native']}",
        "",
    ]
    gated: dict[str, bool] = {}
    for hand in listed:
        row = found[hand["id"]]
        changed, confirmed = row.share("changed", "judged"), row.share("confirmed", "compared")
        good = hand["right"] >= 0.8 * hand["read"] or (changed >= 0.85 and confirmed >= 0.3)
        if not good or row.counts["matches"] < 3:
            print(f"not on the list any more: {hand['id']}", file=sys.stderr)
            continue
        native = row.counts["native"] * per["native"]
        evidence = native > _RARE and row.counts["matches"] * per["mt"] < _TIMES * native
        gated[hand["id"]] = evidence
        text += ["[[rule]]", f'id = "{hand["id"]}"', f'category = "{hand["category"]}"']
        text += [f"{key} = {json.dumps(hand[key])}" for key in ("not_parts", "language") if key in hand]
        text += [f"evidence = {json.dumps(evidence)}", f"read = {hand['read']}", f"right = {hand['right']}"]
        text += [
            f"matches = {row.counts['matches']}",
            f"changed = {changed}",
            f"chance = {row.share('chance', 'judged')}",
        ]
        text += [f"confirmed = {confirmed}", f"native = {native:.3f}", ""]
    target.write_text("\n".join(text), encoding="utf-8")
    _print(found, per, gated)


def _print(found: dict[str, Row], per: dict[str, float], listed: dict[str, bool]) -> None:
    whole: defaultdict[str, Row] = defaultdict(Row)
    for name, row in found.items():
        part = [f"the list, {'on evidence' if listed[name] else 'everywhere'}"] if name in listed else []
        for key in ("all rules", f"category {row.category}", *part):
            whole[key].counts.update(row.counts)
    lines = [*sorted(whole.items()), *sorted(found.items(), key=lambda item: -item[1].counts["matches"])]
    for name, row in lines:
        hopeful = row.category not in _NOT_OURS and row.counts["judged"] >= 3 and row.share("changed", "judged") >= 0.75
        if name in whole or name in listed or hopeful:
            print(
                f"{name:44} {'*' if name in listed else ' '} matches {row.counts['matches']:6}"
                f" changed {row.share('changed', 'judged'):.2f} chance {row.share('chance', 'judged'):.2f}"
                f" confirmed {row.share('confirmed', 'compared'):.2f}"
                f" mt {row.counts['matches'] * per['mt']:8.3f} native {row.counts['native'] * per['native']:8.3f}"
            )


def _version() -> str:
    pom = Path(__file__).parent.parent / "tests" / "languagetool" / "pom.xml"
    return pom.read_text(encoding="utf-8").partition("<languagetool.version>")[2].partition("<")[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["harvest", "curate"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--documents", type=int, help="groups of twelve segments from each MT corpus; all, if left out")
    given = parser.parse_args()
    if given.what == "harvest":
        harvest(given.source, given.target, given.documents)
    else:
        curate(given.source, given.target)
