"""Which of LanguageTool's rules run: those that speak of translation, by what they are worth on MT output.

The list and its figures are in ``rules/data/languagetool.toml``; ``scripts/measure_languagetool.py`` writes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from linter.engine.load import rules_folder
from linter.languagetool.client import Match, Query
from linter.model import LANGUAGES, Rule

FALSE_FRIENDS = "FALSE_FRIENDS"
#: From this probability of a source language on, LanguageTool is told that it is the author's mother tongue.
CERTAIN = 0.8

# LanguageTool's categories in our words, for rules that are not on the list.
_CATEGORIES = {
    "CASING": "typography", "COLLOCATIONS": "calque", "COMPOUNDING": "typography", "CONFUSED_WORDS": "false-friend",
    FALSE_FRIENDS: "false-friend", "GRAMMAR": "agreement", "NONSTANDARD_PHRASES": "calque", "PLAIN_ENGLISH": "calque",
    "PROPER_NOUNS": "name", "PUNCTUATION": "typography", "REDUNDANCY": "calque", "REPETITIONS": "repetition",
    "REPETITIONS_STYLE": "repetition", "SEMANTICS": "consistency", "STYLE": "calque", "TYPOGRAPHY": "typography",
    "TYPOS": "untranslated",
}  # fmt: skip


class Curated(NamedTuple):
    """A rule of the list. ``precision`` is its share of matches that the human version does not hold."""

    category: str
    precision: float


class Choice(NamedTuple):
    """The rules that run: the curated list, and what the user adds (``more``) or leaves out (``less``)."""

    curated: Mapping[str, Curated]
    more: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()

    def query(self, language: str | None) -> Query:
        """What to ask the server for, where a document comes from ``language`` (None: nobody knows)."""
        if "all" in self.more:
            return Query(language)
        wanted = {*self.curated, *self.more} - self.less
        categories = self.more - self.less  # an unknown name is ignored by the server, so each may be either
        if language:
            wanted.add(_speakers_rule(language))
            categories |= {FALSE_FRIENDS}
        return Query(language, tuple(sorted(wanted)), tuple(sorted(categories)))

    def rule(self, match: Match, language: str | None) -> Rule | None:
        """The rule that ``match`` is a hit of, or None where it was not asked for: some servers ignore the question."""
        if {match.rule, match.category} & self.less:
            return None
        known = self.curated.get(match.rule)
        false_friend = match.category == FALSE_FRIENDS or (language and match.rule == _speakers_rule(language))
        if not (known or false_friend or {match.rule, match.category, "all"} & self.more):
            return None
        message, why = match.message, f"LanguageTool: {match.description}"
        if false_friend and language:
            # LanguageTool speaks to the author, in the author's language; the reader here is an English editor.
            name = LANGUAGES[language].capitalize()
            message = f"“{{match}}” may be a false friend from {name}"
            why = f"LanguageTool lists it as a word that speakers of {name} take for another."
        return Rule(
            id=f"languagetool/{match.rule}",
            kind="languagetool",
            message=" ".join(message.split()),
            why=" ".join(why.split()),
            category=known.category if known else _CATEGORIES.get(match.category, "syntax"),
            level="warning",
            sources=(language,) if false_friend and language else (),
            voice="silent",
            needs="nothing",
            safety="review",
            confidence=known.precision if known else 0.5,
            replace=(),
            params={"case": "same"},  # LanguageTool's replacements have the case that they should
        )


def choice(names: tuple[str, ...] = ()) -> Choice:
    """The curated list, widened by ``names`` (rules, categories, ``all``) and narrowed by those with a minus."""
    more = frozenset(name if name == "all" else name.upper() for name in names if not name.startswith("-"))
    less = frozenset(name[1:].upper() for name in names if name.startswith("-"))
    return Choice(curated(), more, less)


def curated() -> dict[str, Curated]:
    """The curated rules by LanguageTool's id."""
    with Path(rules_folder(), "data", "languagetool.toml").open("rb") as file:
        table = tomllib.load(file)
    return {row["id"]: Curated(row["category"], row["changed"]) for row in table["rule"]}


def _speakers_rule(language: str) -> str:
    return f"EN_FOR_{language.upper()}_SPEAKERS_FALSE_FRIENDS"
