"""The precision ledger, ``rules/precision.toml``: what each rule was measured to be worth, and on what."""

from __future__ import annotations

import tomllib
from typing import Any


def entries(data: bytes) -> dict[str, dict[str, Any]]:
    """The rows of the ledger by rule id. Raises ``ValueError`` where it is not TOML."""
    return {str(row["rule"]): row for row in tomllib.loads(data.decode("utf-8")).get("measured", [])}


def precision(data: bytes) -> dict[str, float]:
    """The precision that each measured rule starts its confidence from."""
    return {rule: float(row["precision"]) for rule, row in entries(data).items()}
