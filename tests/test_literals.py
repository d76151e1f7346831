"""Literals in a text: the automaton and the table find the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linter.engine.literals import Literals

TEXT = st.text(alphabet="ab ,.'ß1", max_size=40)
SOME = st.lists(st.text(alphabet="ab ,.'ß1", min_size=1, max_size=5), min_size=1, unique=True)


@given(SOME, st.data(), TEXT)
def test_long_and_short_texts_are_read_alike(literals: list[str], data: st.DataObject, text: str) -> None:
    inside = data.draw(st.sets(st.integers(0, len(literals) - 1)))
    by_table = Literals(literals, inside, much=1_000_000)
    by_automaton = Literals(literals, inside, much=-1)
    assert sorted(by_table.found(text)) == sorted(by_automaton.found(text))


@given(SOME, st.data(), TEXT)
def test_every_literal_is_found_that_begins_no_word_in_the_middle(
    literals: list[str], data: st.DataObject, text: str
) -> None:
    inside = data.draw(st.sets(st.integers(0, len(literals) - 1)))
    expected = {
        (number, start, start + len(literal))
        for number, literal in enumerate(literals)
        for start in range(len(text))
        if text.startswith(literal, start)
        and (number in inside or start == 0 or not (text[start - 1].isalpha() and text[start].isalpha()))
    }
    found = [*Literals(literals, inside).found(text)]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_much_text_in_many_documents_is_worth_the_automaton() -> None:
    literals = Literals(["bread"], (), much=30)
    assert [[*literals.found("bread and bread")] for _ in range(4)] == [[(0, 0, 5), (0, 10, 15)]] * 4
