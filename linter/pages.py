"""A page for each rule, from the rule itself: what ``decalque rules explain`` prints and ``docs/rules/`` holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from linter.engine.evidence import NEED, SHOWN
from linter.model import LANGUAGES, Rule
from linter.rulepack.ledger import NATIVE, NOTHING, Ledger, words_of

_NEEDS = {
    "nothing": "It is reported wherever it stands.",
    "some": "It is reported only where other families of rules or the style of the passage show the source language.",
    "much": "It is reported only where other families of rules or the style leave little doubt of the source language.",
}
_VOICES = {
    "silent": "It says nothing about the document.",
    "weak": "It is weak evidence: good English has it, too.",
    "strong": "It is strong evidence of a translation.",
    "proof": "It is all but proof of a translation.",
}
_SAFETIES = {
    "safe": "The fix is safe: `--fix` applies it (never inside a quotation).",
    "review": "The fix wants an editor's eye: `--unsafe-fixes` applies it.",
    "ask": "There is no fix without the source: ask the desk.",
}


def page(rule: Rule, ledger: Ledger = NOTHING) -> str:
    """The page of ``rule`` in Markdown, with what ``ledger`` measured of it."""
    names = [LANGUAGES[code].capitalize() for code in rule.sources] or ["any language"]
    lines = [
        f"# {rule.id}",
        "",
        f"*{rule.category}, {rule.level}; translations from {_listed(names)}*",
        "",
        _message(rule),
        "",
        rule.why,
        "",
        f"{_evidence(rule)} {_SAFETIES[rule.safety]}",
        "",
        "## Found",
        "",
    ]
    fixed = rule.params.get("fixed", ())
    for number, example in enumerate(rule.params["bad"]):
        lines.append("- " + _quoted(example.replace("[[", "**").replace("]]", "**")))
        if number < len(fixed) and fixed[number] != example.replace("[[", "").replace("]]", ""):
            lines.append("  → " + _quoted(fixed[number]))
    lines += ["", "## Not found", "", *("- " + _quoted(text) for text in rule.params["good"]), "", "## Precision", ""]
    row = ledger.rows.get(rule.id, {})
    if "precision" in row:
        shares = "{precision:.2f} ({low:.2f}–{high:.2f})".format(**row)
        corpora = row["corpus"].replace(" ", ", ")
        lines.append(f"{shares} of {row['judged']} findings on {corpora}, {row['date']}.")
    else:
        lines.append(f"Too few findings to measure; the author's estimate is {rule.confidence:.2f}.")
    if "native" in row:
        lines += ["", _frequency(rule, row, ledger)]
    return "\n".join(lines) + "\n"


def _evidence(rule: Rule) -> str:
    """When the rule is reported, and what it says of the document."""
    if rule.weights is None:
        return f"{_NEEDS[rule.needs]} {_VOICES[rule.voice]}"
    loudest = max((nats for code, nats in rule.weights if code in rule.sources), default=0.0)
    rest = max(NEED[rule.needs], SHOWN - loudest)
    loudest_first = sorted(rule.weights, key=lambda weight: -weight[1])
    said = _listed([f"{nats:.1f} for {LANGUAGES[code].capitalize()}" for code, nats in loudest_first] or ["nothing"])
    if rest <= 0:
        reported = "It stands alone, unless other evidence near by speaks against its language."
    else:
        reported = (
            "It is reported where other families of rules and the style of the passage say "
            f"{rest:.1f} nats or more for the same language."
        )
    return f"{reported} It is evidence in nats, as measured: {said}."


def _frequency(rule: Rule, row: Mapping[str, Any], ledger: Ledger) -> str:
    """How often the words of the rule stand in translations and in native English, whatever is made of them there."""
    native = f"{_times(row['native'])} in {ledger.words[NATIVE]:,} words of native English"
    translated = words_of(ledger, rule)
    if not translated:
        return f"Its words stand {native}; no translations were at hand."
    met = sum(row["translated"].get(source, 0) for source in rule.sources or row["translated"])
    return f"Its words stand {_times(met)} in {translated:,} words of translations, {native}."


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _message(rule: Rule) -> str:
    """The message, as it reads for the first example; what only the text can tell is left open."""
    marked = re.search(r"\[\[(.*?)\]\]", rule.params["bad"][0], re.S)
    text = rule.message.replace("{match}", " ".join(marked[1].split()) if marked else "…")
    text = re.sub(r"\{\w+\}", "…", text)
    return text[:1].upper() + text[1:] + "."


def _quoted(text: str) -> str:
    return " ⏎ ".join(part for part in text.split("\n") if part)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
