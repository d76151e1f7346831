"""Decisions after the review: as a baseline, listed, exported, pruned; and the desk's questions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from linter.review import places
from linter.review.controller import Review
from linter.review.decisions import Baselines, as_csv, as_json, as_text, find_prunable, ordered, prune
from linter.review.desk import as_csv as desk_csv
from linter.review.desk import as_markdown
from linter.review.intents import accept, ask, reject
from linter.review.journal import Journal, JournalError, read
from linter.review.ledger import ASKED, REJECTED
from tests.review_support import ARTICLE, lint_file, review


@pytest.fixture
def made(tmp_path: Path) -> Review:
    made = review(tmp_path, {"a.txt": ARTICLE, "b.txt": "=1+1 Poutine.\n"})
    made.decide(reject(made.session, 0))
    made.decide(ask(made.session, 1, "Which *call*?"))
    made.decide(accept(made.session, 2))
    made.decide(reject(made.session, len(made.session.items) - 1))
    return made


def test_rejected_findings_are_a_baseline(made: Review, tmp_path: Path) -> None:
    path = str(tmp_path / "a.txt")
    before = lint_file(path)
    after = Baselines().apply(before, str(tmp_path))
    assert before.findings[0].text == "Poutine"
    assert after.findings == before.findings[1:]
    assert Baselines().apply(before, str(tmp_path / "elsewhere")) == before


def test_the_baseline_is_found_without_a_configuration(
    made: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep")
    known = str(tmp_path / ".decalque" / "decisions.jsonl")
    assert places.locate(str(tmp_path / "deep" / "er"), None) == known
    assert places.locate(".", None) == known
    assert places.locate(".", str(tmp_path / "deep")) == str(tmp_path / "deep" / ".decalque" / "decisions.jsonl")
    assert len(Baselines().apply(lint_file("../a.txt"), None).findings) == 11


def test_a_baseline_that_cannot_be_read_is_an_error(made: Review, tmp_path: Path) -> None:
    (tmp_path / ".decalque" / "decisions.jsonl").write_text("not a journal\n\n")
    with pytest.raises(JournalError, match="not a journal"):
        Baselines().apply(lint_file(str(tmp_path / "a.txt")), str(tmp_path))


def test_list(made: Review) -> None:
    lines = list(as_text(ordered(made.session.ledger.decisions)))
    assert [line for line in lines if not line.startswith(" ")] == ["a.txt", "b.txt"]
    assert "      1  asked     “appeal”: Which *call*?  [french/false-friends/appeal]" in lines
    assert any("accepted  “the next diplomatic contacts” → “upcoming contacts”" in line for line in lines)
    assert len(list(as_text(ordered(made.session.ledger.decisions, [REJECTED])))) == 4


def test_export(made: Review) -> None:
    rows = json.loads(as_json(ordered(made.session.ledger.decisions)))
    assert rows["schema"] == 1
    assert [row["state"] for row in rows["decisions"]].count("rejected") == 2
    first = next(row for row in rows["decisions"] if row["text"] == "the next diplomatic contacts")
    assert (first["path"], first["line"], first["becomes"]) == ("a.txt", 3, "upcoming contacts")
    assert first["at"].endswith("Z")
    table = list(csv.DictReader(io.StringIO(as_csv(ordered(made.session.ledger.decisions)))))
    assert len(table) == 4
    assert next(row for row in table if row["path"] == "b.txt")["sentence"] == "'=1+1 Poutine."


def test_prune_drops_what_fits_nothing(made: Review, tmp_path: Path) -> None:
    made.journal.close()
    (tmp_path / "b.txt").unlink()
    (tmp_path / "a.txt").write_text(ARTICLE.replace("the next diplomatic contacts", "it"))
    with Journal(str(tmp_path / ".decalque" / "decisions.jsonl")) as journal:
        pruning = find_prunable(journal, lint_file)
        assert sorted(reason for _, _, reason in pruning.dropped) == [
            "nothing is found there any more",
            "the file is gone",
        ]
        assert len(journal.past.ledger.decisions) == 4
        prune(journal, pruning)
    again = read(str(tmp_path / ".decalque" / "decisions.jsonl"))
    assert {decision.state for decision in again.ledger.decisions.values()} == {REJECTED, ASKED}
    assert again.root == str(tmp_path)
    assert [path.name for path in (tmp_path / ".decalque").iterdir() if path.suffix == ".new"] == []
    assert review(tmp_path).session.state(0) == REJECTED


def test_a_file_that_cannot_be_checked_keeps_its_decisions(made: Review, tmp_path: Path) -> None:
    made.journal.close()
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with Journal(str(tmp_path / ".decalque" / "decisions.jsonl")) as journal:
        assert find_prunable(journal, lint_file).dropped == ()


def test_the_desk_gets_sentence_place_and_reason(made: Review) -> None:
    asked = ordered(made.session.ledger.decisions, [ASKED])
    text = as_markdown(asked)
    assert "1 question on 1 file." in text
    assert "## a.txt" in text
    assert r"1. **Which \*call\*?**" in text
    assert "   > Biden and Poutine to speak in **appeal** on Friday" in text
    assert "   Line 1: “appeal” is a trace of another language. A reason. (`french/false-friends/appeal`)" in text
    (row,) = csv.DictReader(io.StringIO(desk_csv(asked)))
    assert row["question"] == "Which *call*?"
    assert (row["path"], row["line"], row["rule"]) == ("a.txt", "1", "french/false-friends/appeal")


def test_the_desk_without_questions_says_so() -> None:
    assert "Nothing was asked." in as_markdown([])
    assert desk_csv([]).count("\r\n") == 1
