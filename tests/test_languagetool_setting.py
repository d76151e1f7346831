"""What the user asked for of LanguageTool."""

from __future__ import annotations

import pytest

from linter.languagetool.setting import Setting, parse


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", Setting("auto")),
        ("auto", Setting("auto")),
        ("off", Setting("off")),
        ("required", Setting("required")),
        ("http://localhost:8081", Setting("auto", "http://localhost:8081")),
        ("https://example.org/v2/", Setting("auto", "https://example.org")),
        ("required,https://example.org/lt/", Setting("required", "https://example.org/lt")),
    ],
)
def test_forms(value: str, expected: Setting) -> None:
    assert parse(value) == expected


def test_rules() -> None:
    assert parse("auto", "GRAMMAR, -ONE_PLURAL,all").rules == ("GRAMMAR", "-ONE_PLURAL", "all")


@pytest.mark.parametrize(
    ("value", "rules"), [("on", ""), ("ftp://x", ""), ("http://", ""), ("auto", "A*"), ("auto", "--")]
)
def test_what_is_none_is_told(value: str, rules: str) -> None:
    with pytest.raises(ValueError, match=r"^--languagetool"):
        parse(value, rules)
