"""The precision ledger, ``rules/precision.toml``: what each rule was measured to be worth, and on what.

What a rule was written to say is an estimate; where its words stand in translations from each language and in native
English, gated by nothing, tells what a hit is worth: the log-likelihood ratio, in nats. Counts are smoothed, and of the
sentences of a language whose translations have the words one is left out, the one that the rule may have been written
for. What native writers have as well, or what humans leave as it is, becomes a note.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from linter.model import KIN, LANGUAGES, VOICES, Rule

#: Fewer judgements than this say too little to replace the author's estimate.
ENOUGH = 10
#: What a voice must be worth, in nats.
_WORTH = {"weak": 0.5, "strong": 1.6, "proof": 3.5}
#: Before anything is counted, a rule is taken to stand so often, for each word, in translations from its languages; the
#: estimate counts as much as what was seen in so many words.
_EXPECTED, _EXPECTED_WORDS = 4 / 1_000_000, 100_000
#: Hits in native English that a rule is taken to have beyond those that were seen, by what its author claims; once more
#: for each sentence in which it was met, since it is the broader, up to one half (Jeffreys). Rules that one half of the
#: corpora never had show so many in the other half.
_SLIPS, _SLIPS_MOST = {"proof": 0.05, "strong": 0.12, "weak": 0.17, "silent": 0.17}, 0.5
#: What all native English says of how often one kind of it has the words of a rule, in hits of that kind.
_SHARED = 1
#: What is measured in nats is doubted by so much (rules were chosen for what they did there), trusted to such a part
#: (they are not independent), and never taken for more.
_DOUBT, _TRUST, MOST = 1.0, 0.8, 4.5
#: A language without translations at hand has what its kin have, and a little less, so that kin are likelier.
_KIN = 0.1
#: Sentences of another language, translations of which have the words of a rule, that make it speak for that one, too.
_SPEAKS_TOO = 2
#: Categories of what is wrong in any English text, without a comparison of how often it stands where.
_WRONG_ANYWHERE = frozenset(
    ("name", "place", "geography", "typography", "number", "untranslated", "residue", "consistency", "repetition")
)
#: Kinds of check that look words up. One that native writers use tells nothing of the other entries of a table: it is
#: taken out there.
_ENTRY_BY_ENTRY = frozenset(("lexicon", "untranslated"))
#: Hits in native English without which no rule becomes a note: one may be a slip, or a translation.
_VERDICT = 2
#: What native English has is good English, unless a hit says at least this for translation, in nats: translations have
#: it some six times as often. Of what says less, editors who read live pages left three in five as they were.
_LEAST = 0.65
#: A rule is a note where its precision is less than this: humans change its words no oftener than any others,
_CHANCE = 0.1
#: ... or where the 95 % interval of its precision ends below this,
_USELESS = 0.5
#: ... neither of which says anything where they change nearly all words, as in long spans;
_NEARLY_ALL = 0.85
#: ... or where the interval of the share of its words that humans write otherwise ends below this;
_KEPT = 0.7
#: unless humans write what a fix of it gives as often as this, and no less often than they keep the words.
_CONFIRMED = 0.2
_Z = 1.96
#: What the ledger calls English that was never translated.
NATIVE = "native"


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
    return sum(ledger.words[source] for source in _own(ledger, rule))


def _own(ledger: Ledger, rule: Rule) -> list[str]:
    return [source for source in ledger.words if source != NATIVE and source in (rule.sources or (source,))]


def _met(row: Mapping[str, Any], source: str) -> float:
    """How often translations from ``source`` have the words of a rule, without one sentence of those that have them."""
    sentences = row["sentences"].get(source, 0)
    return float(row["translated"][source] * (sentences - 1) / sentences) if sentences else 0.0


def _native(ledger: Ledger, row: Mapping[str, Any], unseen: float, kinds: bool = True) -> float:
    """How often native English has the words of a rule, for each of its words; ``unseen`` hits are added to those seen.

    That of the kind which has them oftenest, where kinds differ: news does not show what a textbook has to say. One hit
    does not make a kind, so the rate of all native English counts as much as ``_SHARED`` hits of the kind (the mean of
    a gamma distribution, as for Poisson counts). Without ``kinds`` it is the rate of all together.
    """
    everywhere = float((row["native"] + unseen) / ledger.words[NATIVE])
    if not kinds or "densest" not in row:
        return everywhere
    count, words = row["densest"]
    return float((count + _SHARED) / (words + _SHARED / everywhere))


def worth(ledger: Ledger, rule: Rule) -> float:
    """How much more often, in nats, translations have the words of ``rule`` than native English does.

    Counts are smoothed by one half (Jeffreys). Infinite where the rule was not measured on both. Where no translations
    from its languages were at hand, it counts as not met in as many words as there were of the average language.
    """
    row = ledger.rows.get(rule.id, {})
    searched = [count for source, count in ledger.words.items() if source != NATIVE]
    if "sentences" not in row or not searched:
        return math.inf
    words = words_of(ledger, rule) or sum(searched) / len(searched)
    translated = math.fsum(_met(row, source) for source in _own(ledger, rule))
    return math.log((translated + 0.5) / words / _native(ledger, row, 0.5))


def weights(ledger: Ledger, rule: Rule, kinds: bool = True) -> tuple[tuple[str, float], ...]:
    """What a hit of the measured ``rule`` says, in nats, for its own source languages and others that it was met in.

    ``kinds``: whether against the kind of native English that has its words oftenest, or against all of it.
    """
    row = ledger.rows[rule.id]
    slips = min(_SLIPS_MOST, _SLIPS[rule.voice] * (1 + sum(max(0, count - 1) for count in row["sentences"].values())))
    native = _native(ledger, row, slips, kinds)
    searched = {source: count for source, count in ledger.words.items() if source in LANGUAGES}
    average = (math.fsum(_met(row, source) for source in searched) + 0.5) / sum(searched.values())
    said: dict[str, float] = {}
    for source, words in searched.items():
        own = source in rule.sources
        if own or row["sentences"].get(source, 0) >= _SPEAKS_TOO:
            expected = max(average, _EXPECTED) if own else average
            rate = (_met(row, source) + expected * _EXPECTED_WORDS) / (words + _EXPECTED_WORDS)
            said[source] = _weight(rate / native)
    kin = max((said[source] for source in rule.sources if source in said), default=None)
    for source in rule.sources:
        if source not in searched:
            said[source] = _weight(_EXPECTED / native) if kin is None else said.get(KIN.get(source, ""), kin) - _KIN
    # What a rule says for a language that it was not written for, it says for the relatives of that language, too.
    for source, near in KIN.items():
        if source not in searched and source not in rule.sources and near in said and near not in rule.sources:
            said[source] = said[near] - _KIN
    return tuple((source, rounded) for source, nats in sorted(said.items()) if (rounded := round(nats, 2)) > 0)


def _weight(ratio: float) -> float:
    return min(MOST, _TRUST * (math.log(ratio) - _DOUBT))


def weighed(ledger: Ledger, rule: Rule) -> Rule:
    """``rule`` with what was measured in place of what it claims: what its hits say, and whether it is but a note.

    A rule of no source language or of the pack ``common`` names faults of English, whoever makes them: only its voice
    is lowered. Of a rule for what is wrong in any text nothing is, unless native English has that more than once.
    """
    row = ledger.rows.get(rule.id, {})
    if rule.category in _WRONG_ANYWHERE and row.get("native", 0) < _VERDICT:
        return rule._replace(level="note") if _kept(row) else rule
    nats = worth(ledger, rule)
    voice = max((name for name in VOICES if nats >= _WORTH.get(name, -math.inf)), key=VOICES.index)
    foreign = rule.sources and not rule.id.startswith("common/")
    if not foreign or math.isinf(nats):
        return rule._replace(level="note" if _kept(row) else rule.level, voice=min(voice, rule.voice, key=VOICES.index))
    said = weights(ledger, rule)
    own = max((nats for source, nats in weights(ledger, rule, kinds=False) if source in rule.sources), default=0.0)
    good_english = row["native"] >= _VERDICT and own < _LEAST and rule.kind not in _ENTRY_BY_ENTRY
    return rule._replace(
        level="note" if good_english or _kept(row) else rule.level, weights=() if rule.voice == "silent" else said
    )


def _kept(row: Mapping[str, Any]) -> bool:
    """Whether humans leave the words of a rule as they are, or write them otherwise by chance only."""
    judged = row.get("judged", 0)
    if not judged or row.get("confirmed", 0.0) >= max(_CONFIRMED, 1 - row["changed"]):
        return False
    if judged >= ENOUGH and row["chance"] < _NEARLY_ALL and (row["precision"] < _CHANCE or row["high"] < _USELESS):
        return True
    return wilson(row["changed"] * judged, judged)[1] < _KEPT
