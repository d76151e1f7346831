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
from linter.model import LANGUAGES, NEEDS, VOICES, Rule
from linter.rulepack.ledger import MOST, Ledger, read, weighed, weights, wilson, worth
from tests.command import pack

PLACES = ["Moscow", "Kazan", "Sochi", "Omsk", "Tver", "Perm", "Samara", "Tomsk", "Kursk", "Pskov", "Yalta", "Tula"]


def rule(
    voice: str = "strong", needs: str = "nothing", level: str = "warning", sources: tuple[str, ...] = ("fr",)
) -> Rule:
    return Rule("french/a/b", "phrase", "m", "w", "calque", level, sources, voice, needs, "review", 0.9, (), {})


def ledger(translated: int, native: int, sentences: int | None = None, **judged: float) -> Ledger:
    words = {"fr": 300_000, "de": 300_000, "native": 500_000}
    counts = {"translated": {"fr": translated}, "sentences": {"fr": translated if sentences is None else sentences}}
    row = {"chance": 0.7, "precision": 0.5, "high": 0.9, **judged} if judged else {}
    return Ledger({"french/a/b": {**counts, "native": native, **row}}, words)


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
    assert (row["translated"], row["sentences"], row["native"], row["native_per_10k"]) == ({"fr": 6}, {"fr": 6}, 0, 0.0)
    assert "wire: parallel, 1 documents, 60 words" in done.stderr


_WHO_WENT = """
title = "Travel"
[[rule]]
id = "who-went"
category = "calque"
needs = "nothing"
message = "who went where?"
why = "It matters."
match = ["Vladimir Poutine went"]
bad = ["[[Vladimir Poutine went]] home.", "So [[Vladimir Poutine went]]."]
good = ["Putin went home."]
"""


def test_eval_judges_a_rule_although_another_is_shown_at_its_place(
    corpora: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(tmp_path / "house", _WHO_WENT, "travel")
    (tmp_path / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["eval", *corpora, "--format", "json"])
    rows = {row["rule"]: row for row in json.loads(done.stdout)}
    hidden, shown = rows["house/travel/who-went"], rows["french/names/vladimir-poutine"]
    assert (hidden["judged"], hidden["changed"], shown["judged"]) == (6, 1.0, 6)


def test_chance_is_the_share_of_all_runs_that_were_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = _WHO_WENT.replace("Vladimir Poutine went", "Willi saw")
    pack(tmp_path / "house", rule, "travel")
    (tmp_path / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    row = {"id": "wire.0", "pair": "fr-en", "mt": "Willi saw the old town.", "ref": "He saw the old town."}
    other = {**row, "id": "wire.1", "mt": "Yesterday Willi saw Lisbon.", "ref": "He was in Lisbon."}
    corpus = tmp_path / "wire.jsonl"
    corpus.write_text(json.dumps(row) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["eval", str(corpus), "--format", "json"])
    (found,) = (row for row in json.loads(done.stdout) if row["rule"] == "house/travel/who-went")
    # of the pairs of words one of four is not in the first human version, none of three is in the second
    assert (found["judged"], found["chance"]) == (2, round((1 / 4 + 3 / 3) / 2, 3))


def test_the_ledger_that_eval_writes_can_be_read(corpora: list[str], tmp_path: Path) -> None:
    written = tmp_path / "precision.toml"
    done = CliRunner().invoke(cli, ["eval", *corpora, "--write", str(written)])
    assert done.exit_code == 0, done.output
    made = read(written.read_bytes())
    assert made.words == {"fr": 60, "native": 10}
    assert made.rows["french/names/vladimir-poutine"]["judged"] == 6
    assert made.rows["french/names/vladimir-poutine"]["translated"] == {"fr": 6}


def said(made: Ledger, **changed: object) -> float:
    return dict(weights(made, rule()._replace(**changed))).get("fr", 0.0)  # type: ignore[arg-type]


def test_a_hit_says_how_much_more_often_translations_have_it() -> None:
    assert worth(ledger(29, 4), rule()) == pytest.approx(math.log((28.5 / 300_000) / (4.5 / 500_000)))
    rate = (28 + 28.5 / 600_000 * 100_000) / 400_000  # the average of all languages stands in for what was not read
    assert said(ledger(29, 4)) == pytest.approx(0.8 * (math.log(rate / (4.5 / 500_000)) - 1), abs=0.01)
    assert said(ledger(290, 0)) == MOST
    assert MOST > said(ledger(29, 0)) > said(ledger(29, 4)) > said(ledger(15, 4)) > said(ledger(2, 4)) == 0
    assert weighed(ledger(29, 0), rule("silent")).weights == ()  # the author knows better


def test_a_rule_is_held_to_the_kind_of_native_english_that_has_it_oftenest(tmp_path: Path) -> None:
    line = "The road to the harbour has been closed for a week now"
    for kind, text in (
        ("news", f"{line}.\n"),
        ("books", "".join(f"{line}, said Vladimir Poutine in {y}.\n" for y in (1, 2))),
    ):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "native.txt").write_text(text, encoding="utf-8")
    mt = tmp_path / "a.fr-en.jsonl"
    mt.write_text(
        json.dumps({"id": 1, "pair": "fr-en", "mt": "Vladimir Poutine spoke.", "ref": "Mr Putin spoke."}) + "\n",
        encoding="utf-8",
    )
    written = tmp_path / "precision.toml"
    natives = [str(tmp_path / kind / "native.txt") for kind in ("news", "books")]
    assert CliRunner().invoke(cli, ["eval", str(mt), *natives, "--write", str(written)]).exit_code == 0
    made = read(written.read_bytes())
    row = made.rows["french/names/vladimir-poutine"]
    assert (row["native"], row["densest"]) == (2, [2, 34])
    assert made.words["native"] == 46
    poutine = rule()._replace(id="french/names/vladimir-poutine")
    everywhere = {key: value for key, value in row.items() if key != "densest"}
    assert worth(made, poutine) < worth(made._replace(rows={poutine.id: everywhere}), poutine)


def test_one_hit_does_not_make_a_kind_of_native_english() -> None:
    def held_against(hits: int) -> float:
        """What ``rule`` loses, in nats, where all its native hits stand in a tenth of the words."""
        everywhere = {"translated": {"fr": 20}, "sentences": {"fr": 20}, "native": hits}
        densest = everywhere | {"densest": [hits, 100_000]}
        one, other = (Ledger({rule().id: row}, {"fr": 500_000, "native": 1_000_000}) for row in (everywhere, densest))
        return worth(one, rule()) - worth(other, rule())

    assert 0 < held_against(1) < held_against(10) < held_against(100) < math.log(10)


def test_of_what_was_hardly_met_its_author_is_believed() -> None:
    assert said(ledger(0, 0), voice="proof") > said(ledger(0, 0), voice="strong") > said(ledger(0, 0), voice="weak") > 0
    assert said(ledger(0, 3), voice="proof") == 0
    assert said(ledger(29, 4), voice="proof") == said(ledger(29, 4), voice="weak")


def test_the_sentence_that_a_rule_was_written_for_does_not_count() -> None:
    assert said(ledger(1, 0)) == said(ledger(0, 0))
    assert said(ledger(30, 0, sentences=1)) == said(ledger(0, 0))  # one sentence, by thirty systems


def test_a_rule_speaks_too_for_a_language_in_whose_translations_it_was_met_twice() -> None:
    def also(sentences: int) -> Ledger:
        counts = {"fr": 20, "de": 20}
        row = {"translated": counts, "sentences": {"fr": 20, "de": sentences}, "native": 0}
        return Ledger({"french/a/b": row}, {"fr": 300_000, "de": 300_000, "native": 2_000_000})

    assert [language for language, _ in weights(also(20), rule())] == ["de", "fr", "nl"]  # Dutch as German
    assert [language for language, _ in weights(also(1), rule())] == ["fr"]


def test_a_language_without_translations_says_a_little_less_than_its_kin() -> None:
    found = dict(weights(ledger(29, 0), rule(sources=("fr", "uk"))))
    assert 0 < found["uk"] < found["fr"]
    counts = {"translated": {"ru": 20, "fr": 9}, "sentences": {"ru": 20, "fr": 9}, "native": 0}
    east = Ledger({"french/a/b": counts}, {"ru": 300_000, "fr": 300_000, "native": 2_000_000})
    said = dict(weights(east, rule(sources=("fr", "ru", "uk"))))
    assert said["fr"] < said["uk"] < said["ru"]  # what its nearest relative says, not another language
    assert "uk" not in dict(weights(east, rule(sources=("ru",))))  # its author left it out


def test_one_hit_in_native_english_makes_no_note() -> None:
    assert weighed(ledger(0, 1), rule("strong", "some")).level == "warning"
    assert weighed(ledger(0, 2), rule("strong", "some")).level == "note"


def test_a_rule_that_native_english_speaks_like_is_a_note() -> None:
    assert weighed(ledger(60, 7), rule()).level == "warning"
    assert weighed(ledger(29, 7), rule()).level == "note"  # good English, since not ten times as frequent
    assert weighed(ledger(29, 7, judged=20, changed=0.9), rule()).level == "note"  # nor is that fault of another kind
    assert weighed(ledger(29, 7), rule("silent")).level == "note"
    assert weighed(ledger(3, 25), rule()).level == "note"


def test_a_fault_of_english_is_shown_although_native_writers_make_it() -> None:
    common = weighed(ledger(3, 25), rule(sources=()))
    assert (common.level, common.needs, common.voice) == ("warning", "nothing", "silent")


def test_what_is_wrong_in_any_text_needs_no_comparison() -> None:
    mark = rule("strong")._replace(category="typography")
    assert weighed(ledger(0, 1), mark) == mark
    assert weighed(ledger(0, 2), mark).level == "note"


def test_what_a_table_holds_is_judged_entry_by_entry() -> None:
    place = rule()._replace(category="place", kind="lexicon")
    assert weighed(ledger(0, 5), place).level == "warning"
    assert weighed(ledger(12, 5, judged=12, changed=0.2, high=0.3), place).level == "note"  # humans keep them


def test_a_rule_whose_words_humans_keep_is_a_note() -> None:
    assert weighed(ledger(9, 0, judged=9, changed=0.22, high=0.5), rule()).level == "note"
    assert weighed(ledger(9, 0, judged=9, changed=0.89, high=0.9), rule()).level == "warning"
    assert weighed(ledger(40, 0, judged=40, changed=0.8, high=0.45), rule()).level == "note"
    assert weighed(ledger(12, 0, judged=12, changed=0.8, precision=0.05, high=0.6), rule()).level == "note"
    assert weighed(ledger(9, 0, judged=9, changed=0.8, precision=0.05, high=0.6), rule()).level == "warning"
    long = ledger(12, 0, judged=12, changed=0.95, chance=0.94, precision=0.05, high=0.6)
    assert weighed(long, rule()).level == "warning"
    assert weighed(ledger(20, 0, judged=20, changed=0.7, precision=0.05, confirmed=0.35), rule()).level == "warning"
    assert weighed(ledger(20, 0, judged=20, changed=0.7, precision=0.05, confirmed=0.2), rule()).level == "note"


def test_without_translations_from_its_languages_a_rule_counts_as_never_met() -> None:
    polish = rule("proof", sources=("pl",))
    assert worth(ledger(0, 0), polish) == worth(ledger(0, 0), rule())
    assert 0 < dict(weights(ledger(0, 0), polish))["pl"] < MOST
    assert weighed(ledger(0, 2), polish).level == "note"


def test_what_was_not_measured_keeps_its_claims() -> None:
    house = rule("proof")._replace(id="house/a/b")
    assert weighed(ledger(0, 5), house) == house
    only_native = ledger(0, 5)._replace(words={"native": 500_000})
    assert weighed(only_native, rule("proof")) == rule("proof")


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.sampled_from(VOICES),
    st.sampled_from(NEEDS),
    st.sampled_from(["error", "warning", "note"]),
)
def test_of_what_an_author_wrote_only_the_level_and_the_weights_change(
    translated: int, native: int, voice: str, needs: str, level: str
) -> None:
    claimed = rule(voice, needs, level)
    made = weighed(ledger(translated, native), claimed)
    assert made.level in (level, "note")
    assert made.weights is not None
    assert all(language in LANGUAGES and 0 < nats <= MOST for language, nats in made.weights)
    assert made._replace(level=level, weights=None) == claimed


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_interval_holds_the_share(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9
