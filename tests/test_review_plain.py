"""The review line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED
from linter.review.plain import run
from tests.review_support import ARTICLE, review


class Talk:
    """Answers in order, then the end of the input; and all that was said."""

    def __init__(self, answers: str) -> None:
        self._answers = answers.split("\n") if answers else []
        self.said: list[str] = []

    def ask(self, prompt: str) -> str | None:
        self.said.append(prompt)
        return self._answers.pop(0) + "\n" if self._answers else None

    def __str__(self) -> str:
        return "\n".join(self.said)


def talk(folder: Path, answers: str, text: str = ARTICLE) -> tuple[list[str], Talk]:
    (folder / "a.txt").write_text(text)
    made = review(folder)
    said = Talk(answers)
    run(made, [], said.ask, said.said.append)
    made.journal.close()
    return [made.session.state(item) for item in range(len(made.session.items))], said


@pytest.mark.parametrize(
    ("answers", "states"),
    [
        ("y", [ACCEPTED, OPEN]),
        ("s\nd why this?\nq", [OPEN, ASKED]),
        ("d\nwhy this?\nn\nq", [ASKED, REJECTED]),
        ("y\nn\nu\ny", [ACCEPTED, ACCEPTED]),
        ("s\nu", [OPEN, OPEN]),
        ("y\nq\nn", [ACCEPTED, OPEN]),
        ("", [OPEN, OPEN]),
    ],
)
def test_answers_that_write_nothing(tmp_path: Path, answers: str, states: list[str]) -> None:
    found, _ = talk(tmp_path, answers)
    assert found[:2] == states
    assert (tmp_path / "a.txt").read_text() == ARTICLE


@pytest.mark.parametrize(
    ("answers", "opening"),
    [
        ("n\ny\nq\ny", "Biden and Poutine to speak in call on Friday"),
        ("n\n2\nq\ny", "Biden and Poutine to speak in phone call on Friday"),
        ("e Vlad\ne\ntalks\nq\ny", "Biden and Vlad to speak in talks on Friday"),
        ("e -\ne\n\nn\nq\ny", "Biden and  to speak in appeal on Friday"),
        ("y\nn\nu\ny\nq\ny", "Biden and Putin to speak in call on Friday"),
        ("y\nw\ny\nq", "Biden and Putin to speak in appeal on Friday"),
    ],
)
def test_answers_that_end_in_writing(tmp_path: Path, answers: str, opening: str) -> None:
    _, said = talk(tmp_path, answers)
    assert (tmp_path / "a.txt").read_text() == ARTICLE.replace(ARTICLE.split("\n")[0], opening, 1)
    assert "a.txt: " in str(said)


def test_a_question_says_all_there_is_to_say(tmp_path: Path) -> None:
    _, said = talk(tmp_path, "n")
    for line in (
        "a.txt:1  warning  french/false-friends/appeal  (1 of 12 decided)",
        "“appeal” is a trace of another language",
        "  before: Biden and Poutine to speak in [appeal] on Friday",
        "  after:  Biden and Poutine to speak in [call] on Friday",
        "  fixes:  1 call   2 phone call",
        "  why:    A reason.",
        "  because “Poutine” (line 1) speaks for French",
        "Accept this fix [y,1-2,n,e,a,d,s,u,w,q,?]? ",
        "0 accepted, 1 rejected, 0 asked, 11 open.",
    ):
        assert line in str(said)


def test_all_to_the_end_of_the_file_is_first_a_list(tmp_path: Path) -> None:
    states, said = talk(tmp_path, "n\na\nn\na\ny\nq\nn")
    assert "  “Poutine” → “Putin”" in said.said
    assert "Accept these 8 [y,n]? " in said.said
    assert states.count(ACCEPTED) == 8
    assert states[0] == REJECTED


def test_a_clash_asks_which_one_to_keep(tmp_path: Path) -> None:
    text = "On the next diplomatic contacts.\n"
    states, said = talk(tmp_path, "y\ny\nn\ny\ny\nq\ny", text)
    assert "This overlaps with “the next diplomatic contacts”, which is accepted." in said.said
    assert states == []  # one is mended, the other went with its text
    assert (tmp_path / "a.txt").read_text() == "On the next contacts.\n"


def test_what_cannot_be_done_is_said_and_asked_again(tmp_path: Path) -> None:
    states, said = talk(tmp_path, "9\nu\n?\nwhat\ne Poutine\ny", "Poutine.\n")
    assert states == [ACCEPTED]
    for words in ("there is no fix 9", "there is nothing to undo", "nothing was changed"):
        assert words in str(said)
    assert str(said).count("quit; every decision is kept") == 2


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    _, said = talk(tmp_path, "", "Poutine \x1b[31m\x07\n")
    assert "[Poutine] �[31m�" in str(said)


def test_a_file_that_changed_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    made = review(tmp_path)
    said = Talk("y\nq\ny")
    (tmp_path / "a.txt").write_text("Changed.\n")
    run(made, [], said.ask, said.said.append)
    assert "has changed on disk" in str(said)
    assert (tmp_path / "a.txt").read_text() == "Changed.\n"
