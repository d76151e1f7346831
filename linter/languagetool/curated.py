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
from linter.model import LANGUAGES, Profile, Rule

FALSE_FRIENDS = "FALSE_FRIENDS"
#: Above this probability of a source language, LanguageTool is told that it is the author's mother tongue.
CERTAIN = 0.8
#: Above this probability of machine translation, rules run that native English sets off now and then.
TRANSLATED = 0.5
#: Languages whose false friends LanguageTool weighs by n-grams, where the server has them; by its authors' count,
#: most of these rules are right in more than 95 of 100 matches (``confusion_sets_l2_*.txt``).
_SPEAKERS = ("de", "es", "fr", "nl")

# LanguageTool's categories in our words, for rules that are not on the list.
_CATEGORIES = {
    "CASING": "typography", "COLLOCATIONS": "calque", "COMPOUNDING": "typography", "CONFUSED_WORDS": "false-friend",
    FALSE_FRIENDS: "false-friend", "GRAMMAR": "agreement", "NONSTANDARD_PHRASES": "calque", "PLAIN_ENGLISH": "calque",
    "PROPER_NOUNS": "name", "PUNCTUATION": "typography", "REDUNDANCY": "calque", "REPETITIONS": "repetition",
    "REPETITIONS_STYLE": "repetition", "SEMANTICS": "consistency", "STYLE": "calque", "TYPOGRAPHY": "typography",
    "TYPOS": "untranslated",
}  # fmt: skip


class Curated(NamedTuple):
    """A rule of the list. ``precision`` is the share of its matches that mark an error, as an editor judged.

    ``not_parts`` are patterns of the rule that are left out. With ``evidence``, it speaks only in texts that other
    evidence shows to be machine translations; with ``language``, only in those from that language.
    """

    category: str
    precision: float
    evidence: bool = False
    not_parts: tuple[str, ...] = ()
    language: str | None = None


class Origin(NamedTuple):
    """What the evidence says of a document: whether it is a machine translation, and from which language if any."""

    translated: bool = False
    language: str | None = None


def origin(profile: Profile | None) -> Origin:
    """The origin that ``profile`` is sure enough of."""
    if profile is None:
        return Origin()
    language = max(profile.sources, key=lambda code: profile.sources[code], default=None)
    if language is not None and profile.sources[language] <= CERTAIN:
        language = None
    return Origin(profile.machine_translated > TRANSLATED, language)


class Choice(NamedTuple):
    """The rules that run: the curated list, and what the user adds (``more``) or leaves out (``less``)."""

    curated: Mapping[str, Curated]
    more: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()

    def query(self, found: Origin) -> Query:
        """What to ask the server for, where a document is from ``found``."""
        if "all" in self.more:
            return Query(found.language)
        wanted = {name for name, rule in self.curated.items() if _speaks(rule, found)} | self.more
        if found.language in _SPEAKERS:
            wanted.add(_speakers_rule(found.language))
        # A name that the server does not know does no harm, so what the user adds is asked for as either.
        return Query(found.language, tuple(sorted(wanted - self.less)), tuple(sorted(self.more - self.less)))

    def rule(self, match: Match, found: Origin) -> Rule | None:
        """The rule that ``match`` is a hit of, or None where it was not asked for: some servers ignore the question."""
        names = {match.rule, match.category, "all"}
        if names & self.less:
            return None
        known = self.curated.get(match.rule)
        speakers = found.language in _SPEAKERS and match.rule == _speakers_rule(found.language)
        listed = known is not None and _speaks(known, found) and match.part not in known.not_parts
        if not (listed or speakers or names & self.more):
            return None
        false_friend = found.language if match.category == FALSE_FRIENDS or speakers else None
        message, why = match.message, f"LanguageTool: {match.description}"
        if false_friend:
            # LanguageTool speaks to the author, in the author's language; the reader here is an English editor.
            name = LANGUAGES[false_friend].capitalize()
            message = f"“{{match}}” may be a false friend from {name}"
            why = f"LanguageTool lists it as a word that speakers of {name} take for another."
        return Rule(
            id=f"languagetool/{match.rule}",
            kind="languagetool",
            message=" ".join(message.split()),
            why=" ".join(why.split()),
            category=known.category if known else _CATEGORIES.get(match.category, "syntax"),
            level="warning",
            sources=(false_friend,) if false_friend else (),
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
    return {
        row["id"]: Curated(
            row["category"],
            # Laplace's rule of succession: three of three is not yet certainty.
            round((row["right"] + 1) / (row["read"] + 2), 2),
            row["evidence"],
            tuple(row.get("not_parts", ())),
            row.get("language"),
        )
        for row in table["rule"]
    }


def _speaks(rule: Curated, found: Origin) -> bool:
    return (found.translated or not rule.evidence) and rule.language in (None, found.language)


def _speakers_rule(language: str | None) -> str:
    return f"EN_FOR_{language}_SPEAKERS_FALSE_FRIENDS".upper()
