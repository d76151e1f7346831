"""Markdown: what is prose, what is not, and where every character of it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.formats import parse
from linter.formats.decode import decode
from linter.model import Document


def read(text: str, name: str = "a.md") -> Document:
    return parse(decode(name, text.encode()))


def shown(text: str) -> list[tuple[str, str]]:
    document = read(text)
    return [(segment.kind, document.prose[segment.start : segment.end]) for segment in document.segments]


def prose(text: str) -> list[str]:
    return [piece for _, piece in shown(text)]


def sources(text: str, part: str) -> str:
    """What stands in the source where ``part`` stands in prose."""
    document = read(text)
    start = document.prose.index(part)
    low, high = document.locate(start, start + len(part))
    return text[low:high]


def check_runs(document: Document) -> None:
    """The promises of ``Document``, whatever the format."""
    text, prose = document.source.text, document.prose
    covered = 0
    reached = 0
    for run in document.runs:
        assert covered <= run.start < run.start + run.length
        assert reached <= run.source < run.source + run.width <= len(text)
        covered, reached = run.start + run.length, run.source + run.width
        if run.length == run.width:
            assert prose[run.start : covered] == text[run.source : reached]
    inside = [False] * len(prose)
    for run in document.runs:
        inside[run.start : run.start + run.length] = [True] * run.length
    between = 0
    for segment in document.segments:
        assert prose[between : segment.start] == ("\n\n" if between else "")
        assert segment.start < segment.end
        assert all(inside[segment.start : segment.end])
        piece = prose[segment.start : segment.end]
        assert piece == piece.strip()
        between = segment.end
    assert between == len(prose)
    assert sum(inside) == sum(segment.end - segment.start for segment in document.segments)


def test_blocks_have_kinds() -> None:
    text = (
        "# A *big* day #\n\nThe minister\nspoke.\n\n> He said so,\n> twice.\n\n- one\n- two\n\n  and a half\n\n"
        "| Town | River |\n|---|---|\n| Ghent | Leie |\n\n![A tall tower](t.png)\n"
    )
    assert shown(text) == [
        ("heading", "A big day"),
        ("paragraph", "The minister\nspoke."),
        ("blockquote", "He said so,\ntwice."),
        ("list-item", "one"),
        ("list-item", "two"),
        ("list-item", "and a half"),
        ("table-cell", "Town"),
        ("table-cell", "River"),
        ("table-cell", "Ghent"),
        ("table-cell", "Leie"),
        ("caption", "A tall tower"),
    ]


def test_tight_items_and_nested_blocks_do_not_run_together() -> None:
    assert shown("1. one\n   goes on\n   - inner\n2. two\n   > said\n\nafter") == [
        ("list-item", "one\n   goes on"),
        ("list-item", "inner"),
        ("list-item", "two"),
        ("blockquote", "said"),
        ("paragraph", "after"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode appeal\n```\n",
        "~~~ py\ncode\n",
        "    indented code\n",
        "---\ntitle: Appeal\n---\n",
        "+++\ntitle = 1\n+++\n",
        "---\n---\n",
        "<div>\nhtml\n</div>\n",
        "<!-- decalque-off\nwhy -->\n",
        "[ref]: https://example.org 'Title'\n",
        "<https://example.org>\n",
        "https://example.org/appeal\n",
        "`code`\n",
        "***\n",
        "",
        "![](x.png)",
    ],
)
def test_not_prose(text: str) -> None:
    assert prose(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run `make all` now", "Run \ufffc now"),
        ("See ![a tower](t.png 'T') there", "See \ufffc there"),
        ("See [![a tower](t.png)](u) there", "See \ufffc there"),
        ("Ask <me@example.org>, please", "Ask \ufffc, please"),
        ("Read https://example.org/a_(b)?c=1&amp;d=2.", "Read \ufffc."),
        ("Read www.example.org, then", "Read \ufffc, then"),
        ("A [fine *day*](https://example.org 'Title') ends", "A fine day ends"),
        ("A [fine day][ref] ends\n\n[ref]: https://example.org 'Title'", "A fine day ends"),
        ("A <b class='x'>bold</b> act", "A bold act"),
        ("A <!-- decalque-ignore --> comment", "A comment"),
        ("A claim[^1] made\n", "A claim[^1] made"),
        ("Ang&eacute;lique &amp; co &#8212; fin", "Angélique & co — fin"),
        ("Stars \\* and \\_ and \\a", "Stars * and _ and \\a"),
        ("un~~do~~ne", "undone"),
        ("Two \\\\& and \\\\\\& signs", "Two \\& and \\& signs"),
        ("It cost $5 and $6 more", "It cost $5 and $6 more"),
    ],
)
def test_inline(text: str, expected: str) -> None:
    assert prose(text) == [expected]
    check_runs(read(text))


def test_a_definition_has_no_colon() -> None:
    assert shown("Ferry\n: A boat that\n  crosses.\n\nMill\n\n: It grinds.\n") == [
        ("paragraph", "Ferry"),
        ("paragraph", "A boat that\n  crosses."),
        ("paragraph", "Mill"),
        ("paragraph", "It grinds."),
    ]


def test_footnotes() -> None:
    assert prose("A claim[^1] made.\n\n[^1]: The *proof* of it.") == ["A claim made.", "The proof of it."]


def test_a_linked_image_alone_is_a_caption() -> None:
    assert shown("[![A tall tower](t.png)](https://example.org)") == [("caption", "A tall tower")]


def test_hard_breaks_end_a_segment() -> None:
    assert prose("Rain in Turin  \nThe river rose\\\nand fell<br>again") == [
        "Rain in Turin",
        "The river rose",
        "and fell",
        "again",
    ]


def test_front_matter_only_at_the_top() -> None:
    assert prose("---\na: b\n---\nFirst.\n\n---\nSecond.\n\n---\nThird.\n") == ["First.", "Second.", "Third."]


def test_positions_after_entities_escapes_and_emphasis() -> None:
    text = "Ünï🙂 &eacute;t\\*e **bold**ly said\r\n> quoted 🙂 word"
    assert sources(text, "é") == "&eacute;"
    assert sources(text, "*") == "\\*"
    assert sources(text, "boldly") == "bold**ly"
    assert sources(text, "said") == "said"
    assert sources("> one\n> two 🙂 three", "two 🙂 three") == "two 🙂 three"


def test_offsets_behind_front_matter() -> None:
    assert sources("---\ntitle: é\n---\n\nA *small* word", "small") == "small"


def test_soft_breaks_stay_one_to_one() -> None:
    document = read("- one \r\n  two\r\n  three")
    assert document.prose == "one \r\n  two\r\n  three"
    assert len(document.runs) == 1


_MARKUP = st.sampled_from(
    [
        "# ", "## ", "* ", "*", "**", "_", "__", "`", "```", "~~~", "> ", "- ", "1. ", "[", "]", "(", ")", "![", "](",
        "][", "]: ", "[^1]", "[^1]: ", "<b>", "</b>", "<br>", "<!-- ", " -->", "<https://a.b>", "www.", "https://a.b/c_d",
        "me@a.org", "&amp;", "&eacute;", "&ngE;", "&#0;", "&#10;", "&nbsp;", "\\", "\\*", "\\|", "---", "+++", "===",
        "|", "|-|-|\n", "$", "~~", "[ ] ", "[x] ", "{#id}", "<div>", "</div>", "<script>", "[!NOTE]", ": ",
    ]
)  # fmt: skip
_WORDS = st.sampled_from(["a", "word", "the cat sat.", "é", "🙂", "e\u0301", "\u200d", "\ufeff", "\u2028", "\xa0", "…"])
_SPACE = st.sampled_from([" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n", "\x0b", "\x0c", "\x85"])
_TEXTS = st.lists(_MARKUP | _WORDS | _SPACE, max_size=40).map("".join)


@given(_TEXTS | st.text(alphabet="*_`[]()<>!\\&;#-+|~ \n\r\tab😀é", max_size=60))
def test_every_prose_character_is_where_its_run_says(text: str) -> None:
    check_runs(read(text))


@given(_TEXTS)
def test_plain_text_keeps_the_same_promises(text: str) -> None:
    check_runs(read(text, "a.txt"))
