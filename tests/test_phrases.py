"""Phrases that stand for many literals, beside short ones of the same rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checks.page import Page
from linter.engine.load import authored_rules, compiled_rules
from linter.engine.scan import Scanner
from linter.engine.selftest import run_examples
from linter.formats import parse
from linter.model import Source
from tests.command import pack

_WHO = "(this|that|such a) (same |)(source|witness|clerk|baker|miner|pilot|tailor|sailor)"
_RULE = f"""
[defaults]
category = "calque"

[[rule]]
id = "pointing"
message = "which one?"
why = "An example."
match = [
  "(said|says|added|adds|told|explained|continued|indicated|confirmed|warned|wrote|swore) {_WHO}",
  "(met|saw|heard|knew|asked|begged|thanked|followed|left|found|paid|fed) {_WHO}",
  "this same source",
  ", (built|made|carved|woven|sewn|cast) (by|from|of) (two|three|several|many) (monks|nuns|smiths|tailors),",
]
bad = ["It rained, [[said this same source]]."]
good = ["It rained."]
"""


def _found(folder: Path, text: str) -> list[str]:
    page = Page(parse(Source("a.txt", text.encode(), text, "utf-8", b""), "text"))
    rules = compiled_rules([str(folder)])
    assert not rules.problems
    hits, troubles = Scanner(rules).scan(page)
    assert not troubles
    return [page.text[hit.start : hit.end] for hit in hits if hit.rule.id.endswith("/pointing")]


def test_an_anchor_that_two_phrases_share_calls_both(tmp_path: Path) -> None:
    folder = pack(tmp_path / "german", 'title = "Pointing"\n' + _RULE)
    text = "It rained, said this same source. Nobody met this same source. They fear this same source."
    assert _found(folder, text) == [
        "said this same source",
        "met this same source",
        "this same source",
    ]


def test_a_phrase_with_many_forms_may_begin_and_end_with_a_mark(tmp_path: Path) -> None:
    folder = pack(tmp_path / "german", 'title = "Pointing"\n' + _RULE)
    assert _found(folder, "A wall, built by three monks, fell.") == [", built by three monks,"]
    assert _found(folder, "A wall was built by three monks, and fell.") == []


def test_a_phrase_may_hold_a_number(tmp_path: Path) -> None:
    rule = """
[[rule]]
id = "pointing"
category = "number"
message = "{match}"
why = "An example."
match = ["a fine of # (euros|kroner)", "a fine of (some|#) (pounds|crowns)"]
replace = "{1} {2} as a fine"
bad = ["He got [[a fine of 1,500 kroner]] on Monday."]
fixed = ["He got 1,500 kroner as a fine on Monday."]
good = ["He got a fine of many kroner."]
"""
    folder = pack(tmp_path / "german", f'title = "Numbers"\n{rule}')
    assert [*run_examples(compiled_rules([str(folder)]), authored_rules([str(folder)]))] == []
    assert _found(folder, "He paid a fine of 30 euros, then a fine of 2.5 euros, then a fine of five euros.") == [
        "a fine of 30 euros",
        "a fine of 2.5 euros",
    ]
    assert _found(folder, "A fine of 1,200 pounds, or a fine of some pounds.") == [
        "A fine of 1,200 pounds",
        "a fine of some pounds",
    ]


@pytest.mark.parametrize("phrase", ["a fine of \\\\d+ euros", "a fine of (many )?euros", "a fine,? in euros"])
def test_a_phrase_that_is_meant_as_an_expression_is_refused(tmp_path: Path, phrase: str) -> None:
    ((_, _, name, message),) = compiled_rules([str(_pack(tmp_path, phrase))]).problems
    assert name == "german/pointing/pointing"
    assert "stands for itself" in message


@pytest.mark.parametrize("phrase", ["a fine that <v:(raise|lift)> the price", "<n:(fine|fee)> in euros"])
def test_brackets_within_an_inflected_word_are_refused(tmp_path: Path, phrase: str) -> None:
    ((_, _, _, message),) = compiled_rules([str(_pack(tmp_path, phrase))]).problems
    assert "<v:take|make>" in message


def test_a_fix_inflects_one_word(tmp_path: Path) -> None:
    rule = _RULE.replace("bad = [", 'replace = "<v:make|hold>"\nfixed = ["It rained, made."]\nbad = [')
    folder = pack(tmp_path / "german", f'title = "One"\n{rule}', "pointing")
    ((_, _, _, message),) = compiled_rules([str(folder)]).problems
    assert "which one, only a phrase can leave open" in message


def _pack(folder: Path, match: str) -> Path:
    """A pack with the rule of this module, and ``match`` among its phrases."""
    return pack(
        folder / "german", 'title = "Pointing"\n' + _RULE.replace("match = [", f'match = ["{match}", '), "pointing"
    )


@pytest.mark.parametrize("place", ["", "( in a| in b| in c| in d| in e| in f| in g| in h| in i| in j| in k|)"])
def test_a_mark_among_alternatives_stands_at_the_word_before(tmp_path: Path, place: str) -> None:
    folder = _pack(tmp_path, f"(works|sings|sleeps|eats|drinks) for its value{place} (and|,|.)")
    assert _found(folder, "It works for its value, sings for its value and sleeps for its value.") == [
        "works for its value,",
        "sings for its value and",
        "sleeps for its value.",
    ]


@pytest.mark.parametrize("others", ["last", "last|next|this|that|some|any|one|each|the third|the fourth"])
def test_a_set_may_stand_among_alternatives(tmp_path: Path, others: str) -> None:
    folder = _pack(tmp_path, f"(works|sings|sleeps) [on {{weekday}} ](since|until) ({others}|{{weekday}})")
    assert _found(folder, "It sings on Sunday until Monday, sleeps until last.") == [
        "sings on Sunday until Monday",
        "sleeps until last",
    ]


@pytest.mark.parametrize(
    "phrase", ["(<v:sing>|<v:hum>) a note", "a (lo[u]d|low) note", "(a|(b|c)) note", "(a|(b|c)) (note|tone)"]
)
def test_a_bracket_within_another_is_refused(tmp_path: Path, phrase: str) -> None:
    ((_, _, _, message),) = compiled_rules([str(_pack(tmp_path, phrase))]).problems
    assert "bracket within another" in message


def test_one_of_two_signs_is_no_optional_part(tmp_path: Path) -> None:
    ((_, _, _, message),) = compiled_rules([str(_pack(tmp_path, "a half[- ]note"))]).problems
    assert "for one of its signs write (-| )" in message


_PATTERN = """title = "Patterns"

[[rule]]
id = "pointing"
category = "calque"
message = "which one?"
why = "An example."
pattern = '{pattern}'
anchors = ["note"]
bad = ["{bad}"]
good = ["It rained."]
"""


@pytest.mark.parametrize(
    ("pattern", "bad", "text", "found"),
    [
        ("^(?P<mark>Note) that", "[[Note]] that.", "Note that.\n\nNote that. Note that.\n", ["Note", "Note"]),
        ("low (?P<mark>note)\\.$", "A low [[note]].", "A low note. A low note.\n\nA low note.", ["note", "note"]),
        (
            r"note of \p{Lu}\p{Ll}+",
            "A [[note of Bach]].",
            "A NOTE OF Bach, a note of worry, a note of BACH.",
            ["NOTE OF Bach"],
        ),
        (
            r"note of [\p{Lu}ß]",
            "A [[note of B]]ach.",
            "A note of worry, a note of ßen, a Note of Bach.",
            ["note of ß", "Note of B"],
        ),
    ],
)
def test_a_pattern_reads_each_paragraph_by_itself_and_knows_capitals(
    tmp_path: Path, pattern: str, bad: str, text: str, found: list[str]
) -> None:
    folder = pack(tmp_path / "german", _PATTERN.format(pattern=pattern, bad=bad))
    assert [*run_examples(compiled_rules([str(folder)]), authored_rules([str(folder)]))] == []
    assert _found(folder, text) == found


@pytest.mark.parametrize("condition", ['when = ["# euros"]', 'unless_next = ["for # days"]'])
def test_a_number_in_a_condition_is_refused(tmp_path: Path, condition: str) -> None:
    folder = pack(tmp_path / "german", f'title = "Pointing"\n{_RULE}{condition}\n', "pointing")
    ((_, _, name, message),) = compiled_rules([str(folder)]).problems
    assert name == "german/pointing/pointing"
    assert "in `match` only" in message
