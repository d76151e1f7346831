"""One page that holds everything: each article with its findings marked, and how it would read with the fixes made.

The page needs nothing from anywhere else, and may not: its content security policy allows its own style sheet and
script by their hashes, and no request. Everything an article says is escaped. Without the script the page can be read
and printed; the script adds filters, keys, and notes where the pointer or the focus is.
"""

from __future__ import annotations

import os
from html import escape
from typing import NamedTuple

from linter.fixes import plan
from linter.model import CATEGORIES, LEVELS, Checked, Edit, Finding
from linter.reports.columns import printable
from linter.reports.emphasis import EMPHASIS
from linter.reports.excerpt import excerpt
from linter.reports.marking import Hunk, Piece, Span, by_line, hunks, pieces
from linter.reports.places import Places
from linter.reports.portable import portable
from linter.reports.tally import LOOKS_TRANSLATED, Tally, count, fixable, language, origin
from linter.reports.wording import remedies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.reports import Report, Style

# In a file of more lines than this, those far from any finding are folded away.
_LONG = 60
_CONTEXT = 2
# Columns of a line that the list of findings quotes.
_QUOTED = 96
_FIXES = {"safe": "safe", "review": "to review", "ask": "to decide", "none": "none"}
_WORST = {level: number for number, level in enumerate(LEVELS)}


class _Numbered(NamedTuple):
    """A finding and its number on the page."""

    number: int
    finding: Finding


def render(report: Report, style: Style) -> Iterator[str]:
    """The page, in pieces."""
    tally = Tally()
    sections: list[str] = []
    files: list[str] = []
    unread: list[str] = []
    clean: list[str] = []
    facets: dict[str, dict[str, int]] = {"level": {}, "category": {}, "source": {}, "fix": {}, "rule": {}}
    number = 0
    for checked in report.files:
        tally.add(checked)
        path = _text(portable(checked.path))
        if checked.error is not None:
            unread.append(f"<li><code>{path}</code>: {_text(checked.error)}</li>")
        elif not checked.findings:
            clean.append(f"<li><code>{path}</code></li>")
        else:
            numbered = [_Numbered(number + step, each) for step, each in enumerate(checked.findings, 1)]
            number += len(numbered)
            for finding in checked.findings:
                for facet, values in _values(finding).items():
                    for value in values:
                        facets[facet][value] = facets[facet].get(value, 0) + 1
            link = f'<a href="#file-{len(files) + 1}">{path}</a>'
            files.append(f"<li>{link} <b>{len(numbered):,}</b></li>")
            sections.append("".join(_section(checked, numbered, len(sections) + 1, report)))
    yield from _head(tally, report.version)
    yield from _filters(facets, files, tally) if tally.findings else ()
    yield '<main id="articles" tabindex="-1">\n'
    rest = " ".join(tally.sentences()[1:]).replace("--unsafe-fixes", "<code>--unsafe-fixes</code>")
    yield f'<p class="sums">{rest.replace("--fix", "<code>--fix</code>")}</p>\n' if rest else ""
    if unread:
        yield f'<section class="unread"><h2>Could not be checked</h2><ul>{"".join(unread)}</ul></section>\n'
    yield from sections
    if clean:
        summary = f"{count(len(clean), 'file')} without findings"
        yield f'<details class="clean"><summary>{summary}</summary><ul>{"".join(clean)}</ul></details>\n'
    yield f"</main>\n</div>\n{_asset('frame.html')}<script>{_asset('report.js')}</script>\n</body>\n</html>\n"


def _head(tally: Tally, version: str) -> Iterator[str]:
    first = tally.sentences()[0]
    policy = f"default-src 'none'; style-src {_hash('report.css')}; script-src {_hash('report.js')}; base-uri 'none'"
    yield f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="decalque {escape(version)}">
<title>decalque: {first.rstrip(".")}</title>
<style>{_asset("report.css")}</style>
</head>
<body>
<a class="skip" href="#articles">Skip to the articles</a>
<header>
<div class="title"><h1>decalque</h1><p>{first}</p></div>
<div class="tools" hidden>
<div class="views" role="group" aria-label="View">
<button type="button" data-view="marked" aria-pressed="true">Findings</button>
<button type="button" data-view="compare" aria-pressed="false">Before and after</button>
</div>
<button type="button" data-do="theme" aria-label="Light or dark">◐</button>
<button type="button" data-do="help" aria-label="Keys and help">?</button>
</div>
</header>
<div class="layout">
"""


def _filters(facets: Mapping[str, Mapping[str, int]], files: list[str], tally: Tally) -> Iterator[str]:
    yield '<nav class="filters" aria-label="Filters" hidden>\n<details open><summary>Filters</summary>\n'
    yield '<label class="search">Search the findings <kbd>/</kbd><input type="search" id="search"></label>\n'
    yield from _facet("level", "Level", facets["level"], {}, list(LEVELS))
    yield from _facet("fix", "Fix", facets["fix"], _FIXES, list(_FIXES))
    sources = {code: language(code) for code in facets["source"]} | {"any": "any language"}
    yield from _facet("source", "Speaks for", facets["source"], sources, _frequent(facets["source"]))
    names = {category: category.replace("-", " ") for category in CATEGORIES}
    yield from _facet("category", "Category", facets["category"], names, list(CATEGORIES))
    # The name of a rule first, and its family after it: that is how it is told from others in a narrow column.
    rules = {rule: " · ".join(rule.rpartition("/")[::-2]) for rule in facets["rule"]}
    yield from _facet("rule", "Rule", facets["rule"], rules, _frequent(facets["rule"]))
    yield '<button type="button" data-do="reset">Show all</button>\n</details>\n'
    yield f'<p role="status" id="shown">{count(tally.findings, "finding")}</p>\n'
    if len(files) > 1:
        yield f'<details class="files"><summary>Files</summary><ol>{"".join(files)}</ol></details>\n'
    yield "</nav>\n"


def _facet(
    name: str, title: str, counts: Mapping[str, int], shown: Mapping[str, str], order: list[str]
) -> Iterator[str]:
    values = [value for value in order if value in counts]
    if len(values) < 2:
        return
    yield f'<fieldset class="by-{name}"><legend>{title}</legend>\n'
    for value in values:
        box = f'<input type="checkbox" name="{name}" value="{escape(value)}">'
        label = f"<span>{escape(shown.get(value, value))}</span><b>{counts[value]:,}</b>"
        yield f'<label class="is-{escape(value)}">{box}{label}</label>\n'
    yield "</fieldset>\n"


def _frequent(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def _values(finding: Finding) -> dict[str, tuple[str, ...]]:
    """What a finding is filed under, for each filter."""
    return {
        "level": (finding.level,),
        "category": (finding.category,),
        "source": finding.sources or ("any",),
        "fix": (fixable(finding) or ("ask" if finding.fixes else "none"),),
        "rule": (finding.rule,),
    }


def _section(checked: Checked, numbered: list[_Numbered], file: int, report: Report) -> Iterator[str]:
    """One file: its article, the article before and after, and the list of its findings."""
    places = Places(checked)
    path = _text(portable(checked.path))
    yield f'<section class="file" id="file-{file}" aria-labelledby="path-{file}">\n'
    yield f'<div class="name"><h2 id="path-{file}">{path}</h2><p>{count(len(numbered), "finding")}</p></div>\n'
    said = origin(checked.profile)
    if said and checked.profile is not None:
        share = f"{checked.profile.machine_translated:.2f}"
        meter = f'<meter value="{share}" low="0.3" high="{LOOKS_TRANSLATED}" optimum="0" aria-hidden="true"></meter>'
        yield f'<p class="origin">{meter} {said[0].upper()}{said[1:]}</p>\n'
    yield '<div class="article view marked">\n'
    yield from _article(places, numbered)
    yield '</div>\n<div class="view compare" hidden>\n'
    yield from _comparison(places, numbered)
    yield f'</div>\n<details class="list"><summary>List of {count(len(numbered), "finding")}</summary>\n<ol>\n'
    for each in numbered:
        yield _entry(each, places, report)
    yield "</ol>\n</details>\n</section>\n"


def _article(places: Places, numbered: list[_Numbered]) -> Iterator[str]:
    """The lines of a file, findings marked."""
    levels = {number: finding.level for number, finding in numbered}
    spans = by_line(places, [Span(number, finding.start, finding.end) for number, finding in numbered])
    last = len(places.lines)
    shown = {near for line in spans for near in range(line - _CONTEXT, line + _CONTEXT + 1)}
    folded = 0
    for line in range(1, last + 1):
        if last > _LONG and line not in shown:
            if not folded:
                end = next((later for later in range(line, last + 1) if later in shown), last + 1)
                yield f'<details class="fold"><summary>{count(end - line, "line")} without findings</summary>\n'
            folded = 1
        elif folded:
            yield "</details>\n"
            folded = 0
        low, high = places.lines.line(line)
        if not places.source.text[low:high].strip() and line not in spans:
            yield "<hr>\n"
            continue
        body = "".join(_piece(piece, levels) for piece in pieces(places, line, spans.get(line, ())))
        yield f'<p><span class="number" aria-hidden="true">{line}</span>{body}</p>\n'
    if folded:
        yield "</details>\n"


def _piece(piece: Piece, levels: Mapping[int, str]) -> str:
    text = _text(piece.text)
    if not piece.numbers:
        return text
    level = min((levels[number] for number in piece.numbers), key=_WORST.__getitem__)
    numbers = " ".join(map(str, piece.numbers))
    if not piece.first:
        return f'<span class="mark {level}" data-f="{numbers}">{text}</span>'
    targets = "".join(f'<span id="mark-{number}"></span>' for number in piece.first[1:])
    name = "" if text.strip() else f' aria-label="{"space" if text else "something missing"}"'
    described = " ".join(f"finding-{number}" for number in piece.first)
    place = f'id="mark-{piece.first[0]}" class="mark {level}{"" if text else " point"}" data-f="{numbers}"'
    return f'{targets}<a {place} href="#finding-{piece.first[0]}" aria-describedby="{described}"{name}>{text}</a>'


def _comparison(places: Places, numbered: list[_Numbered]) -> Iterator[str]:
    """The lines that fixes change, as they are and as they would be: the first fix of each finding, nothing to ask."""
    offered = [
        (number, finding.fixes[0]) for number, finding in numbered if finding.fixes and finding.fixes[0].safety != "ask"
    ]
    planned = plan(places.source, offered)
    owners: dict[Edit, tuple[int, ...]] = {}
    for number, fix in offered:
        if number in planned.applied:
            for edit in planned.edits:
                if any(edit.start <= part.start and part.end <= edit.end for part in fix.edits):
                    owners[edit] = (*owners.get(edit, ()), number)
    changed = hunks(places, planned.edits, owners)
    if not changed:
        yield "<p>No finding here has a fix that could be shown.</p>\n"
        return
    yield '<div class="sides" aria-hidden="true"><span>Before</span><span>After</span></div>\n'
    for hunk in changed:
        yield _hunk(hunk)
    if planned.blocked:
        left = count(len(planned.blocked), "fix").replace("fixs", "fixes")
        yield f'<p class="blocked">{left} left out, at odds with one that is shown.</p>\n'


def _hunk(hunk: Hunk) -> str:
    before = after = ""
    for part in hunk.parts:
        old, new = _block(part.old), _block(part.new)
        if not part.numbers:
            before += old
            after += new
            continue
        data = f'data-f="{" ".join(map(str, part.numbers))}"'
        link = f'href="#finding-{part.numbers[0]}" aria-describedby="finding-{part.numbers[0]}"'
        name = "" if part.old.strip() else f' aria-label="{"space" if old else "something missing"}"'
        before += f'<a class="edit" {data} {link}{name}><del>{old or "‸"}</del></a>'
        after += f'<span class="edit" {data}>{f"<ins>{new}</ins>" if new else ""}<span class="old">{old}</span></span>'
    if not any(part.new.strip() for part in hunk.parts):
        after += '<span class="gone">removed</span>'
    lines = str(hunk.first) if hunk.first == hunk.last else f"{hunk.first}–{hunk.last}"
    number = f'<span class="number">{lines}</span>'
    return f'<div class="hunk">{number}<p class="before">{before}</p><p class="after">{after}</p></div>\n'


def _entry(each: _Numbered, places: Places, report: Report) -> str:
    """A finding in the list, which is also what is shown beside its mark."""
    number, finding = each
    data = " ".join(f'data-{name}="{escape(" ".join(values))}"' for name, values in _values(finding).items())
    rule = f"<code>{escape(finding.rule)}</code>"
    if report.rule_url:
        rule = f'<a href="{escape(report.url(finding.rule))}" rel="noreferrer">{rule}</a>'
    line = places.lines.position(finding.start)[0]
    back = f'<a class="back" href="#mark-{number}">line {line}</a>'
    facts = f"{back} · {rule} · {escape(finding.category.replace('-', ' '))} · {finding.confidence:.0%} sure"
    rows = [("help", _text(remedy)) for remedy in remedies(finding, places.source.text)]
    rows += [("because", _text(reason)) for reason in finding.because]
    rows += [("why", _stressed(finding.why))] if finding.why else []
    notes = "".join(f"<div><dt>{label}</dt><dd>{note}</dd></div>" for label, note in rows)
    row = excerpt(places, finding.start, finding.end, _QUOTED)[0]
    quote = f'<p class="quote">{_text(row.before)}<b>{_text(row.marked)}</b>{_text(row.after)}</p>'
    level = f'<span class="level {finding.level}">{finding.level}</span>'
    return (
        f'<li id="finding-{number}" value="{number}" class="finding" tabindex="-1" {data}>'
        f'<p class="message">{level} {_stressed(finding.message)}</p>{quote}'
        f'{f"<dl>{notes}</dl>" if notes else ""}<p class="facts">{facts}</p></li>\n'
    )


def _text(text: str) -> str:
    """``text`` on one line, escaped; without what could turn the direction of writing."""
    return escape(printable(text))


def _block(text: str) -> str:
    """``text`` with its line breaks, escaped."""
    return "\n".join(map(_text, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _stressed(text: str) -> str:
    return EMPHASIS.sub(r"<em>\1</em>", _text(text))


def _asset(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), "page", name), encoding="utf-8") as file:
        return file.read()


def _hash(name: str) -> str:
    """What a content security policy calls an inline style sheet or script by."""
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(_asset(name).encode()).digest()).decode()}'"
