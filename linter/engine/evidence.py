"""What a document says about its own origin, and which hits that lets through.

Evidence is local: a hit is judged by what stands within about 250 words before and after it. So a long translation
shows as much as a short one, and a passage that was translated is found in a native book. What stands further away
opens nothing; but where it reads like native English, stretch after stretch, what is weak needs more. The order of
hits changes nothing.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping

from linter.engine.pool import Pool, Witness, pool, says
from linter.engine.translationese import CEILING, Style
from linter.model import LANGUAGES, Hit, Profile, Rule

#: What others must say for a rule that needs evidence.
NEED = {"nothing": 0.0, "some": 1.2, "much": 2.5}
#: What others and the hit itself must come to for it to be shown: in translations from one language it is then 55 times
#: as frequent as elsewhere. A rule that was not measured and claims to need nothing is believed.
SHOWN = 4.0
#: Witnesses that a finding names, at most; the style is named where there are fewer.
REASONS = 3
#: Prose code points before and after a place in which hits are heard there, and how far such places are apart: hits
#: that stand close together hear the same.
_REACH, _STEP = 1_500, 750
#: Log-odds that copy which is given to the linter is a machine translation, before anything was read.
_PRIOR = math.log(0.01 / 0.99)
#: What native English says for translation in one stretch of a document and hardly ever in several, in nats.
_BY_CHANCE = 3.0
#: Stretches by which a long document is judged, evenly spread.
_JUDGED = 12
#: What the other stretches of a long document take from a place where they read like native English, at most, in nats.
_DOUBT = 2.5
#: How far a language may lie behind the best one, in nats, before its rules fall silent. Until then as much is needed
#: in addition: the less likely a language is, the less likely are its rules to be right.
_RIVAL = 3.0


class Evidence:
    """What the confirmed ``hits`` in prose ``text`` say, place by place, frozen.

    The user may have ``settled`` the source language. Without ``style``, hits are all that speaks.
    """

    def __init__(self, hits: Iterable[Hit], text: str, settled: str | None = None, style: Style | None = None) -> None:
        self._hits = sorted((hit for hit in hits if says(hit.rule)), key=_begin)
        self._starts = [hit.start for hit in self._hits]
        self._text, self._style = text, style
        self.settled = settled
        self._pools: dict[tuple[int, int], Pool] = {}

    def around(self, hit: Hit) -> Pool:
        """The voices that are heard where ``hit`` stands, its own among them."""
        first = self._starts[0] if self._starts else hit.start
        place = first + round((hit.start - first) / _STEP) * _STEP
        return self._between(place - _REACH, place + _REACH)

    def stretches(self) -> list[Pool]:
        """The voices of the document, stretch by stretch, from its first hit to its last; in a long one, of some."""
        begins: list[int] = []
        for start in self._starts:
            if not begins or start > begins[-1] + 2 * _REACH:
                begins.append(start)
        judged = min(_JUDGED, len(begins))
        return [self._between(at, at + 2 * _REACH) for at in (begins[n * len(begins) // judged] for n in range(judged))]

    @functools.cached_property
    def doubt(self) -> float:
        """Nats that a place must say in addition, since the document says less elsewhere than translations do.

        A stretch takes one at most, so that native words beside a short translation do not hide it; the loudest takes
        none: a passage that was translated shall be found in a native book.
        """
        if self.settled is not None:
            return 0.0
        said = sorted(stretch.total() for stretch in self.stretches())
        return min(max(0.0, math.fsum(min(1.0, (_BY_CHANCE - nats) / 2) for nats in said[:-1])), _DOUBT)

    def _between(self, start: int, end: int) -> Pool:
        first, after = bisect_left(self._starts, start), bisect_right(self._starts, end)
        if (first, after) not in self._pools:
            self._pools[first, after] = pool(self._hits[first:after], self._text, self.settled, self._style)
        return self._pools[first, after]


def _begin(hit: Hit) -> int:
    return hit.start


def opens(found: Pool, hit: Hit, doubt: float = 0.0) -> bool:
    """Whether the other families, and the hit itself, say enough for ``hit`` to be shown.

    What stands alone is shown whatever the ``doubt``, in nats.
    """
    rule = hit.rule
    need = NEED[rule.needs]
    if not need and rule.weights is None:
        return True
    without, own = found.beside(hit), dict(says(rule))
    if not rule.sources:
        return found.total(without) >= SHOWN + doubt  # its own voice is for no language
    needs = ((language, max(need, SHOWN - own.get(language, 0.0))) for language in rule.sources)
    return any(_suffices(found, language, need + doubt if need > 0 else need, without) for language, need in needs)


def _suffices(found: Pool, language: str, need: float, without: frozenset[str]) -> bool:
    """Whether others say as much as ``need`` for ``language``, and more where they say more for another."""
    heard = found.heard(language, without)
    behind = 0.0 if found.settled is not None else found.best(without) - heard
    need += behind
    if behind > _RIVAL or heard + CEILING < need:
        return False  # whatever the style says, which takes time to read
    return found.support(language, without) >= need


def gated(rule: Rule) -> bool:
    """Whether a finding of ``rule`` may stand on what others say."""
    return rule.needs != "nothing" or (rule.weights is not None and all(nats < SHOWN for _, nats in rule.weights))


def because(found: Pool, hit: Hit) -> list[Witness]:
    """The witnesses that ``hit`` stands on, loudest first, at most ``REASONS`` and one a family."""
    without = found.beside(hit)
    return [witness for family, witness in found.loudest(hit.rule.sources) if family not in without][:REASONS]


def profile(found: Evidence, leaning: Callable[[], Mapping[str, float]] = dict) -> Profile:
    """Probabilities that the document was machine-translated, and from which languages.

    A document of several stretches says as much as all of them, less what native English says in as many by chance.
    What it writes of, ``leaning``, tells languages apart, but not a translation from an original.
    """
    if found.settled:
        return Profile(1.0, {found.settled: 1.0})
    stretches = found.stretches()
    loudness = _together(stretch.loudness() for stretch in stretches)
    if _PRIOR + loudness + CEILING * len(stretches) < 0:
        total, scores = loudness, {}  # whatever the style says, which takes time to read
    else:
        total = _together(stretch.total() for stretch in stretches)
        general = math.fsum(stretch.heard("") for stretch in stretches)
        scores = {
            language: math.fsum(stretch.support(language) for stretch in stretches) - general for language in LANGUAGES
        }
    translated = 1 / (1 + math.exp(-max(-40.0, min(_PRIOR + total, 40.0))))
    # Languages that nothing speaks for share one place with all the others that we do not know.
    leans = leaning() if scores else {}
    weights = {
        language: math.exp(min(score + leans.get(language, 0.0), 40.0))
        for language, score in scores.items()
        if score > 0
    }
    whole = sum(weights.values()) + 1.0
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return Profile(round(translated, 4), {language: round(weight / whole, 4) for language, weight in ranked})


def _together(said: Iterable[float]) -> float:
    first, *others = [*said] or [0.0]
    return first + math.fsum(nats - _BY_CHANCE for nats in others)
