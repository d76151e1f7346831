"""Decisions, movement, filters and views of a review, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import files
from linter.review import session as sessions
from linter.review.controller import Review
from linter.review.intents import (
    ClashError,
    RefusedError,
    accept,
    ask,
    decide_all,
    draft,
    edit,
    preview,
    reject,
    reopen,
)
from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED
from linter.review.session import Filter
from linter.review.views import reading, sheet
from linter.review.writing import Target, diff, pending
from tests.review_support import ARTICLE, lint_file, review


def find(made: Review, text: str, nth: int = 0) -> int:
    return [i for i, item in enumerate(made.session.items) if item.finding.text == text][nth]


def content(folder: Path, name: str = "a.txt") -> str:
    return (folder / name).read_bytes().decode()


def write(made: Review, file: int = 0) -> None:
    written = made.write(file)
    assert written is not None
    made.settle(written)


@pytest.fixture
def made(tmp_path: Path) -> Review:
    return review(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE.replace("Biden", "Macron")})


def test_accepted_edits_and_nothing_else_are_written(made: Review, tmp_path: Path) -> None:
    made.decide(accept(made.session, find(made, "Poutine")))
    made.decide(accept(made.session, find(made, "appeal", 1), 1))
    made.decide(reject(made.session, find(made, "appeal")))
    made.decide(edit(made.session, find(made, "accuse"), "blame"))
    made.decide(accept(made.session, find(made, "Leave a Reply\n")))
    assert content(tmp_path) == ARTICLE
    write(made)
    expected = ARTICLE.replace("Poutine", "Putin", 1).replace("Before the appeal", "Before the phone call")
    assert content(tmp_path) == expected.replace("accuse", "blame").replace("Leave a Reply\n", "")
    assert content(tmp_path, "b.txt") == ARTICLE.replace("Biden", "Macron")


def test_after_writing_nothing_vanishes_and_decisions_stay(made: Review, tmp_path: Path) -> None:
    made.decide(reject(made.session, find(made, "appeal")))
    made.decide(accept(made.session, find(made, "Poutine")))
    made.decide(accept(made.session, find(made, "Poutine", 1)))
    write(made)
    kept = [made.session.items[i] for i in made.session.of_file(0)]
    # Without any Poutine the linter finds no appeal any more, but they were on the screen.
    assert [item.finding.text for item in kept].count("appeal") == 3
    assert "Poutine" not in {item.finding.text for item in kept}
    assert made.session.state(find(made, "appeal")) == REJECTED
    text = made.session.text(0)
    assert all(text[item.finding.start : item.finding.end] == item.finding.text for item in kept)
    assert pending(made.session) == []


def test_undo_goes_back_over_a_write(made: Review, tmp_path: Path) -> None:
    item = find(made, "Poutine")
    made.decide(accept(made.session, item))
    write(made)
    assert "Putin" in content(tmp_path)
    made.undo()
    assert content(tmp_path) == ARTICLE
    assert made.session.state(item) == ACCEPTED
    made.undo()
    assert made.session.state(item) == OPEN
    made.redo()
    made.redo()
    assert content(tmp_path) == ARTICLE.replace("Poutine", "Putin", 1)
    with pytest.raises(RefusedError):
        made.redo()


def test_undo_of_a_write_refuses_a_file_that_has_changed(made: Review, tmp_path: Path) -> None:
    made.decide(accept(made.session, find(made, "Poutine")))
    write(made)
    (tmp_path / "a.txt").write_text("Something else.\n")
    with pytest.raises(files.WriteError, match="changed"):
        made.undo()
    assert content(tmp_path) == "Something else.\n"
    assert pending(made.session) == []
    assert made.session.ledger.past[-1].deed.rewrite is not None


def test_a_file_that_changed_is_not_overwritten(made: Review, tmp_path: Path) -> None:
    made.decide(accept(made.session, find(made, "Poutine")))
    (tmp_path / "a.txt").write_text("Meanwhile. " + ARTICLE)
    with pytest.raises(files.WriteError, match="changed"):
        made.write(0)
    made.reload(0)
    assert made.session.state(find(made, "Poutine")) == ACCEPTED
    write(made)
    assert content(tmp_path) == "Meanwhile. " + ARTICLE.replace("Poutine", "Putin", 1)


def test_output_elsewhere_leaves_the_file_and_the_decisions(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE}, Target(output=str(tmp_path / "out")))
    made.decide(accept(made.session, find(made, "Poutine")))
    write(made)
    assert content(tmp_path) == ARTICLE
    assert content(tmp_path / "out") == ARTICLE.replace("Poutine", "Putin", 1)
    assert made.session.state(find(made, "Poutine")) == ACCEPTED
    write(made)
    made.target = Target(suffix=".edited")
    write(made)
    assert content(tmp_path, "a.edited.txt") == content(tmp_path / "out")


def test_a_clash_is_shown_when_it_is_decided(made: Review) -> None:
    wide, narrow = find(made, "the next diplomatic contacts"), find(made, "diplomatic contacts")
    made.decide(accept(made.session, wide))
    with pytest.raises(ClashError) as raised:
        accept(made.session, narrow)
    assert raised.value.blockers == (wide,)
    assert made.session.state(narrow) == OPEN
    made.decide(accept(made.session, narrow, instead=True))
    assert made.session.state(narrow) == ACCEPTED
    assert made.session.state(wide) == OPEN
    made.undo()
    assert made.session.state(narrow) == OPEN
    assert made.session.state(wide) == ACCEPTED


def test_a_finding_without_a_fix_can_only_be_edited(made: Review) -> None:
    item = find(made, "accuse")
    with pytest.raises(RefusedError):
        accept(made.session, item)
    assert draft(made.session, item)[1] == "accuse"
    with pytest.raises(RefusedError, match="nothing was changed"):
        edit(made.session, item, "accuse")
    made.decide(edit(made.session, item, "fault"))
    assert draft(made.session, item)[0].replacement == "fault"
    made.decide(reopen(made.session, item))
    assert made.session.state(item) == OPEN
    with pytest.raises(RefusedError):
        reopen(made.session, item)


def test_all_of_a_rule_is_first_a_list(made: Review) -> None:
    item = find(made, "appeal", 1)
    made.decide(reject(made.session, find(made, "appeal")))
    listed = preview(made.session, item, ACCEPTED, "rule", False)
    assert [one.item for one in listed] == [item, find(made, "appeal", 2)]
    everywhere = preview(made.session, item, ACCEPTED, "rule", True)
    assert len(everywhere) == 5
    made.decide(decide_all(made.session, ACCEPTED, everywhere, "all appeals"))
    assert sessions.count(made.session)[ACCEPTED] == 5
    made.undo()
    assert sessions.count(made.session) == {OPEN: len(made.session.items) - 1, ACCEPTED: 0, REJECTED: 1, ASKED: 0}


def test_all_lists_what_stands_in_the_way(made: Review) -> None:
    listed = preview(made.session, 0, ACCEPTED, "everything", False)
    obstacles = {made.session.items[one.item].finding.text: one.obstacle for one in listed}
    assert obstacles["accuse"] == "no fix"
    assert obstacles["diplomatic contacts"]
    assert not obstacles["the next diplomatic contacts"]
    made.decide(decide_all(made.session, ACCEPTED, listed, "all"))
    assert made.session.state(find(made, "diplomatic contacts")) == OPEN
    with pytest.raises(RefusedError):
        decide_all(made.session, ACCEPTED, [], "nothing")


def test_filters_narrow_the_list_and_the_counts(made: Review) -> None:
    made.session = sessions.narrow(made.session, Filter(levels=frozenset({"error"})))
    assert {made.session.items[i].finding.level for i in made.session.shown} == {"error"}
    assert sum(sessions.count(made.session).values()) == len(made.session.shown) == 6
    made.session = sessions.narrow(made.session, Filter(languages=frozenset({"fr"}), confidence=0.8))
    assert {made.session.items[i].finding.text for i in made.session.shown} == {"Poutine"}
    made.session = sessions.narrow(made.session, Filter(states=frozenset({OPEN})))
    current = made.session.cursor
    made.decide(reject(made.session, current))
    assert current not in made.session.shown
    assert made.session.cursor > current
    made.undo()
    assert made.session.cursor == current
    made.session = sessions.narrow(made.session, Filter(rules=frozenset({"no/such/rule"})))
    assert made.session.current is None
    assert sessions.advance(made.session) == made.session


def test_moving_about(made: Review) -> None:
    texts = [item.finding.text for item in made.session.items]
    assert made.session.cursor == 0
    assert sessions.step(made.session, -1).cursor == 0
    assert sessions.step(made.session, 10**6).cursor == len(texts) - 1
    made.decide(reject(made.session, 1))
    assert sessions.advance(made.session).cursor == 2
    assert sessions.advance(made.session, -1).cursor == len(texts) - 1
    assert texts[sessions.same_rule(made.session).cursor] == "Poutine"
    assert sessions.go_file(made.session, "b.txt").cursor == len(texts) // 2
    found = sessions.search(made.session, "SPOKESMAN")
    assert found.items[found.cursor].finding.text == "the next diplomatic contacts"
    assert sessions.search(made.session, "macron").current.path == "b.txt"  # type: ignore[union-attr]
    assert sessions.search(made.session, "no such words") == made.session


def test_the_article_as_it_will_read(made: Review) -> None:
    made.decide(accept(made.session, find(made, "Poutine")))
    made.decide(accept(made.session, find(made, "Leave a Reply\n")))
    text, marks = reading(made.session, 0)
    assert text == ARTICLE.replace("Poutine", "Putin", 1).replace("Leave a Reply\n", "")
    standing = {mark.item: text[mark.start : mark.end] for mark in marks}
    for item in made.session.of_file(0):
        expected = {"Poutine": "Putin", "Leave a Reply\n": ""} if made.session.state(item) == ACCEPTED else {}
        was = made.session.items[item].finding.text
        assert standing[item] == expected.get(was, was)
    assert reading(made.session, 0, original=True)[0] == ARTICLE


def test_the_card_shows_the_sentence_before_and_after(made: Review) -> None:
    made.decide(accept(made.session, find(made, "Poutine", 1)))
    card = sheet(made.session, find(made, "appeal", 1), 1)
    assert card.before.text == "Before the appeal, Putin met his ministers."
    assert card.after.text == "Before the phone call, Putin met his ministers."
    assert [card.after.text[low:high] for low, high in card.after.spans] == ["phone call"]
    assert card.line == 5
    made.decide(edit(made.session, find(made, "appeal", 1), "talks"))
    card = sheet(made.session, find(made, "appeal", 1))
    assert (card.chosen, card.by_hand) == (-1, "talks")
    assert card.after.text == "Before the talks, Putin met his ministers."


def test_the_diff_is_of_what_would_be_written(made: Review) -> None:
    assert diff(made.session, 0) == ""
    made.decide(accept(made.session, find(made, "Poutine")))
    assert [line for line in diff(made.session, 0).splitlines()[2:] if line[:1] in "+-"] == [
        "-Biden and Poutine to speak in appeal on Friday",
        "+Biden and Putin to speak in appeal on Friday",
    ]


def test_files_may_arrive_while_the_review_goes_on(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    made.session = sessions.step(made.session, 3)
    made.decide(ask(made.session, 3, " who is he? "))
    (tmp_path / "b.txt").write_text(ARTICLE)
    made.add([lint_file(str(tmp_path / "b.txt")), lint_file(str(tmp_path / "missing.txt"))])
    assert made.session.cursor == 3
    assert len(made.session.items) == 2 * len(made.session.of_file(0))
    assert made.session.decision(3).note == "who is he?"  # type: ignore[union-attr]
    assert made.session.files[2].error == "No such file or directory"


def test_what_would_change_markup_is_refused_when_it_is_decided(tmp_path: Path) -> None:
    text = "The Poutine and `code` of old.\n\n> A quote, Poutine.\n"
    made = review(tmp_path, {"a.txt": text})
    made.session = sessions.start([made.session.files[0]._replace(format="markdown")])
    with pytest.raises(ClashError, match="change the text around it") as raised:
        edit(made.session, 0, "Putin`")
    assert raised.value.blockers == ()
    made.decide(accept(made.session, 0))
    assert made.session.state(0) == ACCEPTED
    made.decide(edit(made.session, 1, "**Putin**"))
    write(made)
    assert content(tmp_path) == "The Putin and `code` of old.\n\n> A quote, **Putin**.\n"
