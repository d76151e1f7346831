"""What is measured of rules, and what follows from it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from linter.cli import cli
from linter.model import NEEDS, VOICES, Rule
from linter.rulepack.ledger import Ledger, lowered, read, wilson, worth

PLACES = ["Moscow", "Kazan", "Sochi", "Omsk", "Tver", "Perm", "Samara", "Tomsk", "Kursk", "Pskov", "Yalta", "Tula"]


def rule(
    voice: str = "strong", needs: str = "nothing", level: str = "warning", sources: tuple[str, ...] = ("fr",)
) -> Rule:
    return Rule("french/a/b", "phrase", "m", "w", "calque", level, sources, voice, needs, "review", 0.9, (), {})


def ledger(translated: int, native: int, **row: float) -> Ledger:
    words = {"fr": 300_000, "de": 300_000, "native": 500_000}
    row = {"translated": translated, "sentences": translated, "native": native, **row}
    return Ledger({"french/a/b": row}, words)


@pytest.fixture
def corpora(tmp_path: Path) -> list[str]:
    rows = [
        {
            "id": f"wire.{number}",
            "pair": "fr-en",
            "mt": f"Vladimir {name} went to {place}.",
            "ref": f"Putin saw {place}.",
        }
        for number, (name, place) in enumerate(zip(["Poutine", "Putin"] * 6, PLACES, strict=True))
    ]
    parallel = tmp_path / "wire.jsonl"
    parallel.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    native = tmp_path / "native.txt"
    native.write_text("They ate poutine and drank beer.\n=====\nIt rained all day.\n", encoding="utf-8")
    return [str(parallel), str(native)]


def test_eval_judges_findings_by_the_human_version(corpora: list[str]) -> None:
    done = CliRunner().invoke(cli, ["eval", *corpora, "--format", "json"])
    assert done.exit_code == 0, done.output
    (row,) = (row for row in json.loads(done.stdout) if row["rule"] == "french/names/vladimir-poutine")
    assert (row["hits"], row["judged"], row["changed"], row["confirmed"]) == (6, 6, 1.0, 1.0)
    assert (row["translated"], row["sentences"], row["native"], row["native_per_10k"]) == (6, 6, 0, 0.0)
    assert "wire: parallel, 1 documents, 60 words" in done.stderr


def test_the_ledger_that_eval_writes_can_be_read(corpora: list[str], tmp_path: Path) -> None:
    written = tmp_path / "precision.toml"
    done = CliRunner().invoke(cli, ["eval", *corpora, "--write", str(written)])
    assert done.exit_code == 0, done.output
    made = read(written.read_bytes())
    assert made.words == {"fr": 60, "native": 10}
    assert made.rows["french/names/vladimir-poutine"]["judged"] == 6


def test_a_voice_is_worth_what_was_measured() -> None:
    assert worth(ledger(29, 4), rule()) == pytest.approx(math.log((28.5 / 300_000) / (4.5 / 500_000)))
    assert lowered(ledger(29, 0), rule("proof")).voice == "proof"
    assert lowered(ledger(29, 4), rule("proof")).voice == "strong"
    assert lowered(ledger(29, 25), rule("proof")).voice == "weak"
    assert lowered(ledger(3, 25), rule("proof")).voice == "silent"


def test_what_was_hardly_met_does_not_stand_alone() -> None:
    assert lowered(ledger(9, 0), rule("strong")) == rule("strong")
    for guess in (ledger(0, 0), ledger(2, 0), ledger(60, 0, sentences=2)):  # two sentences, by thirty systems
        made = lowered(guess, rule("strong"))
        assert made.level == "warning"
        assert made.needs != "nothing"
    assert worth(ledger(1, 0), rule()) == worth(ledger(0, 0), rule())  # the sentence that it was written for


def test_one_hit_in_native_english_makes_no_note() -> None:
    assert lowered(ledger(0, 1), rule("strong", "some")) == rule("silent", "much")
    assert lowered(ledger(0, 2), rule("strong", "some")).level == "note"


def test_a_rule_that_native_english_speaks_like_needs_evidence_or_is_a_note() -> None:
    assert lowered(ledger(200, 1), rule()) == rule()
    assert lowered(ledger(29, 4), rule()).needs == "nothing"
    assert lowered(ledger(29, 7), rule()).needs == "some"
    assert lowered(ledger(4, 1), rule()).needs == "much"
    assert lowered(ledger(29, 7), rule(needs="much")).needs == "much"
    assert lowered(ledger(29, 15), rule()).level == "note"  # good English, if not five times as frequent
    assert lowered(ledger(3, 25), rule()).level == "note"


def test_a_fault_of_english_is_shown_although_native_writers_make_it() -> None:
    common = lowered(ledger(3, 25), rule(sources=()))
    assert (common.level, common.needs, common.voice) == ("warning", "nothing", "silent")


def test_what_is_wrong_in_any_text_needs_no_comparison() -> None:
    mark = rule("strong")._replace(category="typography")
    assert lowered(ledger(0, 1), mark) == mark
    assert lowered(ledger(0, 2), mark).level == "note"


def test_a_rule_whose_words_humans_keep_is_a_note() -> None:
    assert lowered(ledger(9, 0, judged=9, changed=0.22, high=0.5), rule()).level == "note"
    assert lowered(ledger(9, 0, judged=9, changed=0.89, high=0.9), rule()).level == "warning"
    assert lowered(ledger(40, 0, judged=40, changed=0.8, high=0.45), rule()).level == "note"


def test_without_translations_from_its_languages_a_rule_counts_as_never_met() -> None:
    polish = rule("proof", sources=("pl",))
    assert worth(ledger(0, 0), polish) == worth(ledger(0, 0), rule())
    assert lowered(ledger(0, 2), polish).level == "note"


def test_what_was_not_measured_keeps_its_claims() -> None:
    house = rule("proof")._replace(id="house/a/b")
    assert lowered(ledger(0, 5), house) == house
    only_native = ledger(0, 5)._replace(words={"native": 500_000})
    assert lowered(only_native, rule("proof")) == rule("proof")


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.sampled_from(VOICES),
    st.sampled_from(NEEDS),
    st.sampled_from(["error", "warning", "note"]),
)
def test_a_claim_is_never_raised(translated: int, native: int, voice: str, needs: str, level: str) -> None:
    claimed = rule(voice, needs, level)
    made = lowered(ledger(translated, native), claimed)
    assert VOICES.index(made.voice) <= VOICES.index(voice)
    assert NEEDS.index(made.needs) >= NEEDS.index(needs)
    assert made.level in (level, "note")
    assert made._replace(voice=voice, needs=needs, level=level) == claimed


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_share(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9
