"""Replacements that fit their place: case kept, *a* and *an* set right, quotation marks left to a human."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from linter.checks.page import Page
from linter.model import Edit, Fix, Rule
from linter.rulepack.inflect import CHANGES, changed, settle

#: A *u* that sounds as in *you*, by what follows it: unit, unanimous, usual, utility, Utah, uranium, Ukraine, Uganda.
_YOU = r"u(?:ni(?!n|m|de)|nanim|s[aeiu]|t(?:ah|er|ens|ili|op)|r(?:a[ln]|eth|in|olog|ug)|k\b|k[ru]|gan|biq)"
_AN_BEFORE = re.compile(rf"(?!{_YOU}|eu|ew|one\b|once\b)[aeiou]|hono|hour|heir|honest|8|11\b|18\b", re.I)
_ARTICLE = re.compile(r"\b(an?)( )$", re.I)
_ARTICLE_AND_WORD = re.compile(r"(^An?|\ban?) ([^\W\d_]+)")  # inside, a capital A is a letter: group A
_WORD = re.compile(r"[^\W\d_]+")
#: What a slot that stands for a word or a mark leaves in a replacement where it is the mark.
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) (?=[,.;:!?](?:\s|$))")
_SLOT = re.compile(rf"\{{(\w+)(?::({CHANGES}))?\}}")
_LETTER_NAMES = "AEFHILMNORSX"  # initials read out with a vowel: an FBI agent


def takes_an(word: str) -> bool:
    """Whether English says *an* before ``word``, by its sound as far as spelling shows it."""
    first = re.split(r"[\s\-]", word, maxsplit=1)[0]
    if len(first) > 1 and first.isupper():
        return first[0] in _LETTER_NAMES
    return bool(_AN_BEFORE.match(word))


def fill(template: str, facts: Mapping[str, str]) -> str:
    """``template`` with ``{name}``, ``{name:lower}`` and the like replaced by what ``facts`` has.

    Other braces stay as they are.
    """

    def slot(found: re.Match[str]) -> str:
        text = facts.get(found[1])
        return found[0] if text is None else changed(text, found[2])

    return _SLOT.sub(slot, template)


def keep_case(old: str, new: str, starts_sentence: bool) -> str:
    """``new`` with the capitals of ``old``: all of them, or the first. A capital of ``new`` itself is never lost."""
    letters = [c for c in old if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return new.upper()
    words = [w for w in _WORD.findall(old) if len(w) > 3]
    if len(words) > 1 and all(w[0].isupper() for w in words) and not starts_sentence:
        return re.sub(r"\b[a-z](?=\w{3})", lambda m: m.group().upper(), new[:1].upper() + new[1:])
    if old[:1].isupper() and new[:1].islower():
        return new[:1].upper() + new[1:]
    return new


def keep_names(old: str, new: str) -> str:
    """``new``, which a rule writes in lower case, with the capitals that its words have in ``old``.

    The first word of ``old`` may have its capital from its place; initials (EU) have not.
    """
    words = _WORD.findall(old)
    names = {w.lower(): w for place, w in enumerate(words) if not w.islower() and (place or w[1:].isupper())}
    return _WORD.sub(lambda m: names.get(m.group(), m.group()), new) if names else new


def keep_first(old: str, new: str) -> str:
    """``new``, whose author wrote the capitals that are wanted; a first word that ``old`` has, too, stays as it is."""
    first = _WORD.match(old)
    if first and (kept := _WORD.match(new)) and kept[0].lower() == first[0].lower():
        return first[0] + new[kept.end() :]
    return new


def fixes(rule: Rule, page: Page, start: int, end: int, replacements: Iterable[str]) -> tuple[Fix, ...]:
    """The fixes that a rule offers for prose ``[start, end)``: its replacements, or the deletion of the whole line."""
    if rule.params.get("delete") == "segment":
        segment = page.segment(start)
        return (Fix("delete this line", rule.safety, (Edit(segment.start, segment.end, ""),)),)
    found = (replacement_fix(rule, page, start, end, new) for new in replacements)
    return tuple(fix for fix in found if fix)


def replacement_fix(rule: Rule, page: Page, start: int, end: int, new: str) -> Fix | None:
    """A fix that puts ``new`` at prose ``[start, end)``, or None where it would change nothing.

    Case is kept unless the rule says ``case = "same"``, a capital at the start of a sentence in any case; an article
    before it is set right; inside quotation marks a safe fix becomes one to review, since nobody may change a quotation
    unseen.
    """
    old = page.text[start:end]
    if not _SPACE_BEFORE_MARK.search(old):
        new = _SPACE_BEFORE_MARK.sub("", new)
    new = _with_articles(old, settle(new, page.text[max(0, start - 60) : start], page.text[end : end + 4]))
    starts_sentence = page.sentence(start)[0] >= start - 1
    if rule.params.get("case") != "same":
        new = keep_case(old, new, starts_sentence)
    elif starts_sentence and old[:1].isupper():
        new = new[:1].upper() + new[1:]
    title = new if not new or new.strip() else "a single space"
    low, high = start, end
    if not new:
        low, high, title = *_gap(page, start, end), f"delete “{old.strip()}”"
        if (
            old[:1].isupper()
            and not page.text[page.sentence(low)[0] : low].strip()
            and page.text[high : high + 1].islower()
        ):
            new, high = page.text[high].upper(), high + 1
    else:
        article = _ARTICLE.search(page.text, max(0, start - 4), start)
        if article and new[0].isalnum() and takes_an(new) != (len(article[1]) == 2):
            low = article.start(1)
            right = ("An" if article[1][0] == "A" else "an") if takes_an(new) else article[1][0]
            new = f"{right} {new}"
    if new == page.text[low:high]:
        return None
    safety = "review" if rule.safety == "safe" and page.quoted(start) else rule.safety
    return Fix(title, safety, (Edit(low, high, new),))


def _with_articles(old: str, new: str) -> str:
    """``new`` with *a* or *an* as its words want them, unless they stand so in ``old``."""
    said = old.lower()

    def article(found: re.Match[str]) -> str:
        if found[0].lower() in said or takes_an(found[2]) == (len(found[1]) == 2):
            return found[0]
        return f"{found[1][0]}n {found[2]}" if takes_an(found[2]) else f"{found[1][0]} {found[2]}"

    return _ARTICLE_AND_WORD.sub(article, new)


def _gap(page: Page, start: int, end: int) -> tuple[int, int]:
    """The range to delete with ``[start, end)`` so that one space, and no space before a stop, is left."""
    text = page.text
    segment = page.segment(start)
    before = start > segment.start and text[start - 1] == " "
    after = end < segment.end and text[end] == " "
    if after and (before or start == segment.start):
        return start, end + 1
    if before and (end == segment.end or text[end] in ".,;:!?"):
        return start - 1, end
    return start, end
