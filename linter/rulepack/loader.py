"""Folders of TOML -> checked rules. A bad rule is a :class:`Problem`; the rest still loads."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from linter.model import LANGUAGES, Rule
from linter.rulepack.ledger import NOTHING, Ledger, precision, weighed
from linter.rulepack.phrases import Sets
from linter.rulepack.schema import COMMON, DEFAULTS, TYPES, Problem, rule_problems

_HEADER = re.compile(r"^\s*\[\[\s*rule\s*\]\]", re.M)
_CODES = {name: code for code, name in LANGUAGES.items()}
_FACTS = {"id", "message", "why", "category", "level", "sources", "voice", "needs", "safety", "confidence", "replace",
          "check"}  # fmt: skip


class Pack(NamedTuple):
    """A folder of families. ``path`` is absolute; ``sources`` are the languages its rules speak for by default."""

    name: str
    path: str
    sources: tuple[str, ...]


class Loaded(NamedTuple):
    """What a set of packs holds: rules in a stable order, word sets, and what was wrong."""

    rules: tuple[Rule, ...]
    sets: Sets
    problems: tuple[Problem, ...]


def pack_at(path: str) -> Pack:
    """The pack in folder ``path``; a folder that is named after a source language speaks for it."""
    name = os.path.basename(os.path.abspath(path))
    return Pack(name, os.path.abspath(path), (_CODES[name],) if name in _CODES else ())


def family_files(pack: Pack, paths: Iterable[str]) -> list[str]:
    """The families of a pack: those of ``paths`` that are its ``*.toml`` files, sorted."""
    return sorted(path for path in paths if os.path.dirname(path) == pack.path and path.endswith(".toml"))


def load(
    packs: Iterable[Pack],
    kinds: Mapping[str, Mapping[str, str]],
    sets: Sets,
    files: Mapping[str, bytes],
    ledger: Ledger = NOTHING,
) -> Loaded:
    """Check every family of ``packs`` among ``files``; ``kinds`` are the checks with the keys that each takes.

    What ``ledger`` measured of a rule replaces what the rule claims.
    """
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for pack in packs:
        for path in family_files(pack, files):
            for rule in _family(pack, path, files[path], kinds, problems, ledger):
                if rule.id in rules:
                    problems.append(Problem(path, rule.params["line"], "id", f"“{rule.id}” is already a rule"))
                else:
                    rules[rule.id] = rule
    return Loaded(tuple(rules.values()), sets, tuple(problems))


def _family(
    pack: Pack,
    path: str,
    data: bytes,
    kinds: Mapping[str, Mapping[str, str]],
    problems: list[Problem],
    ledger: Ledger,
) -> list[Rule]:
    try:
        text = data.decode("utf-8")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        problems.append(Problem(path, data.count(b"\n", 0, error.start) + 1, "file", "is not UTF-8; save it as UTF-8"))
        return []
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        problems.append(
            Problem(path, int(where[1]) if where else text.count("\n") + 1, "file", f"is not TOML: {error}")
        )
        return []
    lines = [text.count("\n", 0, match.end()) + 1 for match in _HEADER.finditer(text)]
    defaults = content.get("defaults", {})
    for key in content:
        if key not in ("rule", "defaults", "title", "about"):
            problems.append(
                Problem(path, _key_line(text, key, 1), key, "is not a key of a family; a rule starts with [[rule]]")
            )
    own = kinds.get(defaults.get("check", ""), {})
    for key, value in defaults.items():
        checker = TYPES[own[key]] if key in own else COMMON[key] if key in DEFAULTS else None
        fault = (
            checker(value) if checker else f"cannot be a default; defaults are {', '.join(sorted({*DEFAULTS, *own}))}"
        )
        if fault:
            problems.append(Problem(path, _key_line(text, key, 1), key, fault))
            return []
    family = f"{pack.name}/{os.path.basename(path)[:-5].replace('_', '-')}"
    rules = []
    for number, table in enumerate(content.get("rule", [])):
        line = lines[number] if number < len(lines) else 1
        if not isinstance(table, dict):
            problems.append(Problem(path, line, "rule", "is a table: [[rule]]"))
            continue
        given = dict(table)
        for key, value in defaults.items():
            if (key == "check" or key in own) and not table.keys().isdisjoint(("match", "swap", "pattern")):
                continue
            given.setdefault(key, value)
        given.setdefault("sources", list(pack.sources))
        wrong = rule_problems(given, kinds)
        if wrong:
            problems += [Problem(path, _key_line(text, key, line), key, message) for key, message in wrong]
            continue
        rules.append(weighed(ledger, _rule(family, given, {"file": path, "line": line}, ledger)))
    return rules


def _rule(family: str, given: dict[str, Any], place: dict[str, Any], ledger: Ledger) -> Rule:
    replace = given.get("replace", [])
    whole = f"{family}/{given['id']}"
    safety = given.get("safety", "review" if replace or "swap" in given else "ask")
    return Rule(
        id=whole,
        kind=given.get("check", "pattern" if "pattern" in given else "phrase"),
        message=given["message"],
        why=given["why"],
        category=given["category"],
        level=given.get("level", "warning"),
        sources=tuple(given["sources"]),
        voice=given.get("voice", "weak"),
        needs=given.get("needs", "nothing"),
        safety=safety,
        confidence=float(given.get("confidence", precision(ledger, whole) or 0.9)),
        replace=tuple([replace] if isinstance(replace, str) else replace),
        params={**{key: value for key, value in given.items() if key not in _FACTS}, **place},
    )


def _key_line(text: str, key: str, start: int) -> int:
    """The line of ``key`` at or after line ``start`` and before the next rule; ``start`` where it is not found."""
    for number, line in enumerate(text.split("\n")[start - 1 :], start):
        if number > start and _HEADER.match(line):
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return start
