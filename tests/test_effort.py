"""The bound on what a pattern can cost, against patterns whose cost is known."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from linter.rulepack.effort import UNBOUNDED, degree
from linter.rulepack.expression import encode, harmless


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"the (?:house|home) of", 0),
        (r"\b(?P<mark>a|an) [aeiou]", 0),
        (r"\p{Lu}[\p{L}-]+ said", 1),
        (r"(?:\w+ ){0,3}said", 3),
        (r"[^.]*foo[^.]*bar\w{2,}", 3),
        (r"(?:a+|b+c*|d)e", 2),
        (r"[]+*]x\*\+", 0),
        (r"(?<=\w+ )x(?!\d{3,})", 2),
        (r"(?-i:\p{Lu}+) (?i:x*)(?s-i:y)", 2),
        (r"(a+)+b", UNBOUNDED),
        (r"(?:x|xx)+y", UNBOUNDED),
        (r"(?:ab?)*c", UNBOUNDED),
        (r"(?:ab)*c", 1),
        (r"(?:a|aa){2,60}b", UNBOUNDED),
        (r"(?:x\w*)*", UNBOUNDED),
        (r"(\w) \1", UNBOUNDED),
        (r"(?:a|(?R))b", UNBOUNDED),
        (r"(?x) a + b", UNBOUNDED),
    ],
)
def test_the_degree_of_a_pattern(pattern: str, expected: int) -> None:
    regex.compile(pattern)
    assert degree(pattern) == expected


@given(st.text(alphabet="ab(|)[]{}*+?\\,1^-.:=!<>P", max_size=14))
def test_any_text_has_a_degree(pattern: str) -> None:
    assert 0 <= degree(pattern) <= UNBOUNDED


def test_a_pattern_is_watched_when_its_text_is_long() -> None:
    once, thrice = (encode(pattern, ignore_case=False) for pattern in (r"a\w+b", r"\w+a\w+b\w+"))
    assert harmless(once, 5_000)
    assert not harmless(once, 50_000)
    assert harmless(thrice, 50)
    assert not harmless(thrice, 500)
    assert not harmless(encode(r"(a+)+b", ignore_case=False), 10)
