"""The options of ``decalque check``, once: click builds its command from them, and so does the quick start.

Importing click takes longer than checking a file whose result is cached. So :func:`quick` reads the plain forms of
these options itself, and hands everything that it does not know for certain to click.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from linter.model import LANGUAGES, LEVELS


class Option(NamedTuple):
    """One option.

    ``kind``: flag, text, texts (may be given several times, or with commas), choice, number, or optional (a text that
    may be left out and then is "auto").
    """

    name: str
    kind: str
    help: str
    choices: tuple[str, ...] = ()
    metavar: str = ""
    group: str = ""

    @property
    def key(self) -> str:
        """Its name in Python and in the parsed options."""
        return self.name.replace("-", "_")


LANGUAGE_CODES = tuple(sorted(LANGUAGES))
#: Options that choose what is looked for; ``review`` takes them too.
LOOKING = (
    Option(
        "select", "texts", "Run only these rules: ids, families, packs, source languages or categories.", (), "NAME"
    ),
    Option("ignore", "texts", "Leave these rules out.", (), "NAME"),
    Option("level", "choice", "Show findings of this level and above.", LEVELS),
    Option("from", "choice", "The source language is known: settle the evidence.", LANGUAGE_CODES, "LANG"),
    Option("exclude", "texts", "Leave out files that match this pattern of .gitignore syntax.", (), "PATTERN"),
    Option("config", "text", "Read the configuration from this file, and no other.", (), "FILE"),
    Option("stdin-filename", "text", "What standard input (-) would be called; sets its format.", (), "FILE"),
    Option(
        "languagetool",
        "optional",
        "Let LanguageTool look, too: auto, required, off, or the address of a server.",
        (),
        "MODE",
    ),
    Option(
        "languagetool-rules",
        "texts",
        "Rules or categories of LanguageTool beside the curated ones; -NAME leaves out.",
        (),
        "NAME",
    ),
    Option("encoding", "text", "The encoding of files that are not Unicode, such as cp1252.", (), "NAME"),
)
CHECKING = (
    Option("format", "choice", "How findings are written.", ("text", "concise", "json", "jsonl", "statistics", "github",
           "gitlab", "junit", "checkstyle", "rdjson", "sarif", "markdown", "html")),
    Option("fail-on", "choice", "Exit with status 1 from this level on.", LEVELS),
    Option("diff", "flag", "Show what --fix would change, and change nothing."),
    Option("fix", "flag", "Apply the safe fixes and write the files."),
    Option("unsafe-fixes", "flag", "Let --fix and --diff take fixes that an editor should review, too."),
    Option("statistics", "flag", "Count the findings of each rule instead of listing them."),
    Option("quiet", "flag", "Print findings only: no summary, no progress."),
    Option("exit-zero", "flag", "Exit with status 0 although there are findings."),
    Option("since", "text", "Report only what touches lines changed since this git revision or branch.", (), "REV"),
    Option("staged", "flag", "Report only what touches lines staged in git, in the files as staged."),
    Option("baseline", "text", "Leave out the findings that this file knows (see: decalque baseline).", (), "FILE"),
    Option("jobs", "number", "Processes that check files; one for each core unless given.", (), "N"),
    Option("output-file", "texts", "Write the report to this file; FORMAT=FILE writes one more.", (), "[FORMAT=]FILE"),
    Option("show-files", "flag", "List the files that would be checked, and stop."),
    Option("show-settings", "flag", "Show the settings that apply here, and stop."),
    Option("watch", "flag", "Check again whenever a file changes, until interrupted."),
    Option("no-decisions", "flag", "Report findings that were rejected in a review, too."),
    Option("no-cache", "flag", "Neither read nor write the cache of results."),
)  # fmt: skip
CHECK = LOOKING + CHECKING


def quick(arguments: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """Paths and options of a plain ``check`` command line, or None where click should read it (and complain)."""
    known = {f"--{option.name}": option for option in CHECK}
    paths: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-") or argument == "-":
            paths.append(argument)
            continue
        name, equals, value = argument.partition("=")
        option = known.get(name)
        if option is None or option.kind == "optional" or (option.kind == "flag" and equals):
            return None
        if option.kind == "flag":
            given[option.key] = True
            continue
        if not equals:
            value = next(rest, "-")
            if value.startswith("-"):
                return None
        if (option.choices and value not in option.choices) or (
            option.kind == "number" and not (value.isdecimal() and int(value))
        ):
            return None
        if option.kind == "number":
            given[option.key] = int(value)
        elif option.kind == "texts":
            given[option.key] = (*given.get(option.key, ()), value)
        else:
            given[option.key] = value
    return tuple(paths), given
