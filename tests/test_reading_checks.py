"""Checks that read whole sentences and texts: unknown words, pronouns that mean nobody, comma splices, *a* and *an*."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter
from linter.engine.load import authored_rules, builtin_packs, compiled_rules
from linter.engine.run import Engine, at_level
from linter.formats import parse
from linter.model import Source

UNKNOWN, NOBODY, SPLICE = "common/unknown-words", "common/pronouns/nobody-meant", "common/comma-splices"
REPEATED = "common/repeats/repeated-line"
ARTICLE = "common/articles/a-or-an"


@pytest.fixture(scope="module")
def linter() -> Linter:
    """A linter with the rules under test only, told the source, so that no evidence is missing."""
    return Linter(select=(UNKNOWN, NOBODY, SPLICE, ARTICLE, REPEATED), language="fr", level="note")


def found(linter: Linter, text: str, name: str) -> list[str]:
    """What the rules named report in ``text``."""
    return [finding.text for finding in linter.check_text(text).findings if finding.rule.startswith(name)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The court fined the sfragister of the club.", ["sfragister"]),
        ("The přehrada was closed in June.", ["přehrada"]),
        ("The kolonel left the hall.", ["kolonel"]),
        ("The Sfragister was closed in June.", []),
        ("He calls it “sfragister” in his book.", []),
        ("The old mill (sfragister) was closed.", []),
        ("See sfragister.html or #sfragister for more.", []),
        ("They unfriended a schoolbus driver, a microbrewer and an anticlerical upholsterer.", []),
        ("A sfragister is a rare thing. Every sfragister knows that. No sfragister was seen.", []),
    ],
)
def test_unknown_words(linter: Linter, text: str, words: list[str]) -> None:
    assert found(linter, text, UNKNOWN) == words


def test_a_text_with_a_vocabulary_of_its_own_is_left_alone(linter: Linter) -> None:
    assert found(linter, "The grolbex of a smerfel is a dwonklig, and no trobnush is a vuxlep.", UNKNOWN) == []


def test_an_unknown_word_is_offered_the_word_it_nearly_is(linter: Linter) -> None:
    checked = linter.check_text("The kolonel left the hall.")
    assert "colonel" in checked.findings[0].message


HEAD = "The tunnel was dug in two years. It runs under the harbour. "


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        (HEAD + "It seems that he is dry.", ["he"]),
        (HEAD + "The firm sold six of her branches.", ["her"]),
        (HEAD + "The firm sold six of its branches.", []),
        (HEAD + "The engineer says that he is proud.", []),
        (HEAD + "Anna Brandt sold six of her boats.", []),
        (HEAD + "Anna Brandt sold six of his boats.", ["his"]),
        (HEAD + "Xolani sang. It rained, and then he left.", ["he"]),
        (HEAD + "They met Xolani. It rained, and then he left.", []),
        (HEAD + "“It is dry,” he said.", []),
        (HEAD + "Everybody brings his or her lamp.", []),
        (HEAD + "I took him home.", []),
        (HEAD + "You know it. It seems that he is dry.", []),
        (HEAD + "“It is dry.” It seems that he is wet.", []),
        (HEAD + "Nobody came. It rained. Shops closed. It rained again. He and his hat left.", ["He", "his"]),
        (HEAD + "Nobody came. It rained. Shops closed. It rained again. He and his dog left.", []),
        ("He left at noon. She stayed.", []),
    ],
)
def test_pronouns_that_mean_nobody(linter: Linter, text: str, pronouns: list[str]) -> None:
    assert found(linter, text, NOBODY) == pronouns


def test_nobody_comes_back_after_two_sentences(linter: Linter) -> None:
    far = "The mayor left. Prices rose. Shops closed. Rain fell. It seems that he is dry."
    near = "The mayor left. Prices rose. Shops closed. It seems that she said that he left."
    assert found(linter, far, NOBODY) == ["he"]
    assert found(linter, near, NOBODY) == ["he"]


@pytest.mark.parametrize(
    "text",
    [
        "The old bridge is closed to lorries[, it] was built for carts.",
        "Her uncle works in the harbour of the town[, he] has three boats and a van.",
        "The council closed the school in May[, there] were too few children in the village.",
    ],
)
def test_comma_splices(linter: Linter, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    checked = linter.check_text(plain)
    assert [finding.text for finding in checked.findings] == [text[text.index("[") + 1 : text.index("]")]]
    assert checked.findings[0].fixes[0].edits[0].replacement.startswith(";")


@pytest.mark.parametrize(
    "text",
    [
        "If the old bridge is closed to lorries, it will be repaired by June.",
        "When the mayor came to the school, he spoke with parents.",
        "The day he left the village for good, it was raining in the hills.",
        "The bridge is safe for all lorries, he said in a letter to the town.",
        "The bridge is closed to heavy lorries, it seems.",
        "The bridge is not open to lorries, it is a path for carts.",
        "In the old town by the river, it was raining all day long.",
        "The mayor spoke of the bridge, it was said.",
        "“The bridge is closed to lorries, it was built for carts,” she said.",
        "He came to the town, he saw the town and he left the town at once.",
        "The bridge is closed to lorries; it was built for carts.",
        "Is the bridge closed to all lorries, it is asked?",
    ],
)
def test_commas_that_may_stand(linter: Linter, text: str) -> None:
    assert found(linter, text, SPLICE) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("She is a assistant at the mill.", ["an assistant"]),
        ("He asked for an union and a usual, a unusual and a honest answer.", ["a union", "an unusual"]),
        ("A European, a one-off, an 80-year-old, an hotel and a hotel, an X-ray and an FBI man.", []),
        ("Vitamin a and b; a la carte; Un an plus tard; step a under b; an sql file; file.a opens.", []),
    ],
)
def test_an_article_goes_by_the_sound_of_its_word(linter: Linter, text: str, right: list[str]) -> None:
    findings = [one for one in linter.check_text(text).findings if one.rule == ARTICLE]
    assert [one.fixes[0].title for one in findings] == right


_RULE = """title = "House"

[[rule]]
id = "one"
category = "calque"
sources = ["fr"]
message = "an example"
why = "An example."
good = ["It rained."]
"""
_SIGN = (
    _RULE
    + """level = "note"
voice = "proof"
match = ["the committee of the council"]
bad = ["They read [[the committee of the council]]."]
"""
)
_WAITING = (
    _RULE
    + """needs = "much"
match = ["lantern jaw"]
bad = ["He had a [[lantern jaw]]."]
"""
)
_WIDE = (
    _RULE
    + """match = ["had a lantern jaw"]
bad = ["He [[had a lantern jaw]]."]
"""
)
_NARROW = (
    _RULE
    + """match = ["lantern jaw"]
replace = "long jaw"
bad = ["He had a [[lantern jaw]]."]
fixed = ["He had a long jaw."]
"""
)


def shown(folder: Path, families: dict[str, str], text: str) -> list[str]:
    """What a house pack of these families shows in a text."""
    pack = folder / "house"
    pack.mkdir(exist_ok=True)
    for name, content in families.items():
        (pack / f"{name}.toml").write_text(content, encoding="utf-8")
    compiled = compiled_rules([str(pack)])
    assert not compiled.problems
    document = parse(Source("a.txt", text.encode(), text, "utf-8", b""), "text")
    return [finding.text for finding in at_level(Engine(compiled, notes=False).check(document)[0].findings, "warning")]


def test_signs_of_translation_are_notes_that_let_other_rules_speak(tmp_path: Path) -> None:
    families = {"sign": _SIGN, "waiting": _WAITING}
    assert shown(tmp_path, families, "The committee of the council sat.") == []
    assert shown(tmp_path, families, "He had a lantern jaw.") == []
    assert shown(tmp_path, families, "The committee of the council sat. He had a lantern jaw.") == ["lantern jaw"]


def test_a_finding_with_a_fix_goes_before_a_wider_one_without(tmp_path: Path) -> None:
    assert shown(tmp_path, {"wide": _WIDE}, "He had a lantern jaw.") == ["had a lantern jaw"]
    assert shown(tmp_path, {"wide": _WIDE, "narrow": _NARROW}, "He had a lantern jaw.") == ["lantern jaw"]


def test_every_rule_of_these_kinds_asks_or_offers() -> None:
    kinds = {rule.kind for rule in authored_rules(builtin_packs())}
    assert {"unknown", "antecedents", "splices", "articles"} <= kinds


@pytest.mark.parametrize(
    ("first", "second", "repeated"), [("two towns", "two towns", 1), ("`x` and all", "`y` and all", 0)]
)
def test_a_line_is_repeated_where_nothing_hidden_differs(
    linter: Linter, first: str, second: str, repeated: int
) -> None:
    text = f"- The mill grinds the grain of {first}\n- The mill grinds the grain of {second}\n"
    assert [finding.rule for finding in linter.check_text(text, "mill.md").findings] == [REPEATED] * repeated
