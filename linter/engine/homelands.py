"""Which country a text writes of most, and so in which language it is likely to have been written.

Most copy is written where it is read: of pages that were translated and name countries, nineteen in twenty name one
oftenest where their language is spoken. It says nothing on whether a text *was* translated, so it has no part in
findings; it only tells apart the languages for which there is evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

#: What the country that is named oftenest says for its language, in nats. Pages would say twice as much; news of the
#: world, which is written and sold in many languages, says nothing.
_SAYS = 2.0

_WORD = re.compile(r"[^\W\d_]+")


def leaning(text: str, homelands: Mapping[str, str]) -> dict[str, float]:
    """What the names in prose ``text`` say for languages, in nats: half for one name; where several countries are
    named equally often, they share.

    ``homelands`` gives the language for each name, a single word.
    """
    counts = Counter(homelands[word] for word in _WORD.findall(text) if word in homelands)
    most = max(counts.values(), default=0)
    first = [language for language, count in counts.items() if count == most]
    return {language: _SAYS / len(first) / (2 if most == 1 else 1) for language in first}
