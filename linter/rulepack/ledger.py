"""The precision ledger, ``rules/precision.toml``: what each rule was measured to be worth, and on what."""

from __future__ import annotations

import tomllib
from typing import Any


def entries(data: bytes) -> dict[str, dict[str, Any]]:
    """The rows of the ledger by rule id. Raises ``ValueError`` where it is not TOML."""
    return {str(row["rule"]): row for row in tomllib.loads(data.decode("utf-8")).get("measured", [])}


#: Fewer judgements than this say too little to replace the author's estimate.
ENOUGH = 10


def precision(data: bytes) -> dict[str, float]:
    """The precision that each rule starts its confidence from, where enough of its findings were judged."""
    return {
        rule: min(0.99, max(0.05, float(row["precision"])))
        for rule, row in entries(data).items()
        if "precision" in row and row["judged"] >= ENOUGH
    }
