"""BLAKE2b (RFC 7693), without the rest of :mod:`hashlib`: loading OpenSSL takes a tenth of a cached check."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python whose own module has another name
    from hashlib import blake2b

__all__ = ["blake2b"]
