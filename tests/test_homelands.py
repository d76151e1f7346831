"""What a text writes of: which languages it tells apart, and what it has no part in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Linter
from linter.engine.homelands import leaning
from linter.engine.load import homelands
from linter.model import LANGUAGES

LINTER = Linter(no_cache=True)
#: Copy that shows Ukrainian and Russian alike.
COPY = """\
The press service of the regional council informed about this on Monday evening.

As of this morning, four streets in the center of {city} remain without water, the head of the {people} utility said.
It became known that on the territory of the plant two pipes burst. According to preliminary information, there are no
victims. Rescuers carry out the liquidation of the consequences of the accident.
"""


def sources(city: str, people: str) -> dict[str, float]:
    profile = LINTER.check_text(COPY.format(city=city, people=people)).profile
    assert profile is not None
    return dict(profile.sources)


def test_names_tell_languages_apart_for_which_the_same_words_speak() -> None:
    neither, ukrainian, russian = (
        sources("Hillford", "British"),
        sources("Poltava", "Ukrainian"),
        sources("Kazan", "Russian"),
    )
    assert ukrainian["uk"] > max(neither["uk"], ukrainian["ru"])
    assert russian["ru"] > max(neither["ru"], russian["uk"])


@pytest.mark.parametrize("path", sorted((Path(__file__).parent.parent / "fixtures" / "clean").glob("*.txt")))
def test_names_make_no_translation_and_no_finding(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain = LINTER.check_text(text)
    named = LINTER.check_text(f"{text}\n\nKazan. Poltava. Lille. Bologna.\n")
    assert plain.profile is not None
    assert named.profile is not None
    assert named.profile.machine_translated == plain.profile.machine_translated
    assert named.findings == plain.findings


def test_every_language_has_names_and_each_is_one_word() -> None:
    assert set(homelands().values()) == set(LANGUAGES)
    assert all(word.isalpha() for word in homelands())


@given(st.lists(st.sampled_from(["Lyon", "Kazan", "Poltava", "bread", "Monday"])))
def test_order_is_no_matter_and_no_language_gets_more_than_one_alone(words: list[str]) -> None:
    known = {"Lyon": "fr", "Kazan": "ru", "Poltava": "uk"}
    said = leaning(" ".join(words), known)
    assert said == leaning(" ".join(sorted(words)), known)
    assert set(said) == {known[word] for word in words if word in known and words.count(word) == _most(words, known)}
    assert sum(said.values()) <= leaning("Lyon Lyon", known)["fr"]


def _most(words: list[str], known: dict[str, str]) -> int:
    return max(words.count(word) for word in words if word in known)
