"""What the tests of the reports share: files with findings, written by hand or drawn at random."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from linter.formats.decode import decode
from linter.model import CATEGORIES, LEVELS, SAFETIES, Checked, Edit, Finding, Fix, Profile
from linter.reports import Report, Style, render

PLAIN = Style()
#: What an article may hold that breaks one format or another.
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \"quotes\" 'more' %0A %25 ::error::no ]]> "
    "| `code` *star* _line_ [link](javascript:alert(3)) @someone #12 https://example.com {0} \x1b[31mred\x1b[0m \x07 "
    "\u202eright to left\u202c \u2028 \ufeff 柏林 🇫🇷 👩‍👩‍👧 e\u0301 שלום"
)


def finding(text: str, word: str, rule: str = "french/false-friends/appeal", nth: int = 0, **more: object) -> Finding:
    """A finding at the ``nth`` occurrence of ``word``, with a fix for each of ``to`` (of ``safety``)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    end = start + len(word)
    values: dict[str, object] = {
        "category": "false-friend",
        "level": "warning",
        "confidence": 0.9,
        "message": f"“{word}” for a phone call",
        "why": "French *appel* is a call as well.",
        "because": ("“Poutine” (line 1) speaks for French",),
        "fixes": tuple(
            Fix(new or "remove", str(more.get("safety", "review")), (Edit(start, end, new),))
            for new in more.pop("to", ())  # type: ignore[attr-defined]
        ),
        "sources": ("fr",),
    } | {key: value for key, value in more.items() if key != "safety"}
    mark = hashlib.sha256(f"{rule}{word}{nth}".encode()).hexdigest()[:16]
    return Finding(rule=rule, start=start, end=end, text=word, fingerprint=mark, **values)  # type: ignore[arg-type]


def checked(path: str, text: str, *findings: Finding, data: bytes | None = None, **more: object) -> Checked:
    """A file as checked; ``data`` are its bytes unless they are ``text`` in UTF-8."""
    source = decode(path, text.encode() if data is None else data)
    assert source.text == text
    ordered = tuple(sorted(findings, key=lambda each: (each.start, each.end)))
    profile = Profile(0.98, {"es": 0.02, "fr": 0.95})
    return Checked(path, "text", None, source, more.get("profile", profile), ordered)  # type: ignore[arg-type]


def unread(path: str, error: str = "not valid UTF-8: byte 12 (0xe9), line 1") -> Checked:
    return Checked(path, "text", error, None, None, ())


def rendered(name: str, *files: Checked, style: Style = PLAIN, **more: object) -> str:
    """The report, as a generator of files would give it."""
    return "".join(render(name, Report(iter(files), "1.2.3", **more), style))  # type: ignore[arg-type]


_characters = st.one_of(
    st.characters(codec="utf-8", exclude_characters="\x00"),
    st.sampled_from(" \n\t,.!“”éß柏🇫🇷👩‍e\u0301שאل\u202e\u200b\xad\r\x1b"),
    st.sampled_from("abc de fg"),
)
_encodings = st.sampled_from([("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")])


@st.composite
def files(draw: st.DrawFn, path: str = "article.txt") -> Checked:
    """A file in some encoding with findings anywhere in it, fixes at or near them."""
    text = draw(st.text(_characters, max_size=300))
    codec, mark = draw(_encodings)
    if text.startswith("\ufeff"):
        text = text[1:]
    found = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        fixes = []
        for _ in range(draw(st.integers(0, 2))):
            low = draw(st.integers(0, len(text)))
            high = draw(st.integers(low, len(text)))
            new = draw(st.text(_characters, max_size=12))
            fixes.append(Fix(new, draw(st.sampled_from(SAFETIES)), (Edit(low, high, new),)))
        found.append(
            Finding(
                rule=f"french/family/rule-{number}",
                category=draw(st.sampled_from(CATEGORIES)),
                level=draw(st.sampled_from(LEVELS)),
                confidence=draw(st.floats(0, 1)),
                start=start,
                end=end,
                text=text[start:end],
                message=draw(st.text(_characters, min_size=1, max_size=40)),
                why=draw(st.text(_characters, max_size=40)),
                because=tuple(draw(st.lists(st.text(_characters, max_size=40), max_size=2))),
                fingerprint=f"{number:016x}",
                fixes=tuple(fixes),
            )
        )
    return checked(path, text, *found, data=mark + text.encode(codec))
