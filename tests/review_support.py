"""What the tests of the review share: a linter of a few words, and articles to set it on."""

from __future__ import annotations

import hashlib
import os
import re

from linter.model import Checked, Edit, Finding, Fix, Profile, Source
from linter.review.controller import Lint, Review
from linter.review.journal import Journal
from linter.review.session import Filter
from linter.review.writing import Target

# Word, rule, category, level, replacements, needs another finding in the text to be shown.
WORDS = (
    ("Poutine", "french/names/poutine", "name", "error", ("Putin",), False),
    ("appeal", "french/false-friends/appeal", "false-friend", "warning", ("call", "phone call"), True),
    ("the next diplomatic contacts", "french/calques/contacts", "calque", "warning", ("upcoming contacts",), False),
    ("diplomatic contacts", "french/calques/diplomatic", "calque", "note", ("contacts",), False),
    (" .", "common/spacing/space-before", "typography", "warning", (".",), False),
    ("Leave a Reply\n", "common/residue/leave-a-reply", "residue", "error", ("",), False),
    ("accuse", "common/agreement/collective", "agreement", "warning", (), False),
    ("told him", "french/pronouns/lui", "pronoun", "note", (), False),
)

ARTICLE = (
    "Biden and Poutine to speak in appeal on Friday\n"
    "\n"
    "The two will discuss the next diplomatic contacts, a spokesman said . “We accuse nobody,” he told him.\n"
    "\n"
    "Before the appeal, Poutine met his ministers. The appeal is the second in a month .\n"
    "\n"
    "Leave a Reply\n"
)


def lint(path: str, data: bytes) -> Checked:
    """Findings of ``WORDS`` in UTF-8 text; ``appeal`` is only found beside some ``Poutine``, as with evidence."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Checked(path, "text", "not valid UTF-8", None, None, ())
    findings = []
    for word, rule, category, level, replacements, gated in WORDS:
        if gated and "Poutine" not in text:
            continue
        seen: dict[str, int] = {}
        for match in re.finditer(re.escape(word), text):
            before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() :][:12]
            words = "\0".join([rule, match[0], *before.split()[-1:], *after.split()[:1]])
            seen[words] = seen.get(words, 0) + 1
            fixes = tuple(Fix(new or "delete", "review", (Edit(*match.span(), new),)) for new in replacements)
            findings.append(
                Finding(
                    rule,
                    category,
                    level,
                    0.9 if level == "error" else 0.6,
                    *match.span(),
                    match[0],
                    f"“{match[0].strip()}” is a trace of another language",
                    "A reason.",
                    ("“Poutine” (line 1) speaks for French",) if gated else (),
                    hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()[:20],
                    fixes,
                    ("fr",) if rule.startswith("french") else (),
                )
            )
    findings.sort(key=lambda one: (one.start, one.end))
    profile = Profile(0.9, {"fr": 0.9})
    return Checked(path, "text", None, Source(path, data, text, "utf-8", b""), profile, tuple(findings))


def lint_file(path: str) -> Checked:
    """``lint`` of a file on the disk."""
    try:
        with open(path, "rb") as file:
            return lint(path, file.read())
    except OSError as error:
        return Checked(path, "text", str(error.strerror), None, None, ())


LINT = Lint(lint_file, lint)


def review(
    folder: object,
    texts: dict[str, str | bytes] | None = None,
    target: Target | None = None,
    shown: Filter | None = None,
    journal: Journal | None = None,
) -> Review:
    """A review of files in ``folder``, which are written first; without ``texts``, of those that are there."""
    root = str(folder)
    for name, text in (texts or {}).items():
        with open(os.path.join(root, name), "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
    kept = journal or Journal(os.path.join(root, ".decalque", "decisions.jsonl"), root)
    made = Review(kept, LINT, target, shown)
    names = sorted(name for name in os.listdir(root) if name.endswith(".txt"))
    made.add(lint_file(os.path.join(root, name)) for name in names)
    return made
