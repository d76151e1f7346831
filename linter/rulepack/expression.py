"""Regular expressions, compiled once and stored with the rules.

The ``regex`` module takes a millisecond or two to compile a pattern, and tens of microseconds to make one again from
the code that it pickles. What is stored is that code, by the protocol of :mod:`copyreg`, as plain values.
"""

from __future__ import annotations

import copyreg
import functools
from typing import Any

import regex

from linter.rulepack.effort import degree

#: A pattern, its flags, the version of ``regex`` that compiled it, what that version makes it of again, and how many
#: unbounded repetitions it has side by side.
Code = tuple[str, int, str, tuple[Any, ...], int]
#: Steps that a search may take without being watched: some tenths of a second at the very worst.
_STEPS = 50_000_000


def encode(pattern: str, *, ignore_case: bool, tame: bool = False) -> Code:
    """``pattern`` compiled, as values that :mod:`marshal` can store. Raises ``regex.error``.

    Of one that is known to be ``tame`` nobody need find out how long it can take.
    """
    flags = int(regex.VERSION0 | regex.IGNORECASE if ignore_case else regex.VERSION0)
    made = _reduce(regex.compile(pattern, flags))
    return pattern, flags, regex.__version__, made[1], 0 if tame else degree(pattern)


def decode(code: Code) -> Any:
    """The compiled pattern; compiled anew where another version of ``regex`` made the code."""
    pattern, flags, version, parts, _ = code
    made = _made.get((pattern, flags))
    if made is None:
        made = _make()(*parts) if version == regex.__version__ else regex.compile(pattern, flags)
        _made[pattern, flags] = made
    return made


def harmless(code: Code, length: int) -> bool:
    """Whether a search in ``length`` characters cannot take long, so that it needs no watching (which takes longer)."""
    return bool(length ** (code[4] + 1) <= _STEPS)


_made: dict[tuple[str, int], Any] = {}


def _reduce(compiled: Any) -> tuple[Any, tuple[Any, ...]]:
    return copyreg.dispatch_table[type(compiled)](compiled)  # type: ignore[return-value]


@functools.cache
def _make() -> Any:
    return _reduce(regex.compile(""))[0]
