"""What the server answers, by method of the protocol."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from linter.lsp import answers
from linter.lsp.server import Server

_KINDS = [types.CodeActionKind.QuickFix, answers.FIX_ALL]


def start() -> None:
    """Serve one editor on standard input and output, until it says goodbye."""
    build().start_io()


def build() -> Server:
    """A server with all it can do."""
    server = Server()
    server.feature(types.INITIALIZE)(_initialize)
    server.feature(types.INITIALIZED)(_initialized)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=_KINDS))(_code_action)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(_settings_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    return server


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    if params.initialization_options is not None:
        ls.configure(params.initialization_options)


async def _initialized(ls: Server, params: types.InitializedParams) -> None:
    ls.watch()
    await ls.fetch_settings()
    ls.warm_up()


async def _settings_changed(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    if ls.can("workspace.configuration"):
        await ls.fetch_settings()
    else:
        given: Any = params.settings
        ls.configure(given.get("decalque") if isinstance(given, dict) else given)


def _files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.check_all()


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    subject = await ls.subject(params.text_document.uri)
    return answers.hover(subject, params.position) if subject else None


async def _code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    subject = await ls.subject(params.text_document.uri)
    only = params.context.only
    kinds = None if only is None else [getattr(kind, "value", kind) for kind in only]
    return answers.actions(subject, params.range, kinds) if subject else []
