"""What a document says about its own origin, and which hits that lets through.

Each hit speaks for source languages, or, where its rule has none, for machine translation as such. What it says is a
log-likelihood ratio in nats: how much more often such a hit is met in a translation from that language than elsewhere,
as the ledger measured it, or as the ``voice`` of the rule claims. A rule may speak for languages that it is not for:
much that a translation from French shows, one from Spanish shows, too, if less often. Voices are pooled with four
safeguards:

* a family is heard once: its loudest hit, and a little more for each further *different* rule, up to a cap;
* all weak families together are capped, and voices are the lower the further the hits of their language are apart:
  three weak ones that agree open a gate in an article, none do in a book, since a long native text has a little of
  everything;
* of hits that share words only the loudest is heard;
* a hit is judged by what the *other* families say, so that no family vouches for itself, nor for words on which it
  has a hit as well; what it says itself is added once.

Text without hits, before or after, changes nothing, nor does the order of hits.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.model import LANGUAGES, Hit, Profile, Rule

#: What a rule is taken to say that was not measured.
VOICE = {"silent": 0.0, "weak": 0.7, "strong": 2.0, "proof": 4.5}
#: What others must say for a rule that needs evidence.
NEED = {"nothing": 0.0, "some": 1.2, "much": 2.5}
#: What others and the hit itself must come to for it to be shown: in translations from one language it is then 55 times
#: as frequent as elsewhere. A rule that was not measured and claims to need nothing is believed.
SHOWN = 4.0
#: What a further rule of the same family adds, as a share of its own voice, and how far a family may go.
_FURTHER, _FAMILY_CAP = 0.3, 1.5
#: A family that says no more than this is weak, and what all weak families together may say.
_WEAK, _WEAK_CAP = 1.0, 2.1
#: Prose code points (about 200 words) in which a translation is sure to show what it will show. A family is heard once,
#: so in n times as much text it is heard by chance n times as easily, and says ln n less. The text that counts lies
#: between the first and the last hit of a language, so that what is added before or after changes nothing.
_LENGTH = 1_200
#: Log-odds that copy which is given to the linter is a machine translation, before anything was read.
_PRIOR = math.log(0.01 / 0.99)
#: How far a language may lie behind the best one, in nats, before its rules fall silent.
_RIVAL = 3.0
#: What evidence of machine translation in general is worth for one language.
_GENERAL = 0.5


NOBODY: frozenset[str] = frozenset()


class Witness(NamedTuple):
    """A hit that is quoted as evidence; ``languages`` are those it speaks for, the likeliest first."""

    voice: float
    text: str
    start: int
    languages: tuple[str, ...]


class Pool:
    """The voices of a document, frozen. ``witnesses`` are its hits that speak, by family, the loudest first.

    ``loud`` and ``weak`` map a family to its voice for each language (``""``: for machine translation in general).
    """

    def __init__(
        self,
        loud: Mapping[str, Mapping[str, float]],
        weak: Mapping[str, Mapping[str, float]],
        witnesses: Mapping[str, tuple[Witness, ...]],
        settled: str | None,
    ) -> None:
        self._loud, self._weak = loud, weak
        self.witnesses = witnesses
        self.settled = settled
        self._places = sorted((w.start, w.start + len(w.text), f) for f, found in witnesses.items() for w in found)
        self._longest = max((end - start for start, end, _ in self._places), default=0)
        self._known: dict[tuple[str, frozenset[str]], float] = {}
        self._best: dict[frozenset[str], float] = {}
        self._loudest: dict[tuple[str, ...], list[tuple[str, Witness]]] = {}

    def support(self, language: str, without: frozenset[str] = NOBODY) -> float:
        """Log-likelihood ratio for ``language``, by all families but ``without``; the general voice counts in part."""
        if self.settled:
            return math.inf if language == self.settled else 0.0
        return (self._heard(language, without) if language else 0.0) + _GENERAL * self._heard("", without)

    def total(self, without: frozenset[str] = NOBODY) -> float:
        """Log-likelihood ratio for machine translation as such: the best language and the general voice."""
        if self.settled:
            return math.inf
        return max(self._heard(language, without) for language in LANGUAGES) + self._heard("", without)

    def best(self, without: frozenset[str] = NOBODY) -> float:
        """The support of the language that most speaks for."""
        if without not in self._best:
            self._best[without] = max(self.support(language, without) for language in LANGUAGES)
        return self._best[without]

    def loudest(self, sources: tuple[str, ...]) -> list[tuple[str, Witness]]:
        """Of each family the loudest witness for one of ``sources``, or for translation as such; loudest first.

        Without ``sources``, any witness will do.
        """
        if sources not in self._loudest:
            wanted = {*(sources or LANGUAGES), ""}
            firsts = (
                (family, next((w for w in witnesses if not wanted.isdisjoint(w.languages)), None))
                for family, witnesses in self.witnesses.items()
            )
            picked = [(family, witness) for family, witness in firsts if witness]
            self._loudest[sources] = sorted(picked, key=lambda item: (-item[1].voice, item[1].start))
        return self._loudest[sources]

    def beside(self, hit: Hit) -> frozenset[str]:
        """The families that speak of the words of ``hit``: its own, and those with a hit that overlaps it."""
        families = {hit.rule.family}
        low = bisect_left(self._places, hit.start - self._longest, key=_begin)
        for start, end, family in self._places[low:]:
            if start >= hit.end:
                break
            if end > hit.start:
                families.add(family)
        return frozenset(families)

    def _heard(self, language: str, without: frozenset[str]) -> float:
        key = (language, without)
        if key not in self._known:
            loud = math.fsum(v.get(language, 0.0) for family, v in self._loud.items() if family not in without)
            weak = math.fsum(v.get(language, 0.0) for family, v in self._weak.items() if family not in without)
            self._known[key] = loud + min(weak, _WEAK_CAP)
        return self._known[key]


def _begin(place: tuple[int, int, str]) -> int:
    return place[0]


def pool(hits: Iterable[Hit], text: str, settled: str | None = None) -> Pool:
    """Pool the voices of all confirmed hits in prose ``text``; the user may have ``settled`` the source language."""
    voices: dict[str, dict[str, dict[str, float]]] = {}  # family, language, rule
    witnesses: dict[str, dict[tuple[int, int], list[tuple[float, str]]]] = {}  # family, place, voices and languages
    spans: dict[str, tuple[int, int]] = {}  # of each language, from its first hit to its last
    for nats, hit, language in _once(hits):
        family = hit.rule.family
        first, last = spans.get(language, (hit.start, hit.end))
        spans[language] = min(first, hit.start), max(last, hit.end)
        voices.setdefault(family, {}).setdefault(language, {})[hit.rule.id] = nats
        witnesses.setdefault(family, {}).setdefault((hit.start, hit.end), []).append((nats, language))
    chance = {language: _chance(last - first) for language, (first, last) in spans.items()}
    loud: dict[str, dict[str, float]] = {}
    weak: dict[str, dict[str, float]] = {}
    for family, by_language in voices.items():
        for language, rules in by_language.items():
            only_weak = max(rules.values()) <= _WEAK
            (weak if only_weak else loud).setdefault(family, {})[language] = max(
                0.0, _capped(rules.values()) - chance[language]
            )
    return Pool(loud, weak, {family: _ordered(found, text) for family, found in witnesses.items()}, settled)


def says(rule: Rule) -> Sequence[tuple[str, float]]:
    """What a hit of ``rule`` says, in nats, for each language (``""``: for machine translation as such)."""
    if rule.weights is not None:
        return rule.weights
    return [(language, VOICE[rule.voice]) for language in rule.sources or ("",)]


def _once(hits: Iterable[Hit]) -> Iterator[tuple[float, Hit, str]]:
    """What is said, by which hit, for which language: of hits that share words the loudest, so that no two vouch."""
    taken: dict[str, list[tuple[int, int]]] = {}
    said = [(nats, hit, language) for hit in hits for language, nats in says(hit.rule) if nats > 0]
    for nats, hit, language in sorted(said, key=lambda one: (-one[0], one[1].start, -one[1].end, one[1].rule.id)):
        spans = taken.setdefault(language, [])
        at = bisect_left(spans, (hit.start, hit.end))
        if (at and spans[at - 1][1] > hit.start) or (at < len(spans) and spans[at][0] < hit.end):
            continue
        spans.insert(at, (hit.start, hit.end))
        yield nats, hit, language


def _ordered(found: Mapping[tuple[int, int], list[tuple[float, str]]], text: str) -> tuple[Witness, ...]:
    made = []
    for (start, end), said in found.items():
        said.sort(key=lambda one: (-one[0], one[1]))
        made.append(Witness(said[0][0], text[start:end], start, tuple(language for _, language in said)))
    return tuple(sorted(made, key=lambda w: (-w.voice, w.start)))


def _chance(span: int) -> float:
    """What a voice loses, in nats, where the hits of its language stand so many code points apart."""
    return max(0.0, math.log(max(span, 1) / _LENGTH))


def _capped(values: Collection[float]) -> float:
    best = max(values)
    return best * min(_FAMILY_CAP, 1 + _FURTHER * (len(values) - 1))


def opens(found: Pool, hit: Hit) -> bool:
    """Whether the other families, and the hit itself, say enough for ``hit`` to be shown."""
    rule = hit.rule
    need = NEED[rule.needs]
    if not need and rule.weights is None:
        return True
    without, own = found.beside(hit), dict(says(rule))
    if not rule.sources:
        return found.total(without) >= SHOWN  # its own voice is for no language
    best = found.best(without)
    return any(
        support >= max(need, SHOWN - own.get(language, 0.0)) and (support >= best - _RIVAL or found.settled is not None)
        for language, support in ((one, found.support(one, without)) for one in rule.sources)
    )


def gated(rule: Rule) -> bool:
    """Whether a finding of ``rule`` may stand on what others say."""
    return rule.needs != "nothing" or (rule.weights is not None and all(nats < SHOWN for _, nats in rule.weights))


def because(found: Pool, hit: Hit) -> list[Witness]:
    """The witnesses that ``hit`` stands on, loudest first, at most three and one a family."""
    without = found.beside(hit)
    return [witness for family, witness in found.loudest(hit.rule.sources) if family not in without][:3]


def profile(found: Pool) -> Profile:
    """Probabilities that the document was machine-translated, and from which languages."""
    if found.settled:
        return Profile(1.0, {found.settled: 1.0})
    translated = 1 / (1 + math.exp(-(_PRIOR + min(found.total(), 40.0))))
    general = found.support("")
    scores = {language: found.support(language) - general for language in LANGUAGES}
    # Languages that nothing speaks for share one place with all the others that we do not know.
    weights = {language: math.exp(min(score, 40.0)) for language, score in scores.items() if score > 0}
    whole = sum(weights.values()) + 1.0
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return Profile(round(translated, 4), {language: round(weight / whole, 4) for language, weight in ranked})
