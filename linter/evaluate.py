"""How good is each rule? Measured on parallel text, on annotated documents and on native English.

*Parallel*: JSON Lines with ``mt`` and a human version of the same segment (``pe``, a post-edit, or ``ref``, an
independent translation). A finding is *changed* when the human version does not hold its words, or when annotators
marked some of them (``bad_spans``). Words change by chance, too, so the share of all runs of the same length for
which that is so is measured beside it, and precision is what remains: ``(changed - chance) / (1 - chance)``, with the
Wilson interval of *changed* carried through.

*Annotated*: a folder with NAME.txt and NAME.json (a list of ``{"start", "end"}`` in code points); a finding is right
when it overlaps a span. *Native*: plain text; every finding is a false alarm.
"""

from __future__ import annotations

import json
import os
import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from linter.corpora import native, translated
from linter.formats import parse
from linter.model import Document, Edit, Finding, Source
from linter.rulepack.ledger import NATIVE, wilson

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_PIECE = 400  #: words of a piece of native text
_STOOD = ("rule", "translated", "sentences", "native", "densest")  #: what is told of a rule that had no findings


class Measured(NamedTuple):
    """What a rule did on a corpus. ``precision`` is None where nothing could be judged."""

    rule: str
    hits: int
    judged: int
    changed: float
    chance: float
    confirmed: float
    precision: float | None
    low: float
    high: float


class Outcome(NamedTuple):
    """All rules on one corpus, and how many words and documents that was.

    ``source`` is the source language of parallel text, where it says so. ``stood`` tells, by rule, where its words
    stood at all, whatever the evidence made of them: for each place the sentence of the source, or the paragraph.
    ``folder``: where the corpus is kept; native English of one folder is of one kind.
    """

    corpus: str
    kind: str
    documents: int
    words: int
    rules: tuple[Measured, ...]
    source: str = ""
    stood: Mapping[str, Sequence[str]] = {}
    folder: str = ""


#: What is measured: the findings of a document, and where in its source the words of which rules begin.
Examine = Callable[[Document], tuple[Iterable[Finding], Iterable[tuple[str, int]]]]


@dataclass(slots=True)
class _Row:
    """What was counted of a rule; ``chance`` is the sum of the shares of runs that were changed."""

    hits: int = 0
    judged: int = 0
    changed: int = 0
    confirmed: int = 0
    chance: float = 0.0


def evaluate(path: str, examine: Examine, documents: int, seed: int = 7) -> Outcome:
    """Measure all rules on the corpus at ``path``.

    At most ``documents`` documents are taken, chosen by ``seed``. Raises ``OSError`` and ``ValueError`` for a corpus
    that cannot be read.
    """
    name = re.sub(r"(\.jsonl|\.txt)?(\.gz)?$", "", os.path.basename(path.rstrip("/")))
    if os.path.isdir(path):
        return _annotated(name, path, examine)
    if ".jsonl" in os.path.basename(path):
        return _parallel(name, path, examine, documents, seed)
    return _native(name, path, examine, documents, seed)


def _parallel(name: str, path: str, examine: Examine, documents: int, seed: int) -> Outcome:
    groups = translated(path)
    random.Random(seed).shuffle(groups)
    rows: dict[str, _Row] = defaultdict(_Row)
    stood: dict[str, list[str]] = defaultdict(list)
    judged: set[tuple[str, str, str]] = set()
    words = 0
    for group in groups[:documents]:
        texts = [" ".join(segment["mt"].split()) for segment in group]
        words += sum(len(_WORD.findall(text)) for text in texts)
        starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
        findings, places = examine(_document("\n\n".join(texts) + "\n"))
        for rule, at in places:
            segment = group[bisect_right(starts, at) - 1]
            stood[rule].append(str(segment.get("src") or segment.get("ref") or segment["id"]))
        for finding in findings:
            number = bisect_right(starts, finding.start) - 1
            human = segment_norm(group[number].get("pe") or group[number].get("ref") or "")
            marked = (group[number].get("bad_spans") if texts[number] == group[number]["mt"] else None) or ()
            rows[finding.rule].hits += 1
            judgement = (finding.rule, human, segment_norm(finding.text))
            if judgement not in judged and not _beyond_words(finding):
                judged.add(judgement)  # systems that translate a segment alike are no two witnesses
                own = range(finding.start - starts[number], finding.end - starts[number])
                _judge(rows[finding.rule], finding, own, texts[number], human, marked)
    source = str(groups[0][0].get("pair", "")).partition("-")[0] if groups else ""
    return Outcome(name, "parallel", len(groups[:documents]), words, _measured(rows), source, stood)


def _beyond_words(finding: Finding) -> bool:
    """What a comparison of words cannot judge: punctuation and spaces, and which of two spellings is one too many."""
    return finding.category == "consistency" or any(
        all(_same_words(finding, edit) for edit in fix.edits) for fix in finding.fixes
    )


def _same_words(finding: Finding, edit: Edit) -> bool:
    replaced = finding.text[max(0, edit.start - finding.start) : max(0, edit.end - finding.start)]
    return segment_norm(edit.replacement) == segment_norm(replaced)


def _judge(
    row: _Row,
    finding: Finding,
    own: range,
    text: str,
    human: str,
    marked: Sequence[Sequence[int]],
) -> None:
    """Judge a finding at ``own`` of the segment ``text``: its words are changed, or an annotator ``marked`` them."""
    words = segment_norm(finding.text)
    if not human or not words:
        return
    row.judged += 1
    row.changed += not _holds(human, words) or _overlaps(own, marked)
    tokens, length = [*_WORD.finditer(text)], len(words.split())
    runs = [range(a.start(), b.end()) for a, b in zip(tokens, tokens[length - 1 :], strict=False)]
    if runs:
        changed = [not _holds(human, segment_norm(text[r.start : r.stop])) or _overlaps(r, marked) for r in runs]
        row.chance += sum(changed) / len(runs)
    said = segment_norm(text)
    for fix in finding.fixes:
        got = [segment_norm(edit.replacement) for edit in fix.edits]
        if any(g and _holds(human, g) and not _holds(said, g) for g in got):
            row.confirmed += 1
            break


def _overlaps(own: range, spans: Sequence[Sequence[int]]) -> bool:
    return any(start < own.stop and own.start < end for start, end in spans)


def _annotated(name: str, path: str, examine: Examine) -> Outcome:
    rows: dict[str, _Row] = defaultdict(_Row)
    words = count = 0
    for entry in sorted(os.listdir(path)):
        stem, suffix = os.path.splitext(entry)
        text_path = next((p for s in (".txt", ".md") if os.path.exists(p := os.path.join(path, stem + s))), None)
        if suffix != ".json" or text_path is None:
            continue
        with open(os.path.join(path, entry), encoding="utf-8") as file:
            spans = json.load(file)
        with open(text_path, encoding="utf-8", newline="") as file:
            text = file.read()
        count += 1
        words += len(_WORD.findall(text))
        for finding in examine(_document(text, text_path))[0]:
            row = rows[finding.rule]
            row.hits += 1
            row.judged += 1
            marked = [(span["start"], span["end"]) for span in _spans(spans)]
            row.changed += _overlaps(range(finding.start, finding.end), marked)
    return Outcome(name, "annotated", count, words, _measured(rows))


def _spans(content: Any) -> list[dict[str, Any]]:
    spans: list[dict[str, Any]] = content["spans"] if isinstance(content, dict) else content
    return spans


def _native(name: str, path: str, examine: Examine, documents: int, seed: int) -> Outcome:
    pieces = native(path, _PIECE)
    random.Random(seed).shuffle(pieces)
    rows: dict[str, _Row] = defaultdict(_Row)
    stood: dict[str, list[str]] = defaultdict(list)
    words = 0
    for text in pieces[:documents]:
        words += len(_WORD.findall(text))
        findings, places = examine(_document(text + "\n"))
        for rule, at in places:
            end = text.find("\n", at)
            stood[rule].append(text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else None])
        for finding in findings:
            rows[finding.rule].hits += 1
            rows[finding.rule].judged += 1
    return Outcome(
        name,
        "native",
        len(pieces[:documents]),
        words,
        _measured(rows),
        "",
        stood,
        os.path.dirname(os.path.abspath(path)),
    )


def _measured(rows: dict[str, _Row]) -> tuple[Measured, ...]:
    found = []
    for rule, row in sorted(rows.items(), key=lambda item: (-item[1].hits, item[0])):
        judged = row.judged
        chance = row.chance / judged if judged else 0.0
        low, high = wilson(row.changed, judged)
        precise = [_beyond(share, chance) for share in (row.changed / judged if judged else 0.0, low, high)]
        found.append(
            Measured(
                rule,
                row.hits,
                judged,
                row.changed / judged if judged else 0.0,
                chance,
                row.confirmed / judged if judged else 0.0,
                precise[0] if judged and chance < 0.95 else None,
                precise[1],
                precise[2],
            )
        )
    return tuple(found)


def _beyond(share: float, chance: float) -> float:
    return max(0.0, (share - chance) / (1 - chance)) if chance < 1 else 0.0


def pooled(outcomes: Sequence[Outcome], sources: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """One row a rule over all corpora, as the ledger holds it; ``sources`` are the languages of every rule.

    A rule is judged on translations from its languages, where there are any. Findings in native text count as false
    alarms, not as judgements. ``translated`` says how often the words of the rule stood in translations from each
    language, of how many ``sentences`` that were, since several systems may translate one; ``native`` in how many
    paragraphs of native English; ``densest``, where one kind of it has them oftener than all together, in how many
    paragraphs of how many words.
    """
    parallel = [o for o in outcomes if o.kind != "native"]
    native = [o for o in outcomes if o.kind == "native"]
    native_words = sum(o.words for o in native)
    by_folder: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in native:
        by_folder[outcome.folder].append(outcome)
    alarms = Counter({m.rule: 0 for o in native for m in o.rules})
    for outcome in native:
        alarms.update({m.rule: m.hits for m in outcome.rules})
    sums: dict[str, _Row] = defaultdict(_Row)
    where: dict[str, list[str]] = defaultdict(list)
    covered = {outcome.source for outcome in parallel if outcome.source}
    for outcome in parallel:
        for m in outcome.rules:
            if outcome.source and outcome.source not in (covered.intersection(sources.get(m.rule, ())) or covered):
                continue  # what it says of texts from elsewhere is no measure of it
            row = sums[m.rule]
            row.hits += m.hits
            row.judged += m.judged
            row.changed += round(m.changed * m.judged)
            row.confirmed += round(m.confirmed * m.judged)
            row.chance += m.chance * m.judged
            where[m.rule].append(outcome.corpus)
    for rule in sources:
        sums.setdefault(rule, _Row())
    rows = []
    for m in sorted(_measured(sums), key=lambda m: m.rule):
        entry: dict[str, Any] = {"rule": m.rule, "corpus": " ".join(where[m.rule]), "hits": m.hits, "judged": m.judged}
        entry |= {key: round(getattr(m, key), 3) for key in ("changed", "chance", "confirmed")}
        if m.precision is not None:
            entry |= {"precision": round(m.precision, 3), "low": round(m.low, 3), "high": round(m.high, 3)}
        if native_words:
            entry["native_per_10k"] = round(1e4 * alarms[m.rule] / native_words, 3)
            places: dict[str, list[str]] = defaultdict(list)
            for outcome in parallel:
                if outcome.source and m.rule in outcome.stood:
                    places[outcome.source] += outcome.stood[m.rule]
            entry["translated"] = {source: len(found) for source, found in sorted(places.items())}
            entry["sentences"] = {source: len({*found}) for source, found in sorted(places.items())}
            entry["native"] = _paragraphs(m.rule, native)
            kinds = ((_paragraphs(m.rule, kind), sum(o.words for o in kind)) for kind in by_folder.values())
            count, words = max(kinds, key=lambda kind: kind[0] / max(1, kind[1]))
            if count * native_words > entry["native"] * words:
                entry["densest"] = [count, words]
        rows.append(entry)
    return rows


def _paragraphs(rule: str, outcomes: Iterable[Outcome]) -> int:
    """How many paragraphs of native English have the words of ``rule``; one that stands twice counts once."""
    return len({place for outcome in outcomes for place in outcome.stood.get(rule, ())})


def searched(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many words of translations from each language, and of ``native`` English, were searched."""
    words: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.kind == "native" or outcome.source:
            words[outcome.source or NATIVE] += outcome.words
    return dict(sorted(words.items()))


def ledger(rows: Sequence[Mapping[str, Any]], words: Mapping[str, int], date: str) -> str:
    """The ledger as TOML, measured on ``date`` (ISO 8601); of rules without findings only where their words stood."""
    head = [
        "# What each rule was measured to be worth. Written by `decalque eval --write`; do not edit.",
        "# precision: share of findings right beyond chance; low, high: its 95 % interval; see docs/measuring.md.",
        "# translated: how often its words stood in translations from each language, of so many sentences;",
        "# native: in how many paragraphs of native English; densest: in how many of its kind that has them oftenest,",
        "# and the words of that kind.",
        "",
        "[words]",
        *(f"{source} = {count}" for source, count in words.items()),
        "",
    ]
    for row in rows:
        head.append("[[measured]]")
        told = {key: value for key, value in row.items() if row["judged"] or key in _STOOD}
        head += [f"{key} = {_toml(value)}" for key, value in told.items()]
        head += [f'date = "{date}"', ""]
    return "\n".join(head)


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }" if value else "{}"
    return json.dumps(value, ensure_ascii=False)


def segment_norm(text: str) -> str:
    """The words of ``text`` in lower case, one space apart."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def _holds(haystack: str, needle: str) -> bool:
    return f" {needle} " in f" {haystack} "


def _document(text: str, path: str = "document.txt") -> Any:
    return parse(Source(path, text.encode(), text, "utf-8", b""))
