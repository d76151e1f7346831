"""Make ``rules/data/offices.tsv``: offices and bodies as machine translation renders them, and in English usage.

All rows come from ``facts/offices.txt``. A literal in lower case also gets the capitals that copy may give it: of every
word but the small ones, and of its first letter.

    python scripts/make_offices.py
"""

from __future__ import annotations

import pathlib
import re

from tables import listed, write

SMALL = frozenset(listed("of the for and in to de on a"))
COLUMNS = ("language", "foreign", "english", "kind", "note", "reason")
HEAD = """
Offices, parliaments, courts, parties, police forces and bodies: language, what a literal translation says, English
usage, kind, certainty, reason of doubt. ambiguous: the literal is good English for something else; use only with other
evidence. The English of offices is in lower case; capitals are due at the start of a sentence and before a name.
General knowledge. Made by scripts/make_offices.py.
"""


def titled(literal: str) -> str:
    """``literal`` with the capitals of a title."""
    words = literal.split(" ")
    return " ".join(w if w in SMALL and at else w[:1].upper() + w[1:] for at, w in enumerate(words))


def main() -> None:
    rows = []
    text = pathlib.Path(__file__).with_name("facts").joinpath("offices.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        parsed = re.fullmatch(r"([a-z,]+): (.+?) = (.+) \[(\w+)\]", line)
        if parsed is None:
            raise ValueError(line)
        codes, literals, english, kind = parsed.groups()
        for literal in literals.split(" / "):
            doubtful = literal.startswith("!") or english.startswith("!")
            plain = literal.lstrip("!^")
            meant = english.removeprefix("!")
            if kind == "initials":
                forms = [plain]
            elif literal.startswith("^"):
                forms = [titled(plain)]
            else:
                forms = [plain, plain[:1].upper() + plain[1:], titled(plain)]
            for form in dict.fromkeys(forms):
                if form == meant:
                    continue
                for code in codes.split(","):
                    rows.append((
                        code, form, meant, kind, "ambiguous" if doubtful else "clear",
                        "also English" if doubtful else "",
                    ))  # fmt: skip
    print("offices", write("offices.tsv", HEAD, COLUMNS, rows))


if __name__ == "__main__":
    main()
