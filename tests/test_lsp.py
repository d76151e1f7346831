"""The language server as an editor meets it: a real client, a real process, standard input and output between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from linter.lsp.text import Text
from tests.command import decalque, pack
from tests.editor import CODECS, editing

HOUSE = """
[defaults]
category = "calque"
[[rule]]
id = "zebra"
why = "The house says *horse*."
message = "“{match}” is not our style"
match = ["<n:zebra>"]
replace = ["<n:horse>", "<n:pony>"]
safety = "safe"
bad = ["He saw a [[zebra]]."]
fixed = ["He saw a horse."]
good = ["He saw a horse."]
[[rule]]
id = "okapi"
why = "There are many animals."
message = "which animal is meant?"
match = ["<n:okapi>"]
level = "note"
safety = "ask"
bad = ["He saw an [[okapi]]."]
good = ["He saw a horse."]
"""
ZEBRA = "house/house/zebra"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a house pack."""
    folder = tmp_path_factory.mktemp("desk")
    pack(folder / "house", HOUSE)
    (folder / "decalque.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    return folder


@pytest.fixture
def annex(desk: Path) -> Iterator[Path]:
    """A folder of the workspace with a configuration of its own."""
    folder = desk / "annex"
    folder.mkdir()
    (folder / "decalque.toml").write_text('packs = ["../house"]\n', encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


async def test_a_session_open_type_fix_and_undo(desk: Path) -> None:
    async with editing(desk) as editor:
        assert await editor.open("a.txt", "A horse ran.\n") == []
        (found,) = await editor.replace("horse", "zebra")
        assert editor.marked(found) == "zebra"
        assert (found.source, found.code, found.severity) == ("decalque", ZEBRA, types.DiagnosticSeverity.Warning)
        assert found.message == "“zebra” is not our style"
        fix = next(action for action in await editor.actions("zebra") if action.is_preferred)
        assert (fix.title, fix.kind) == ("Replace “zebra” with “horse”", types.CodeActionKind.QuickFix)
        assert list(fix.diagnostics or ()) == [found]
        assert await editor.apply(fix) == []
        assert editor.text == "A horse ran.\n"
        assert await editor.replace("horse", "zebra") == [found]


@pytest.mark.parametrize("name", ["visual_studio_code", "neovim", "emacs"])
async def test_real_editors_capabilities_are_served(desk: Path, name: str) -> None:
    async with editing(desk, name) as editor:
        found = await editor.open("a.md", "# A zebra\n\nTwo *zebras* ran.\n", "markdown")
        assert [editor.marked(one) for one in found] == ["zebra", "zebras"]
        (every,) = await editor.actions("zebra", [types.CodeActionKind.SourceFixAll.value])
        assert (every.title, every.kind) == ("Fix all that is safe", "source.fixAll.decalque")
        assert await editor.apply(every) == []
        assert editor.text == "# A horse\n\nTwo *horses* ran.\n"
        assert await editor.actions("horse", ["source.fixAll.decalque"]) == []


async def test_every_fix_is_offered_and_only_the_first_preferred(desk: Path) -> None:
    async with editing(desk) as editor:
        await editor.open("a.txt", "A zebra ran.\n")
        offered = await editor.actions("zebra", ["quickfix"])
        assert [(a.title, bool(a.is_preferred)) for a in offered] == [
            ("Replace “zebra” with “horse”", True),
            ("Replace “zebra” with “pony”", False),
            (f"Ignore {ZEBRA} in this paragraph", False),
        ]
        assert await editor.actions("ran") == await editor.actions("A", ["source"])


@pytest.mark.parametrize("encoding", list(CODECS))
async def test_positions_hold_beside_emoji_and_combining_marks(desk: Path, encoding: str) -> None:
    async with editing(desk, position_encodings=[encoding]) as editor:
        assert editor.result.capabilities.position_encoding == encoding
        found = await editor.open("a.txt", "🦓 e\u0301 👩‍👩‍👧 zebra “é”\r\n\u2028\x0c𝒵 okay zebra\r\n")
        assert [editor.marked(one) for one in found] == ["zebra", "zebra"]
        found = await editor.replace("👩‍👩‍👧", "🇫🇷🇫🇷 zebra")
        assert [editor.marked(one) for one in found] == ["zebra"] * 3
        (every,) = await editor.actions("okay", ["source.fixAll"])
        assert await editor.apply(every) == []
        assert editor.text == "🦓 e\u0301 🇫🇷🇫🇷 horse horse “é”\r\n\u2028\x0c𝒵 okay horse\r\n"


async def test_utf_16_is_spoken_with_an_editor_that_does_not_say(desk: Path) -> None:
    async with editing(desk, position_encodings=None) as editor:
        assert editor.result.capabilities.position_encoding == "utf-16"
        assert [editor.marked(one) for one in await editor.open("a.txt", "🦓🦓 zebra")] == ["zebra"]


async def test_a_hover_says_what_why_how_and_links_the_page_of_the_rule(desk: Path) -> None:
    async with editing(desk) as editor:
        (found,) = await editor.open("a.txt", "A zebra ran.\n")
        shown = await editor.hover("zebra")
        assert shown is not None
        assert "**“zebra” is not our style.**" in shown
        assert "The house says *horse*." in shown
        assert "replace with “horse” or “pony” (safe)" in shown
        assert found.code_description is not None
        assert found.code_description.href in shown
        page = Path(unquote(urlparse(found.code_description.href).path))
        assert "He saw a **zebra**." in page.read_text(encoding="utf-8")
        assert await editor.hover("ran") is None
    assert not page.exists()


async def test_a_hover_quotes_the_evidence(tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "fixtures" / "mt" / "fr-wire-cable.txt").read_text(encoding="utf-8")
    async with editing(tmp_path) as editor:
        found = await editor.open("cable.txt", text)
        shown = [await editor.hover(editor.marked(one)) for one in found]
        assert any("Because:\n- “" in (one or "") for one in shown)


async def test_a_finding_is_silenced_by_a_comment_that_changes_nothing_else(desk: Path) -> None:
    async with editing(desk) as editor:
        for name, before, after in (
            ("1.txt", "One.\n\nA zebra\nran.\n", "One.\n\n{}\nA zebra\nran.\n"),
            ("2.md", "# Title\n\nA zebra ran.", "# Title\n\n{}\nA zebra ran."),
            ("3.md", "> A zebra\r\n> ran.\r\n", "> {}\r\n> A zebra\r\n> ran.\r\n"),
            ("4.md", "* a horse\n* a zebra\n", "* a horse\n* a zebra {}\n"),
            ("5.md", "| a |\n|---|\n| zebra |\n", "| a |\n|---|\n| zebra | {}\n"),
        ):
            assert len(await editor.open(name, before)) == 1
            (silence,) = [action for action in await editor.actions("zebra") if action.title.startswith("Ignore ")]
            assert await editor.apply(silence) == []
            assert editor.text == after.format(f"<!-- decalque-ignore {ZEBRA} -->")
        await editor.open("6.md", "A zebra `code\ngoes on` here.\n")
        assert [a.title for a in await editor.actions("zebra") if "decalque-ignore" in str(a.edit)] != []
        await editor.open("7.md", "* A zebra `code\n  goes on` here.\n")
        assert [a.title for a in await editor.actions("zebra") if "decalque-ignore" in str(a.edit)] == []


async def test_the_editors_settings_come_before_the_file_and_may_change(desk: Path) -> None:
    async with editing(desk, settings={"level": "note", "ignore": [], "from": None}) as editor:
        found = await editor.open("a.txt", "A zebra and an okapi.\n")
        assert [editor.marked(one) for one in found] == ["zebra", "okapi"]
        assert found[1].severity == types.DiagnosticSeverity.Information
        editor.client.set_configuration({"decalque": {"ignore": [ZEBRA]}})
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        while await editor.diagnostics():  # those of the settings before may still be under way; none is an error
            pass


async def test_settings_may_come_with_the_greeting(desk: Path) -> None:
    async with editing(desk, "emacs", initialization_options={"level": "note", "select": ["house"]}) as editor:
        found = await editor.open("a.txt", "An okapi « here ».\n")
        assert [editor.marked(one) for one in found] == ["okapi"]


async def test_a_wrong_setting_is_said_and_the_session_goes_on(desk: Path) -> None:
    async with editing(desk, initialization_options={"level": "loud"}) as editor:
        assert len(await editor.open("a.txt", "A zebra ran.\n")) == 1
        (said,) = editor.client.messages
        assert said.message == "the editor's settings: level: “loud” is not a choice; there are error, warning, note"


async def test_a_configuration_that_changes_on_disk_counts_at_once(desk: Path, annex: Path) -> None:
    config = annex / "decalque.toml"
    async with editing(desk) as editor:
        assert len(await editor.open("annex/a.txt", "A zebra ran.\n")) == 1
        config.write_text('packs = ["../house"]\nlevl = "note"\n', encoding="utf-8")
        assert await editor.replace("ran", "sat") == []
        assert "did you mean “level”?" in editor.client.messages[-1].message
        config.write_text('packs = ["../house"]\nexclude = ["b*"]\n', encoding="utf-8")
        event = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert len(await editor.diagnostics()) == 1
        assert await editor.open("annex/b.txt", "A zebra ran.\n") == []


async def test_a_document_that_was_never_saved_takes_its_format_from_its_language(desk: Path) -> None:
    async with editing(desk) as editor:
        assert await editor.open("untitled:Untitled-1", "`zebra`\n", "markdown") == []
        assert len(await editor.open("untitled:Untitled-2", "`zebra`\n")) == 1


async def test_a_closed_document_has_no_findings(desk: Path) -> None:
    async with editing(desk) as editor:
        assert await editor.open("a.txt", "A zebra ran.\n")
        identifier = types.TextDocumentIdentifier(editor.uri)
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
        assert await editor.diagnostics() == []
        assert await editor.actions("zebra") == []


async def test_what_was_rejected_in_a_review_is_not_shown(desk: Path, annex: Path) -> None:
    text = "A zebra ran.\n\nThe end.\n"
    (annex / "a.txt").write_text(text, encoding="utf-8")
    async with editing(desk) as editor:
        assert len(await editor.open("annex/a.txt", text)) == 1
        decided = decalque("review", "--plain", "a.txt", cwd=annex, stdin=b"n\n")
        assert decided.status == 0, decided.err
        assert await editor.replace("end", "start") == []


def test_without_pygls_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, importlib.util\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'pygls' else find(name, *rest)\n",
        encoding="utf-8",
    )
    done = decalque("lsp", cwd=tmp_path, env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parent.parent}"})
    assert (done.status, done.out) == (2, "")
    assert done.err == "decalque: the language server needs pygls; install it with: pip install 'decalque[lsp]'\n"


CHARACTERS = st.text(st.sampled_from("az \r\n\t\x0b\x85\u2028é\u0301“🦓𝒵"), max_size=40)


@given(CHARACTERS, st.sampled_from(sorted(CODECS)), st.data())
def test_positions_and_offsets_are_inverse(text: str, encoding: str, data: st.DataObject) -> None:
    document = Text(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n" and offset:
        return  # no editor has a position inside a line end
    line, character = document.position(offset)
    assert document.offset(line, character) == offset
    codec, size = CODECS[encoding]
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (line, character) == (len(before) - 1, len(before[-1].encode(codec)) // size)


@given(CHARACTERS, CHARACTERS, st.sampled_from(sorted(CODECS)), st.data())
def test_a_change_replaces_what_it_names(text: str, new: str, encoding: str, data: st.DataObject) -> None:
    document = Text(text, encoding)
    whole = [at for at in range(len(text) + 1) if not (at and text[at - 1 : at + 1] == "\r\n")]
    low, high = sorted((data.draw(st.sampled_from(whole)), data.draw(st.sampled_from(whole))))
    changed = document.replaced(document.position(low), document.position(high), new)
    assert changed.text == text[:low] + new + text[high:]


@pytest.mark.parametrize("encoding", sorted(CODECS))
def test_positions_past_the_end_are_the_end(encoding: str) -> None:
    document = Text("é\r\n🦓", encoding)
    assert (document.offset(0, 99), document.offset(1, 99), document.offset(9, 0)) == (1, 4, 4)
    assert Text("a\ud83db", encoding).text == "a\ufffdb"
