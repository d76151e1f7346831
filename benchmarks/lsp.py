"""Time to diagnostics: single keystrokes in a long document, by the language server over standard input and output.

    python benchmarks/lsp.py [--edits 1000] [--words 5000]

Each edit waits for the diagnostics of its own version, so a figure is what a person who types and looks would see: the
pause of the server, the check of the whole document, both ways through the pipe.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

FIXTURES = Path(__file__).parent.parent / "fixtures"
URI = "file:///tmp/long.txt"


class Client:
    """Just enough of the Language Server Protocol to type and to read diagnostics."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "linter", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a notification, or with a number a request."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        data = json.dumps(message | ({} if number is None else {"id": number})).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._in.flush()

    def receive(self) -> dict[str, Any]:
        """The next message of the server."""
        length = 0
        while line := self._out.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._out.read(length))
        return message

    def diagnostics(self, version: int) -> int:
        """Wait for the diagnostics of a version; how many there are."""
        while True:
            message = self.receive()
            params = message.get("params", {})
            if message.get("method", "").endswith("publishDiagnostics") and params.get("version") == version:
                return len(params["diagnostics"])

    def end(self) -> None:
        """Say goodbye."""
        self.send("shutdown", None, 2)
        while self.receive().get("id") != 2:
            pass
        self.send("exit", None)
        self._process.wait()


def long_text(words: int) -> str:
    """Translated articles of the fixtures, one after another, up to so many words."""
    articles = [path.read_text(encoding="utf-8") for path in sorted((FIXTURES / "mt").glob("*.txt"))]
    paragraphs: list[str] = []
    count = 0
    while count < words:
        for paragraph in "\n\n".join(articles).split("\n\n"):
            if count < words:
                paragraphs.append(paragraph)
                count += len(paragraph.split())
    return "\n\n".join(paragraphs)


def main() -> None:
    """Measure, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--words", type=int, default=5000)
    arguments = parser.parse_args()
    text = long_text(arguments.words)
    lines = text.split("\n")
    client = Client()
    began = time.perf_counter()
    client.send("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": {}}, 1)
    while client.receive().get("id") != 1:
        pass
    client.send("initialized", {})
    document = {"uri": URI, "languageId": "plaintext", "version": 0, "text": text}
    client.send("textDocument/didOpen", {"textDocument": document})
    found = client.diagnostics(0)
    opened = time.perf_counter() - began
    chance = random.Random(7)
    times = []
    for version in range(1, arguments.edits + 1):
        number = chance.choice([n for n, line in enumerate(lines) if len(line) > 20])
        column = chance.randrange(len(lines[number].encode("utf-16-le")) // 2)
        place = {"line": number, "character": column}
        change = {"range": {"start": place, "end": place}, "text": chance.choice("etaoin shrdlu")}
        then = time.perf_counter()
        client.send(
            "textDocument/didChange",
            {"textDocument": {"uri": URI, "version": version}, "contentChanges": [change]},
        )
        client.diagnostics(version)
        times.append(time.perf_counter() - then)
    client.end()
    times.sort()
    print(
        f"{len(text.split())} words, {found} findings, {len(times)} edits: "
        f"median {statistics.median(times) * 1e3:.0f} ms, "
        f"99th percentile {times[int(len(times) * 0.99)] * 1e3:.0f} ms, worst {times[-1] * 1e3:.0f} ms; "
        f"start to first diagnostics {opened:.2f} s"
    )


if __name__ == "__main__":
    main()
