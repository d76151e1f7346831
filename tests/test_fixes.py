"""Fixes: placed in the source, planned, applied byte for byte, taken back, verified, shown."""

from __future__ import annotations

import codecs
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from linter.fixes import Plan, VerifyError, apply, invert, plan, settle, to_source, unified_diff, verify, whole_lines
from linter.formats import parse
from linter.formats.decode import decode
from linter.model import Document, Edit, Fix, Source


def source_of(text: str) -> Source:
    return decode("a.txt", text.encode())


def document_of(text: str, path: str = "a.md") -> Document:
    return parse(decode(path, text.encode()))


def replaced(text: str, old: str, new: str, path: str = "a.md") -> str | None:
    """``text`` with ``old`` (prose, its first place) replaced by ``new``; ``None`` if there is no such fix."""
    document = document_of(text, path)
    start = document.prose.index(old)
    edit = to_source(document, start, start + len(old), new)
    if edit is None:
        return None
    data = apply(document.source, [edit])
    verify(document, data, [edit])
    return data.decode()


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("", "safe", tuple(Edit(*edit) for edit in edits))


def planned(text: str, *fixes: Fix) -> Plan[int]:
    return plan(source_of(text), enumerate(fixes))


def lost(found: Plan[int]) -> list[tuple[int, int | None]]:
    return [(blocked.owner, blocked.by) for blocked in found.blocked]


# Prose into source


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("Ahead of the appeal, he left.", "appeal", "call", "Ahead of the call, he left."),
        ("The **appeal** was made.", "appeal", "call", "The **call** was made."),
        ("The **appeal** was made.", "The appeal", "The call", "The **call** was made."),
        ("The **appeal** was made.", "appeal was", "call was", "The **call** was made."),
        ("The **appeal** was made.", "appeal was", "call is", None),
        ("The *the* man", "the man", "man", None),
        ("So the *the* man", "the the", "the", "So *the* man"),
        ("Caf&eacute; *Moscou*", "Café Moscou", "Café Moscow", "Caf&eacute; *Moscow*"),
        ("The caf&eacute; closed", "café", "bar", "The bar closed"),
        ("Two \\* stars", "*", "†", "Two † stars"),
        ("He said .", " .", ".", "He said."),
        ("> in the\n> framework of it", "in the\nframework of", "as part of", None),
        ("> said on\n> that day", "on\nthat day", "on this day", "> said on\n> this day"),
        ("> said\n> the man", "said\nthe man", "said on Monday the man", "> said\n> on Monday the man"),
        ("> said\n> the man", "\nthe man", " that the man", "> said\n> that the man"),
        ("The **bold**, act", "bold", "bold one", "The **bold one**, act"),
        ("The `code` said", "The \ufffc said", "The \ufffc says", "The `code` says"),
        ("The `code` said", "\ufffc said", "said \ufffc", None),
        ("The `code` said", "The \ufffc said", "It said", None),
        ("See [the site](https://example.org)", "the site", "its page", "See [its page](https://example.org)"),
        ("A B", "B", "B", None),
        ("one\n\ntwo", "one\n\ntwo", "one two", None),
        ("one\n\ntwo", "one", "1*2*", "1\\*2\\*\n\ntwo"),
        ("Words **Fedor**who came", "Fedorwho", "Fedor who", None),
        ("Words **Fedor**who came", "who", "who then", "Words **Fedor**who then came"),
        ("Words **Fedor** who", "Fedor", "Fedor, ", None),
    ],
)
def test_to_source_in_markdown(text: str, old: str, new: str, expected: str | None) -> None:
    assert replaced(text, old, new) == expected


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("An appeal .", "An appeal .", "An appeal.", "An appeal."),
        ("A\r\nB\r\n", "B", "C\nD", "A\r\nC\r\nD\r\n"),
        ("A\rB", "B", "C\nD", "A\rC\rD"),
        ("It is *so*", "so", "a*b", "It is *a*b*"),
        ("said <!-- decalque-off --> he .", "he .", "he.", "said <!-- decalque-off --> he."),
        ("said <!-- decalque-off --> he .", "said he", "he said", None),
    ],
)
def test_to_source_in_text(text: str, old: str, new: str, expected: str | None) -> None:
    assert replaced(text, old, new, "a.txt") == expected


def test_an_edit_holds_whole_words() -> None:
    document = document_of("An appeal to the State’s court", "a.txt")
    assert to_source(document, 0, 9, "A call") == Edit(0, 9, "A call")
    assert to_source(document, 0, 9, "An appeals") == Edit(3, 9, "appeals")
    assert to_source(document, 10, 30, "to the States’ court") == Edit(17, 24, "States’")
    assert to_source(document, 0, 9, "An appeal,") == Edit(9, 9, ",")


WORDS = st.lists(
    st.sampled_from(["a", "b", "ab", " ", ",", "é", "🙂", "e\u0301", "*", "&amp;", "**", "`c`", "\n> "]), max_size=12
)


@given(WORDS.map("".join), st.integers(0, 20), st.integers(0, 20), st.text(alphabet="ab, é*`\n", max_size=5))
def test_a_placed_edit_gives_the_prose_that_was_asked_for(text: str, start: int, end: int, new: str) -> None:
    document = document_of("> x " + text + " x", "a.txt")
    start, end = sorted((min(start, len(document.prose)), min(end, len(document.prose))))
    edit = to_source(document, start, end, new)
    if edit is not None:
        after = parse(decode("a.txt", apply(document.source, [edit])))
        wanted = document.prose[:start] + new + document.prose[end:]
        assert "".join(after.prose.split()) == "".join(wanted.split())


# Whole lines


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("a\nb\nc\n", "b", "a\nc\n"),
        ("a\r\n\r\nb\r\n\r\nc\r\n", "b", "a\r\n\r\nc\r\n"),
        ("a\rb\rc", "b", "a\rc"),
        ("a\n\nb\nc\n", "b", "a\n\nc\n"),
        ("b\n\nc\n", "b", "c\n"),
        ("a\n\nb\n", "b", "a\n"),
        ("a\n\nb", "b", "a"),
        ("a\r\n\r\nb", "b", "a"),
        ("a\nb", "b", "a"),
        ("b", "b", ""),
        ("b\n", "b", ""),
        ("a\n\n  b more \n \t\nc\n", "b", "a\n\nc\n"),
        ("a\n\n\nb\n\n\nc\n", "b", "a\n\n\nc\n"),
        ("b\n\n\nc\n", "b", "c\n"),
        ("a\n\n\nb\n", "b", "a\n"),
        ("a\n\nb\nb\n\nc", "b\nb\n", "a\n\nc"),
        ("a\n\nb\nb\n\nc", "b\nb", "a\n\nc"),
    ],
)
def test_whole_lines(text: str, line: str, expected: str) -> None:
    source = source_of(text)
    start = text.index(line)
    assert apply(source, [whole_lines(source, start, start + len(line))]).decode() == expected


@pytest.mark.parametrize(
    "text", ["a\n\nb\n\nc\n\nd\n", "a\n\nb\n\nc\n\nd", "a\nb\nc\nd", "a\r\n\r\nb\r\nc\r\n\r\n\r\nd\r\n"]
)
def test_all_lines_at_either_end_can_go(text: str) -> None:
    source = source_of(text)
    deletions = {
        line: Fix("", "safe", (whole_lines(source, text.index(line), text.index(line) + 1),)) for line in "abcd"
    }
    for gone in ("cd", "dc", "bcd", "dbc", "ab", "ba", "abc", "abcd", "bd"):
        found = plan(source, [(line, deletions[line]) for line in gone])
        assert not found.blocked
        left = apply(source, found.edits).decode()
        assert left.split() == [line for line in "abcd" if line not in gone]
        assert left == left.lstrip()
        assert left.endswith("\n") == (text.endswith("\n") and left != "")
        assert not left.endswith("\n\n")


# Planning


def test_of_two_that_overlap_the_first_is_made() -> None:
    found = planned("0123456789", fix((2, 5, "x")), fix((4, 6, "y")), fix((5, 7, "z")), fix((3, 3, "!")))
    assert found.edits == (Edit(2, 5, "x"), Edit(5, 7, "z"))
    assert found.applied == (0, 2)
    assert lost(found) == [(1, 0), (3, 0)]
    assert found.blocked[0].edit == Edit(4, 6, "y")
    assert found.blocked[0].reason == "overlaps another fix"


def test_an_edit_that_overlaps_several_is_blocked_by_the_first_of_them() -> None:
    found = planned("0123456789", fix((6, 7, "a")), fix((2, 3, "b")), fix((4, 4, "c")), fix((1, 9, "d")))
    assert lost(found) == [(3, 1)]


def test_what_stands_behind_an_insertion_is_seen() -> None:
    assert lost(planned("0123456789", fix((5, 7, "a")), fix((5, 5, "b")), fix((5, 9, "c")))) == [(2, 0)]
    assert lost(planned("0123456789", fix((3, 5, "a")), fix((5, 5, "b")), fix((4, 9, "c")))) == [(2, 0)]


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    found = planned("0123456789", fix((4, 6, "x")), fix((0, 1, "y"), (5, 7, "z")), fix((0, 2, "w")))
    assert found.edits == (Edit(0, 2, "w"), Edit(4, 6, "x"))
    assert lost(found) == [(1, 0)]


def test_identical_edits_are_made_once() -> None:
    found = planned("0123456789", fix((4, 6, "x")), fix((4, 6, "x"), (8, 8, "y")), fix((8, 8, "y")), fix((8, 8, "z")))
    assert found.edits == (Edit(4, 6, "x"), Edit(8, 8, "y"))
    assert found.applied == (0, 1, 2)
    assert lost(found) == [(3, 1)]


def test_insertions_stand_at_either_end_of_a_replacement() -> None:
    found = planned("0123456789", fix((2, 4, "x")), fix((4, 4, ")")), fix((2, 2, "(")), fix((4, 5, "y")))
    assert not found.blocked
    assert apply(source_of("0123456789"), found.edits) == b"01(x)y56789"


def test_what_cannot_be_made_at_all() -> None:
    found = planned("012", fix((0, 2, "x"), (1, 3, "y")), fix((2, 9, "")), fix((2, 1, "")), fix((1, 2, "\ud800")))
    assert found.edits == ()
    assert lost(found) == [(0, None), (1, None), (2, None), (3, None)]
    assert found.blocked[0].reason == "its own edits overlap"


def test_a_character_that_the_encoding_lacks() -> None:
    source = decode("a.txt", "Kiev “caf\xe9”".encode("cp1252"), "cp1252")
    found = plan(source, [("a", fix((0, 4, "Kyïv"))), ("b", fix((5, 11, "ž’—"))), ("c", fix((4, 5, "\u202f")))])
    assert found.applied == ("a", "b")
    assert found.blocked[0].reason == "cp1252 has no “\u202f”"
    assert apply(source, found.edits) == "Kyïv ž’—".encode("cp1252")
    with pytest.raises(UnicodeEncodeError):
        apply(source, [Edit(4, 5, "\u202f")])


EDITS = st.tuples(st.integers(0, 30), st.integers(0, 6), st.text(alphabet="xyé🙂\n ", max_size=3)).map(
    lambda edit: Edit(edit[0], edit[0] + edit[1], edit[2])
)
TEXTS = st.text(alphabet=st.sampled_from("ab é🙂e\u0301\u200d\n\r\t.,“”"), max_size=40)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])


def encoded(text: str, encoding: str) -> Source:
    return decode("a.txt", text.encode(encoding), "utf-16-le" if encoding == "utf-16-le" else None)


@given(TEXTS, st.lists(st.lists(EDITS, min_size=1, max_size=3), max_size=8))
def test_a_plan_accounts_for_every_fix_and_can_be_applied(text: str, fixes: list[list[Edit]]) -> None:
    source = source_of(text)
    found = plan(source, enumerate(Fix("", "safe", tuple(edits)) for edits in fixes))
    assert sorted([*found.applied, *(blocked.owner for blocked in found.blocked)]) == list(range(len(fixes)))
    assert list(found.edits) == sorted(found.edits, key=lambda edit: edit[:2])
    apply(source, found.edits)
    made = {edit for owner in found.applied for edit in fixes[owner]}
    deletions = {edit for edit in made if not edit.replacement}
    assert made - deletions <= set(found.edits)
    for blocked in found.blocked:
        assert blocked.edit in fixes[blocked.owner]
        assert blocked.by is None or (blocked.by in found.applied and blocked.by < blocked.owner)
    again = plan(source, [(owner, Fix("", "safe", tuple(fixes[owner]))) for owner in found.applied])
    assert (again.edits, again.blocked) == (found.edits, ())


@given(TEXTS, st.lists(EDITS, max_size=8), st.randoms())
def test_fixes_that_are_not_at_odds_can_come_in_any_order(text: str, edits: list[Edit], random: object) -> None:
    source = source_of(text)
    fixes = [(edit, Fix("", "safe", (edit,))) for edit in edits]
    found = plan(source, fixes)
    chosen = [pair for pair in fixes if pair[0] in found.applied]
    random.shuffle(chosen)  # type: ignore[attr-defined]
    assert plan(source, chosen).edits == found.edits


# Applying and taking back


@given(TEXTS, ENCODINGS, st.lists(EDITS, max_size=8))
def test_bytes_outside_the_edits_stay(text: str, encoding: str, edits: list[Edit]) -> None:
    source = encoded(text, encoding)
    made = plan(source, [(edit, Fix("", "safe", (edit,))) for edit in edits]).edits
    expected, rest = b"", source.data[len(source.bom) :]
    at = 0
    for edit in made:
        before = text[at : edit.start].encode(source.encoding)
        assert rest.startswith(before)
        expected += before + edit.replacement.encode(source.encoding)
        rest = rest[len(text[at : edit.end].encode(source.encoding)) :]
        at = edit.end
    assert apply(source, made) == source.bom + expected + rest


@given(TEXTS, ENCODINGS, st.lists(EDITS, max_size=8))
def test_what_was_done_can_be_undone(text: str, encoding: str, edits: list[Edit]) -> None:
    source = encoded(text, encoding)
    made = plan(source, [(edit, Fix("", "safe", (edit,))) for edit in edits]).edits
    data = apply(source, made)
    assume("\0" not in data.decode(encoding))
    edited = decode("a.txt", data, source.encoding)
    back = invert(source, made)
    assert apply(edited, back) == source.data
    assert plan(edited, [(None, Fix("", "safe", back))]).edits == back or not back
    assert apply(source, invert(edited, back)) == data


def test_edits_that_overlap_are_refused() -> None:
    for edits in ([Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 9, "")], [Edit(-1, 0, "")], [Edit(2, 1, "")]):
        with pytest.raises(ValueError, match="overlap or lie outside"):
            apply(source_of("abc"), edits)


# Verifying


def test_an_edit_that_changes_what_is_prose_elsewhere_is_caught() -> None:
    document = document_of("One *two\n\nthree `four\n\nfive")
    for edit in (
        Edit(8, 8, "*"),
        Edit(21, 21, "`"),
        Edit(10, 10, "    "),
        Edit(8, 10, "\n<div>\n"),
    ):
        with pytest.raises(VerifyError):
            verify(document, apply(document.source, [edit]), [edit])
    for edit in (Edit(4, 8, "two"), Edit(21, 21, " \\*"), Edit(10, 10, "## ")):
        verify(document, apply(document.source, [edit]), [edit])


def test_verify_says_where() -> None:
    document = document_of("One\n\ntwo three\n\nfour")
    edit = Edit(5, 5, "`")
    verify(document, apply(document.source, [edit]), [edit])
    edits = [Edit(5, 5, "<div> "), Edit(17, 18, "F")]
    with pytest.raises(VerifyError, match="between lines 3 and 5"):
        verify(document, apply(document.source, edits), edits)


def test_bytes_that_differ_elsewhere_are_caught() -> None:
    document = document_of("One two", "a.txt")
    verify(document, b"One 2", [Edit(4, 7, "2")])
    for data in (b"one 2", b"One 2 ", b"One two", b"One\xff2"):
        with pytest.raises(VerifyError):
            verify(document, data, [Edit(4, 7, "2")])


def test_white_space_and_soft_breaks_may_turn() -> None:
    lines = "The council of the old town has at last come to terms\nwith it, so it is said."
    document = document_of(lines, "a.txt")
    assert len(document.segments) == 1
    edits = [Edit(54, 61, "“W"), Edit(70, 76, "")]
    after = verify(document, apply(document.source, edits), edits)
    assert len(after.segments) == 2


def test_a_fix_that_fails_does_not_keep_the_others_from_being_made() -> None:
    document = document_of("One *two\n\nthree `four\n\nfive six")
    good, bad = fix((0, 3, "1")), fix((8, 8, "*"))
    found, data = settle(document, [("a", good), ("b", bad), ("c", fix((2, 5, ""))), ("d", fix((28, 31, "6")))])
    assert data == b"1 *two\n\nthree `four\n\nfive 6"
    assert found.applied == ("a", "d")
    assert [(lost.owner, lost.by, lost.reason) for lost in found.blocked] == [
        ("c", "a", "overlaps another fix"),
        ("b", None, "would change the text around it"),
    ]
    assert settle(document, []) == (Plan((), (), ()), document.source.data)


# Diffs


@pytest.mark.skipif(not shutil.which("git"), reason="git is the judge here")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\nb", b"a\nB"),
        (b"a\nb\n", b"a\nb"),
        (b"a\nb", b"a\nb\n"),
        (b"a\r\nb\r\nc", b"a\r\nB\r\nc"),
        (b"a\rb\rc\r", b"a\rB\rc\r"),
        (b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfA\nb\n"),
        ("é\u2028x\x0by\n🙂\n".encode(), "è\u2028x\x0by\n🙂\n".encode()),
        (b"\n".join(b"%d" % n for n in range(40)), b"\n".join(b"%d" % (n + (n in (3, 30))) for n in range(40))),
    ],
)
def test_a_diff_is_what_patches_take(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(before)
    diff = unified_diff(decode("a.txt", before), after, "a.txt")
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "-"], cwd=tmp_path, input=diff.encode(), check=True)
    assert path.read_bytes() == after


def test_a_diff_of_nothing_is_empty() -> None:
    assert unified_diff(source_of("a\n"), b"a\n", "a.txt") == ""
    source = decode("a", codecs.BOM_UTF16_LE + "a\n".encode("utf-16-le"))
    assert "-a\n+b\n" in unified_diff(source, codecs.BOM_UTF16_LE + "b\n".encode("utf-16-le"), "a.txt")
