"""The pool of evidence: what it adds up, what it must never do."""

from __future__ import annotations

import functools
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Linter
from linter.engine.evidence import NEED, SHOWN, Evidence, because, opens, profile
from linter.engine.pool import pool
from linter.formats import parse
from linter.model import LANGUAGES, Hit, Rule, Source
from linter.workspace import Workspace

TEXT = "word " * 400
FIXTURES = Path(__file__).parent.parent / "fixtures"


def rule(
    family: str, name: str, voice: str = "weak", needs: str = "nothing", sources: tuple[str, ...] = ("fr",)
) -> Rule:
    return Rule(f"{family}/{name}", "phrase", "m", "w", "calque", "warning", sources, voice, needs, "ask", 0.9, (), {})


@st.composite
def hits(draw: st.DrawFn) -> list[Hit]:
    found = []
    for _ in range(draw(st.integers(0, 12))):
        family = draw(st.sampled_from(["french/a", "french/b", "spanish/a", "common/a", "german/c"]))
        sources = draw(st.sampled_from([("fr",), ("es",), ("fr", "es"), (), ("de",)]))
        voice = draw(st.sampled_from(["silent", "weak", "strong", "proof"]))
        needs = draw(st.sampled_from(["nothing", "some", "much"]))
        start = draw(st.integers(0, 1900))
        name = "-".join([voice, needs, *sources])
        found.append(Hit(rule(family, name, voice, needs, sources), start, start + 4))
    return found


@given(hits(), st.randoms())
def test_the_order_of_hits_does_not_matter(found: list[Hit], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = Evidence(found, TEXT), Evidence(shuffled, TEXT)
    assert profile(one) == profile(other)
    for hit in found:
        assert opens(one.around(hit), hit) == opens(other.around(hit), hit)


@given(hits())
def test_a_family_cannot_vouch_for_itself(found: list[Hit]) -> None:
    for hit in found:
        family = [other for other in found if other.rule.family == hit.rule.family]
        if hit.rule.needs != "nothing":
            assert not opens(pool(family, TEXT), hit)


def test_fifty_weak_hits_of_one_family_open_nothing() -> None:
    crowd = [Hit(rule("french/a", f"r{number}"), number, number + 1) for number in range(50)]
    for voice in ("weak", "strong", "proof"):
        waiting = Hit(rule("french/b", "waits", voice, "some"), 60, 64)
        assert not opens(pool([*crowd, waiting], TEXT), waiting)
    assert pool(crowd, TEXT).support("fr") < NEED["some"]


def test_three_weak_families_open_a_gate_in_an_article_and_not_throughout_a_book() -> None:
    near = [Hit(rule(f"french/{family}", "r"), place, place + 1) for place, family in enumerate("abc")]
    far = [hit._replace(start=hit.start * 9000, end=hit.start * 9000 + 1) for hit in near]
    waiting = Hit(rule("french/d", "waits", "strong", "some"), 60, 64)
    assert opens(Evidence([*near, waiting], TEXT * 20).around(waiting), waiting)
    assert not opens(Evidence([*far, waiting], TEXT * 20).around(waiting), waiting)


def test_in_a_long_document_that_says_little_elsewhere_the_weak_need_more() -> None:
    near = [Hit(rule(f"french/{family}", "r"), place, place + 1) for place, family in enumerate("abc")]
    waiting, alone = (Hit(rule("french/d", voice, voice, "nothing"), 60, 64) for voice in ("strong", "proof"))

    def shown(hit: Hit, voice: str) -> bool:
        others = [
            Hit(rule(f"french/{family}", voice, voice), 6_000 * stretch + place, 6_000 * stretch + place + 4)
            for stretch in range(1, 6)
            for place, family in enumerate("ghij")
        ]
        weighed = hit._replace(rule=hit.rule._replace(weights=(("fr", 2.0 if hit is waiting else SHOWN),)))
        evidence = Evidence([*near, weighed, *others], TEXT * 20)
        return opens(evidence.around(weighed), weighed, evidence.doubt)

    assert shown(waiting, "proof")
    assert not shown(waiting, "weak")
    assert shown(alone, "weak")


@given(hits(), hits(), st.integers(4_000, 90_000))
def test_what_stands_far_away_opens_and_closes_nothing(found: list[Hit], others: list[Hit], away: int) -> None:
    alone = Evidence(found, TEXT)
    beyond = [hit._replace(start=hit.start + 2_000 + away, end=hit.end + 2_000 + away) for hit in others]
    among = Evidence([*found, *beyond], TEXT + " " * away + TEXT)
    assert [opens(alone.around(hit), hit) for hit in found] == [opens(among.around(hit), hit) for hit in found]


def test_a_long_translation_is_told_as_surely_as_a_short_one() -> None:
    article = [
        Hit(rule(f"french/{family}", "r", "strong"), 200 * place, 200 * place + 4)
        for place, family in enumerate("abce")
    ]
    long = [
        hit._replace(start=hit.start + 1_000 * page, end=hit.end + 1_000 * page)
        for hit in article
        for page in range(40)
    ]
    waiting = Hit(rule("french/d", "waits", "strong", "some"), 20_060, 20_064)
    assert opens(Evidence([*long, waiting], TEXT * 20).around(waiting), waiting)
    assert profile(Evidence(article, TEXT)).machine_translated < profile(Evidence(long, TEXT * 20)).machine_translated


@given(hits(), hits())
def test_more_hits_on_other_words_of_an_article_never_weaken_a_language(found: list[Hit], more: list[Hit]) -> None:
    first = [hit._replace(start=hit.start // 4, end=hit.start // 4 + 1) for hit in found]
    second = [hit._replace(start=500 + hit.start // 4, end=500 + hit.start // 4 + 1) for hit in more]
    before, after = pool(first, TEXT), pool(first + second, TEXT)
    for language in LANGUAGES:
        assert after.support(language) >= before.support(language) - 1e-9


@given(hits(), st.integers(0, 50_000), st.integers(0, 50_000))
def test_text_before_and_after_changes_nothing(found: list[Hit], before: int, after: int) -> None:
    shifted = [hit._replace(start=hit.start + before, end=hit.end + before) for hit in found]
    one, other = Evidence(found, TEXT), Evidence(shifted, " " * before + TEXT + " " * after)
    assert profile(one) == profile(other)
    assert [opens(one.around(hit), hit) for hit in found] == [opens(other.around(hit), hit) for hit in shifted]


@functools.cache
def native_paragraphs() -> list[str]:
    """Paragraphs of native English in which no rule finds anything that it would have to speak of."""
    workspace = Workspace({"no_cache": True})
    engine = workspace.engine(workspace.settings(str(FIXTURES)))
    found = []
    for path in sorted((FIXTURES / "clean").glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("\n\n"):
            document = parse(Source("a.txt", text.encode(), text, "utf-8", b""), "text")
            if len(text) > 150 and not engine.examine(document)[2]:
                found.append(text.strip())
    return found


@pytest.mark.parametrize("article", sorted((FIXTURES / "mt").glob("*.txt")), ids=lambda path: path.stem)
def test_an_unrelated_native_paragraph_closes_nothing_that_was_open(article: Path) -> None:
    text = article.read_text(encoding="utf-8").strip()
    linter = Linter(no_cache=True)
    alone = {(found.rule, found.text) for found in linter.check_text(text).findings if found.because}
    paragraphs = native_paragraphs()
    assert len(paragraphs) >= 3
    for paragraph in paragraphs[:3]:
        for mixed in (f"{paragraph}\n\n{text}\n", f"{text}\n\n{paragraph}\n"):
            assert alone <= {(found.rule, found.text) for found in linter.check_text(mixed).findings}


@given(hits())
def test_the_profile_is_made_of_probabilities(found: list[Hit]) -> None:
    seen = profile(Evidence(found, TEXT))
    assert 0 <= seen.machine_translated <= 1
    assert all(0 <= share <= 1 for share in seen.sources.values())
    assert sum(seen.sources.values()) <= 1 + 1e-3


def test_evidence_for_another_language_opens_nothing() -> None:
    waiting = Hit(rule("french/b", "waits", "strong", "some"), 60, 64)
    german = [Hit(rule(f"german/{f}", "r", "proof", sources=("de",)), n, n + 1) for n, f in enumerate("ab")]
    assert not opens(pool([*german, waiting], TEXT), waiting)


def test_a_rival_language_far_behind_falls_silent() -> None:
    waiting = Hit(rule("french/b", "waits", "strong", "some"), 60, 64)
    one = [Hit(rule("french/a", "r", "strong"), 5, 6)]
    assert opens(pool([*one, waiting], TEXT), waiting)
    german = [Hit(rule(f"german/{f}", "r", "proof", sources=("de",)), n, n + 1) for n, f in enumerate("ab")]
    assert not opens(pool([*one, *german, waiting], TEXT), waiting)


def test_a_settled_language_opens_its_own_rules_only() -> None:
    french = Hit(rule("french/b", "waits", needs="much"), 60, 64)
    german = Hit(rule("german/b", "waits", needs="some", sources=("de",)), 60, 64)
    found = Evidence([french, german], TEXT, "fr")
    assert opens(found.around(french), french)
    assert not opens(found.around(german), german)
    assert profile(found).sources == {"fr": 1.0}
    assert math.isinf(found.around(french).support("fr"))


def test_the_same_words_are_heard_once_whatever_the_number_of_rules_that_find_them() -> None:
    crowd = [Hit(rule(f"french/{family}", "r"), 1, 2) for family in "abc"]
    waiting = Hit(rule("french/d", "waits", "strong", "some"), 60, 64)
    assert not opens(pool([*crowd, waiting], TEXT), waiting)


def test_no_family_vouches_for_words_that_it_speaks_of_itself() -> None:
    crowd = [Hit(rule(f"french/{family}", "r", "strong"), 58, 62) for family in "abc"]
    waiting = Hit(rule("french/d", "waits", "strong", "some"), 60, 64)
    assert not opens(pool([*crowd, waiting], TEXT), waiting)
    elsewhere = Hit(rule("french/e", "r", "strong"), 5, 9)
    found = pool([*crowd, waiting, elsewhere], TEXT)
    assert opens(found, waiting)
    assert [witness.start for witness in because(found, waiting)] == [5]


def test_hits_that_share_words_are_heard_once() -> None:
    one = pool([Hit(rule("french/a", "r", "strong"), 10, 20)], TEXT)
    three = pool(
        [Hit(rule(f"french/{family}", "r", "strong"), 10 + at, 20 + at) for at, family in enumerate("abc")], TEXT
    )
    assert three.support("fr") == one.support("fr")


def test_what_a_hit_says_itself_counts_beside_what_others_say() -> None:
    other = Hit(rule("french/a", "r", "strong"), 5, 6)
    for own, shown in ((SHOWN - 2.1, False), (SHOWN - 1.9, True)):
        measured = Hit(rule("french/b", "measured")._replace(weights=(("fr", own),)), 60, 64)
        assert not opens(pool([measured], TEXT), measured)
        assert opens(pool([measured, other], TEXT), measured) == shown
    loud = Hit(rule("french/b", "loud")._replace(weights=(("fr", SHOWN),)), 60, 64)
    assert opens(pool([loud], TEXT), loud)
    modest = Hit(rule("french/b", "modest", needs="some")._replace(weights=(("fr", SHOWN),)), 60, 64)
    assert not opens(pool([modest], TEXT), modest)


def test_a_rule_speaks_for_every_language_that_it_was_measured_to_speak_for() -> None:
    both = rule("french/b", "both")._replace(weights=(("es", 1.8), ("fr", 2.0)))
    spanish = [Hit(rule(f"spanish/{f}", "r", "strong", sources=("es",)), n, n + 1) for n, f in enumerate("ab")]
    hit = Hit(both, 60, 64)
    found = pool([*spanish, hit], TEXT)
    assert not opens(found, hit)  # for a Spanish text it is not meant
    assert found.support("es") == pytest.approx(5.8)
    assert found.support("fr") == pytest.approx(2.0)


def test_a_rule_that_was_measured_to_say_nothing_needs_others_for_everything() -> None:
    mute = Hit(rule("french/b", "mute", "proof")._replace(weights=()), 60, 64)
    one = Hit(rule("french/a", "r", "strong"), 5, 6)
    another = Hit(rule("french/c", "r", "strong"), 15, 16)
    assert not opens(pool([mute, one], TEXT), mute)
    assert opens(pool([mute, one, another], TEXT), mute)
    assert pool([mute], TEXT).support("fr") == 0
