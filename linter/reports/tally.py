"""Counting what was found, and saying it in words."""

from __future__ import annotations

from linter.model import LANGUAGES, LEVELS, Checked, Finding, Profile

#: From this probability on a report says that a text looks machine-translated.
LOOKS_TRANSLATED = 0.5
# A source language is named from this probability on, with a "perhaps" unless those named reach the second together.
_NAMED, _SURE = 0.3, 0.6


class Tally:
    """Counts over the files of a run: add each file once."""

    def __init__(self) -> None:
        self.files = 0
        self.errors = 0
        self.affected = 0
        self.findings = 0
        self.safe = 0
        self.review = 0
        self.levels = dict.fromkeys(LEVELS, 0)

    def add(self, checked: Checked) -> None:
        """Count one file, its findings and the fixes they offer."""
        self.files += 1
        self.errors += checked.error is not None
        self.affected += bool(checked.findings)
        self.findings += len(checked.findings)
        for finding in checked.findings:
            self.levels[finding.level] += 1
            safety = fixable(finding)
            self.safe += safety == "safe"
            self.review += safety == "review"

    def sentences(self) -> list[str]:
        """What a reader wants to know at the end: how much, how bad, what can be fixed, what was not read."""
        said = []
        if self.findings:
            levels = ", ".join(count(number, level) for level, number in self.levels.items() if number)
            said.append(f"{count(self.findings, 'finding')} in {self._where()}: {levels}.")
        else:
            said.append(f"No findings in {count(self.files - self.errors, 'file')}.")
        if self.safe and self.review:
            said.append(f"{self.safe} fixable with --fix, {self.review} more with --unsafe-fixes.")
        elif self.safe:
            said.append(f"{self.safe} fixable with --fix.")
        elif self.review:
            said.append(f"{self.review} fixable with --unsafe-fixes.")
        if self.errors:
            said.append(f"{count(self.errors, 'file')} could not be checked.")
        return said

    def _where(self) -> str:
        read = self.files - self.errors
        return count(read, "file") if self.affected == read else f"{self.affected} of {count(read, 'file')}"


def fixable(finding: Finding) -> str:
    """The best that can be done without asking: ``safe``, ``review``, or nothing (empty)."""
    safeties = {fix.safety for fix in finding.fixes}
    return "safe" if "safe" in safeties else "review" if "review" in safeties else ""


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def origin(profile: Profile | None) -> str:
    """``looks machine-translated (0.98), from French (0.95)``; empty if it does not, or if nothing is known."""
    if profile is None or profile.machine_translated < LOOKS_TRANSLATED:
        return ""
    likely = [(code, share) for code, share in ranked(profile) if share >= _NAMED]
    said = f"looks machine-translated ({profile.machine_translated:.2f})"
    if not likely:
        return said
    named = " or ".join(f"{language(code)} ({share:.2f})" for code, share in likely)
    return f"{said}, {'' if sum(share for _, share in likely) >= _SURE else 'perhaps '}from {named}"


def ranked(profile: Profile) -> list[tuple[str, float]]:
    """Source languages and their probabilities, the likeliest first."""
    return sorted(profile.sources.items(), key=lambda item: (-item[1], item[0]))


def language(code: str) -> str:
    """The English name of a source language (ISO 639-1), or the code itself."""
    return LANGUAGES.get(code, code).capitalize() if code in LANGUAGES else code
