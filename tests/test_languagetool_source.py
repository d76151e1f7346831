"""LanguageTool's matches among our own findings."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linter.engine.load import rules_folder
from linter.formats import parse as parse_document
from linter.formats.decode import decode
from linter.languagetool.curated import curated
from linter.languagetool.setting import LanguageToolError, Setting
from linter.languagetool.source import LanguageTool, merge
from linter.model import CATEGORIES, Checked, Edit, Finding, Fix, Profile, Rule
from tests.languagetool_support import Answer, Stub, marks, match, stub


def checked(
    text: str, path: str = "a.md", findings: tuple[Finding, ...] = (), sources: dict[str, float] | None = None
) -> Checked:
    """A file as our own rules leave it."""
    source = decode(path, text.encode())
    name = "markdown" if path.endswith(".md") else "text"
    parse_document(source, name)
    return Checked(path, name, None, source, Profile(0.9, sources or {}), findings)


def finding(start: int, end: int, text: str, *fixes: Fix) -> Finding:
    """A finding of ours."""
    return Finding(
        "common/x/y", "calque", "warning", 0.9, start, end, text[start:end], "m", "w", (), f"{start}", tuple(fixes)
    )


def run(
    files: list[Checked],
    answer: Answer = marks,
    setting: Setting | None = None,
    takes: Callable[[str, Rule], bool] = lambda path, rule: True,
) -> tuple[list[Checked], Stub, list[str]]:
    """Join ``files`` with what a stand-in for the server says."""
    warnings: list[str] = []
    with stub(answer) as server:
        given = (setting or Setting("auto"))._replace(url=server.url)
        with LanguageTool(given, warnings.append, takes) as languagetool:
            return list(languagetool.join(files)), server, warnings


def test_a_match_stands_where_its_words_stand_in_the_file() -> None:
    text = "# 😀 Title\n\n*Some* 😀 `code 😀` &amp; **wrongg** words, [and wrongg](http://x.org) ones.\n"
    (done,), server, _ = run([checked(text)])
    assert [text[f.start : f.end] for f in done.findings] == ["wrongg", "wrongg"]
    assert [text[: f.start].count("wrongg") for f in done.findings] == [0, 1]
    first = done.findings[0]
    assert (first.rule, first.category, first.text, first.because) == (
        "languagetool/ONE_PLURAL",
        "agreement",
        "wrongg",
        (),
    )
    assert first.fixes[0].edits == (Edit(first.start, first.end, "right"),)
    sent = server.asked[0]["text"]
    assert "**" not in sent
    assert "code" not in sent
    assert "http" not in sent


def test_segments_do_not_flow_into_each_other() -> None:
    (_,), server, _ = run([checked("# Head\n\nOne\nline.\n\n- item\n")])
    assert server.asked[0]["text"] == "Head\n\nOne line.\n\nitem"


def test_many_short_files_share_a_request() -> None:
    done, server, _ = run([checked(f"File {i} is wrongg.\n") for i in range(30)])
    assert [len(c.findings) for c in done] == [1] * 30
    assert len(server.asked) == 1


def test_a_long_file_is_sent_in_parts() -> None:
    text = "\n\n".join(f"Paragraph {i} {'goes on ' * 40} and is wrongg." for i in range(60)) + " goes on" * 2500
    (done,), server, _ = run([checked(text)])
    assert [text[f.start : f.end] for f in done.findings] == ["wrongg"] * 60
    assert len(server.asked) > 1
    assert max(len(asked["text"]) for asked in server.asked) <= 9_000


def test_what_is_known_is_not_asked_again() -> None:
    with stub() as server, LanguageTool(Setting("auto", server.url), print) as languagetool:
        list(languagetool.join([checked("This is wrongg.\n\nThis is not.\n")]))
        (again,) = languagetool.join([checked("This is wrongg.\n\nThis is new.\n")])
    assert [asked["text"] for asked in server.asked] == ["This is wrongg.\n\nThis is not.", "This is new."]
    assert [f.text for f in again.findings] == ["wrongg"]


def test_nothing_is_asked_about_nothing() -> None:
    broken = Checked("a", "text", "cannot be read", None, None, ())
    done, server, _ = run([broken, checked("")])
    assert done[0] == broken
    assert not server.asked


def test_rules_off_the_list_are_asked_for_by_name() -> None:
    def answer(text: str) -> Any:
        return {"matches": [match(text, 0, 4, "TASTE", "STYLE"), match(text, 5, 9)]}

    def rules(*names: str) -> list[str]:
        (done,), _, _ = run([checked("Some text.\n")], answer, Setting("auto", "", names))
        return [f.rule.removeprefix("languagetool/") for f in done.findings]

    assert rules() == ["ONE_PLURAL"]
    assert rules("TASTE") == rules("STYLE") == rules("all") == ["TASTE", "ONE_PLURAL"]
    assert rules("all", "-STYLE") == rules("taste", "-taste") == ["ONE_PLURAL"]
    assert rules("-ONE_PLURAL") == []


def test_a_rule_that_native_english_sets_off_waits_for_evidence() -> None:
    def answer(text: str) -> Any:
        return {"matches": [match(text, 0, 4, "A_NNS"), match(text, 5, 9)]}

    def rules(translated: float, *names: str) -> list[str]:
        file = checked("Some text.\n")._replace(profile=Profile(translated, {}))
        (done,), server, _ = run([file], answer, Setting("auto", "", names))
        assert names or ("A_NNS" in server.asked[0]["enabledRules"].split(",")) == (translated > 0.5)
        return [f.rule.removeprefix("languagetool/") for f in done.findings]

    assert rules(0.9) == ["A_NNS", "ONE_PLURAL"]
    assert rules(0.3) == ["ONE_PLURAL"]
    assert rules(0.3, "GRAMMAR") == rules(0.3, "A_NNS") == ["A_NNS", "ONE_PLURAL"]


def test_selections_of_the_user_hold() -> None:
    files = [checked("It is wrongg.\n", "a.md"), checked("It is wrongg.\n", "b.md")]
    done, _, _ = run(files, takes=lambda path, rule: path == "b.md" and rule.id == "languagetool/ONE_PLURAL")
    assert [len(c.findings) for c in done] == [0, 1]


def test_suppressions_in_the_file_hold() -> None:
    text = "<!-- decalque-ignore languagetool -->\nIt is wrongg.\n\nIt is wrongg.\n"
    (done,), _, _ = run([checked(text)])
    assert [f.start for f in done.findings] == [text.rindex("wrongg")]


def test_what_leans_on_a_placeholder_is_left_out() -> None:
    (done,), _, _ = run([checked("It is `code` wrongg, and wrongg.\n")])
    assert len(done.findings) == 1


def test_the_mother_tongue_is_what_the_evidence_is_sure_of() -> None:
    files = [checked("One.\n", sources={"fr": 0.95}), checked("Two.\n", sources={"fr": 0.7}), checked("Three.\n")]
    _, server, _ = run(files)
    assert {asked["text"]: asked.get("motherTongue") for asked in server.asked} == {
        "One.": "fr",
        "Two.\n\nThree.": None,
    }


def test_a_false_friend_is_explained_in_english() -> None:
    def answer(text: str) -> Any:
        return {"matches": [match(text, 4, 8, "EN_FOR_FR_SPEAKERS_FALSE_FRIENDS", "FALSE_FRIENDS")]}

    (done,), _, _ = run([checked("The demand.\n", sources={"fr": 0.95})], answer)
    (found,) = done.findings
    assert (found.message, found.category, found.sources) == (
        "“dema” may be a false friend from French", "false-friend", ("fr",),
    )  # fmt: skip
    (done,), _, _ = run([checked("The demand.\n")], answer)
    assert done.findings == ()


def test_the_list_stands_on_figures() -> None:
    with (Path(rules_folder()) / "data" / "languagetool.toml").open("rb") as file:
        table = tomllib.load(file)
    assert table["measured"]["mt_words"] >= 100_000
    assert table["measured"]["native_words"] >= 300_000
    for row in table["rule"]:
        assert row["category"] in CATEGORIES
        assert row["right"] >= 0.8 * row["read"] or (row["changed"] >= 0.85 and row["confirmed"] >= 0.3)
        assert row["evidence"] or row["native"] <= 0.05
    assert set(curated()) == {row["id"] for row in table["rule"]}


def test_ours_come_first_and_are_never_lost() -> None:
    text = "It is wrongg here and wrongg there."
    own = finding(6, 12, text, Fix("better", "safe", (Edit(6, 12, "better"),)))
    wide = finding(0, 17, text)
    (done,), _, _ = run([checked(text, findings=(own,))])
    assert [f.rule for f in done.findings] == ["common/x/y", "languagetool/ONE_PLURAL"]
    assert [fix.title for fix in done.findings[0].fixes] == ["better", "right"]
    (done,), _, _ = run([checked(text, findings=(wide, own))])
    assert done.findings[0] == wide
    assert len(done.findings) == 3


def test_a_fix_is_not_offered_twice() -> None:
    text = "wrongg"
    fix = Fix("right", "review", (Edit(0, 6, "right"),))
    assert merge([finding(0, 6, text, fix)], [finding(0, 6, text, fix)]) == (finding(0, 6, text, fix),)


@pytest.mark.parametrize("answer", [500, b"nonsense"])
def test_a_useless_server_costs_one_line_and_none_of_ours(answer: object) -> None:
    text = "It is wrongg."
    files = [checked(text, findings=(finding(0, 2, text),)) for _ in range(3)]
    done, _, warnings = run(files, lambda text: answer)
    assert done == files
    assert len(warnings) == 1
    assert "\n" not in warnings[0]
    assert "going on without it" in warnings[0]


def test_required_means_required() -> None:
    with pytest.raises(LanguageToolError, match="it answered 500"):
        run([checked("It is wrongg.\n")], lambda text: 500, Setting("required"))


def test_off_is_off() -> None:
    files = [checked("It is wrongg.\n")]
    done, server, warnings = run(files, setting=Setting("off"))
    assert done == files
    assert not server.asked
    assert not warnings


def test_a_closed_one_lets_files_pass() -> None:
    with stub() as server:
        languagetool = LanguageTool(Setting("required", server.url), print)
        languagetool.close()
        files = [checked("It is wrongg.\n")]
        assert list(languagetool.join(files)) == files
