"""The voices of the hits around one place of a document, added up.

Each hit speaks for source languages, or, where its rule has none, for machine translation as such. What it says is a
log-likelihood ratio in nats: how much more often such a hit is met in a translation from that language than elsewhere,
as the ledger measured it, or as the ``voice`` of the rule claims. A rule may speak for languages that it is not for:
much that a translation from French shows, one from Spanish shows, too, if less often. Voices are pooled with four
safeguards:

* a family is heard once: its loudest hit, and a little more for each further *different* rule, up to a cap;
* all weak families together are capped;
* of hits that share words only the loudest is heard;
* a hit is judged by what the *other* families say, so that no family vouches for itself, nor for words on which it
  has a hit as well; what it says itself is added once.

The style of the passages in which the hits stand has a voice, too.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.engine.translationese import LEAST, Style
from linter.model import KIN, LANGUAGES, Hit, Rule

#: What a rule is taken to say that was not measured.
VOICE = {"silent": 0.0, "weak": 0.7, "strong": 2.0, "proof": 4.5}
#: What a further rule of the same family adds, as a share of its own voice, and how far a family may go.
_FURTHER, _FAMILY_CAP = 0.3, 1.5
#: A family that says no more than this is weak, and what all weak families together may say.
_WEAK, _WEAK_CAP = 1.0, 2.1
#: Prose code points (about 200 words) in which a translation is sure to show what it will show. A family is heard once,
#: so in n times as much text it is heard by chance n times as easily, and says ln n less. The text that counts lies
#: between the first and the last hit of a language, so that what is added before or after changes nothing.
_LENGTH = 1_200
#: What evidence of machine translation in general is worth for one language.
_GENERAL = 0.5
#: What hits say where they leave no doubt, for the likeliest language and more than for the next, in nats.
_SURE, _AHEAD = 12.0, 6.0


NOBODY: frozenset[str] = frozenset()


class Witness(NamedTuple):
    """A hit that is quoted as evidence; ``languages`` are those it speaks for, the likeliest first."""

    voice: float
    text: str
    start: int
    languages: tuple[str, ...]


class Pool:
    """Voices, frozen. ``witnesses`` are the hits that speak, by family, the loudest first.

    ``loud`` and ``weak`` map a family to its voice for each language (``""``: for machine translation in general);
    ``style`` gives the voice of the style for a language that has hits.
    """

    def __init__(
        self,
        loud: Mapping[str, Mapping[str, float]],
        weak: Mapping[str, Mapping[str, float]],
        witnesses: Mapping[str, tuple[Witness, ...]],
        style: Callable[[str], float],
        settled: str | None,
    ) -> None:
        self._loud, self._weak = loud, weak
        self.witnesses = witnesses
        self._style = functools.cache(style)
        self.settled = settled
        self._places = sorted((w.start, w.start + len(w.text), f) for f, found in witnesses.items() for w in found)
        self._longest = max((end - start for start, end, _ in self._places), default=0)
        self._known: dict[tuple[str, frozenset[str]], float] = {}
        self._best: dict[frozenset[str], float] = {}
        self._loudest: dict[tuple[str, ...], list[tuple[str, Witness]]] = {}

    def support(self, language: str, without: frozenset[str] = NOBODY) -> float:
        """Log-likelihood ratio for ``language``, by its style and all families but ``without``."""
        heard = self.heard(language, without)
        return heard if self.settled else heard + self.style(language)

    def heard(self, language: str, without: frozenset[str] = NOBODY) -> float:
        """Log-likelihood ratio for ``language``, by all families but ``without``; the general voice counts in part."""
        if self.settled:
            return math.inf if language == self.settled else 0.0
        return (self._sum(language, without) if language else 0.0) + _GENERAL * self._sum("", without)

    def total(self, without: frozenset[str] = NOBODY) -> float:
        """Log-likelihood ratio for machine translation as such: the best language and the general voice."""
        if self.settled:
            return math.inf
        general = self._sum("", without)
        return max(self._sum(language, without) + self.style(language) for language in LANGUAGES) + general

    def style(self, language: str) -> float:
        """What the style of the passages in which hits for ``language`` stand says for it, 0 where none is asked."""
        return 0.0 if self._sure else self._style(language)

    def loudness(self) -> float:
        """As :meth:`total`, without the style, which takes time to read."""
        return max(self._sum(language, NOBODY) for language in LANGUAGES) + self._sum("", NOBODY)

    def best(self, without: frozenset[str] = NOBODY) -> float:
        """What hits say for the language for which they say most. The style has no part in it: text without hits, added
        to a document, may make it say more for one language, and that shall not silence another."""
        if without not in self._best:
            self._best[without] = max(self.heard(language, without) for language in LANGUAGES)
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

    @functools.cached_property
    def _sure(self) -> bool:
        """Whether hits leave no doubt of the source language, so that nobody need read the style."""
        *_, second, first = sorted(self._sum(language, NOBODY) for language in LANGUAGES)
        return self.settled is not None or (first >= _SURE and first - second >= _AHEAD)

    def _sum(self, language: str, without: frozenset[str]) -> float:
        key = (language, without)
        if key not in self._known:
            loud = math.fsum(v.get(language, 0.0) for family, v in self._loud.items() if family not in without)
            weak = math.fsum(v.get(language, 0.0) for family, v in self._weak.items() if family not in without)
            self._known[key] = loud + min(weak, _WEAK_CAP)
        return self._known[key]


def _begin(place: tuple[int, int, str]) -> int:
    return place[0]


def pool(hits: Iterable[Hit], text: str, settled: str | None = None, style: Style | None = None) -> Pool:
    """Pool the voices of confirmed ``hits`` in prose ``text``; the user may have ``settled`` the source language."""
    voices: dict[str, dict[str, dict[str, float]]] = {}  # family, language, rule
    witnesses: dict[str, dict[tuple[int, int], list[tuple[float, str]]]] = {}  # family, place, voices and languages
    spans: dict[str, list[tuple[int, int]]] = {}  # of the hits for each language
    for nats, hit, language in _once(hits):
        family = hit.rule.family
        spans.setdefault(language, []).append((hit.start, hit.end))
        voices.setdefault(family, {}).setdefault(language, {})[hit.rule.id] = nats
        witnesses.setdefault(family, {}).setdefault((hit.start, hit.end), []).append((nats, language))
    chance = {
        language: _chance(max(end for _, end in found) - min(start for start, _ in found))
        for language, found in spans.items()
    }
    loud: dict[str, dict[str, float]] = {}
    weak: dict[str, dict[str, float]] = {}
    for family, by_language in voices.items():
        for language, rules in by_language.items():
            only_weak = max(rules.values()) <= _WEAK
            (weak if only_weak else loud).setdefault(family, {})[language] = max(
                0.0, _capped(rules.values()) - chance[language]
            )

    def reads(language: str) -> float:
        said = style.around(start for start, _ in spans[language]) if style and language in spans else None
        if said is None:
            return 0.0
        nats = next(said[name] for name in (language, KIN.get(language, ""), "") if name in said)
        return max(LEAST, nats - chance[language])

    return Pool(loud, weak, {family: _ordered(found, text) for family, found in witnesses.items()}, reads, settled)


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
