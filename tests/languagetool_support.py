"""A stand-in for LanguageTool's server, for what the real one does not do on demand: hang, lie, fall silent.

It finds the word ``wrongg`` and offers ``right`` for it, as rule ONE_PLURAL; what else it says is up to ``answer``.
"""

from __future__ import annotations

import json
import re
import stat
import sys
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[[str], Any]


def units(text: str) -> int:
    """The length of a text as LanguageTool counts it."""
    return len(text.encode("utf-16-le")) // 2


def match(text: str, start: int, end: int, rule: str = "ONE_PLURAL", category: str = "GRAMMAR") -> dict[str, Any]:
    """A match at code points ``[start, end)`` of ``text``, in the form of the HTTP API."""
    return {
        "message": f"Not “{text[start:end]}”.",
        "replacements": [{"value": "right"}],
        "offset": units(text[:start]),
        "length": units(text[start:end]),
        "rule": {"id": rule, "description": "What it is for", "issueType": "grammar", "category": {"id": category}},
    }


def marks(text: str) -> dict[str, Any]:
    """A match for each ``wrongg``."""
    return {"matches": [match(text, m.start(), m.end()) for m in re.finditer("wrongg", text)]}


class Stub:
    """A running stand-in: its address, and the parameters of each check that it was asked for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[dict[str, str]] = []


@contextmanager
def stub(answer: Answer = marks) -> Iterator[Stub]:
    """Serve ``answer(text)``: bytes as they are, an int as a status, anything else as JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            parameters = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
            served.asked.append(parameters)
            given = answer(parameters["text"])
            if isinstance(given, int):
                self.send_error(given)
                return
            data = given if isinstance(given, bytes) else json.dumps(given).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Stub(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


_JAVA = """#!{python} -IS
import json, os, re, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

said = {said!r}
open(os.path.join({folder!r}, "started"), "a").write(str(os.getpid()) + "\\n")
if said:
    print(said, flush=True)
    sys.exit(3)

class Handler(BaseHTTPRequestHandler):
    def reply(self, data):
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def do_GET(self):
        time.sleep({start})
        self.reply(b"OK")
    def do_POST(self):
        text = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["text"][0]
        if {deadly!r} and {deadly!r} in text:
            os._exit(9)
        if {slow!r} and {slow!r} in text:
            time.sleep(600)
        found = [dict(message="Not so.", replacements=[dict(value="right")], offset=m.start(), length=6,
                      rule=dict(id="ONE_PLURAL", category=dict(id="GRAMMAR")))
                 for m in re.finditer("wrongg", text)]
        self.reply(json.dumps(dict(matches=found)).encode())
    def log_message(self, *_):
        pass

try:
    server = HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler)
except OSError:
    print("org.languagetool.server.PortBindingException: the port is taken", flush=True)
    sys.exit(1)
server.serve_forever()
"""


def fake_java(
    folder: Path, *, said: str = "", start: float = 0.0, deadly: str = "", slow: str = ""
) -> Callable[[], list[int]]:
    """Put a ``java`` into ``folder`` that is LanguageTool's server as far as we can tell.

    It fails with the words ``said``; answers the first time after ``start`` seconds; dies at a text with ``deadly``
    in it, and hangs at one with ``slow``. Returns a function that tells the process ids of all that were started.
    """
    java = folder / "java"
    java.write_text(
        _JAVA.format(python=sys.executable, folder=str(folder), said=said, start=start, deadly=deadly, slow=slow)
    )
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    jars = folder / "jars"
    jars.mkdir(exist_ok=True)
    (jars / "languagetool-server-0.jar").touch()
    started = folder / "started"
    return lambda: [int(line) for line in started.read_text().split()] if started.exists() else []
