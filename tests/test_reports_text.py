"""The report at a terminal: what it says, that it fits, and that carets stand under what they mean."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model import Checked, Edit, Fix, Profile
from linter.reports import Style
from tests.reporting import HOSTILE, checked, files, finding, rendered, unread

ROOT = Path(__file__).parents[1]
LONG = (
    "The envoy landed at dawn and drove to the palace, where the two presidents had already spent an hour on the "
    "telephone with each other; ahead of the appeal nobody in either capital would say what the Kremlin wanted, and "
    "the reporters who had slept in the lobby of the hotel went back to their rooms to wait for the evening."
)
# From East Asian Wide and emoji to nothing: pairs of a text and the columns a terminal gives it.
WIDTHS = [
    ("plain", 5),
    ("“café”", 6),
    ("e\u0301te\u0301", 3),
    ("柏林", 4),
    ("한국", 4),
    ("ｆｕｌｌ", 8),
    ("🇫🇷", 2),
    ("👍🏽", 2),
    ("👩‍👩‍👧", 2),
    ("❤️", 2),
    ("a\u200bb", 2),
    ("שלום", 4),
    ("a\tb", 6),
]


def test_whole() -> None:
    """One report from end to end, as it is printed at 80 columns."""
    text = f"Poutine spoke.\n\n{LONG}\n\nRead also\nShare this\n"
    file = checked(
        "news/envoy.txt",
        text,
        finding(
            text, "Poutine", "french/names/poutine", level="error", message="“Poutine” is Putin", because=(), why="",
            to=("Putin",), safety="safe",
        ),
        finding(text, "appeal", to=("call", "phone call")),
        finding(
            text, "Read also\nShare this\n", "common/residue/furniture", message="not part of the article", because=(),
            why="", level="note",
        ),
    )  # fmt: skip
    clean = checked("news/clean.txt", "Nothing.", profile=Profile(0.1, {"fr": 0.9}))
    assert rendered("text", file, clean, unread("news/old.txt")) == (
        "news/envoy.txt:1:1: error french/names/poutine “Poutine” is Putin\n"
        "  |\n"
        "1 | Poutine spoke.\n"
        "  | ^^^^^^^\n"
        "  = help: replace with “Putin” (safe)\n"
        "\n"
        "news/envoy.txt:3:149: warning french/false-friends/appeal\n"
        "  “appeal” for a phone call\n"
        "  |\n"
        "3 | … with each other; ahead of the appeal nobody in either capital would say …\n"
        "  |                                 ^^^^^^\n"
        "  = help: replace with “call” or “phone call”\n"
        "  = because: “Poutine” (line 1) speaks for French\n"
        "  = why: French *appel* is a call as well.\n"
        "\n"
        "news/envoy.txt:5:1: note common/residue/furniture not part of the article\n"
        "  |\n"
        "5 | Read also\n"
        "  | ^^^^^^^^^\n"
        "6 | Share this\n"
        "  | ^^^^^^^^^^\n"
        "\n"
        "news/envoy.txt looks machine-translated (0.98), from French (0.95)\n"
        "\n"
        "news/old.txt: error not valid UTF-8: byte 12 (0xe9), line 1\n"
        "\n"
        "3 findings in 1 of 2 files: 1 error, 1 warning, 1 note.\n"
        "1 fixable with --fix, 1 more with --unsafe-fixes.\n"
        "1 file could not be checked.\n"
    )


def test_nothing_found() -> None:
    assert rendered("text", checked("a.txt", "Fine.", profile=None)) == "No findings in 1 file.\n"
    assert rendered("concise", checked("a.txt", "Fine.", profile=None)) == "No findings in 1 file.\n"


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (Profile(0.49, {"fr": 1.0}), ""),
        (Profile(0.5, {}), "looks machine-translated (0.50)"),
        (Profile(0.98, {"fr": 0.2, "es": 0.7}), "looks machine-translated (0.98), from Spanish (0.70)"),
        (
            Profile(0.98, {"uk": 0.4, "ru": 0.4}),
            "looks machine-translated (0.98), from Russian (0.40) or Ukrainian (0.40)",
        ),
        (Profile(0.7, {"de": 0.37}), "looks machine-translated (0.70), perhaps from German (0.37)"),
        (Profile(0.7, {"xx": 0.9}), "looks machine-translated (0.70), from xx (0.90)"),
    ],
)
def test_where_a_text_comes_from(profile: Profile, said: str) -> None:
    text = "An appeal."
    output = rendered("text", checked("a.txt", text, finding(text, "appeal"), profile=profile))
    assert (f"\na.txt {said}\n" in output) == bool(said)
    assert ("looks" in output) == bool(said)


def test_quiet() -> None:
    """Findings and errors, nothing about them."""
    text = "An appeal."
    file = checked("a.txt", text, finding(text, "appeal"))
    for name in ("text", "concise"):
        loud, quiet = (rendered(name, file, unread("b.txt"), style=Style(quiet=value)) for value in (False, True))
        assert loud.startswith(quiet.partition("b.txt: error")[0])
        assert "b.txt: error not valid" in quiet
        assert "finding in" not in quiet
        assert "looks" not in quiet
        assert rendered(name, checked("a.txt", text), style=Style(quiet=True)) == ""


def test_concise() -> None:
    text = "Poutine spoke."
    found = finding(text, "Poutine", "french/names/poutine", to=("Putin",), safety="safe", message="is\nPutin")
    assert rendered("concise", checked("a.txt", text, found)) == (
        "a.txt:1:1: warning french/names/poutine [*] is Putin\n1 finding in 1 file: 1 warning.\n1 fixable with --fix.\n"
    )


@pytest.mark.parametrize(("before", "columns"), WIDTHS)
@pytest.mark.parametrize(("word", "carets"), [("appeal", 6), *WIDTHS])
def test_carets_under_any_script(before: str, columns: int, word: str, carets: int) -> None:
    text = f"{before} {word} end"
    start = len(before) + 1
    found = finding(text, word)._replace(start=start, end=start + len(word))
    lines = rendered("text", checked("a.txt", text, found)).split("\n")
    under = next(line for line in lines if "^" in line)
    assert under == "  | " + " " * (columns + 1) + "^" * carets


def test_right_to_left_text_stays_where_its_carets_are() -> None:
    """Direction marks around the span keep a terminal from moving it among its neighbours."""
    text = "שלום עולם תודה"
    line = next(
        line for line in rendered("text", checked("a.txt", text, finding(text, "עולם"))).split("\n") if "תודה" in line
    )
    assert "\u200eעולם\u200e" in line


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@given(file=files())
def test_fits_and_is_safe(width: int, file: Checked) -> None:
    """No excerpt is wider than asked, nothing a terminal obeys gets through, and each span has its carets."""
    output = rendered("text", file, style=Style(width=width))
    excerpts = [line for line in output.split("\n") if re.match(r" *\d* \| ", line)]
    assert all(_columns(line) <= width for line in excerpts)
    assert sum("^" in line for line in excerpts) >= len(file.findings)
    assert all(character.isprintable() or character in "\n\u200e" or _joins(character) for character in output)


def test_nothing_in_a_file_reaches_the_terminal_as_a_command() -> None:
    text = f"{HOSTILE} appeal"
    found = finding(text, "appeal", message=HOSTILE, why=HOSTILE, because=(HOSTILE,), to=(HOSTILE,))
    for name in ("text", "concise"):
        output = rendered(name, checked("\x1b]0;owned\x07.txt", text, found), unread("a.txt", HOSTILE))
        assert not set(output) & set("\x1b\x07\u202e\u202c\u2028\r")


def test_crops_long_lines_around_the_span() -> None:
    text = f"{LONG} " * 40
    for nth in (0, 7, 39):
        output = rendered("text", checked("a.txt", text, finding(text, "ahead of the appeal", nth=nth)))
        (shown,) = [line for line in output.split("\n") if line.startswith("1 | ")]
        assert "; ahead of the appeal nobody" in shown
        assert shown.startswith("1 | … ")
        assert shown.endswith(" …")
        assert 60 <= len(shown) <= 80


def test_a_long_span_is_shown_by_its_ends() -> None:
    output = rendered("text", checked("a.txt", f"Then: {LONG} That.", finding(f"Then: {LONG} That.", LONG)))
    (shown,) = [line for line in output.split("\n") if line.startswith("1 | ")]
    assert re.fullmatch(r"1 \| Then: The envoy landed .* … for the evening\. That\.", shown)


def test_a_span_of_many_lines_is_shown_by_its_ends() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 21))
    output = rendered("text", checked("a.txt", text, finding(text, text[7:-8])))
    assert re.findall(r"^ *(\d+) \| (.+)$", output, re.MULTILINE) == [
        ("2", "line 2"),
        ("3", "line 3"),
        ("19", "line 19"),
    ]
    assert "\n...\n" in output


def test_an_empty_span_has_one_caret() -> None:
    text = "At border."
    found = finding(text, "border")
    fix = Fix("the", "review", (Edit(3, 3, "the "),))
    output = rendered("text", checked("a.txt", text, found._replace(start=3, end=3, text="", fixes=(fix,))))
    assert "\n  |    ^\n" in output
    assert "= help: insert “the ” before “border.”\n" in output


def test_words_for_fixes() -> None:
    text = "The stock\u00a0! He left.\nShare this\nRead on\n"
    found = finding(text, "stock\u00a0!")
    end = text.index("He")
    share = text.index("Share")
    edits = [
        ((Edit(9, 10, ""),), "replace with “stock!” (safe)"),
        ((Edit(9, 10, ""), Edit(end, end + 2, "She")), "remove “<U+00A0>”, replace “He” with “She” (safe)"),
        ((Edit(share, share + 11, ""),), "remove the line “Share this” (safe)"),
        ((Edit(share, len(text), ""),), "remove these 2 lines (safe)"),
    ]
    for changes, words in edits:
        fix = Fix("title", "safe", changes)
        output = rendered("text", checked("a.txt", text, found._replace(fixes=(fix,))), style=Style(width=120))
        assert f"= help: {words}\n" in output


def test_why_is_said_once_a_rule_and_file() -> None:
    text = "An appeal, an appeal."
    file = checked("a.txt", text, finding(text, "appeal"), finding(text, "appeal", nth=1))
    assert rendered("text", file).count("= why") == 1
    assert rendered("text", file, file._replace(path="b.txt")).count("= why") == 2


def test_colors_and_links_only_add() -> None:
    text = "Ahead of the appeal."
    file = checked("an article.txt", text, finding(text, "appeal", to=("call",)))
    fancy = rendered("text", file, style=Style(True, 80, True), rule_url="https://decalque.test/{rule}")
    assert "\x1b[1;33mwarning\x1b[0m" in fancy
    assert "\x1b[3mappel\x1b[0m" in fancy
    assert "\x1b]8;;https://decalque.test/french/false-friends/appeal\x1b\\" in fancy
    assert re.search(r"\x1b]8;;file:///\S*/an%20article\.txt\x1b\\", fancy)
    bare = re.sub(r"\x1b\[[\d;]*m|\x1b]8;;.*?\x1b\\", "", fancy)
    assert bare == rendered("text", file).replace("*appel*", "appel")


def test_statistics() -> None:
    text = "Poutine and Poutine made an appeal."
    poutine = [finding(text, "Poutine", "french/names/poutine", nth=n, to=("Putin",), safety="safe") for n in (0, 1)]
    assert rendered("statistics", checked("a.txt", text, *poutine, finding(text, "appeal", to=("call",)))) == (
        "findings  safe  review  rule\n"
        "       2     2       0  french/names/poutine\n"
        "       1     0       1  french/false-friends/appeal\n"
        "\n"
        "3 findings in 1 file: 3 warnings.\n"
        "2 fixable with --fix, 1 more with --unsafe-fixes.\n"
    )


def test_starts_light() -> None:
    """What every run prints with pulls in nothing that takes long to import."""
    code = "import sys, linter.reports.text, linter.reports.json; print(*sys.modules)"
    heavy = {
        "dataclasses",
        "inspect",
        "pathlib",
        "click",
        "html",
        "hashlib",
        "urllib.parse",
        "linter.fixes",
        "textwrap",
    }
    loaded = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert not heavy & set(loaded.stdout.split())


@given(st.text(st.sampled_from("ab \u0301柏“”")))
def test_columns_agree_with_unicode(text: str) -> None:
    assert _columns(text) == sum(2 if each == "柏" else 0 if each == "\u0301" else 1 for each in text)


def _columns(text: str) -> int:
    """Columns of ``text`` by the rules of ``wcwidth``, written again so that the report is not its own judge."""
    total = 0
    previous = ""
    for character in text:
        kind = unicodedata.category(character)
        if previous == "\u200d" or kind in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
            total += character == "\ufe0f" and previous != "\u200d"
        elif not "\U0001f3fb" <= character <= "\U0001f3ff":
            total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        previous = character
    return total


def _joins(character: str) -> bool:
    """Invisible, and harmless: part of a script's or an emoji's spelling, a space of another width."""
    return unicodedata.category(character) in ("Cf", "Zs", "Cn", "Co")
