"""*A* and *an* against the sound of the next word: "a assistant", "an union".

An engine that writes word by word, or a tool that swaps words, leaves the article of another word. Capitals, initials,
figures, an *h* (which some sound and some do not) and short words are left alone, as are words of other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.checks import Seed
from linter.checks.conditions import allowed
from linter.checks.page import Page
from linter.checks.wording import replacement_fix, takes_an
from linter.model import Hit, Rule

KEYS: dict[str, str] = {}
_HERE = re.compile(r"(?<![\w’'*.&/-])(an?) ((?!h)(?=[^\W\d_]*?[aeiouy])[^\W\d_A-Z]{3,})(?![\w-])")
#: What stands after the *a* of a list, of a grade or of another language (*a la carte*, *un an plus tard*).
_NO_NOUN = """
    and are any all its into under over about after until unto among upon out off una une uno als est ist aux uso oui
    los alla esta este ouija der den die dem des das dieser jeder sich ihn plus que ils pour avec sur
"""
_APART = frozenset(_NO_NOUN.split())


def find(rule: Rule, page: Page, seeds: Iterable[Seed]) -> Iterator[Hit]:
    """The article and its word, with the other article as the fix."""
    for at in sorted({start for start, _, _ in seeds}):
        match = _HERE.match(page.text, at)
        if match is None or match[2] in _APART or takes_an(match[2]) == (match[1] == "an"):
            continue
        start, end = match.span()
        if allowed(rule.params, page, start, end):
            fix = replacement_fix(rule, page, start, end, f"{'a' if match[1] == 'an' else 'an'} {match[2]}")
            yield Hit(rule, start, end, (fix,) if fix else ())
