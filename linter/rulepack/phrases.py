"""The little language of ``match`` and ``replace``: alternatives, optional words, sets, inflected words.

    head of (American|French) diplomacy     alternatives
    in [the] actual situation               an optional part
    {weekday}                               any member of a word set (``rules/sets.toml``)
    <v:evoke> the possibility               any form of a verb; ``<v:raise>`` in ``replace`` takes the same form
    <n:mandatary>                           singular or plural; ``<n:representative>`` likewise

A phrase without large sets is expanded into literal strings for the automaton. Each expansion remembers what its
variable parts were, so that ``replace`` can say ``{1}``, ``{2}`` for the parts in parentheses or braces, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from linter.rulepack.inflect import noun_forms, verb_forms

Sets = Mapping[str, tuple[str, ...]]
LIMIT = 4000  #: the largest number of literals that one rule may expand to
_TOKEN = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([a-z][a-z0-9-]*)\}|<([vn]):([^<>]+)>")
_SLOT = re.compile(r"\{(\d+)(?::(lower|upper|capital))?\}|<([vn]):([^<>]+)>")


class PhraseError(ValueError):
    """A phrase that cannot be expanded; the message says why."""


class Expansion(NamedTuple):
    """One literal that a phrase stands for, with its captured parts and the form of each inflected word."""

    text: str
    parts: tuple[str, ...] = ()
    forms: tuple[tuple[str, int], ...] = ()


def expand(phrase: str, sets: Sets) -> list[Expansion]:
    """Every literal of ``phrase``, longest alternatives as written. Raises :class:`PhraseError`."""
    found = [Expansion("")]
    at = 0
    for token in _TOKEN.finditer(phrase):
        fixed = phrase[at : token.start()]
        found = [e._replace(text=e.text + fixed) for e in found]
        found = [joined for e in found for joined in _choices(e, token, sets)]
        if len(found) > LIMIT:
            raise PhraseError(f"“{phrase}” stands for more than {LIMIT} phrases; write it as a pattern")
        at = token.end()
    rest = phrase[at:]
    if re.search(r"[\[\]{}()<>|]", rest) or any(re.search(r"[\[\]{}<>|]", e.text) for e in found):
        raise PhraseError(f"“{phrase}” has a bracket that is not closed or a set that is not named in lower case")
    return [e._replace(text=" ".join((e.text + rest).split())) for e in found]


def _choices(before: Expansion, token: re.Match[str], sets: Sets) -> Iterator[Expansion]:
    options, optional, name, kind, lemma = token.groups()
    if options is not None:
        for option in options.split("|"):
            yield before._replace(text=before.text + option, parts=(*before.parts, option))
    elif optional is not None:
        yield before._replace(text=before.text + optional)
        yield before
    elif name is not None:
        if name not in sets:
            raise PhraseError(f"there is no word set “{name}”; there are {', '.join(sorted(sets))}")
        for member in sets[name]:
            yield before._replace(text=before.text + member, parts=(*before.parts, member))
    else:
        seen = set()
        for index, form in enumerate(verb_forms(lemma) if kind == "v" else noun_forms(lemma)):
            if form not in seen:
                seen.add(form)
                yield before._replace(text=before.text + form, forms=(*before.forms, (kind, index)))


def fill(template: str, expansion: Expansion) -> str:
    """``template`` with its slots filled from ``expansion``. Raises :class:`PhraseError` for a slot it lacks."""
    forms = {kind: [index for k, index in expansion.forms if k == kind] for kind in "vn"}

    def slot(match: re.Match[str]) -> str:
        number, change, kind, lemma = match.groups()
        if number:
            if not 1 <= int(number) <= len(expansion.parts):
                raise PhraseError(f"“{template}” asks for part {number}, and there are {len(expansion.parts)}")
            part = expansion.parts[int(number) - 1]
            return {"lower": part.lower(), "upper": part.upper(), "capital": part[:1].upper() + part[1:]}.get(
                change or "", part
            )
        if not forms[kind]:
            raise PhraseError(f"“{template}” inflects “{lemma}”, but the phrase has no <{kind}:…> to follow")
        index = forms[kind].pop(0) if len(forms[kind]) > 1 else forms[kind][0]
        return (verb_forms(lemma) if kind == "v" else noun_forms(lemma))[index]

    return _SLOT.sub(slot, template)


def interpolate(pattern: str, sets: Sets) -> str:
    """``pattern`` with every ``{set}`` replaced by a group of its members, longest first; ``'`` takes ``’`` too."""

    def group(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in sets:
            raise PhraseError(f"there is no word set “{name}”; there are {', '.join(sorted(sets))}")
        return "(?:" + "|".join(re.escape(m) for m in sorted(sets[name], key=len, reverse=True)) + ")"

    text = re.sub(r"(?<!\\p)(?<!\\P)\{([a-z][a-z0-9-]*)\}", group, pattern)
    return _apostrophes(text)


def _apostrophes(pattern: str) -> str:
    """A straight apostrophe in a pattern matches the curly one as well; inside a character class both are listed."""
    out, in_class, escaped = [], False, False
    for char in pattern:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "[":
            in_class = True
        elif char == "]":
            in_class = False
        elif char == "'":
            out.append("'’" if in_class else "['’]")
            continue
        out.append(char)
    return "".join(out)
