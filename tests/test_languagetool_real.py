"""The real LanguageTool, as ``make languagetool`` fetches it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from linter.formats.decode import decode
from linter.languagetool.server import Server
from linter.languagetool.setting import Setting
from linter.languagetool.source import LanguageTool
from linter.model import Checked, Profile

JARS = Path(__file__).parent.parent / ".languagetool" / "jars"
HERE = shutil.which("java") is not None and JARS.is_dir()
if not HERE:
    warnings.warn("LanguageTool is NOT tested: it needs Java 17, Maven and a run of `make languagetool`", stacklevel=1)
pytestmark = [
    pytest.mark.skipif(not HERE, reason="no LanguageTool: `make languagetool` fetches it (Java 17, Maven)"),
    pytest.mark.xdist_group("languagetool"),
]

TEXT = "He go 😀 to *an another* 😀 school, and [the the](http://example.org) boy `go` home.\n"


def checked(text: str, path: str = "a.md") -> Checked:
    """A file in which our own rules found nothing."""
    name = "markdown" if path.endswith(".md") else "text"
    return Checked(path, name, None, decode(path, text.encode()), Profile(0.1, {}), ())


@pytest.fixture(scope="module", autouse=True)
def _jars() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LTP_JAR_DIR_PATH", str(JARS))
        yield


@pytest.fixture(scope="module")
def everything() -> Iterator[LanguageTool]:
    """LanguageTool with all of its rules."""
    with LanguageTool(Setting("required", "", ("all",)), print) as languagetool:
        yield languagetool


@pytest.fixture(scope="module")
def listed(everything: LanguageTool) -> Iterator[LanguageTool]:
    """LanguageTool with the curated rules, at the same server."""
    with LanguageTool(Setting("required", everything.share().url), print) as languagetool:
        yield languagetool


def test_positions_in_markup_with_emoji(everything: LanguageTool) -> None:
    (done,) = everything.join([checked(TEXT)])
    found = {f.rule: TEXT[f.start : f.end] for f in done.findings}
    assert found["languagetool/HE_VERB_AGR"] == "go"
    assert found["languagetool/AN_ANOTHER"].startswith("an another")
    assert found["languagetool/ENGLISH_WORD_REPEAT_RULE"] == "the the"
    assert all(f.text == TEXT[f.start : f.end] for f in done.findings)


@pytest.mark.parametrize(
    ("sentence", "rule", "marked"),
    [
        ("They drove through the Ukraine for a week.", "UKRAINE_NO_THE", "the Ukraine"),
        ("At least one protesters fell in the square.", "ONE_PLURAL", "one protesters"),
        ("Nearly 45.000 people came to the fair.", "COMMA_PERIOD_CONFUSION", "45.000"),
        ("On Friday he walk to the harbour alone.", "HE_VERB_AGR", "walk"),
        ("The boy hid under a blankets.", "A_NNS", "a blankets"),
        ("The new bridge allows to reach the island.", "ALLOW_TO", "to reach"),
        ("The plan was agree by both of them.", "BEEN_PART_AGREEMENT", "agree"),
    ],
)
def test_what_the_list_finds(listed: LanguageTool, sentence: str, rule: str, marked: str) -> None:
    translated = checked(sentence, "a.txt")._replace(profile=Profile(0.9, {}))
    (done,) = listed.join([translated])
    assert [(f.rule, f.text) for f in done.findings] == [(f"languagetool/{rule}", marked)]
    assert all(fix.safety == "review" for fix in done.findings[0].fixes)


@pytest.mark.parametrize(
    "sentence",
    [
        "Kindly collect the 2,500 parcels that came on Monday.",
        "A long road leads to the harbour, and one of the boats is ours.",
        "She allows us to read her letters.",
    ],
)
def test_sound_english_passes(listed: LanguageTool, sentence: str) -> None:
    translated = checked(sentence, "a.txt")._replace(profile=Profile(0.9, {}))
    assert list(listed.join([translated])) == [translated]


def test_a_long_file_and_a_warm_server(everything: LanguageTool) -> None:
    text = "\n\n".join(f"Paragraph {i}: he go to school on foot, and so does his sister." for i in range(400))
    (done,) = everything.join([checked(text, "a.txt")])
    assert [f.start for f in done.findings if f.rule.endswith("HE_VERB_AGR")] == [
        at + 3 for at in range(len(text)) if text.startswith("he go ", at)
    ]


def test_a_server_that_runs_out_of_memory() -> None:
    said: list[str] = []
    server = Server(heap=40)
    with LanguageTool(Setting("auto"), said.append, server=server) as languagetool:
        assert list(languagetool.join([checked(TEXT)])) == [checked(TEXT)]
    (line,) = said
    assert "memory" in line
    assert not server.alive()


_OWNER = """
import sys
from linter.formats.decode import decode
from linter.languagetool.setting import Setting
from linter.languagetool.source import LanguageTool
from linter.model import Checked

with LanguageTool(Setting("required", "", ("all",)), print) as languagetool:
    for number in range(10_000):
        text = f"Number {number}: he go home. " * 300
        list(languagetool.join([Checked("a.txt", "text", None, decode("a.txt", text.encode()), None, ())]))
        print("ready", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_no_java_is_left_when_its_owner_is_killed_in_the_middle_of_a_run() -> None:
    owner = subprocess.Popen([sys.executable, "-c", _OWNER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"ready\n"
    started = psutil.Process(owner.pid).children(recursive=True)
    assert any("java" in process.name() for process in started)
    owner.send_signal(signal.SIGKILL)
    owner.wait(30)
    owner.stdout.close()
    _, left = psutil.wait_procs(started, timeout=15)
    assert left == []


def test_a_server_killed_in_the_middle_of_a_run_is_started_again(everything: LanguageTool) -> None:
    files = [checked(f"Number {i}: he go home.\n" * 200, f"{i}.txt") for i in range(40)]
    results = everything.join(files)
    done = [next(results)]
    (java,) = [p for p in psutil.Process().children(recursive=True) if p.name() == "java"]
    java.kill()
    done += results
    assert [one.path for one in done] == [one.path for one in files]
    assert all(any(f.rule.endswith("HE_VERB_AGR") for f in one.findings) for one in done)
