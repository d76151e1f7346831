"""The little language of ``match`` and ``replace``: alternatives, optional words, sets, inflected words.

    head of (American|French) diplomacy     alternatives
    in [the] actual situation               an optional part
    {weekday}                               any member of a word set (``rules/sets.toml``); also (last|{weekday})
    in terms of value (,|and)               a mark stands at the word before: "in terms of value, "
    <v:evoke> the possibility               any form of a verb; ``<v:raise>`` in ``replace`` takes the same form
    <v:take|adopt> a decision               any form of either verb
    <n:mandatary>                           singular or plural; ``<n:representative>`` likewise
    a fine of (#|many) euros                a number in figures

A phrase that stands for few strings is expanded into literals for the automaton; one that stands for many becomes a
:class:`Shape`, a regular expression with an anchor. Either way the variable parts are remembered, so that ``replace``
can say ``{1}``, ``{2}`` for the parts in parentheses or braces, in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linter.folding import fold
from linter.rulepack.inflect import CHANGES, changed, either, noun_forms, verb_forms

Sets = Mapping[str, tuple[str, ...]]
LIMIT = 150  #: a phrase that stands for more literals than this is matched by its shape
_ANCHORS = 200  #: literals by which a shape may be called, at most
_TOKEN = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([a-z][a-z0-9-]*)\}|<([vn]):([^<>]+)>|(#)")
_NUMBER = r"\d+(?:[.,]\d+)*"
_BRACKETS = re.compile(r"[\[\]{}()<>|]").search
_SET = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_STARTS_WITH_MARK = re.compile("[,.;:]").match
_EXPRESSION = re.compile(r"\\\w?|[),;:][?*+]|\?(?=\w)")  #: what only a regular expression would have
#: A piece of a regular expression: an escape, a class, or a character.
_PIECE = re.compile(r"\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.S)
_LEMMAS = re.compile(r"[\w' -]+(?:\|[\w' -]+)*").fullmatch
_CASED = re.compile(r"\\[pP]\{L[lu]\}")
_SLOT = re.compile(rf"\{{(\d+)(?::({CHANGES}))?\}}|<([vn]):([^<>]+)>")


class PhraseError(ValueError):
    """A phrase that cannot be expanded; the message says why."""


#: Which forms an inflected word may have: its kind (``v``, ``n``) and numbers in :func:`verb_forms` or
#: :func:`noun_forms`.
Form = tuple[str, tuple[int, ...]]


class Expansion(NamedTuple):
    """One literal that a phrase stands for, with its captured parts, and the forms of each inflected word."""

    text: str
    parts: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()


def expand(phrase: str, sets: Sets) -> list[Expansion]:
    """Every literal of ``phrase``, longest alternatives as written. Raises :class:`PhraseError`."""
    found: list[tuple[str, tuple[str, ...], tuple[Form, ...]]] = [("", (), ())]
    at = 0
    for token in _tokens(phrase):
        fixed = phrase[at : token.start()]
        choices = _choices(token, sets)
        found = [
            (_joined(text + fixed, option), parts + part, forms + form)
            for text, parts, forms in found
            for option, part, form in choices
        ]
        at = token.end()
    rest = phrase[at:]
    return [Expansion(_spaced(text + rest), parts, forms) for text, parts, forms in found]


def _spaced(text: str) -> str:
    """``text`` without the second of two spaces, where an optional part is missing."""
    return re.sub(" +", " ", text) if "  " in text else text


class Shape(NamedTuple):
    """A phrase as a regular expression (module ``re``) over folded text.

    ``slots`` say of each group what it is: ``""`` for a part, ``v:lemmas`` or ``n:lemmas`` for a form. One of
    ``anchors`` stands in every match.
    """

    pattern: str
    slots: tuple[str, ...]
    anchors: tuple[str, ...]


def count(phrase: str, sets: Sets) -> int:
    """How many literals ``phrase`` stands for. Raises :class:`PhraseError` for what no phrase can say."""
    if wrong := _EXPRESSION.search(phrase):
        raise PhraseError(
            f"“{phrase}” is a phrase, in which “{wrong[0]}” stands for itself: write [ ] for what may be missing, "
            "# for a number, or a `pattern`"
        )
    total = LIMIT + 1 if "#" in phrase else 1  # a number is not expanded
    for token in _tokens(phrase):
        total *= len(_alternatives(token, sets)) + (token[2] is not None)
    return total


def shape(phrase: str, sets: Sets) -> Shape:
    """The shape of ``phrase``. Raises :class:`PhraseError`."""
    body = ""
    slots: list[str] = []
    pieces: list[tuple[str, ...]] = []  # what may stand at each place, in their order; nothing: too much to list
    at = 0
    for token in _tokens(phrase):
        fixed = fold(phrase[at : token.start()])
        options = tuple(fold(option) for option in _alternatives(token, sets))
        group = "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))
        if "#" in group:
            group, options = group.replace(r"\#", _NUMBER), ()
        before = re.escape(fixed)
        if any(map(_STARTS_WITH_MARK, options)) and fixed.endswith(" "):
            before = f"{re.escape(fixed[:-1])}(?: |(?=[,.;:]))"
        if token[2] is not None:
            body += f"{before}(?:{group})?"
            options = options and (*options, "")
        else:
            body += f"{before}({group})"
            slots.append(f"{token[4]}:{token[5]}" if token[4] else "")
        pieces += [(fixed,), options]
        at = token.end()
    fixed = fold(phrase[at:])
    body = (body + re.escape(fixed)).replace(r"\ ", " ")
    # A word must be whole; a phrase that begins or ends with a mark, such as “, that is,”, may touch a word there.
    return Shape(rf"(?:(?<!\w)|(?!\w)){body}(?:(?<!\w)|(?!\w))", tuple(slots), _anchors([*pieces, (fixed,)]))


def expansion(slots: tuple[str, ...], groups: tuple[str, ...]) -> Expansion:
    """What the groups of a match of a shape say: its parts, and the form of each inflected word."""
    parts = tuple(text for slot, text in zip(slots, groups, strict=True) if not slot)
    forms = []
    for slot, text in zip(slots, groups, strict=True):
        if slot:
            known = {fold(form): numbers for form, numbers in _forms(slot[0], slot[2:]).items()}
            forms.append((slot[0], known.get(fold(text), (0,))))
    return Expansion("", parts, tuple(forms))


def _anchors(pieces: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The strings of which one stands in every match: those of the run of pieces whose shortest string is longest.

    Long strings are rare in any text, so that the expression is seldom tried; a run may stand for so many at most.
    """
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for first in range(len(pieces)):
        strings = {""}
        for piece in pieces[first:]:
            if not piece or len(strings) * len(piece) > _ANCHORS:
                break
            strings = {_joined(before, option) for before in strings for option in piece}
            stripped = {string.strip() for string in strings}
            score = min(map(len, stripped)) - 0.02 * len(stripped)
            if score > best[0]:
                best = (score, tuple(sorted(stripped)))
    if not best[1]:
        raise PhraseError("a phrase needs a fixed part, or a word with few forms, to be found by")
    return best[1]


def _tokens(phrase: str) -> list[re.Match[str]]:
    """The variable parts of ``phrase``. Raises :class:`PhraseError` for brackets that would be read otherwise than
    their author meant them."""
    tokens = [*_TOKEN.finditer(phrase)]
    inside = (_SET.sub("", option) for token in tokens for option in [*(token[1] or "").split("|"), token[2] or ""])
    if any(map(_BRACKETS, [_TOKEN.sub("", phrase), *inside])):
        raise PhraseError(
            f"“{phrase}” has a bracket within another or not closed, or a set that is not named in lower case"
        )
    for token in tokens:
        if token[5] and not _LEMMAS(token[5]):
            raise PhraseError(f"“{phrase}”: “{token[0]}” inflects a word, or one of several, as <v:take|make>")
        if token[2] and len(token[2]) > 1 and not re.search(r"\w", token[2]):
            either = "|".join(token[2])
            raise PhraseError(f"“{phrase}”: “{token[0]}” is what may be missing; for one of its signs write ({either})")
    return tokens


def _joined(before: str, option: str) -> str:
    """``before`` and ``option``; a mark stands at the word before, whatever space its alternatives need."""
    return (before.rstrip(" ") if _STARTS_WITH_MARK(option) else before) + option


def _members(option: str, sets: Sets) -> list[str]:
    """``option``, once for each member of the word set that it names."""
    named = _SET.search(option)
    if not named:
        return [option]
    before, after = option[: named.start()], _members(option[named.end() :], sets)
    return [before + member + rest for member in _set(named[1], sets) for rest in after]


def _set(name: str, sets: Sets) -> tuple[str, ...]:
    if name not in sets:
        raise PhraseError(f"there is no word set “{name}”; there are {', '.join(sorted(sets))}")
    return sets[name]


def _alternatives(token: re.Match[str], sets: Sets) -> list[str]:
    options, optional, name, kind, lemmas, number = token.groups()
    if number:
        return [number]
    if options is not None:
        return [text for option in options.split("|") for text in _members(option, sets)]
    if optional is not None:
        return _members(optional, sets)
    if name is not None:
        return _members(token[0], sets)
    return list(_forms(kind, lemmas))


def _forms(kind: str, lemmas: str) -> dict[str, tuple[int, ...]]:
    """Each form of ``lemmas``, one word or several with ``|`` between, and which of its forms it is.

    A form that two of them have, as *found*, is that of the first.
    """
    found: dict[str, tuple[int, ...]] = {}
    for lemma in lemmas.split("|"):
        own: dict[str, tuple[int, ...]] = {}
        for number, form in enumerate(verb_forms(lemma) if kind == "v" else noun_forms(lemma)):
            own[form] = (*own.get(form, ()), number)
        found = {**own, **found}
    return found


def _choices(token: re.Match[str], sets: Sets) -> list[tuple[str, tuple[str, ...], tuple[Form, ...]]]:
    """What may stand for ``token``, and what of it is captured: a part, or the form of a word."""
    options = _alternatives(token, sets)
    _, optional, _, kind, lemmas, number = token.groups()
    if number:
        raise PhraseError(f"“{token.string}”: # stands for a number in `match` only")
    if optional is not None:
        return [(option, (), ()) for option in [*options, ""]]
    if kind is None:
        return [(option, (option,), ()) for option in options]
    return [(form, (), ((kind, numbers),)) for form, numbers in _forms(kind, lemmas).items()]


def fill(template: str, expansion: Expansion) -> str:
    """``template`` with its slots filled from ``expansion``. Raises :class:`PhraseError` for a slot it lacks.

    Where the words before decide between forms of a verb (*has taken*, *took*, both for *participated*), all of them
    are given, for :func:`linter.rulepack.inflect.settle`.
    """
    forms = {kind: [numbers for k, numbers in expansion.forms if k == kind] for kind in "vn"}

    def slot(match: re.Match[str]) -> str:
        number, change, kind, lemma = match.groups()
        if number:
            if not 1 <= int(number) <= len(expansion.parts):
                raise PhraseError(f"“{template}” asks for part {number}, and there are {len(expansion.parts)}")
            return changed(expansion.parts[int(number) - 1], change)
        if "|" in lemma:
            raise PhraseError(f"“{template}” inflects one of several words; which one, only a phrase can leave open")
        if not forms[kind]:
            raise PhraseError(f"“{template}” inflects “{lemma}”, but the phrase has no <{kind}:…> to follow")
        numbers = forms[kind].pop(0) if len(forms[kind]) > 1 else forms[kind][0]
        return either(verb_forms(lemma), numbers) if kind == "v" else noun_forms(lemma)[numbers[0]]

    return _SLOT.sub(slot, template)


def interpolate(pattern: str, sets: Sets) -> str:
    """``pattern`` as it is compiled: every ``{set}`` is a group of its members, longest first."""

    def group(match: re.Match[str]) -> str:
        return "(?:" + "|".join(re.escape(m) for m in sorted(_set(match[1], sets), key=len, reverse=True)) + ")"

    return _spelled_out(re.sub(rf"(?<!\\p)(?<!\\P){_SET.pattern}", group, pattern))


def _spelled_out(pattern: str) -> str:
    """``pattern`` where ``'`` takes ``’``, too, and ``\\p{Lu}`` and ``\\p{Ll}`` mean capitals and small letters even
    where case does not matter."""

    def piece(found: re.Match[str]) -> str:
        text = found[0]
        if text == "'":
            return "['’]"
        if text[0] == "[":
            text = text.replace("'", "'’")
        return f"(?-i:{text})" if text[0] in "\\[" and _CASED.search(text) else text

    return _PIECE.sub(piece, pattern)
