"""The server: documents kept in step with the editor, and checked in a thread of their own soon after each change."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from linter import __version__
from linter.config import NAMES, ConfigError
from linter.lsp.answers import Subject
from linter.lsp.settings import options
from linter.lsp.text import Text
from linter.lsp.worker import Worker

_SECTION = "decalque"
#: Bounds of the pause, in seconds, between a change and its check. Within them it is half as long as the last check
#: took, so that a long document is not checked over and over while somebody types.
_SHORTEST, _LONGEST = 0.03, 1.0
#: How long, in seconds, the first check waits for the editor's settings.
_ANSWER = 2.0


class Opened:
    """A document that is open in the editor: its text, and the check of that text once it was asked for."""

    def __init__(self, uri: str, path: str, version: int, text: Text) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.text = text
        self.checking: asyncio.Task[Subject | None] | None = None
        self.due: asyncio.TimerHandle | None = None
        self.pause = _SHORTEST

    def touched(self) -> None:
        """Forget what was found, and what was about to be checked."""
        self.checking = None
        if self.due:
            self.due.cancel()


class _Protocol(LanguageServerProtocol):
    """Documents are the affair of :class:`Server`, see :mod:`linter.lsp.text`."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        cast(Server, self._server).open(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        cast(Server, self._server).change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        cast(Server, self._server).close(params.text_document.uri)


class Server(LanguageServer):
    """Keeps open documents and their findings."""

    def __init__(self) -> None:
        super().__init__("decalque", __version__, protocol_cls=_Protocol)
        self._documents: dict[str, Opened] = {}
        self._pages = TemporaryDirectory(prefix="decalque-rules-", ignore_cleanup_errors=True)
        self._thread = ThreadPoolExecutor(1, "check")
        self._worker = Worker({}, Path(self._pages.name))
        self._told: list[str] = []
        self._settled = asyncio.Event()

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a document in and check it."""
        text = Text(item.text, types.PositionEncodingKind(self.workspace.position_encoding).value)
        opened = Opened(item.uri, self._path(item), item.version, text)
        self._documents[item.uri] = opened
        self._check_soon(opened, 0)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take changes in, and have the document checked when there is a pause."""
        opened = self._documents[params.text_document.uri]
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                opened.text = opened.text.replaced(
                    (start.line, start.character), (end.line, end.character), change.text
                )
            else:
                opened.text = Text(change.text, opened.text.encoding)
        opened.version = params.text_document.version
        self._check_soon(opened, opened.pause)

    def close(self, uri: str) -> None:
        """Let go of a document, and take its findings from the screen."""
        self._documents.pop(uri).touched()
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def subject(self, uri: str) -> Subject | None:
        """What is found in the document as it is now; None if it cannot be checked, or is not open."""
        opened = self._documents.get(uri)
        if opened is None:
            return None
        if opened.checking is None:
            opened.checking = asyncio.create_task(self._check(opened))
        return await opened.checking

    def configure(self, given: Any) -> None:
        """Take over the editor's settings, and check everything anew."""
        try:
            chosen = options(given, self._root())
        except ConfigError as error:
            self._tell([str(error)])
            return
        self._worker = Worker(chosen, Path(self._pages.name))
        self.check_all()

    async def fetch_settings(self) -> None:
        """Ask the editor for its settings, if it can tell, and take them over."""
        try:
            if self.can("workspace.configuration"):
                item = types.ConfigurationItem(section=_SECTION)
                (given,) = await self.workspace_configuration_async(types.ConfigurationParams([item]))
                if given is not None:  # else it may have said them when it said hello
                    self.configure(given)
        finally:
            self._settled.set()

    def warm_up(self) -> None:
        """Load the rules before they are needed."""
        self._thread.submit(self._worker.warm_up, self._root())

    def check_all(self) -> None:
        """Check every open document anew."""
        for opened in self._documents.values():
            self._check_soon(opened, 0)

    def can(self, capability: str) -> bool:
        """Whether the editor has a capability, such as ``workspace.configuration``."""
        return bool(get_capability(self.client_capabilities, capability, False))

    def watch(self) -> None:
        """Ask to be told when a configuration, a rule or the decisions of a review change, where the editor can."""
        registrations: list[tuple[str, str, Any]] = []
        if self.can("workspace.did_change_watched_files.dynamic_registration"):
            globs = [*(f"**/{name}" for name in NAMES), "**/*.toml", "**/.decalque/decisions.jsonl"]
            watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in globs])
            registrations.append(("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched))
        if self.can("workspace.did_change_configuration.dynamic_registration"):
            section = types.DidChangeConfigurationRegistrationOptions(section=_SECTION)
            registrations.append(("settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
        if registrations:
            made = [types.Registration(name, method, chosen) for name, method, chosen in registrations]
            self.client_register_capability(types.RegistrationParams(made))

    def shutdown(self) -> None:
        """End the thread, and remove what was written for this session."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._pages.cleanup()
        super().shutdown()  # type: ignore[no-untyped-call]

    def _check_soon(self, opened: Opened, pause: float) -> None:
        opened.touched()
        loop = asyncio.get_running_loop()
        opened.due = loop.call_later(pause, lambda: asyncio.ensure_future(self._publish(opened)))

    async def _publish(self, opened: Opened) -> None:
        text = opened.text
        subject = await self.subject(opened.uri)
        if opened.text is not text or self._documents.get(opened.uri) is not opened:
            return  # it has changed meanwhile, and its next check is due
        found = [subject.diagnostic(finding) for finding in subject.checked.findings] if subject else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, found, opened.version))

    async def _check(self, opened: Opened) -> Subject | None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), _ANSWER)
        worker, text, version = self._worker, opened.text, opened.version
        began = time.perf_counter()
        try:
            checked, said = await asyncio.get_running_loop().run_in_executor(
                self._thread, worker.check, opened.path, text.text
            )
        except Exception:  # a fault of ours must not end the session
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, traceback.format_exc()))
            return None
        opened.pause = min(max((time.perf_counter() - began) / 2, _SHORTEST), _LONGEST)
        self._tell(said)
        if checked is None:
            return None
        versioned = self.can("workspace.workspace_edit.document_changes")
        return Subject(opened.uri, version, text, checked, lambda rule: worker.page(rule).as_uri(), versioned)

    def _tell(self, said: list[str]) -> None:
        """Show messages, unless the last check had the same to say."""
        if said != self._told:
            for line in said:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, line))
        self._told = said

    def _path(self, item: types.TextDocumentItem) -> str:
        """Where the document lies; one that was never saved has a name by its language, in the workspace's folder."""
        path = to_fs_path(item.uri) if item.uri.startswith("file:") else None
        return path or os.path.join(self._root(), "untitled.md" if item.language_id == "markdown" else "untitled.txt")

    def _root(self) -> str:
        return self.workspace.root_path or os.getcwd()
