"""Names of files as other programs expect them, whatever machine the report was made on."""

from __future__ import annotations

import os


def portable(path: str) -> str:
    """``path`` relative to the working folder if it lies in it, with slashes; never a lone surrogate."""
    if path != "-":
        here = os.path.relpath(path)
        if not here.startswith(os.pardir) and not os.path.isabs(here):
            path = here
        path = path.replace(os.sep, "/")
    return os.fsencode(path).decode("utf-8", "replace")


def uri(path: str) -> str:
    """``path`` as a relative or ``file:`` reference (RFC 3986), its bytes escaped where they must be."""
    from urllib.parse import quote

    path = path.replace(os.sep, "/")
    reference = quote(os.fsencode(path), safe="/")
    if os.path.isabs(path):
        return "file://" + ("" if reference.startswith("/") else "/") + reference
    return reference
