"""``decalque rules``: what is looked for, why, and whether it holds."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from linter.cli_completion import names as completed
from linter.config import ConfigError
from linter.model import LANGUAGES, LEVELS, Document, Finding, Rule


@click.group()
def rules() -> None:
    """List, explain and test rules.

    \b
    Examples:
      decalque rules list french              the rules of a pack
      decalque rules explain polemic          why a rule speaks, and what it is worth
      decalque rules test house/              run the examples of your own rules
    """


@rules.command("list")
@click.argument("names", nargs=-1, shell_complete=completed)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How rules are listed.")
def list_rules(names: tuple[str, ...], form: str) -> None:
    """List the rules; with NAME, those of a pack, family, source language or category.

    \b
    Examples:
      decalque rules list false-friend        of a category
      decalque rules list --format json pt    that speak for Portuguese, for a program
    """
    from linter.engine.run import Selection

    wanted = Selection(select=names)
    chosen = [rule for rule in _authored() if wanted.takes(rule)]
    if names and not chosen:
        raise click.UsageError(_unknown(names[0], _authored()))
    if form == "json":
        import json

        keys = ("id", "category", "level", "sources", "voice", "needs", "safety", "confidence", "message", "why")
        click.echo(json.dumps([{key: getattr(rule, key) for key in keys} for rule in chosen], ensure_ascii=False))
        return
    width = max(len(rule.id) for rule in chosen)
    for rule in chosen:
        spoken = " ".join(rule.sources) or "any"
        click.echo(f"{rule.id:{width}}  {rule.category:13} {rule.level:8} {spoken}")
    click.echo(f"{len(chosen)} rules", err=True)


@rules.command()
@click.argument("name", metavar="ID", shell_complete=completed)
def explain(name: str) -> None:
    """Show a rule: message, why, examples, evidence, precision.

    \b
    Examples:
      decalque rules explain french/false-friends/polemic
      decalque rules explain polemic          where one rule only ends like this
    """
    authored = _authored()
    found = [rule for rule in authored if rule.id == name] or [r for r in authored if r.id.endswith("/" + name)]
    if len(found) != 1:
        raise click.UsageError(
            f"“{name}” is short for {', '.join(rule.id for rule in found)}" if found else _unknown(name, authored)
        )
    from linter.engine.load import measured
    from linter.pages import page

    click.echo(page(found[0], measured()), nl=False)


@rules.command("test")
@click.argument("paths", nargs=-1, type=click.Path(exists=True), metavar="[PATH]...")
def test_rules(paths: tuple[str, ...]) -> None:
    """Run the examples of rules: of all packs, or of the pack folders and family files named.

    \b
    Exit status: 0  all examples hold
                 1  some do not
                 2  a rule could not be loaded
    \b
    Examples:
      decalque rules test                     all packs
      decalque rules test house/              those of a folder of your own
    """
    from linter.engine.load import authored_rules, compiled_rules, plugins
    from linter.engine.selftest import run_examples

    workspace, settings = _workspace()
    more = plugins() if settings.plugins else None
    folders = [*workspace.folders(settings)]
    wanted = [_as_known(path, folders) for path in paths]
    folders += [f for f in (w if os.path.isdir(w) else os.path.dirname(w) for w in wanted) if f not in folders]
    compiled = compiled_rules(folders, more)
    chosen = [
        rule
        for rule in authored_rules(folders, more)
        if not wanted or any(rule.params["file"] == w or rule.params["file"].startswith(w + os.sep) for w in wanted)
    ]
    problems = [
        f"{file}:{line}: {key}: {message}"
        for file, line, key, message in compiled.problems
        if not wanted or any(file.startswith(w) for w in wanted)
    ]
    failures = [*problems, *map(str, run_examples(compiled, chosen, more))]
    for failure in failures:
        click.echo(failure, err=True)
    click.echo(f"{len(chosen)} rules, {len(failures)} failures")
    sys.exit(2 if problems else 1 if failures else 0)


def _as_known(path: str, folders: Sequence[str]) -> str:
    """``path`` by the name of the one of ``folders`` in which it lies: a link to a pack is that pack."""
    real = os.path.realpath(path)
    for folder in folders:
        root = os.path.realpath(folder)
        if real == root or real.startswith(root + os.sep):
            return folder + real[len(root) :]
    return os.path.abspath(path)


@click.command("eval")
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True), metavar="CORPUS...")
@click.option("--docs", default=200, show_default=True, help="Documents of each corpus, at most.")
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="note",
    show_default=True,
    help="Measure rules of this level and above.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How figures are written.")
@click.option("--write", type=click.Path(), help="Write the precision ledger to this file.", metavar="FILE")
def evaluate(corpora: tuple[str, ...], docs: int, level: str, form: str, write: str | None) -> None:
    """Measure every rule on corpora: parallel (JSON Lines), annotated (a folder) or native English (text).

    Each may be gzipped. A rule's precision is the share of its findings that are right beyond chance.

    \b
    Examples:
      decalque eval corpus.jsonl.gz native.txt.gz
      decalque eval --docs 50 --level warning annotated/
      decalque eval --write rules/precision.toml corpus.jsonl
    """
    import datetime
    import json

    from linter.engine.run import at_level
    from linter.evaluate import evaluate as measure
    from linter.evaluate import ledger, pooled, searched

    workspace, settings = _workspace({"level": "note"})
    engine = workspace.engine(settings)

    def examine(document: Document) -> tuple[list[Finding], list[tuple[str, int]]]:
        # Each rule by itself: what another hides must not escape its verdict.
        checked, _, hits = engine.examine(document, shadows=True)
        return at_level(checked.findings, level), [
            (hit.rule.id, document.locate(hit.start, hit.end)[0]) for hit in hits
        ]

    outcomes = []
    for path in corpora:
        try:
            outcome = measure(path, examine, docs)
        except (OSError, ValueError, KeyError) as error:
            raise click.UsageError(f"{path}: is not a corpus: {error!r}") from error
        outcomes.append(outcome)
        hits = sum(m.hits for m in outcome.rules)
        click.echo(
            f"{outcome.corpus}: {outcome.kind}, {outcome.documents} documents, {outcome.words} words, "
            f"{hits} findings, each rule by itself = {1e4 * hits / max(1, outcome.words):.1f} per 10,000 words",
            err=True,
        )
    rows = pooled(outcomes, {rule.id: rule.sources for rule in _authored()})
    if write:
        with open(write, "w", encoding="utf-8") as file:
            file.write(ledger(rows, searched(outcomes), datetime.datetime.now(datetime.UTC).date().isoformat()))
    elif form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        click.echo("  hits changed chance confirmed precision (95 %)      rule")
        for row in sorted((row for row in rows if row["hits"]), key=lambda row: -row["hits"]):
            interval = (
                f"{row['precision']:9.2f} ({row['low']:.2f}–{row['high']:.2f})" if "precision" in row else " " * 21
            )
            click.echo(
                f"{row['hits']:6} {row['changed']:7.2f} {row['chance']:6.2f} {row['confirmed']:9.2f} "
                f"{interval} {row['rule']}"
            )


def _workspace(options: dict[str, Any] | None = None) -> tuple[Any, Any]:
    from linter.workspace import Workspace

    workspace = Workspace(options)
    try:
        return workspace, workspace.settings(os.curdir)
    except ConfigError as error:
        click.echo(f"decalque: {error}", err=True)
        sys.exit(2)


def _authored() -> tuple[Rule, ...]:
    workspace, settings = _workspace()
    found: tuple[Rule, ...] = workspace.authored(settings)
    return found


def _unknown(name: str, authored: Iterable[Rule]) -> str:
    import difflib

    names = {n for rule in authored for n in (rule.id, rule.family, rule.family.split("/")[0], rule.category)}
    near = difflib.get_close_matches(name, sorted(names | {*LANGUAGES}), 1)
    return f"no rule is named “{name}”" + (f"; did you mean “{near[0]}”?" if near else "; see decalque rules list")
