"""An editor for tests: pytest-lsp's client, a text that is edited by code points, and the server as a real process."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_PATIENCE = 30.0  #: seconds


class Editor:
    """One document at a time, with positions in the units that client and server agreed upon."""

    def __init__(self, client: LanguageClient, folder: Path, result: types.InitializeResult) -> None:
        self.client = client
        self.folder = folder
        self.result = result
        self.encoding = types.PositionEncodingKind(result.capabilities.position_encoding).value
        self.text = ""
        self.uri = ""
        self.version = 0

    async def open(self, name: str, text: str, language: str = "plaintext") -> list[types.Diagnostic]:
        """Open a document; gives its diagnostics."""
        self.uri = name if ":" in name else (self.folder / name).as_uri()
        self.text, self.version = text, 1
        item = types.TextDocumentItem(self.uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def replace(self, old: str, new: str) -> list[types.Diagnostic]:
        """Replace the first ``old`` in the text; gives the diagnostics afterwards."""
        start = self.text.index(old)
        self.change(start, start + len(old), new)
        return await self.diagnostics()

    def change(self, start: int, end: int, new: str) -> None:
        """Replace code points, and tell the server."""
        wanted = types.Range(self.position(start), self.position(end))
        self.text = self.text[:start] + new + self.text[end:]
        self.version += 1
        identifier = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        changes = [types.TextDocumentContentChangePartial(wanted, new)]
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))

    async def diagnostics(self) -> list[types.Diagnostic]:
        """The diagnostics of the text as it is now."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                method = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
                said = await self.client.wait_for_notification(method)
                if said.uri == self.uri and said.version in (self.version, None):
                    return list(said.diagnostics)

    async def actions(self, at: str, only: list[str] | None = None) -> list[types.CodeAction]:
        """The code actions where ``at`` stands in the text."""
        start = self.text.index(at)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(self.uri),
            types.Range(self.position(start), self.position(start + len(at))),
            types.CodeActionContext([], only),
        )
        return list(await self.client.text_document_code_action_async(params) or [])

    async def hover(self, at: str) -> str | None:
        """What is shown where ``at`` stands in the text."""
        params = types.HoverParams(types.TextDocumentIdentifier(self.uri), self.position(self.text.index(at)))
        shown = await self.client.text_document_hover_async(params)
        return shown.contents.value if shown else None

    async def apply(self, action: types.CodeAction) -> list[types.Diagnostic]:
        """Do what a code action says, from the end of the text to its start; gives the diagnostics afterwards."""
        assert action.edit is not None
        if action.edit.changes is not None:
            edits = list(action.edit.changes[self.uri])
        else:
            (change,) = action.edit.document_changes
            assert (change.text_document.uri, change.text_document.version) == (self.uri, self.version)
            edits = list(change.edits)
        for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
            self.change(self.offset(edit.range.start), self.offset(edit.range.end), edit.new_text)
        return await self.diagnostics()

    def marked(self, diagnostic: types.Diagnostic) -> str:
        """The text that a diagnostic is about."""
        return self.text[self.offset(diagnostic.range.start) : self.offset(diagnostic.range.end)]

    def position(self, offset: int) -> types.Position:
        """The position of a code point, counted character by character."""
        lines = self.text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return types.Position(len(lines) - 1, sum(self._units(character) for character in lines[-1]))

    def offset(self, position: types.Position) -> int:
        """The code point at a position, counted character by character."""
        return next(at for at in range(len(self.text) + 1) if self.position(at) == position)

    def _units(self, character: str) -> int:
        codec, size = CODECS[self.encoding]
        return len(character.encode(codec)) // size


@asynccontextmanager
async def editing(
    folder: Path, editor: str = "visual_studio_code", settings: Any = None, **initialize: Any
) -> AsyncIterator[Editor]:
    """A session of ``editor`` (its capabilities as pytest-lsp knows them) in the workspace ``folder``."""
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    if settings is not None:
        client.set_configuration({"decalque": settings})
    await client.start_io(sys.executable, "-m", "linter", "lsp", env={**os.environ}, cwd=str(folder))
    capabilities = client_capabilities(editor)
    if "position_encodings" in initialize:
        capabilities.general.position_encodings = initialize.pop("position_encodings")
    params = types.InitializeParams(
        capabilities=capabilities,
        workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
        root_uri=folder.as_uri(),
        **initialize,
    )
    result = await client.initialize_session(params)
    try:
        yield Editor(client, folder, result)
    finally:
        await client.shutdown_session()
        await client.stop()
    assert client.error is None
