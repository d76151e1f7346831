"""The local server: started when needed, one for all, and gone afterwards whatever happens.

A program that calls itself java stands in for the real one here, so that it can be made to fail in every way.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from linter.formats.decode import decode
from linter.languagetool.server import Server, find_classpath, free_port
from linter.languagetool.setting import LanguageToolError, Setting
from linter.languagetool.source import LanguageTool
from linter.model import Checked
from tests.languagetool_support import fake_java

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a shebang")

Pids = Callable[[], list[int]]
Java = Callable[..., Pids]


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Java:
    """Puts a stand-in for Java on the path: see ``fake_java``."""

    def put(**behaviour: object) -> Pids:
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path / "jars"))
        return fake_java(tmp_path, **behaviour)  # type: ignore[arg-type]

    return put


def checked(text: str) -> Checked:
    """A file in which our own rules found nothing."""
    return Checked("a.txt", "text", None, decode("a.txt", text.encode()), None, ())


def gone(pids: list[int]) -> bool:
    """Whether none of the processes is left, a little later at most."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if not any(psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_nothing_runs_before_it_is_needed_and_nothing_after(java: Java) -> None:
    pids = java()
    with LanguageTool(Setting("auto"), print) as languagetool:
        assert list(languagetool.join([checked("")])) == [checked("")]
        assert pids() == []
        for _ in range(3):
            (done,) = languagetool.join([checked("It is wrongg.")])
            assert [f.text for f in done.findings] == ["wrongg"]
        assert len(pids()) == 1
    assert gone(pids())


def test_other_processes_share_the_server(java: Java) -> None:
    pids = java()
    with LanguageTool(Setting("required"), print) as languagetool:
        shared = languagetool.share()
        assert shared.url.startswith("http://127.0.0.1:")
        assert shared.mode == "required"
        with LanguageTool(shared, print) as other:
            (done,) = other.join([checked("It is wrongg.")])
        assert [f.text for f in done.findings] == ["wrongg"]
        (done,) = languagetool.join([checked("It is wrongg.")])
        assert [f.text for f in done.findings] == ["wrongg"]
        assert len(pids()) == 1
    assert gone(pids())


def test_a_taken_port_is_left_to_whoever_has_it(java: Java) -> None:
    pids = java()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = iter([taken.getsockname()[1], free_port()])
        server = Server(ports=lambda: next(ports))
        assert server.start()
        assert len(pids()) == 2
        server.stop()
    assert gone(pids())


def test_no_free_port(java: Java) -> None:
    pids = java()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(LanguageToolError, match="no free port"):
            Server(ports=lambda: taken.getsockname()[1]).start()
    assert gone(pids())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("java.lang.OutOfMemoryError: Java heap space", "OutOfMemoryError"),
        ("Error: could not find or load main class", "could not find or load main class"),
        ("java.lang.UnsupportedClassVersionError: class file version 61.0", "too old, LanguageTool needs 17"),
        ("Error occurred during initialization of VM\nCould not reserve enough space", "reserve enough space"),
        ("So long.", "So long."),
    ],
)
def test_a_server_that_does_not_start_says_why(java: Java, said: str, expected: str) -> None:
    pids = java(said=said)
    warnings: list[str] = []
    files = [checked("It is wrongg."), checked("It is, too.")]
    with LanguageTool(Setting("auto"), warnings.append) as languagetool:
        assert list(languagetool.join(files)) == files
        assert list(languagetool.join(files)) == files
    assert len(warnings) == 1
    assert expected in warnings[0]
    assert "\n" not in warnings[0]
    assert len(pids()) == 1


def test_a_server_that_never_answers_is_ended(java: Java) -> None:
    pids = java(start=60)
    with pytest.raises(LanguageToolError, match="did not answer within 1 s of its start"):
        Server(patience=1).start()
    assert pids()
    assert gone(pids())


def test_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    warnings: list[str] = []
    with LanguageTool(Setting("auto"), warnings.append) as languagetool:
        assert list(languagetool.join([checked("It is wrongg.")])) == [checked("It is wrongg.")]
    (warning,) = warnings
    assert "install Java 17 or later" in warning
    assert "--languagetool=URL" in warning
    with LanguageTool(Setting("required"), print) as languagetool, pytest.raises(LanguageToolError, match="Java"):
        list(languagetool.join([checked("It is wrongg.")]))


def test_no_languagetool_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        monkeypatch.setenv("LTP_JAR_DIR_PATH", str(folder))
        with pytest.raises(LanguageToolError, match="LTP_JAR_DIR_PATH names"):
            find_classpath()
    jar = tmp_path / "languagetool-server.jar"
    jar.touch()
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(tmp_path))
    assert find_classpath() == str(jar)


def test_a_server_killed_between_two_files_is_started_again(java: Java) -> None:
    pids = java()
    warnings: list[str] = []
    with LanguageTool(Setting("auto"), warnings.append) as languagetool:
        (done,) = languagetool.join([checked("It is wrongg.")])
        os.kill(pids()[0], signal.SIGKILL)
        (done,) = languagetool.join([checked("This is wrongg.")])
        assert [f.text for f in done.findings] == ["wrongg"]
    assert warnings == []
    assert len(pids()) == 2
    assert gone(pids())


def test_a_text_that_kills_the_server_costs_one_line(java: Java) -> None:
    pids = java(deadly="poison")
    warnings: list[str] = []
    files = [checked("A poison."), checked("It is wrongg.")]
    with LanguageTool(Setting("auto"), warnings.append) as languagetool:
        assert list(languagetool.join(files)) == files
    assert warnings == ["LanguageTool's server died; going on without it"]
    assert gone(pids())


def test_a_text_at_which_the_server_hangs_costs_one_line(java: Java) -> None:
    pids = java(slow="molasses")
    warnings: list[str] = []
    with LanguageTool(Setting("auto"), warnings.append, patience=0.5) as languagetool:
        assert list(languagetool.join([checked("Like molasses.")])) == [checked("Like molasses.")]
    assert warnings == ["LanguageTool's server failed: it did not answer within 0.5 s; going on without it"]
    assert gone(pids())


def test_closing_does_not_wait_for_a_slow_start(java: Java) -> None:
    pids = java(start=60)
    languagetool = LanguageTool(Setting("auto"), print)
    thread = threading.Thread(target=languagetool.warm)
    thread.start()
    while not pids():
        time.sleep(0.02)
    languagetool.close()
    thread.join(10)
    assert not thread.is_alive()
    assert gone(pids())


_OWNER = """
import os, sys, time
from linter.formats.decode import decode
from linter.languagetool.setting import Setting
from linter.languagetool.source import LanguageTool
from linter.model import Checked

with LanguageTool(Setting("auto"), print) as languagetool:
    list(languagetool.join([Checked("a.txt", "text", None, decode("a.txt", b"It is wrongg."), None, ())]))
    if "fork" in sys.argv and os.fork() == 0:
        time.sleep(60)  # a worker that holds copies of everything its parent has
        os._exit(0)
    print("ready", flush=True)
    if "slow" in sys.argv:
        list(languagetool.join([Checked("a.txt", "text", None, decode("a.txt", b"Like molasses."), None, ())]))
    for _ in range(600):  # a signal that comes just before a sleep does not cut it short, so many short ones
        time.sleep(0.1)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("busy", ["idle", "slow", "fork"])
def test_no_server_is_left_when_its_owner_is_killed(java: Java, how: signal.Signals, busy: str) -> None:
    pids = java(slow="molasses")
    owner = subprocess.Popen(
        [sys.executable, "-c", _OWNER, busy], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        assert psutil.pid_exists(pids()[0])
        owner.send_signal(how)
        assert owner.wait(20) != 0
        assert gone(pids())
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(owner.pid, signal.SIGKILL)
        owner.stdout.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked to see to it")
def test_no_server_is_left_when_its_guard_is_killed(java: Java) -> None:
    pids = java()
    server = Server()
    server.start()
    (pid,) = pids()
    guard = psutil.Process(pid).parent()
    assert guard is not None
    guard.kill()
    assert gone([pid])
    assert not server.alive()
    server.stop()
