"""The journal: what is on the disk, whatever happens to the process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linter.review import session as sessions
from linter.review.intents import accept, ask, edit, reject
from linter.review.journal import Journal, JournalError, read
from linter.review.ledger import (
    ACCEPTED,
    ASKED,
    OPEN,
    REJECTED,
    About,
    Change,
    Decide,
    Decision,
    Redo,
    Rewrite,
    Swap,
    Undo,
)
from linter.review.records import decode, encode
from tests.review_support import ARTICLE, review


def journal_in(folder: Path) -> Path:
    return folder / ".decalque" / "decisions.jsonl"


def test_a_review_resumes_where_it_stopped(tmp_path: Path) -> None:
    first = review(tmp_path, {"a.txt": ARTICLE})
    first.decide(accept(first.session, 0))
    first.decide(edit(first.session, 1, "a chat"))
    first.decide(ask(first.session, 2, "Which ones?"))
    first.decide(reject(first.session, 3))
    first.undo()
    first.journal.close()
    again = review(tmp_path)
    assert again.session.ledger == first.session.ledger
    assert [again.session.state(i) for i in range(4)] == [ACCEPTED, ACCEPTED, ASKED, OPEN]
    assert again.session.cursor == 3
    again.redo()
    assert again.session.state(3) == REJECTED
    for _ in range(4):
        again.undo()
    assert again.session.ledger.decisions == {}


def test_each_decision_is_one_line_and_is_on_the_disk_at_once(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    for item in range(3):
        made.decide(reject(made.session, item))
        lines = journal_in(tmp_path).read_bytes().splitlines(keepends=True)
        assert len(lines) == item + 2
        assert all(line.endswith(b"\n") and json.loads(line) for line in lines)
    assert json.loads(lines[0]) == {"decalque": "journal", "schema": 1, "root": ".."}


def test_a_torn_last_line_is_dropped(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    made.decide(reject(made.session, 0))
    whole = journal_in(tmp_path).read_bytes()
    made.decide(reject(made.session, 1))
    made.journal.close()
    torn = journal_in(tmp_path).read_bytes()
    for cut in range(len(torn)):
        journal_in(tmp_path).write_bytes(torn[:cut])
        with Journal(str(journal_in(tmp_path)), str(tmp_path)) as opened:
            known = len(opened.past.ledger.decisions)
            # The line end alone may be missing: then the line says all it has to say.
            assert known == (2 if cut == len(torn) - 1 else 1 if cut >= len(whole) - 1 else 0)
            assert not opened.past.broken
            opened.append(Decide("later", (Change("a.txt", "later", Decision(REJECTED)),)))
        assert len(read(str(journal_in(tmp_path))).ledger.decisions) == known + 1


def test_a_line_that_is_broken_in_the_middle_is_reported_and_the_rest_is_kept(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    for item in range(3):
        made.decide(reject(made.session, item))
    made.journal.close()
    lines = journal_in(tmp_path).read_bytes().splitlines(keepends=True)
    lines[2] = b"<<<<<<< HEAD\n"
    journal_in(tmp_path).write_bytes(b"".join(lines))
    past = read(str(journal_in(tmp_path)))
    assert [number for number, _ in past.broken] == [3]
    assert len(past.ledger.decisions) == 2


@pytest.mark.parametrize("head", ['{"decalque": "journal", "schema": 2}', "[]", "some notes", '{"a": 1}'])
def test_what_is_no_journal_of_this_version_is_refused_and_left_alone(tmp_path: Path, head: str) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text(head + "\n{}\n")
    with pytest.raises(JournalError, match=r"notes\.jsonl"):
        Journal(str(path))
    assert path.read_text() == head + "\n{}\n"


def test_two_at_once_are_refused_with_the_process_that_has_it(tmp_path: Path) -> None:
    with Journal(str(journal_in(tmp_path))):
        with pytest.raises(JournalError, match=f"process {os.getpid()}"):
            Journal(str(journal_in(tmp_path)))
        Journal(str(tmp_path / "other.jsonl")).close()
    Journal(str(journal_in(tmp_path))).close()


def test_a_full_disk_takes_no_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    made.decide(reject(made.session, 0))
    before = journal_in(tmp_path).read_bytes()

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JournalError, match="No space left"):
        made.decide(reject(made.session, 1))
    monkeypatch.undo()
    assert journal_in(tmp_path).read_bytes() == before
    assert made.session.state(1) == OPEN
    made.decide(reject(made.session, 1))
    assert len(read(str(journal_in(tmp_path))).ledger.decisions) == 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be kept there"):
        Journal(str(tmp_path / "file" / "decisions.jsonl"))


def test_the_folder_may_move(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    first = review(tmp_path / "one", {"a.txt": ARTICLE})
    first.decide(reject(first.session, 0))
    first.journal.close()
    (tmp_path / "one").rename(tmp_path / "two")
    again = review(tmp_path / "two")
    assert again.session.state(0) == REJECTED
    assert again.journal.place("a.txt") == str(tmp_path / "two" / "a.txt")


def test_a_changed_file_keeps_what_still_fits_and_lists_the_rest(tmp_path: Path) -> None:
    first = review(tmp_path, {"a.txt": ARTICLE})
    poutine, gone = 0, len(first.session.items) - 1
    first.decide(accept(first.session, poutine))
    first.decide(reject(first.session, gone))
    first.journal.close()
    (tmp_path / "a.txt").write_text("A new line.\n\n" + ARTICLE.replace("Leave a Reply\n", ""))
    again = review(tmp_path)
    assert again.session.state(poutine) == ACCEPTED
    stale = sessions.stale(again.session)
    assert [decision.about.text for _, decision in stale] == ["Leave a Reply\n"]
    written = again.write(0)
    assert written is not None
    assert (tmp_path / "a.txt").read_text().startswith("A new line.\n\nBiden and Putin to")


def test_an_accepted_edit_whose_text_has_changed_is_not_made(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    made.decide(accept(made.session, 0))
    (key,) = made.session.ledger.decisions
    decision = made.session.ledger.decisions[key]
    other = decision._replace(swaps=(Swap(0, "Eltsine", "Yeltsin"),))
    made.decide(Decide("as from another version", (Change(*key, other),)))
    assert made.session.state(0) == OPEN
    assert [lost for lost, _ in sessions.stale(made.session)] == [key]


_KILLED = """
import sys
sys.path.insert(0, {path!r})
from tests.review_support import review
from linter.review.intents import reject
made = review({folder!r})
for item in range(len(made.session.items)):
    made.decide(reject(made.session, item))
    print(item, flush=True)
import time
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("decided", [1, 4])
def test_a_killed_process_loses_nothing(tmp_path: Path, decided: int) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    program = _KILLED.format(path=str(Path(__file__).parent.parent), folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(decided)]
        process.send_signal(signal.SIGKILL)
    assert said[-1] == f"{decided - 1}\n"
    again = review(tmp_path)
    assert [again.session.state(i) for i in range(decided)] == [REJECTED] * decided
    assert (tmp_path / "a.txt").read_text() == ARTICLE


_texts = st.text(max_size=12)
_decisions = st.builds(
    Decision,
    st.sampled_from([ACCEPTED, REJECTED, ASKED]),
    st.lists(st.builds(Swap, st.integers(-50, 50), _texts, _texts), max_size=2).map(tuple),
    note=_texts,
    about=st.builds(About, _texts, text=_texts, line=st.integers(0, 99), sentence=_texts),
)


def _spelled(decision: Decision) -> Decision:
    return decision if decision.swaps else decision._replace(title="")


_changes = st.builds(Change, _texts, _texts, st.none() | _decisions.map(_spelled))
_spans = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), _texts), max_size=2).map(tuple)
_events = st.one_of(
    st.builds(Undo, _texts),
    st.builds(Redo, _texts),
    st.builds(
        Decide,
        _texts,
        st.lists(_changes, max_size=3).map(tuple),
        st.none() | st.builds(Rewrite, _texts, _texts, _texts, _spans, _spans),
        _texts,
    ),
)


@given(_events)
def test_every_event_comes_back_as_it_was_written(event: Undo | Redo | Decide) -> None:
    assert decode(json.loads(json.dumps(encode(event)))) == event


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_events, max_size=6))
def test_a_journal_gives_the_ledger_that_its_events_made(tmp_path: Path, events: list[Undo | Redo | Decide]) -> None:
    from linter.review.ledger import EMPTY, fold

    path = tmp_path / f"{time.monotonic_ns()}.jsonl"
    expected = EMPTY
    with Journal(str(path)) as journal:
        for event in events:
            journal.append(event)
            expected = fold(expected, event)
    assert read(str(path)).ledger == expected
