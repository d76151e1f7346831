"""One local LanguageTool server: found or fetched, started on a free port of the loopback, stopped whatever happens.

language-tool-python knows where LanguageTool is and fetches it where it is missing. Its own server class is not used:
as of 3.4.0 it leaves the server running when its owner is killed, has no limit for the heap and one of 300 seconds
for a request, tries 900 ports in turn when Java fails, and does not look into ``LTP_JAR_DIR_PATH`` for the jar.
"""

from __future__ import annotations

import atexit
import glob
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from linter.languagetool.setting import LanguageToolError

_MAIN = "org.languagetool.server.HTTPServer"
#: The longest text a request may hold, in UTF-16 code units; the client stays well under it.
TEXT_LIMIT = 200_000
_CONFIG = {
    "maxTextLength": TEXT_LIMIT,
    "maxTextHardLength": TEXT_LIMIT,
    # Setting up the rules costs more than checking a short text with them, so they are kept.
    "pipelineCaching": "true",
    "maxPipelinePoolSize": 8,
    "pipelineExpireTimeInSeconds": 3600,
}
_PORTS_TO_TRY = 3
_OTHERWISE = "; or name a running server: --languagetool=URL"


def free_port() -> int:
    """A port of the loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A LanguageTool server of our own. Threads may share it; ``start`` and ``stop`` may be called again and again."""

    def __init__(self, heap: int = 768, patience: float = 60.0, ports: Callable[[], int] = free_port) -> None:
        """``heap`` in MiB is the most that Java may take for objects; ``patience`` in seconds is for the start."""
        self.heap = heap
        self._patience = patience
        self._ports = ports
        self._lock = threading.Lock()
        self._guard: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._log: IO[bytes] | None = None
        self._owner = os.getpid()
        self._wanted = False
        self.url = ""

    def start(self) -> str:
        """The address of the running server, started if need be. Raises ``LanguageToolError``."""
        with self._lock:
            if self.alive():
                return self.url
            self._stop()
            self._wanted = True
            java, classpath = find_java(), find_classpath()
            for _ in range(_PORTS_TO_TRY):
                port = self._ports()
                self._launch(java, classpath, port)
                url = f"http://127.0.0.1:{port}"
                if self._wait(url):
                    self.url = url
                    return url
                said = self.last_words()
                self._stop()
                if "PortBindingException" not in said and "already in use" not in said:
                    raise LanguageToolError(f"LanguageTool's server did not start: {_reason(said)}")
            raise LanguageToolError(f"LanguageTool's server found no free port in {_PORTS_TO_TRY} tries")

    def alive(self) -> bool:
        """Whether the server's process runs; it may hang all the same."""
        return self._guard is not None and self._guard.poll() is None

    def ended(self, within: float) -> bool:
        """Whether the server's process has ended, or does so in the next ``within`` seconds."""
        try:
            return self._guard is None or self._guard.wait(within) is not None
        except subprocess.TimeoutExpired:
            return False

    def stop(self) -> None:
        """End the server, at once; a start under way in another thread fails."""
        self._wanted = False
        with self._lock:
            self._stop()

    def last_words(self) -> str:
        """The end of what the server wrote, to tell why it failed."""
        if self._log is None:
            return ""
        try:
            self._log.seek(0, os.SEEK_END)
            self._log.seek(max(0, self._log.tell() - 8000))
            return self._log.read().decode("utf-8", "replace")
        except OSError:
            return ""

    def _launch(self, java: str, classpath: str, port: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="decalque-languagetool-", ignore_cleanup_errors=True)
        config = Path(self._folder.name, "server.properties")
        config.write_text("".join(f"{key}={value}\n" for key, value in _CONFIG.items()), encoding="utf-8")
        self._log = open(Path(self._folder.name, "server.log"), "w+b")  # noqa: SIM115
        command = [
            java,
            f"-Xmx{self.heap}m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",  # half the memory of the default, and one user needs no more
            "-XX:TieredStopAtLevel=1",  # measured: starts with half the work, and is behind only after 150,000 words
            "-cp",
            classpath,
            _MAIN,
            "--port",
            str(port),
            "--config",
            str(config),
        ]
        guard = str(Path(__file__).with_name("guard.py"))
        self._owner = os.getpid()
        self._guard = subprocess.Popen(
            [sys.executable, "-I", "-S", guard, *command],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal is for us; we stop the server in good order
        )
        atexit.register(self.stop)

    def _wait(self, url: str) -> bool:
        """Whether the server of our own answers before patience ends. Raises ``LanguageToolError`` if it hangs."""
        end = time.monotonic() + self._patience
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.monotonic() < end:
            if not self.alive():
                return False
            if not self._wanted:
                self._stop()
                raise LanguageToolError("LanguageTool was stopped")
            try:
                with opener.open(f"{url}/v2/healthcheck", timeout=2) as answer:
                    if answer.status == 200 and self.alive():
                        return True
            except (OSError, ValueError):
                pass
            time.sleep(0.1)
        self._stop()
        raise LanguageToolError(f"LanguageTool's server did not answer within {self._patience:g} s of its start")

    def _stop(self) -> None:
        guard, self._guard, self.url = self._guard, None, ""
        # A fork of the owner has a copy of this object, but not the right to end the server.
        if guard is not None and os.getpid() == self._owner:
            atexit.unregister(self.stop)
            assert guard.stdin is not None
            guard.stdin.close()
            if os.name == "posix":  # elsewhere this would kill the guard before it can end the server
                guard.terminate()
            try:
                guard.wait(5)
            except subprocess.TimeoutExpired:
                guard.kill()
                guard.wait()
        if self._log is not None:
            self._log.close()
            self._log = None
        if self._folder is not None and os.getpid() == self._owner:
            self._folder.cleanup()
            self._folder = None


def find_java() -> str:
    """The path of ``java``. Raises ``LanguageToolError`` where there is none."""
    java = shutil.which("java")
    if java is None:
        raise LanguageToolError("LanguageTool needs Java, and there is none: install Java 17 or later" + _OTHERWISE)
    return java


def find_classpath() -> str:
    """Where LanguageTool's classes are: in ``LTP_JAR_DIR_PATH``, else where language-tool-python has or puts them.

    Raises ``LanguageToolError``, also where it cannot be fetched.
    """
    folder = os.environ.get("LTP_JAR_DIR_PATH")
    if folder:
        if os.path.isfile(os.path.join(folder, "languagetool-server.jar")):
            return os.path.join(folder, "languagetool-server.jar")
        if glob.glob(os.path.join(glob.escape(folder), "languagetool-server-*.jar")):
            return os.path.join(folder, "*")  # a flat folder of jars, as Maven copies them
        raise LanguageToolError(f"LTP_JAR_DIR_PATH names {folder}, where there is no LanguageTool server")
    try:
        from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION, LocalLanguageTool

        local = LocalLanguageTool.from_version_name(LTP_DOWNLOAD_VERSION)
        local.download()
        return str(local.get_jar_path())
    # It raises SystemExit where it cannot read Java's version, and errors of half a dozen other kinds.
    except (Exception, SystemExit) as error:
        reason = "no connection" if isinstance(error, OSError) else _one_line(str(error))
        raise LanguageToolError(
            f"LanguageTool is not here and could not be fetched ({reason}): set LTP_JAR_DIR_PATH to its folder"
            + _OTHERWISE
        ) from error


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for sign in ("OutOfMemoryError", "UnsupportedClassVersionError", "Could not reserve", "Error", "Exception"):
        for line in lines:
            if sign in line and "initialization of VM" not in line:  # the line after it says more
                text = _one_line(line)
                return f"Java is too old, LanguageTool needs 17 or later ({text})" if sign[0] == "U" else text
    return _one_line(lines[-1]) if lines else "it said nothing"


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:199] + "…"
