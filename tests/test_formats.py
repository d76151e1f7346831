"""Decoding, lines and byte offsets, the registry of formats, and plain text."""

from __future__ import annotations

import codecs
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.formats import FORMATS, escape, format_for, parse
from linter.formats.decode import LineIndex, ReadError, byte_offsets, decode
from linter.model import Document, Source

TEXTS = st.text(
    alphabet=st.sampled_from("ab é🙂e\u0301\u200d\ufeff\u2028\x0b\x85\r\n\t.,“”") | st.characters(codec="utf-8"),
    max_size=80,
).filter(lambda text: "\0" not in text and not text.startswith("\ufeff"))
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def read(text: str) -> Document:
    return parse(decode("a.txt", text.encode()))


def prose(text: str) -> list[str]:
    document = read(text)
    return [document.prose[segment.start : segment.end] for segment in document.segments]


# Decoding


@given(TEXTS, st.sampled_from(sorted(MARKS)))
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    data = MARKS[encoding] + text.encode(encoding)
    assert decode("a", data) == Source("a", data, text, encoding, MARKS[encoding])
    assert decode("a", data, "cp1252").text == text


@given(TEXTS)
def test_utf_8_unless_told_otherwise(text: str) -> None:
    assert decode("a", text.encode()) == Source("a", text.encode(), text, "utf-8", b"")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16-le", "utf-16", "shift_jis", "koi8-r"])
def test_the_configured_encoding(encoding: str) -> None:
    text = "Ж said\r\n" if encoding == "koi8-r" else "日 said\n" if encoding == "shift_jis" else "“é” said\r\n"
    if encoding == "latin-1":
        text = "é said\n"
    data = text.encode("utf-16-le" if encoding == "utf-16" else encoding)
    source = decode("a", data, encoding)
    assert source.text == text
    assert source.text.encode(source.encoding) == data


@pytest.mark.parametrize(
    ("data", "encoding", "reason", "hint"),
    [
        (b"\x89PNG\r\n\0\0", None, "a binary file: it holds NUL bytes", ""),
        ("plain words here".encode("utf-16-be"), None, "a binary file: it holds NUL bytes", "utf-16-be"),
        (b"one\r\ntwo\rthr\xe9e", None, "not valid UTF-8: byte 12 (0xe9), line 3", 'encoding = "cp1252"'),
        (b"\xef\xbb\xbfab\xff", None, "not valid UTF-8: byte 5 (0xff), line 1", ""),
        (b"caf\x81\xe9", None, "not valid UTF-8: byte 3 (0x81), line 1", "save it as UTF-8"),
        (b"caf\x81", "cp1252", "not valid CP1252: byte 3 (0x81), line 1", ""),
        (b"\xff\xfea\0b", None, "not valid UTF-16-LE: byte 4 (0x62), line 1", ""),
        (b"\xff\xfea\0\0\0", None, "a binary file: it holds NUL characters", ""),
        (b"abc", "klingon", "the encoding 'klingon' is unknown", ""),
        (b"abc", "rot13", "is not a text encoding", ""),
        (b"\x1b$B\x1b(B", "iso2022_jp", "loses bytes", "save it as UTF-8"),
        ("日本".encode("iso2022_jp"), "iso2022_jp", "loses bytes", "save it as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(
    data: bytes, encoding: str | None, reason: str, hint: str
) -> None:
    with pytest.raises(ReadError) as caught:
        decode("some/file.txt", data, encoding)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert str(caught.value).startswith("some/file.txt: ")


@given(st.binary(max_size=60), st.sampled_from([None, "cp1252", "shift_jis", "utf-7", "iso2022_jp", "utf-16", "hz"]))
def test_whatever_is_decoded_can_be_written_back(data: bytes, encoding: str | None) -> None:
    try:
        source = decode("a", data, encoding)
    except ReadError:
        return
    assert source.bom + b"".join(character.encode(source.encoding) for character in source.text) == data


@given(TEXTS, st.sampled_from([*MARKS, ""]), st.lists(st.integers(0, 80), max_size=10))
def test_byte_offsets(text: str, encoding: str, positions: list[int]) -> None:
    data = MARKS[encoding] + text.encode(encoding) if encoding else text.encode()
    source = decode("a", data)
    positions = [min(position, len(text)) for position in positions]
    expected = [len(source.bom) + len(text[:position].encode(source.encoding)) for position in positions]
    assert byte_offsets(source, positions) == expected


def test_lines_end_with_lf_cr_lf_or_cr_only() -> None:
    lines = LineIndex("a\nb\r\nc\rd\x0be\u2028f\n\n")
    assert [lines.line(number + 1) for number in range(len(lines))] == [
        (0, 2),
        (2, 5),
        (5, 7),
        (7, 13),
        (13, 14),
        (14, 14),
    ]
    assert lines.position(0) == (1, 1)
    assert lines.position(4) == (2, 3)
    assert lines.position(11) == (4, 5)
    assert lines.position(14) == (6, 1)


def test_columns_are_code_points() -> None:
    assert LineIndex("x\n🙂e\u0301 word").position(6) == (2, 5)


# The registry


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.txt", "text"), ("a", "text"), ("-", "text"), ("a.xyz", "text"), ("b/a.MD", "markdown"), ("a.mkd", "markdown")],
)
def test_format_by_suffix(path: str, name: str) -> None:
    assert format_for(path) == name
    assert name in FORMATS


def test_a_format_can_be_named() -> None:
    source = decode("a.txt", b"# Title")
    assert parse(source).prose == "# Title"
    assert parse(source, "markdown").prose == "Title"
    assert parse(source, "markdown").format == "markdown"
    with pytest.raises(ValueError, match="no format is called 'word'"):
        parse(source, "word")


@given(st.text(alphabet="ab *_`[]<>|~\\&;#é🙂1.-+=!:", min_size=1, max_size=20))
def test_escaped_prose_is_that_prose(words: str) -> None:
    words = " ".join(words.split())
    assert escape("text", words) == words
    for before, after in (("A ", " z"), ("| a |\n|---|\n| b ", " c |")):
        written = before + escape("markdown", words) + after
        assert f" {words} " in parse(decode("a.md", written.encode())).prose


# Plain text


def test_blank_lines_and_white_space_are_outside_segments() -> None:
    assert prose(" \t\n\n  One .\u00a0 \r\n \t \r\nTwo\t\n\x85\nThree\r\rFour") == ["One .", "Two", "Three", "Four"]
    assert prose("") == prose("\n \r\n") == []


def test_one_paragraph_a_line() -> None:
    lines = [
        "Ministers to meet in Ghent",
        "The talks, which nobody had announced, will be held on Thursday in the old town hall, said two of them.",
        "The Leie was calm.",
        "“We shall see about that when the time has come, and not a day before it,” answered the mayor when asked.",
    ]
    assert prose("\n".join(lines)) == lines


PARAGRAPH = (
    "The talks, which nobody had announced, will be held on Thursday in the old town hall, said two of those who had "
    "been invited; a third one, who would not be named, doubted it, and he left the room in a hurry and by the back."
)


@pytest.mark.parametrize("width", [52, 72, 100])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_wrapped_by_hand_go_on(width: int, line_end: str) -> None:
    wrapped = line_end.join(textwrap.wrap(PARAGRAPH, width))
    text = f"Ministers to meet{line_end * 2}{wrapped}{line_end * 2}{wrapped}"
    assert prose(text) == ["Ministers to meet", wrapped, wrapped]


def test_a_short_line_in_a_wrapped_block_ends_a_paragraph() -> None:
    wrapped = "\n".join(textwrap.wrap(PARAGRAPH, 60))
    assert prose(f"Ministers to meet\n{wrapped}\nShort one.\nAnother one.") == [
        "Ministers to meet",
        wrapped,
        "Short one.",
        "Another one.",
    ]


def test_two_lines_are_one_paragraph_only_with_a_reason() -> None:
    first = "The council of the old town has at last come to terms"
    assert prose(f"{first}\nwith its neighbours.") == [f"{first}\nwith its neighbours."]
    assert prose(f"{first}\nBy Ann Mertens") == [first, "By Ann Mertens"]
    wrapped = "\n".join(textwrap.wrap(PARAGRAPH, 56))
    assert prose(f"{first}\nAntwerp and Ghent.\n\n{wrapped}")[0] == f"{first}\nAntwerp and Ghent."


def test_comments_to_the_linter_are_not_prose() -> None:
    text = "One <!-- decalque-ignore: x --> two.\n<!-- decalque-off\n\nwhy -->\n"
    text += "Three <!-- other --> four. <!--decalque-on-->\n"
    assert prose(text) == ["One two.", "Three <!-- other --> four."]
    document = read(text)
    start = document.prose.index("two")
    assert document.locate(start, start + 3) == (text.index("two"), text.index("two") + 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/a_(b)?c=d&e.", "See \ufffc."),
        ("(see www.example.org/x)", "(see \ufffc)"),
        ("“http://example.org”, he said", "“\ufffc”, he said"),
        ("Write to ann.m+x@example.org, or not", "Write to \ufffc, or not"),
        ("at 5 @ home, a://b and www. nothing", "at 5 @ home, a://b and www. nothing"),
    ],
)
def test_addresses_are_placeholders(text: str, expected: str) -> None:
    assert prose(text) == [expected]


def test_a_line_that_is_only_an_address_is_not_prose() -> None:
    assert prose("https://example.org/\n\nwww.example.org\n\nWords") == ["Words"]


@given(TEXTS)
def test_prose_is_the_text_of_the_file(text: str) -> None:
    document = read(text)
    assert "".join(document.prose.replace("\ufffc", "").split()) in "".join(text.split()) or "\ufffc" in document.prose
    for segment in document.segments:
        low, high = document.locate(segment.start, segment.end)
        if "\ufffc" not in document.prose:
            assert text[low:high] == document.prose[segment.start : segment.end]
