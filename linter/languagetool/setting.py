"""What the user asked for of LanguageTool."""

from __future__ import annotations

import re
from typing import NamedTuple

_RULE = re.compile(r"-?\w+\Z")


class LanguageToolError(Exception):
    """LanguageTool cannot be had. The text is one line for the user: why, and what to do."""


class Setting(NamedTuple):
    """``mode`` is ``off``, ``auto`` (go on without it where it fails) or ``required`` (raise).

    ``url`` is the address of a server that runs already, or empty for a local one. ``rules`` widens the curated list:
    rule ids, category ids (``GRAMMAR``) or ``all``; with a minus before it, a rule or category is left out.
    """

    mode: str = "off"
    url: str = ""
    rules: tuple[str, ...] = ()


def parse(value: str, rules: str = "") -> Setting:
    """The setting for ``--languagetool=VALUE --languagetool-rules=RULES``.

    ``value`` is ``auto`` (or empty, as when the option stands alone), ``off``, ``required``, a URL, or
    ``required,URL``. ``rules`` is a list with commas. Raises ``ValueError`` with one line for the user.
    """
    mode, url = "auto", ""
    for word in (part.strip() for part in value.split(",")):
        if word in ("auto", "off", "required"):
            mode = word
        elif re.match(r"https?://[^/\s]", word):
            url = word.rstrip("/").removesuffix("/v2")
        elif word:
            raise ValueError(f"--languagetool: {word!r} is neither auto, off, required nor an http(s) URL")
    names = tuple(name for name in re.split(r"[,\s]+", rules) if name)
    for name in names:
        if not _RULE.match(name):
            raise ValueError(f"--languagetool-rules: {name!r} is no rule or category of LanguageTool")
    return Setting(mode, url, names)
