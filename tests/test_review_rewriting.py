"""A sentence written anew: whatever is typed is what the sentence then reads."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.review.intents import ClashError, RefusedError, accept, write
from linter.review.ledger import ACCEPTED, OPEN
from linter.review.rewriting import Rewriting, sentence_draft, sentence_edits
from linter.review.views import reading
from tests.review_support import ARTICLE, review


def test_only_what_differs_is_replaced(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    item = next(i for i, one in enumerate(made.session.items) if one.finding.text == "accuse")
    text, at = sentence_draft(made.session, item)
    assert text.startswith("“We accuse nobody,”")
    assert text[at:].startswith("accuse")
    edits = sentence_edits(made.session, item, text.replace("nobody", "no one")).edits
    assert [(ARTICLE[one.start : one.end], one.replacement) for one in edits] == [("body", " one")]
    made.decide(write(made.session, item, edits))
    assert "“We accuse no one,” he told him." in reading(made.session, 0)[0]
    assert sentence_edits(made.session, item, sentence_draft(made.session, item)[0]) == Rewriting()
    with pytest.raises(RefusedError):
        write(made.session, item, ())


def test_a_fix_in_the_sentence_is_kept_or_taken_over(tmp_path: Path) -> None:
    made = review(tmp_path, {"a.txt": ARTICLE})
    items = [i for i, one in enumerate(made.session.items) if one.finding.start > ARTICLE.index("Before the")]
    appeal, poutine = items[:2]
    made.decide(accept(made.session, poutine))
    text, _ = sentence_draft(made.session, appeal)
    assert text == "Before the appeal, Putin met his ministers."
    edits, over = sentence_edits(made.session, appeal, "After it, Putin met his ministers.")
    assert over == ()
    made.decide(write(made.session, appeal, edits))
    assert made.session.state(poutine) == ACCEPTED
    edits, over = sentence_edits(made.session, appeal, "After it, Mr Pu met.")
    assert over == (poutine,)
    with pytest.raises(ClashError):
        write(made.session, appeal, edits, over=over)
    made.decide(write(made.session, appeal, edits, True, over))
    assert made.session.state(poutine) == OPEN
    assert "\n\nAfter it, Mr Pu met. The appeal" in reading(made.session, 0)[0]


@settings(max_examples=300, deadline=None)
@given(
    accepted=st.lists(st.integers(0, 11), max_size=5),
    steps=st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 60), st.integers(0, 15), st.text("xy .é👩\n", max_size=4)),
        min_size=1,
        max_size=4,
    ),
)
def test_the_sentence_reads_as_typed_and_nothing_else_changes(
    accepted: list[int], steps: list[tuple[int, int, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = review(folder, {"a.txt": ARTICLE})
        with made.journal:
            for item in accepted:
                try:
                    made.decide(accept(made.session, item))
                except (ClashError, RefusedError):
                    continue
            for item, at, length, new in steps:
                draft, _ = sentence_draft(made.session, item)
                typed = draft[:at] + new + draft[at + length :]
                before = reading(made.session, 0)[0]
                place = _place(before, draft, made.session, item)
                edits, over = sentence_edits(made.session, item, typed)
                assert bool(edits) == (typed != draft)
                if not edits:
                    continue
                made.decide(write(made.session, item, edits, True, over))
                after = reading(made.session, 0)[0]
                assert after == before[:place] + typed + before[place + len(draft) :]


def _place(text: str, draft: str, session: object, item: int) -> int:
    """Where the sentence stands: the occurrence that holds the item's mark."""
    from linter.review.session import Session

    assert isinstance(session, Session)
    mark = next(mark for mark in reading(session, 0)[1] if mark.item == item)
    _, at = sentence_draft(session, item)
    assert text[mark.start - at :].startswith(draft)
    return mark.start - at
