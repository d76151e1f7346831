"""The style of passages as evidence: what it reads, what it says, and how far that reaches."""

from __future__ import annotations

import functools
import itertools
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linter import Linter
from linter.engine.load import translationese
from linter.engine.translationese import CEILING, CONSTANT, LEAST, PASSAGE, Style, frames
from linter.formats import parse
from linter.model import LANGUAGES, Source
from tests.command import GATED, pack

FIXTURES = Path(__file__).parent.parent / "fixtures"
WORDS = {"the", "of", "said", "it's"}


def style(text: str) -> Style:
    document = parse(Source("a.txt", text.encode(), text, "utf-8", b""), "text")
    return Style(translationese, document.prose, document.segments)


@functools.cache
def says(path: Path) -> float:
    """What an article says for translation as such, in the passage that says most."""
    text = path.read_text(encoding="utf-8")
    said = style(text).around(range(len(text)))
    assert said is not None
    return said[""]


def articles(kind: str) -> list[Path]:
    return sorted((FIXTURES / kind).glob("*.txt"))


def test_other_words_are_told_by_ending_and_capital_only() -> None:
    found = frames("The mayor of Lille quickly said it’s raining, on 12.5 acres. Walking of Anna’s", WORDS)
    assert found[::3] == [
        "the", "_", "of", "N", "_ly", "said", "it's", "_ing", ",", "_", "0", "_s", ".", "_ing", "of", "N's",
    ]  # fmt: skip
    assert found[4:6] == ["the _", ". the _"]


def test_the_table_knows_languages_words_and_a_constant() -> None:
    model = translationese()
    assert set(model.languages) <= set(LANGUAGES)
    assert len(model.weights[CONSTANT]) == len(model.languages)
    assert {"the", "of", "which"} <= set(model.weights)
    assert all(len(weights) == len(model.languages) for weights in model.weights.values())


def test_translations_say_more_than_native_english() -> None:
    translated = sorted(says(path) for path in articles("mt"))
    native = sorted(says(path) for path in articles("clean"))
    assert translated[len(translated) // 2] > native[3 * len(native) // 4]
    assert sum(nats > 1 for nats in translated) / len(translated) > 0.6
    assert sum(nats > 1 for nats in native) / len(native) < 0.3


def test_it_is_no_matter_where_paragraphs_end() -> None:
    text = " ".join(articles("mt")[0].read_text(encoding="utf-8").split())
    sentences = re.split(r"(?<=[.?!]) ", text)
    assert len(sentences) > 5
    apart = [frame for sentence in sentences for frame in frames(sentence, translationese().weights)]
    assert frames(text, translationese().weights) == apart


def test_what_is_said_has_its_bounds() -> None:
    for path in articles("mt") + articles("clean"):
        said = style(path.read_text(encoding="utf-8")).around([500])
        assert said is not None
        assert set(said) == {"", *translationese().languages}
        assert all(nats <= CEILING for nats in said.values())
        assert said[""] >= LEAST


def test_a_short_text_says_nothing() -> None:
    assert style("The mayor of Lille has declared on Tuesday that it is about a question of time.").around([0]) is None
    assert style("").around([0]) is None


@given(st.integers(0, 3), st.integers(0, 3), st.randoms())
def test_a_passage_is_heard_whatever_stands_before_and_after(before: int, after: int, random: object) -> None:
    text = articles("mt")[0].read_text(encoding="utf-8").strip()
    others = [path.read_text(encoding="utf-8").strip() for path in articles("clean")[:6]]
    random.shuffle(others)  # type: ignore[attr-defined]
    place = len(re.sub(r"\s+\Z", "", text)) // 2
    shift = sum(len(other) + 2 for other in others[:before])
    alone = style(text).around([place])
    among = style("\n\n".join([*others[:before], text, *others[3 : 3 + after]])).around([shift + place])
    assert alone is not None
    assert among is not None
    assert all(among[language] >= alone[language] for language in alone)


def test_a_passage_ends_with_the_segment_in_which_it_is_long_enough() -> None:
    read = style((articles("mt")[0]).read_text(encoding="utf-8"))
    first = read.passage(0)
    assert first is not None
    assert first.tokens >= PASSAGE
    apart = list(read.apart())
    assert all(one.after <= other.first for one, other in itertools.pairwise(apart))


def test_a_passage_is_but_a_part_of_a_long_paragraph() -> None:
    read = style("The mayor of the town said that it was of the opinion of the council. " * 2_000)
    first = read.passage(0)
    assert first is not None
    assert first.tokens < 3 * PASSAGE
    assert read.around([70_000]) is not None


def test_a_finding_says_that_it_stands_on_the_style_of_its_passage(tmp_path: Path) -> None:
    loudest = max(articles("mt"), key=says)
    source = loudest.name[:2]
    rule = GATED.replace('["fr"]', f'["{source}"]').replace('needs = "some"', 'needs = "some"\nvoice = "strong"')
    pack(tmp_path / "zoo", rule)
    (tmp_path / "decalque.toml").write_text('packs = ["zoo"]\n', encoding="utf-8")
    linter = Linter(no_cache=True, config=tmp_path / "decalque.toml")
    everything = [Linter(no_cache=True, level="note", language=language) for language in LANGUAGES]
    sentences = re.split(r"(?<=[.?!])\s+", loudest.read_text(encoding="utf-8"))
    silent = [sentence for sentence in sentences if not any(one.check_text(sentence).findings for one in everything)]
    assert not linter.check_text("He saw a zebra.").findings
    found = linter.check_text(" ".join([*silent * 3, "He saw a zebra."])).findings
    (zebra,) = [finding for finding in found if finding.rule == "zoo/house/zebra"]
    assert "its passage uses common words as translations do" in zebra.because
