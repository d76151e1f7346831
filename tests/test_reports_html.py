"""The page as markup: it says what the article says, marks what was found, and runs nothing that an article brings."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given

from linter.model import Checked, Edit, Fix
from linter.reports.columns import printable
from tests.reporting import HOSTILE, checked, files, finding, rendered, unread

VOID = ("meta", "hr", "input")


class Page(HTMLParser):
    """A page taken apart: elements in order, text by the classes around it; fails on tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        around = tuple(name for _, attrs in self.open for name in (attrs.get("class") or "").split())
        self.texts.append((around, data))

    def text(self, within: str, *, but: tuple[str, ...] = ()) -> str:
        return "".join(text for around, text in self.texts if within in around and not set(around) & set(but))


@given(files())
def test_the_article_is_all_there(file: Checked) -> None:
    """However findings overlap, the page's article is the file's text, line by line, and each finding has a mark."""
    assert file.source is not None
    markup = rendered("html", file)
    page = Page(markup)
    if file.findings:
        shown = re.findall(r'<p><span class="number" aria-hidden="true">(\d+)</span>(.*?)</p>', markup)
        lines = re.split("\r\n|\r|\n", file.source.text)
        for number, line in shown:
            assert _unescaped(re.sub("<[^>]*>", "", line)) == printable(lines[int(number) - 1])
        left_out = set(range(1, len(lines) + 1)) - {int(number) for number, _ in shown}
        assert not any(lines[number - 1].strip() for number in left_out)
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for number in range(1, len(file.findings) + 1):
        assert {f"mark-{number}", f"finding-{number}"} <= set(ids)
    for _, attrs in page.elements:
        if (attrs.get("href") or "").startswith("#"):
            assert str(attrs["href"])[1:] in ids


@given(files())
def test_marks_hold_what_was_found(file: Checked) -> None:
    page = rendered("html", file)
    marks = re.findall(r'<(?:a|span)[^>]* class="mark [^"]*" data-f="([\d ]+)"[^>]*>([^<]*)<', page)
    for number, found in enumerate(file.findings, 1):
        held = "".join(text for numbers, text in marks if str(number) in numbers.split())
        wanted = "".join(printable(line) for line in re.split("\r\n|\r|\n", found.text))
        assert _unescaped(held).replace(" ", "") == wanted.replace(" ", "")


def test_hostile_text_is_only_text() -> None:
    text = f"{HOSTILE} appeal {HOSTILE}\n"
    found = finding(text, "appeal", message=HOSTILE, why=HOSTILE, because=(HOSTILE,), to=(HOSTILE,))
    file = checked('"><script>alert(4)</script>.txt', text, found, finding(text, HOSTILE, "common/residue/junk"))
    page = Page(rendered("html", file, unread("b.txt", HOSTILE), rule_url='https://x.test/"><script>/{rule}'))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"img", "iframe", "link", "object", "base"} & set(tags)
    for tag, attrs in page.elements:
        assert not any(name.startswith("on") or name in ("src", "style", "srcset", "action") for name in attrs)
        address = attrs.get("href") or "#"
        assert address.startswith("#") or (tag == "a" and address.startswith("https://x.test/"))
    assert page.text("article").count("<script>alert(1)</script>") == 2
    assert "\u202e" not in page.text("article")


def test_policy_allows_only_its_own_script_and_style() -> None:
    page = rendered("html", checked("a.txt", "The appeal.", finding("The appeal.", "appeal")))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for name in ("script", "style"):
        body = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert body
        assert f"{name}-src 'sha256-{b64encode(sha256(body[1].encode()).digest()).decode()}'" in policy[1]
        assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttpRequest|innerHTML|eval\(", body[1])


def test_before_and_after() -> None:
    text = "Poutine spoke.\n\nHe gave an appeal, an appeal.\nRead also\n"
    line = text.index("Read also")
    file = checked(
        "a.txt",
        text,
        finding(text, "Poutine", "french/names/poutine", to=("Putin", "Poutin")),
        finding(text, "appeal", to=("call",)),
        finding(text, "an appeal, an appeal", "common/repetition/twice", to=("an appeal",)),
        finding(text, "appeal", nth=1, to=("call",), safety="ask"),
        finding(text, "Read also", "common/residue/teaser")._replace(
            fixes=(Fix("remove", "safe", (Edit(line, len(text), ""),)),)
        ),
    )
    page = Page(rendered("html", file))
    assert page.text("after", but=("old",)).split("\n") == ["Putin spoke.He gave an appeal.removed"]
    assert page.text("before") == "Poutine spoke.He gave an appeal, an appeal.Read also\n"
    assert page.text("blocked") == "1 fix left out, at odds with one that is shown."


def test_long_files_are_folded_away_from_findings() -> None:
    text = "".join(f"Line {number}.\n" for number in range(1, 201))
    page = Page(rendered("html", checked("a.txt", text, finding(text, "Line 100."))))
    assert re.findall(r"\d+", page.text("article", but=("fold", "number"))) == ["98", "99", "100", "101", "102"]
    assert "97 lines without findings" in page.text("fold")
    assert "Line 7." in page.text("fold")


def test_files_without_findings_are_named() -> None:
    page = rendered("html", checked("clean.txt", "Fine.", profile=None))
    assert "No findings in 1 file." in page
    assert "<code>clean.txt</code>" in page
    assert 'class="filters"' not in page


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
