"""Texts to a LanguageTool server and matches back."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.languagetool.client import Query, Trouble, batches, check, cut
from tests.languagetool_support import marks, match, stub

_TEXT = st.text(st.sampled_from("aé 😀\U0001d54f。\u0301"), max_size=12)


@given(st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_positions_come_back_in_code_points_of_the_right_text(around: list[tuple[str, str]]) -> None:
    texts = [f"{before}wrongg{after}" for before, after in around]
    with stub() as server:
        answer = check(server.url, texts, Query(), 10)
    assert [[(m.start, m.end, m.replacements) for m in matches] for matches in answer] == [
        [(len(before), len(before) + 6, ("right",))] for before, _ in around
    ]


def test_a_match_that_runs_into_the_next_text_is_about_neither() -> None:
    with stub(lambda text: {"matches": [match(text, 2, 8), match(text, 5, 6), match(text, 6, 9)]}) as server:
        answer = check(server.url, ["first", "second"], Query(), 10)
    assert [[(m.start, m.end) for m in matches] for matches in answer] == [[], []]
    with stub(lambda text: {"matches": [match(text, 7, 9)]}) as server:
        answer = check(server.url, ["first", "second"], Query(), 10)
    assert [[(m.start, m.end) for m in matches] for matches in answer] == [[], [(0, 2)]]


def test_what_is_asked_for() -> None:
    with stub() as server:
        check(server.url, ["a"], Query("fr", ("ONE", "TWO"), ("GRAMMAR",)), 10)
        check(server.url, ["a"], Query(), 10)
    first, second = server.asked
    assert first["motherTongue"] == "fr"
    assert (first["enabledOnly"], first["enabledRules"], first["enabledCategories"]) == ("true", "ONE,TWO", "GRAMMAR")
    assert "enabledOnly" not in second
    assert "motherTongue" not in second


@given(st.text("ab ", max_size=60), st.integers(1, 20))
def test_a_cut_text_is_whole_and_its_parts_are_short(text: str, size: int) -> None:
    parts = list(cut(text, 0, len(text), size))
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= size for start, end in parts)


def test_a_text_is_cut_between_words() -> None:
    text = "several words in a row"
    assert [text[start:end] for start, end in cut(text, 8, len(text), 9)] == ["words in ", "a row"]


@given(st.lists(st.text("ab", max_size=8), max_size=12), st.integers(1, 20))
def test_batches_keep_texts_in_order_and_requests_short(texts: list[str], size: int) -> None:
    made = list(batches(texts, size))
    assert [text for batch in made for text in batch] == texts
    assert all(len("\n\n".join(batch)) <= size for batch in made if len(batch) > 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (500, "it answered 500"),
        (b"<html>", "not LanguageTool's"),
        (b"", "not LanguageTool's"),
        ([], "not LanguageTool's"),
        ({"matches": [{"offset": "x"}]}, "not LanguageTool's"),
        ({"matches": None}, "not LanguageTool's"),
    ],
)
def test_a_useless_answer_is_told_in_a_few_words(given: object, expected: str) -> None:
    with stub(lambda text: given) as server, pytest.raises(Trouble, match=expected):
        check(server.url, ["a"], Query(), 10)


def test_nobody_there() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(Trouble, match="refused"):
        check(f"http://127.0.0.1:{port}", ["a"], Query(), 10)


def test_a_server_that_hangs_is_left() -> None:
    def sleep(text: str) -> object:
        time.sleep(2)
        return marks(text)

    with stub(sleep) as server, pytest.raises(Trouble, match=r"did not answer within"):
        check(server.url, ["a"], Query(), 0.2)


def test_a_server_that_dribbles_is_left() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"

        def dribble() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                try:
                    for _ in range(100):
                        connection.sendall(b" ")
                        time.sleep(0.05)
                except OSError:
                    return

        threading.Thread(target=dribble, daemon=True).start()
        with pytest.raises(Trouble, match=r"did not answer within"):
            check(url, ["a"], Query(), 0.5)


def test_a_connection_that_breaks_off() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"

        def hang_up() -> None:
            connection, _ = listener.accept()
            connection.recv(10)
            connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(Trouble):
            check(url, ["a"], Query(), 10)
