"""The precision ledger, ``rules/precision.toml``: what each rule was measured to be worth, and on what.

What a rule was written to say is an estimate; what was measured can only lower it. Where its words stand, gated by
nothing, gives the likelihood ratio of a hit: how much more often translations from its languages have it than native
English. Counts are smoothed by one half (Jeffreys), and of the sentences whose translations have it one is left out,
the one that the rule may have been written for. What hardly any sentence had is a guess, which does not stand alone.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from linter.model import NEEDS, VOICES, Rule

#: Fewer judgements than this say too little to replace the author's estimate.
ENOUGH = 10
#: What a voice must be worth, in nats.
_WORTH = {"weak": 0.5, "strong": 1.6, "proof": 3.5}
#: Categories of what is wrong in any English text, without a comparison of how often it stands where.
_WRONG_ANYWHERE = frozenset(
    ("name", "place", "geography", "typography", "number", "untranslated", "residue", "consistency", "repetition")
)
#: A rule that needs nothing must be met this much more often in translations, in nats: ten times.
_ALONE = math.log(10)
#: Sentences whose translations have the words of a rule, without which it is a guess.
_RECURS = 3
#: Hits in native English without which no rule becomes a note: one may be a slip, or a translation.
_VERDICT = 2
#: What native English has so often, for each word of it, is good English.
_REGULAR = 3 / 1_000_000
#: A rule is a note where the 95 % interval of its precision ends below this.
_USELESS = 0.5
#: ... or where the interval of the share of its words that humans write otherwise ends below this.
_KEPT = 0.7
_Z = 1.96


class Ledger(NamedTuple):
    """``rows`` by rule id; ``words``: how many were searched, by source language and for ``native`` English."""

    rows: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, int]


NOTHING = Ledger({}, {})


def read(data: bytes) -> Ledger:
    """The ledger in a file. Raises ``ValueError`` where it is not TOML."""
    content = tomllib.loads(data.decode("utf-8"))
    rows = {str(row["rule"]): row for row in content.get("measured", [])}
    return Ledger(rows, content.get("words", {}))


def precision(ledger: Ledger, rule: str) -> float | None:
    """The precision that the confidence of ``rule`` starts from, where enough of its findings were judged."""
    row = ledger.rows.get(rule, {})
    if "precision" not in row or row["judged"] < ENOUGH:
        return None
    return min(0.99, max(0.05, float(row["precision"])))


def wilson(right: float, judged: int) -> tuple[float, float]:
    """The Wilson score interval (95 %) of the share ``right / judged`` (Wilson 1927)."""
    if not judged:
        return 0.0, 1.0
    share = right / judged
    middle = (share + _Z**2 / (2 * judged)) / (1 + _Z**2 / judged)
    spread = _Z * math.sqrt(share * (1 - share) / judged + _Z**2 / (4 * judged**2)) / (1 + _Z**2 / judged)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def words_of(ledger: Ledger, rule: Rule) -> int:
    """How many words of translations from the languages of ``rule`` were searched; all, where it has none."""
    return sum(n for source, n in ledger.words.items() if source != "native" and source in (rule.sources or (source,)))


def worth(ledger: Ledger, rule: Rule) -> float:
    """How much more often, in nats, translations have the words of ``rule`` than native English does.

    Infinite where the rule was not measured on both. Where no translations from its languages were at hand, it counts
    as not met in as many words as there were of the average language.
    """
    row = ledger.rows.get(rule.id, {})
    searched = [count for source, count in ledger.words.items() if source != "native"]
    if "sentences" not in row or not searched:
        return math.inf
    words = words_of(ledger, rule) or sum(searched) / len(searched)
    sentences = row["sentences"]
    translated = row["translated"] * (sentences - 1) / sentences if sentences else 0.0
    rate, native = (translated + 0.5) / words, (row["native"] + 0.5) / ledger.words["native"]
    return math.log(rate / native)


def lowered(ledger: Ledger, rule: Rule) -> Rule:
    """``rule`` with the voice, the need of evidence and the level that were measured, where they say less.

    A rule of no source language or of the pack ``common`` names faults of English, whoever makes them: only its voice
    is lowered. Of a rule for what is wrong in any text nothing is, unless native English has that more than once.
    """
    row = ledger.rows.get(rule.id, {})
    if rule.category in _WRONG_ANYWHERE and row.get("native", 0) < _VERDICT:
        return rule._replace(level="note") if _kept(row) else rule
    nats = worth(ledger, rule)
    guess = math.isfinite(nats) and row["sentences"] < _RECURS
    voice = max((name for name in VOICES if nats >= _WORTH.get(name, -math.inf)), key=VOICES.index)
    rule = rule._replace(voice=min(voice, rule.voice, key=VOICES.index))
    foreign = rule.sources and not rule.id.startswith("common/")
    if _kept(row) or (foreign and _good_english(ledger, row, nats)):
        return rule._replace(level="note")
    if foreign:
        needs = "much" if nats < _WORTH["strong"] else "some" if guess or nats < _ALONE else "nothing"
        return rule._replace(needs=max(needs, rule.needs, key=NEEDS.index))
    return rule


def _good_english(ledger: Ledger, row: Mapping[str, Any], nats: float) -> bool:
    """Whether native writers have the words of a rule about as often, or often and no translation that much oftener."""
    native = row.get("native", 0)
    if native < _VERDICT:
        return False
    return nats < (_WORTH["strong"] if native >= _REGULAR * ledger.words["native"] else _WORTH["weak"])


def _kept(row: Mapping[str, Any]) -> bool:
    """Whether humans leave the words of a rule as they are, or write them otherwise by chance only."""
    judged = row.get("judged", 0)
    if not judged:
        return False
    return wilson(row["changed"] * judged, judged)[1] < _KEPT or (judged >= ENOUGH and row.get("high", 1.0) < _USELESS)
