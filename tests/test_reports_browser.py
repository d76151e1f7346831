"""The page in a real browser: Chromium without a window, driven by Playwright.

Skipped, with the reason, where either is missing. ``DECALQUE_CHROMIUM`` names the browser if it is not on the path.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linter.fixes import apply, plan
from tests.reporting import HOSTILE, checked, finding, rendered

playwright = pytest.importorskip("playwright.sync_api", reason="the page is not tested: no playwright")
CHROMIUM = os.environ.get("DECALQUE_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the page is not tested: no Chromium (or DECALQUE_CHROMIUM)")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip

TEXT = (
    "Poutine lands\n\nPoutine had a telephone interview ahead of the appeal , an aide said.\n\n"
    + "The two sides went on talking about nothing in particular.\n" * 25
    + "\nRead also\n"
)
SECOND = f"{HOSTILE} appeal\nAn appeal.\n"


def article() -> Any:
    return checked(
        "news/poutine.txt",
        TEXT,
        finding(TEXT, "Poutine", "french/names/poutine", level="error", category="name", to=("Putin",), safety="safe"),
        finding(
            TEXT, "Poutine", "french/names/poutine", 1, level="error", category="name", to=("Putin",), safety="safe"
        ),
        finding(TEXT, "telephone interview", "french/calques/interview", category="calque", to=("call",)),
        finding(TEXT, "appeal", to=("call", "phone call"), because=("“Poutine” (line 1) speaks for French",)),
        finding(TEXT, " ,", "common/typography/space", category="typography", to=(",",), safety="safe", sources=()),
        finding(TEXT, "Read also", "common/residue/teaser", level="note", category="residue", sources=("ru", "uk")),
    )


def others() -> Any:
    found = finding(SECOND, "appeal", message=HOSTILE, why=HOSTILE, because=(HOSTILE,), to=(HOSTILE,))
    return checked("</title><script>alert(5)</script>.txt", SECOND, found, finding(SECOND, "appeal", nth=1))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(rendered("html", article(), others()), "utf-8")
    return path


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """One browser, in a profile of its own that goes with it."""
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Opened:
    """A page, and whatever went wrong or was asked for while it was open."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("dialog", lambda dialog: (self.troubles.append("a dialog"), dialog.dismiss()))
        page.on("request", lambda request: self.troubles.append(request.url))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))

    def shown(self, selector: str) -> list[str]:
        return [each.text_content() or "" for each in self.page.query_selector_all(selector) if each.is_visible()]


@pytest.fixture
def browse(driver: Any, report: Path) -> Iterator[Any]:
    """Opens the report in a fresh context of the width, theme and so on that are asked for."""
    opened = []

    def start(width: int = 1280, height: int = 900, anchor: str = "", **options: Any) -> Opened:
        context = driver.new_context(viewport={"width": width, "height": height}, **options)
        page = Opened(context.new_page())
        opened.append((context, page))
        page.page.goto(report.as_uri() + anchor)
        return page

    yield start
    for context, page in opened:
        assert [trouble for trouble in page.troubles if not trouble.startswith(report.as_uri())] == []
        context.close()


def test_nothing_is_asked_for_and_nothing_hostile_runs(browse: Any) -> None:
    """The fixture fails on any request, message, error or dialog; here it is shown that style and script did load."""
    opened = browse()
    page = opened.page
    page.wait_for_timeout(200)
    assert page.is_visible(".tools")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontStyle") == "italic"
    assert page.evaluate("document.scripts.length") == 1
    assert page.query_selector("img, iframe, .article script") is None
    assert page.title() == "decalque: 8 findings in 2 files: 2 errors, 5 warnings, 1 note"
    assert page.inner_text("#path-2") == "</title><script>alert(5)</script>.txt"
    for number in range(8):
        opened.press("n")
        assert opened.focused() == f"mark-{number + 1}"


def test_keys_move_from_finding_to_finding(browse: Any) -> None:
    opened = browse()
    opened.press("n", "n", "ArrowRight")
    assert opened.focused() == "mark-3"
    assert opened.page.inner_text("#place") == "3 of 8"
    opened.press("p", "ArrowLeft")
    assert opened.focused() == "mark-1"
    opened.press("p")
    assert opened.focused() == "mark-8"
    assert opened.page.evaluate("document.querySelector('#mark-8').getBoundingClientRect().top < innerHeight")
    opened.press("[")
    assert opened.focused() == "mark-1"
    opened.press("]")
    assert opened.focused() == "mark-7"


def test_focus_shows_the_evidence(browse: Any) -> None:
    opened = browse()
    page = opened.page
    opened.press("n", "n", "n", "n")
    said = page.inner_text("#card")
    assert "“appeal” for a phone call" in said
    assert "replace with “call” or “phone call”" in said
    assert "“Poutine” (line 1) speaks for French" in said
    assert page.evaluate("document.querySelector('#card em').textContent") == "appel"
    described = page.get_attribute("#mark-4", "aria-describedby")
    assert "speaks for French" in page.text_content(f"#{described}")
    box, mark = page.locator("#card").bounding_box(), page.locator("#mark-4").bounding_box()
    assert box["y"] >= mark["y"] + mark["height"] or box["y"] + box["height"] <= mark["y"]
    opened.press("Escape")
    assert not page.is_visible("#card")
    assert opened.focused() == "mark-4"
    opened.press("Tab")
    assert opened.focused() == "mark-5"
    assert "French" in page.inner_text("#card")


def test_hover_shows_the_evidence(browse: Any) -> None:
    """The note stays while the pointer is on it, and goes when it has left."""
    page = browse().page
    page.hover("#mark-3")
    assert page.is_visible("#card")
    page.hover("#card .facts")
    page.wait_for_timeout(400)
    assert page.is_visible("#card")
    page.hover("h1")
    page.wait_for_selector("#card", state="hidden")
    page.click("#mark-3")
    page.hover("h1")
    page.wait_for_timeout(400)
    assert page.is_visible("#card"), "a press keeps the note"
    page.click(".name")
    assert not page.is_visible("#card")


def test_enter_goes_to_the_list_and_back(browse: Any) -> None:
    opened = browse()
    opened.press("n", "n", "Enter")
    assert opened.focused() == "finding-2"
    assert opened.page.is_visible("#finding-2 .quote")
    opened.press("Enter")
    assert opened.focused() == "mark-2"
    opened.page.click("#finding-4 .back")
    assert opened.focused() == "mark-4"


def test_an_address_leads_to_a_finding(browse: Any) -> None:
    page = browse(anchor="#finding-6").page
    assert page.is_visible("#finding-6")


@pytest.mark.parametrize(
    ("ticks", "words", "left"),
    [
        (["level=error"], "", "12"),
        (["level=error", "level=note"], "", "126"),
        (["category=calque"], "", "3"),
        (["rule=french/names/poutine"], "", "12"),
        (["source=ru"], "", "6"),
        (["source=any"], "", "5"),
        (["fix=safe"], "", "125"),
        (["fix=none"], "", "68"),
        (["level=warning", "source=fr"], "phone call", "348"),
        ([], "POUTINE line", "1234568"),
        ([], "no such thing", ""),
    ],
)
def test_filters(browse: Any, ticks: list[str], words: str, left: str) -> None:
    opened = browse()
    page = opened.page
    for tick in ticks:
        name, _, value = tick.partition("=")
        page.check(f"input[name={name}][value='{value}']")
    if words:
        opened.press("/")
        page.keyboard.type(words)
        opened.press("Escape")
    numbers = list(left)
    assert page.inner_text("#shown") == f"{len(left)} of 8 findings shown"
    assert page.evaluate("[...document.querySelectorAll('a.mark:not(.off)')].map(a => a.id.slice(5))") == numbers
    assert page.evaluate("[...document.querySelectorAll('.finding:not([hidden])')].map(a => a.id.slice(8))") == numbers
    assert page.is_visible("#file-1") == bool(set(left) & set("123456"))
    for number in numbers:
        opened.press("n")
        assert opened.focused() == f"mark-{number}"
    opened.press("0")
    assert page.inner_text("#shown") == "8 findings"


def test_keys_for_levels(browse: Any) -> None:
    opened = browse()
    opened.press("3")
    assert opened.page.inner_text("#shown") == "1 of 8 findings shown"
    opened.press("1")
    assert opened.page.inner_text("#shown") == "2 of 8 findings shown"
    opened.press("1")
    assert opened.page.inner_text("#shown") == "8 findings"


@pytest.mark.parametrize("only_safe", [False, True])
def test_after_is_what_the_fixes_give(browse: Any, only_safe: bool) -> None:
    """The lines at the right are those of the file with the same fixes made by the planner."""
    opened = browse()
    opened.press("v")
    if only_safe:
        opened.page.check("input[name=fix][value=safe]")
    assert not opened.page.is_visible(".article")
    file = article()
    offered = [(each, each.fixes[0]) for each in file.findings if each.fixes]
    wanted = [(each, fix) for each, fix in offered if fix.safety == "safe" or not only_safe]
    fixed = apply(file.source, plan(file.source, wanted).edits).decode().split("\n")
    before, after = (opened.page.locator(f"#file-1 .hunk .{side}") for side in ("before", "after"))
    assert before.all_inner_texts() == [TEXT.split("\n")[0], TEXT.split("\n")[2]]
    assert after.all_inner_texts() == [fixed[0], fixed[2]]
    left, right = before.nth(1).bounding_box(), after.nth(1).bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
    opened.press("n")
    assert opened.page.evaluate("document.activeElement.textContent") == "Poutine"
    assert "Putin" in opened.page.inner_text("#card")


def test_help_and_keys_off(browse: Any) -> None:
    opened = browse()
    opened.press("?")
    assert opened.page.is_visible("#help")
    opened.page.uncheck("#keys")
    opened.press("Escape")
    assert not opened.page.is_visible("#help")
    opened.press("n", "?")
    assert not opened.page.is_visible("#help")
    assert opened.focused() != "mark-1"


def test_keys_do_nothing_while_typing(browse: Any) -> None:
    opened = browse()
    opened.press("/", "n", "p", "?", "1", "ArrowLeft")
    assert opened.page.input_value("#search") == "np?1"
    assert not opened.page.is_visible("#help")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone(browse: Any, width: int) -> None:
    """Nothing to scroll sideways, notes at the bottom, targets for a thumb, before above after."""
    opened = browse(width, 844, has_touch=True)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert not page.is_visible("#search")
    page.tap("#mark-4")
    page.wait_for_selector("#card")
    box = page.locator("#card").bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, width, 844)
    page.tap("[data-do=next]")
    assert opened.focused() == "mark-5"
    assert page.evaluate("document.querySelector('#mark-5').getBoundingClientRect().bottom") < box["y"]
    button = page.locator("[data-do=next]").bounding_box()
    assert min(button["width"], button["height"]) >= 44
    page.tap("[data-view=compare]")
    above, below = (page.locator(f"#file-1 .hunk .{side}").first.bounding_box() for side in ("before", "after"))
    assert above["y"] + above["height"] <= below["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browse: Any, scheme: str) -> None:
    page = browse(color_scheme=scheme).page
    light = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] > 128"
    assert page.evaluate(light) == (scheme == "light")
    page.click("[data-do=theme]")
    assert page.evaluate(light) == (scheme == "dark")
    page.click("[data-do=theme]")
    assert page.evaluate(light) == (scheme == "light")


def test_without_its_script(browse: Any) -> None:
    """The article, its marks as links, and the list they lead to; no controls that would do nothing."""
    page = browse(java_script_enabled=False).page
    assert page.is_visible(".article")
    assert not page.is_visible(".tools")
    assert not page.is_visible(".filters")
    page.click("#mark-4")
    assert page.url.endswith("#finding-4")


def test_print(browse: Any) -> None:
    opened = browse(color_scheme="dark")
    page = opened.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for selector in (".filters", ".tools", ".pager"):
        assert not page.is_visible(selector)
    assert len(opened.shown(".finding")) == 8
    assert page.evaluate("getComputedStyle(document.querySelector('#mark-4'), '::after').content") == '"4"'
