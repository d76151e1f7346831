"""``*Stressed*`` words in what rules say."""

from __future__ import annotations

import re

#: Stressed words, without the stars in group 1.
EMPHASIS = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")


def plain(text: str) -> str:
    """``text`` without the stars."""
    return EMPHASIS.sub(r"\1", text)
