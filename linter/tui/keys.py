"""Every key of the review, by the name of what it does; known without Textual, so that they can be checked early."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Action(NamedTuple):
    """Something the editor can do: its name in the configuration, its keys, its word in the footer, its help.

    ``footer`` is empty for what is only listed in the help; ``group`` is the heading it stands under there.
    """

    name: str
    keys: tuple[str, ...]
    group: str
    help: str
    footer: str = ""


ACTIONS = (
    Action("accept", ("a",), "Decide", "Accept the fix that is shown", "Accept"),
    Action("edit", ("e",), "Decide", "Write the replacement yourself, starting from the fix", "Edit"),
    Action("rewrite", ("E",), "Decide", "Write the whole sentence yourself"),
    Action("reject", ("r",), "Decide", "Reject: the text stays, here and in later checks", "Reject"),
    Action("ask", ("?",), "Decide", "Ask the desk, with a note", "Ask"),
    Action("skip", ("s",), "Decide", "Leave it open and go on to the next open finding", "Skip"),
    Action("reopen", ("x",), "Decide", "Take back the decision on this finding"),
    Action("undo", ("u",), "Decide", "Undo, without end, even after writing", "Undo"),
    Action("redo", ("U",), "Decide", "Redo"),
    Action("accept_all", ("A",), "Decide", "Accept many: of this rule, this text, here or everywhere", "All"),
    Action("reject_all", ("R",), "Decide", "Reject many"),
    Action("next_fix", ("tab",), "Decide", "Show the next of several fixes"),
    Action("previous_fix", ("shift+tab",), "Decide", "Show the one before"),
    Action("next", ("n", "j", "down"), "Move", "Next finding"),
    Action("previous", ("p", "k", "up"), "Move", "Previous finding"),
    Action("next_open", ("o",), "Move", "Next open finding"),
    Action("previous_open", ("O",), "Move", "Previous open finding"),
    Action("next_of_rule", ("t",), "Move", "Next finding of this rule"),
    Action("previous_of_rule", ("T",), "Move", "Previous finding of this rule"),
    Action("first", ("home",), "Move", "First finding"),
    Action("last", ("end",), "Move", "Last finding"),
    Action("files", ("f",), "Move", "Jump to a file"),
    Action("search", ("/",), "Move", "Search sentences, messages, rules and paths"),
    Action("search_next", ("g",), "Move", "Search on"),
    Action("search_previous", ("G",), "Move", "Search back"),
    Action("page_down", ("pagedown", "space"), "View", "Scroll the article down"),
    Action("page_up", ("pageup",), "View", "Scroll the article up"),
    Action("filter", ("F",), "View", "Filter by state, level, category, language, rule, confidence"),
    Action("list", ("l",), "View", "Show or hide the list of findings"),
    Action("original", ("v",), "View", "Show the original text, or the text as it will read"),
    Action("diff", ("d",), "View", "Show the changes to this file"),
    Action("theme", ("b",), "View", "Light or dark background"),
    Action("stale", ("L",), "View", "List decisions that fit nothing any more"),
    Action("reload", ("f5",), "View", "Read this file again; decisions are carried over"),
    Action("write", ("w",), "Leave", "Write the accepted fixes", "Write"),
    Action("palette", ("ctrl+p", ":"), "Leave", "Find a command by its name"),
    Action("help", ("h", "f1"), "Leave", "This help", "Help"),
    Action("quit", ("q",), "Leave", "Leave; every decision is kept", "Quit"),
)

#: The keys that pick a fix by its number are not to be changed, nor those that close a screen.
FIXED = (*"123456789", "enter", "escape")
# Control keys that a terminal, tmux or screen keeps for itself, or sends as another key.
# Sources: termios(3) for c, d, o, q, s, v, z and backslash; ASCII for h, i, j, m and [; the manuals of tmux and screen
# for b and a.
_EATEN = frozenset(f"ctrl+{key}" for key in "abcdhijmoqsvz[\\")
_MODIFIERS = ("alt+", "super+", "hyper+", "meta+")


class KeysError(ValueError):
    """A table of keys that cannot be used; ``str()`` says which action, which key, and why."""


def bound(chosen: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> dict[str, tuple[str, ...]]:
    """The keys of every action, with those in ``chosen`` (several with commas) in the place of their own.

    Raises ``KeysError`` for an action that does not exist, for a key that does not reach a program in a terminal, and
    for one key with two meanings.
    """
    keys = {action.name: action.keys for action in ACTIONS}
    for name, text in dict(chosen).items():
        known = name.replace("-", "_")
        if known not in keys:
            raise KeysError(f"keys: there is no action {name!r}{_hint(known, keys)}")
        wanted = tuple(key.strip() for key in text.split(",")) if text != "," else (",",)
        for key in wanted:
            _check(known, key)
        keys[known] = wanted
    meanings: dict[str, str] = {}
    for name, own in keys.items():
        for key in own:
            if key in meanings:
                raise KeysError(f"keys: {key!r} would mean both {meanings[key]} and {name}")
            meanings[key] = name
    return keys


def _check(name: str, key: str) -> None:
    if not key:
        raise KeysError(f"keys: {name} has no key")
    if key in FIXED:
        raise KeysError(f"keys: {name}: {key!r} has a meaning that cannot be changed")
    if key.lower() in _EATEN or any(modifier in key for modifier in _MODIFIERS):
        raise KeysError(f"keys: {name}: {key!r} does not reach programs in every terminal")


def _hint(name: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
