"""Plain text: paragraphs between blank lines, or one on each line, or lines wrapped by hand.

A block is what stands between two blank lines. A line break in it is soft, and the paragraph goes on, when the line
was broken because the next word had no room. Any other break was meant and starts a new segment: a headline above its
article, one paragraph a line, a list.
"""

from __future__ import annotations

import re
from itertools import pairwise

from linter.formats.prose import Builder
from linter.model import Document, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Nobody wraps by hand at fewer columns than this; past the upper bound a line is a paragraph.
_NARROWEST, _WIDEST = 50, 200
_LINE = re.compile(r"[^\r\n]+")
_COMMENT = re.compile(r"<!--\s*decalque-.*?-->", re.DOTALL)
_NOT_END = re.compile(r"[^\r\n]")

# A line that is not blank: its first code point, and its text without white space around it.
_Line = tuple[int, int, int]


def parse(source: Source) -> Document:
    """Segments of a plain text file.

    Prose is the file's text, except that the linter's own comments are left out and that an address (URL, e-mail) is
    one placeholder.
    """
    text = shown = source.text
    comments: list[tuple[int, int]] = []
    if "<!--" in text:
        comments, shown = _comments(text)
    builder = Builder()
    following = 0
    for start, end in _segments(shown):
        while following < len(comments) and comments[following][0] < end:
            low, high = comments[following]
            following += 1
            if low >= start:
                builder.text(text[start:low], start)
                builder.gap()
                start = high
        builder.text(text[start:end], start)
        builder.close()
    return builder.document(source, "text")


def _comments(text: str) -> tuple[list[tuple[int, int]], str]:
    """The linter's comments, to be left out, and the text with them blanked: a line of its own becomes a blank one."""
    spans = []
    parts = []
    at = 0
    for match in _COMMENT.finditer(text):
        start, end = match.span()
        line = 1 + max(text.rfind("\n", 0, start), text.rfind("\r", 0, start))
        rest = _LINE.match(text, end)
        alone = not text[line:start].strip() and not (rest and rest.group().strip())
        parts.append(text[at:start])
        parts.append(_NOT_END.sub(" ", match.group()) if alone else " " * (end - start))
        spans.append((start, end))
        at = end
    parts.append(text[at:])
    return spans, "".join(parts)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the segments, white space around them left out."""
    blocks = list(_blocks(text))
    breaks = [_full(text, block) if len(block) > 1 else [] for block in blocks]
    wrapped = [(True, True) in pairwise(full) for full in breaks]  # twice running: no accident
    columns = max((_width(block) for block, is_wrapped in zip(blocks, wrapped, strict=True) if is_wrapped), default=0)
    for block, full, is_wrapped in zip(blocks, breaks, wrapped, strict=True):
        start = block[0][1]
        for number, (line, after) in enumerate(pairwise(block)):
            if not full[number] or not (is_wrapped or _goes_on(text, line, after, columns)):
                yield start, line[2]
                start = after[1]
        yield start, block[-1][2]


def _blocks(text: str) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.lstrip()
        if not bare:
            continue
        start, end = match.span()
        if block and start - last > 1 and text[last:start] != "\r\n":
            yield block
            block = []
        last = end
        block.append((start, end - len(bare), end - len(line) + len(line.rstrip())))
    if block:
        yield block


def _width(block: list[_Line]) -> int:
    return max(end - start for start, _, end in block)


def _full(text: str, block: list[_Line]) -> list[bool]:
    """For each line break of a block, whether the word after it had no room in the block's widest line."""
    width = _width(block)
    if not _NARROWEST <= width <= _WIDEST:
        return [False] * (len(block) - 1)
    return [_no_room(text, line, after, width) for line, after in pairwise(block)]


def _no_room(text: str, line: _Line, after: _Line, columns: int) -> bool:
    word = text.find(" ", after[1], after[2])
    return line[2] - line[0] + 1 + (word if word >= 0 else after[2]) - after[1] > columns


def _goes_on(text: str, line: _Line, after: _Line, columns: int) -> bool:
    """Whether a full line is wrapped where its block is too short to tell: two lines, or a list.

    The widest line of any block is full. It takes a word that goes on in lower case, or the columns at which the
    rest of the file is wrapped.
    """
    return text[after[1]].islower() or (columns >= line[2] - line[0] and _no_room(text, line, after, columns))
