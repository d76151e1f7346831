"""Fixes: from prose into the source, planned, applied, taken back and verified.

Offsets are code points of the source, unless a name says that they are prose.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from linter.formats import escape, parse
from linter.formats.decode import LineIndex, ReadError, byte_offsets, decode
from linter.formats.prose import PLACEHOLDER
from linter.model import Document, Edit, Fix, Run, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Owner = TypeVar("Owner")

_LINE_END = re.compile(r"\r\n?|\n")
_OTHER_SPACE = re.compile(r"[^\S ]")
# What else than letters, digits and marks holds a word together, and what beyond ASCII and Latin does not.
_INNER = "'-’"
_OUTER = "–—‘“”„«»‹›…" + PLACEHOLDER


class Blocked(NamedTuple, Generic[Owner]):
    """A fix that is not applied: whose it is, the edit that cannot be made, why, and whose fix stands in its way."""

    owner: Owner
    edit: Edit
    reason: str
    by: Owner | None = None


class Plan(NamedTuple, Generic[Owner]):
    """What is to be done: ``edits`` in the order of the text, no two of which overlap.

    The owner of every fix is either in ``applied`` or in ``blocked``, in the order in which they came.
    """

    edits: tuple[Edit, ...]
    applied: tuple[Owner, ...]
    blocked: tuple[Blocked[Owner], ...]


class VerifyError(Exception):
    """Edits change more of a file than they say; the message tells where."""


def to_source(document: Document, start: int, end: int, replacement: str) -> Edit | None:
    """The edit that puts ``replacement`` in the place of prose ``[start, end)``.

    Words that stay are left out of the edit; a line break counts as the space in its place, and stays. ``None`` if
    nothing would change, or if the edit would have to touch markup: then there is no such fix.
    """
    old, new = document.prose[start:end], replacement
    for words in (True, False):
        before, after = _common(old, new, words)
        if before + after == max(len(old), len(new)):
            return None
        suffix, prefix = _common(old[::-1], new[::-1], words)
        for low, high in ((before, after), (prefix, suffix)):
            changed = new[low : len(new) - high]
            place = _place(document, start + low, end - high, changed, bool(low), bool(high))
            if place is not None:
                if "\n" in changed or "\r" in changed:
                    changed = _LINE_END.sub(_line_end(document.source.text), changed)
                return Edit(*place, escape(document.format, changed))
    return None


def whole_lines(source: Source, start: int, end: int) -> Edit:
    """The edit that deletes the lines on which ``[start, end)`` stands, with their line ends.

    Of blank lines before and after them those after go as well, and none stay at the start or the end of the file.
    """
    text = source.text
    low = _line_start(text, start)
    high = _next_line(text, max(start, end - 1))
    if _blank_before(text, low):
        while high < len(text) and not text[high : (after := _next_line(text, high))].strip():
            high = after
    if high == len(text):
        while low and _blank_before(text, low):
            low = _line_start(text, low - 1)
        if low and text[high - 1] not in "\r\n":  # the file does not end with a line end, nor shall it
            low -= 2 if text[low - 2 : low] == "\r\n" else 1
    return Edit(low, high, "")


def plan(source: Source, fixes: Iterable[tuple[Owner, Fix]]) -> Plan[Owner]:
    """Decide which of ``fixes`` can be made together; of two that are at odds the one that came first is.

    A fix is made whole or not at all. Identical edits are made once. Edits may touch, and a text may be inserted at
    either end of what another edit replaces; two texts at one place are at odds, since nobody said which comes first.
    Deletions of whole lines may overlap.
    """
    made: list[Edit] = []
    holders: dict[Edit, Owner] = {}
    wanted: set[Edit] = set()
    applied: list[Owner] = []
    blocked: list[Blocked[Owner]] = []
    for owner, fix in fixes:
        holding = dict.fromkeys(fix.edits, owner)
        # A single edit is made or not; only several, or lines that join with others, may have to be taken back.
        simple = len(holding) == 1 and not any(_deletes_lines(source.text, edit) for edit in holding)
        trial = made if simple else list(made)
        for edit in holding:
            reason, rival = _flaw(source, edit), None
            if not reason and edit not in wanted:
                rival = _add(source, trial, edit)
            if reason or rival:
                if rival in holders:
                    blocked.append(Blocked(owner, edit, "overlaps another fix", holders[rival]))
                else:
                    blocked.append(Blocked(owner, edit, reason or "its own edits overlap"))
                break
        else:
            wanted.update(holding)
            if simple:
                holders.setdefault(fix.edits[0], owner)
            else:
                holders = {edit: holders.get(edit, owner) for edit in trial}
                made = trial
            applied.append(owner)
    return Plan(tuple(made), tuple(applied), tuple(blocked))


def apply(source: Source, edits: Sequence[Edit]) -> bytes:
    """The bytes of the file with ``edits`` made; every byte outside them is as it was.

    Raises ``ValueError`` if edits overlap or lie outside the text, or if the file's encoding lacks a character.
    """
    ordered = _ordered(source, edits)
    offsets = byte_offsets(source, [offset for edit in ordered for offset in (edit.start, edit.end)])
    parts = []
    at = 0
    for edit, low, high in zip(ordered, offsets[::2], offsets[1::2], strict=True):
        parts.append(source.data[at:low])
        parts.append(edit.replacement.encode(source.encoding))
        at = high
    parts.append(source.data[at:])
    return b"".join(parts)


def invert(source: Source, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take ``edits`` back: applied to the result, they give ``source`` again.

    Edits that touch are taken back by one, so that the order of what they delete is not lost.
    """
    inverse: list[Edit] = []
    shift = 0
    reached = -1
    for edit in _ordered(source, edits):
        old = source.text[edit.start : edit.end]
        start = edit.start + shift
        if edit.start == reached:
            last = inverse.pop()
            start, old = last.start, last.replacement + old
        shift += len(edit.replacement) - (edit.end - edit.start)
        reached = edit.end
        inverse.append(Edit(start, edit.end + shift, old))
    return tuple(inverse)


def verify(before: Document, data: bytes, edits: Sequence[Edit]) -> Document:
    """Parse the edited file and make sure that outside ``edits`` its text, and what of it is prose, is as before.

    White space is let off: a soft line break may have become a hard one. Returns the edited document. Raises
    :class:`VerifyError`.
    """
    source = before.source
    try:
        after = parse(decode(source.path, data, source.encoding), before.format)
    except ReadError as error:
        raise VerifyError(f"the edited file cannot be read: {error.reason}") from error
    prose, edited = _shadow(before), _shadow(after)
    at = now = 0
    for edit in (*_ordered(source, edits), Edit(len(source.text), len(source.text), "")):
        then = now + edit.start - at
        if source.text[at : edit.start] != after.source.text[now:then] or prose[at : edit.start] != edited[now:then]:
            line, _ = LineIndex(source.text).position(at)
            last, _ = LineIndex(source.text).position(edit.start)
            raise VerifyError(f"an edit would change the text around it, between lines {line} and {last}")
        at, now = edit.end, then + len(edit.replacement)
    if now != len(after.source.text):
        raise VerifyError("the edited file is longer than its edits make it")
    return after


def settle(document: Document, fixes: Iterable[tuple[Owner, Fix]]) -> tuple[Plan[Owner], bytes]:
    """Plan ``fixes``, apply them and verify the result; a fix that fails there is blocked, and the others are made.

    Returns the plan and the bytes of the edited file.
    """
    source = document.source
    chosen = list(fixes)
    unsound: list[Blocked[Owner]] = []

    def verified(kept: list[tuple[Owner, Fix]]) -> bool:
        edits = plan(source, kept).edits
        try:
            verify(document, apply(source, edits), edits)
        except VerifyError:
            return False
        return True

    def sound(kept: list[tuple[Owner, Fix]], added: list[tuple[Owner, Fix]]) -> list[tuple[Owner, Fix]]:
        if not added or verified(kept + added):
            return kept + added
        if len(added) == 1:
            ((owner, fix),) = added
            unsound.append(Blocked(owner, fix.edits[0], "would change the text around it"))
            return kept
        half = len(added) // 2
        return sound(sound(kept, added[:half]), added[half:])

    planned = plan(source, sound([], chosen))
    planned = planned._replace(blocked=(*planned.blocked, *unsound))
    return planned, apply(source, planned.edits)


def unified_diff(source: Source, data: bytes, path: str) -> str:
    """The change from ``source`` to ``data`` as a unified diff that ``patch`` takes; empty if there is none."""
    import difflib

    old, new = (
        _diff_lines(text, source.bom) for text in (source.text, data[len(source.bom) :].decode(source.encoding))
    )
    lines = difflib.unified_diff(old, new, path, path)
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _common(old: str, new: str, words: bool) -> tuple[int, int]:
    """How many characters at the start and, of the rest, at the end stay; whole words only, if asked for."""
    before = after = 0
    shorter = min(len(old), len(new))
    while before < shorter and _same(old[before], new[before]):
        before += 1
    while words and before and (_joined(old, before) or _joined(new, before)):
        before -= 1
    while after < shorter - before and _same(old[-1 - after], new[-1 - after]):
        after += 1
    while words and after and (_joined(old, len(old) - after) or _joined(new, len(new) - after)):
        after -= 1
    return before, after


def _same(old: str, new: str) -> bool:
    return old == new or (new == " " and old in "\r\n")


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on across ``at``."""
    return 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(character: str) -> bool:
    if character.isalnum() or character in _INNER:
        return True
    return character > "\u02ff" and not character.isspace() and character not in _OUTER  # marks, joiners, emoji


def _place(
    document: Document, start: int, end: int, new: str, has_left: bool, has_right: bool
) -> tuple[int, int] | None:
    """The source range of prose ``[start, end)`` if ``new`` can be put there without touching markup."""
    if PLACEHOLDER in new or PLACEHOLDER in document.prose[start:end]:
        return None
    left = _run(document, start - 1 if start == end else end - 1)
    right = _run(document, start)
    if start < end:
        whole = left and right and _whole(left, end) and _whole(right, start) and document.contiguous(start, end)
        return document.locate(start, end) if whole else None
    low = left.source + left.width - (left.start + left.length - start) if left and _whole(left, start) else None
    high = right.source + (start - right.start) if right and _whole(right, start) else None
    if low is None or high is None or low == high:
        at = low if high is None else high
    elif document.prose[start - 1] in "\r\n":  # what is hidden is the margin of the next line
        at = high
    elif has_left == has_right or new[-1 if has_left else 0].isspace():
        return None  # on which side of the markup? A space on its inner side would undo emphasis
    else:
        at = low if has_left else high
    return None if at is None else (at, at)


def _run(document: Document, offset: int) -> Run | None:
    index = bisect_right(document.runs, offset, key=lambda run: run.start) - 1
    if index < 0:
        return None
    run = document.runs[index]
    return run if offset < run.start + run.length else None


def _whole(run: Run, offset: int) -> bool:
    """Whether a cut at ``offset`` (prose) leaves ``run`` whole, or may cut it."""
    return run.length == run.width or offset in (run.start, run.start + run.length)


def _line_end(text: str) -> str:
    """The line end that most lines have."""
    both = text.count("\r\n")
    return max(
        ("\n", text.count("\n") - both), ("\r\n", both), ("\r", text.count("\r") - both), key=lambda end: end[1]
    )[0]


def _line_start(text: str, at: int) -> int:
    if text[at - 1 : at + 1] == "\r\n":
        at -= 1
    return 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


def _next_line(text: str, at: int) -> int:
    if at and text[at - 1 : at + 1] == "\r\n":
        at -= 1
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def _blank_before(text: str, at: int) -> bool:
    return not at or not text[_line_start(text, at - 1) : at].strip()


def _flaw(source: Source, edit: Edit) -> str:
    if not 0 <= edit.start <= edit.end <= len(source.text):
        return "lies outside the text"
    try:
        edit.replacement.encode(source.encoding)
    except UnicodeEncodeError as error:
        return f"{source.encoding} has no “{edit.replacement[error.start : error.end]}”"
    return ""


def _add(source: Source, edits: list[Edit], edit: Edit) -> Edit | None:
    """Put ``edit`` in its place among ``edits``, or return the first that it overlaps."""
    text = source.text
    while True:
        first = bisect_left(edits, edit.start, key=lambda other: other.start)
        if first and edits[first - 1].end >= edit.start:
            first -= 1
        last = bisect_right(edits, edit.end, key=lambda other: other.start)
        joined = []
        for other in edits[first:last]:
            if _deletes_lines(text, edit) and _deletes_lines(text, other):
                joined.append(other)
            elif _overlap(edit, other):
                return other
        if not joined:
            edits.insert(bisect_left(edits, edit[:2], key=lambda other: other[:2]), edit)
            return None
        for other in joined:
            edits.remove(other)
        # The lines of both, looked at afresh: what is a blank line too many depends on what else goes.
        edit = whole_lines(source, min(edit.start, joined[0].start), max(edit.end, joined[-1].end))


def _overlap(one: Edit, other: Edit) -> bool:
    if one[:2] == other[:2]:
        return True
    return one.start < other.end and other.start < one.end


def _deletes_lines(text: str, edit: Edit) -> bool:
    if edit.replacement or edit.start == edit.end:
        return False
    start, end = _line_start(text, edit.start), _next_line(text, edit.end - 1)
    return end == edit.end and (start == edit.start or (end == len(text) and text[edit.start] in "\r\n"))


def _ordered(source: Source, edits: Sequence[Edit]) -> list[Edit]:
    """``edits`` in the order of the text. Raises ``ValueError`` if they cannot all be made."""
    ordered = sorted(edits, key=lambda edit: edit[:2])
    reached = 0
    for edit in ordered:
        if not reached <= edit.start <= edit.end <= len(source.text):
            raise ValueError(f"edits overlap or lie outside the text: {edit}")
        reached = edit.end
    return ordered


def _shadow(document: Document) -> str:
    """As long as the source: prose where it stands, spaces for everything else and for all white space."""
    parts = []
    at = 0
    for run in sorted(document.runs, key=lambda run: run.source):
        piece = document.prose[run.start : run.start + run.length]
        if run.length != run.width:
            piece = piece[0] + (" " if piece.isspace() else PLACEHOLDER) * (run.width - 1)
        parts.append(" " * (run.source - at) + piece)
        at = run.source + run.width
    parts.append(" " * (len(document.source.text) - at))
    return _OTHER_SPACE.sub(" ", "".join(parts))


def _diff_lines(text: str, bom: bytes) -> list[str]:
    """Lines as ``patch`` sees them: they end with LF only, and a byte order mark of UTF-8 is part of the first."""
    if bom == codecs.BOM_UTF8:
        text = "\ufeff" + text
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
