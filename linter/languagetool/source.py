"""LanguageTool beside our own rules: its matches become findings and join those of a checked file.

with LanguageTool(parse("auto"), warn=print) as languagetool:
    for checked in languagetool.join(results):
        ...
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import NamedTuple, Self

from linter.checks.page import Page
from linter.checks.wording import replacement_fix
from linter.engine.evidence import Evidence
from linter.engine.findings import findings
from linter.engine.suppress import suppress, suppressions
from linter.formats import parse
from linter.formats.prose import PLACEHOLDER
from linter.languagetool.client import Match, Query, Trouble, batches, check, cut
from linter.languagetool.curated import Choice, Origin, choice, origin
from linter.languagetool.server import Server
from linter.languagetool.setting import LanguageToolError, Setting
from linter.model import Checked, Finding, Hit, Rule

#: Seconds for one answer of a warm server, and for the first, when it reads its rules.
PATIENCE, FIRST_PATIENCE = 30.0, 120.0
_WARM_UP = "This is to warm up."
#: A local server that fails is started again this often in a run.
_RESTARTS = 1
#: So much text, in code points, is gathered before it is sent; results come out in portions of that size.
_PORTION = 120_000
_REMEMBERED = 4_000  # texts whose matches are kept, for editors that check after every change
_MOST_FIXES = 5
_THREADS = 4

# A text, and what is asked about it.
_Asked = tuple[Query, str]


class LanguageTool:
    """LanguageTool for one run of any face. Nothing is started before the first text that needs it.

    Where it fails, ``warn`` gets one line that says why and what to do, and from then on findings pass as they came;
    with ``setting.mode`` ``required``, ``LanguageToolError`` is raised instead. Threads may share it.

    ``takes(path, rule)`` says whether a rule is looked for in a file, for selections of the user.
    """

    def __init__(
        self,
        setting: Setting,
        warn: Callable[[str], None],
        takes: Callable[[str, Rule], bool] = lambda path, rule: True,
        server: Server | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._setting = setting
        self._warn = warn
        self._takes = takes
        self._server = None if setting.url else server or Server()
        self._patience = patience
        self._lock = threading.RLock()
        self._choice: Choice | None = None
        self._life = 0  # counts the starts, so that of many threads that see one failure only one acts
        self._warm = False
        self._broken = ""  # why there is no use in asking any more
        self._closed = False
        self._known: OrderedDict[_Asked, tuple[Match, ...]] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server, if it is ours. What is asked afterwards passes unchanged."""
        self._closed = True
        if self._server:
            self._server.stop()

    @property
    def on(self) -> bool:
        """Whether texts are sent: it is wanted, and has not failed."""
        return self._setting.mode != "off" and not self._broken and not self._closed

    def share(self) -> Setting:
        """The setting for other processes of this run, so that all use one server, which is started if need be."""
        if self._server and self.on:
            try:
                return self._setting._replace(url=self._address()[0])
            except LanguageToolError as error:
                self._give_up(error)
        return self._setting if self.on else Setting()

    def warm(self) -> None:
        """Start the server now, so that the first text need not wait. For a thread of an editor."""
        self.share()

    def join(self, files: Iterable[Checked]) -> Iterator[Checked]:
        """``files`` in their order, each with what LanguageTool finds in it; needs their ``source``."""
        portion: list[Checked] = []
        size = 0
        for checked in files:
            portion.append(checked)
            size += len(checked.source.text) if checked.source else 0
            if size > _PORTION or not self.on:
                yield from self._joined(portion)
                portion, size = [], 0
        yield from self._joined(portion)

    def _joined(self, files: Sequence[Checked]) -> list[Checked]:
        if not self.on:
            if self._setting.mode == "required" and not self._closed:
                raise LanguageToolError(self._broken)
            return list(files)
        works = [_work(checked) for checked in files]
        found: dict[_Asked, tuple[Match, ...]] = {}
        try:
            self._ask_for([asked for work in works if work for asked in work.texts(self._query)], found)
        except LanguageToolError as error:
            self._give_up(error)
        return [
            self._merged(checked, work, found) if work else checked for checked, work in zip(files, works, strict=True)
        ]

    def _query(self, found: Origin) -> Query:
        with self._lock:
            if self._choice is None:
                self._choice = choice(self._setting.rules)
            return self._choice.query(found)

    # Asking

    def _ask_for(self, texts: Iterable[_Asked], found: dict[_Asked, tuple[Match, ...]]) -> None:
        """Put the matches of ``texts`` into ``found``. Raises ``LanguageToolError``, with what came so far in it."""
        wanted: defaultdict[Query, list[str]] = defaultdict(list)
        with self._lock:
            for asked in dict.fromkeys(texts):
                if asked in self._known:
                    self._known.move_to_end(asked)
                    found[asked] = self._known[asked]
                else:
                    wanted[asked[0]].append(asked[1])
        jobs = [(query, batch) for query, unknown in wanted.items() for batch in batches(unknown)]
        if not jobs:
            return
        threads = ThreadPoolExecutor(min(len(jobs), _THREADS, os.cpu_count() or 1))
        try:
            for future in as_completed([threads.submit(self._ask, *job) for job in jobs]):
                found.update(future.result())
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def _ask(self, query: Query, batch: Sequence[str]) -> dict[_Asked, tuple[Match, ...]]:
        for last in (False, True):
            url, life = self._address()
            try:
                answer = check(url, batch, query, self._patience)
                break
            except Trouble as trouble:
                self._failed(trouble, life, last)
        found = {(query, text): matches for text, matches in zip(batch, answer, strict=True)}
        with self._lock:
            self._known.update(found)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _address(self) -> tuple[str, int]:
        with self._lock:
            if not self.on:
                raise LanguageToolError(self._broken or "LanguageTool was stopped")
            if self._server is None:
                return self._setting.url, self._life
            if not self._warm:
                url = self._server.start()
                try:
                    check(url, [_WARM_UP], self._query(Origin()), FIRST_PATIENCE)
                except Trouble as trouble:
                    raise LanguageToolError(self._report(str(trouble))) from trouble
                self._warm = True
                self._life += 1
            return self._server.url, self._life

    def _failed(self, trouble: Trouble, life: int, last: bool) -> None:
        """Make the server fit for another try. Raises ``LanguageToolError`` where there is none left."""
        with self._lock:
            if self._server is None:
                if last:
                    raise LanguageToolError(f"LanguageTool at {self._setting.url} is of no use: {trouble}") from trouble
                return
            if life != self._life and not last:
                return  # another thread has seen to it
            hopeless = last or self._life > _RESTARTS
            reason = self._report(str(trouble)) if hopeless else ""
            self._warm = False
            self._server.stop()
            if hopeless:
                raise LanguageToolError(reason) from trouble

    def _report(self, trouble: str) -> str:
        assert self._server is not None
        ended = self._server.ended(1.0)  # seconds; a broken connection is seen before the end of the process
        if "OutOfMemoryError" in self._server.last_words():
            return f"LanguageTool's server ran out of memory (it may take {self._server.heap} MiB)"
        if ended:
            return "LanguageTool's server died"
        return f"LanguageTool's server failed: {trouble}"

    def _give_up(self, error: LanguageToolError) -> None:
        with self._lock:
            if self._closed or self._broken:
                return
            self._broken = str(error)
            if self._server:
                self._server.stop()
        if self._setting.mode == "required":
            raise error
        self._warn(f"{self._broken}; going on without it")

    # Findings

    def _merged(self, checked: Checked, work: _Work, found: Mapping[_Asked, tuple[Match, ...]]) -> Checked:
        assert self._choice is not None
        page, hits = work.page, []
        for asked, start in zip(work.texts(self._query), work.starts, strict=True):
            for match in found.get(asked, ()):
                rule = self._choice.rule(match, work.origin)
                if rule and self._takes(checked.path, rule):
                    hit = _hit(rule, match, page, start)
                    if hit:
                        hits.append(hit)
        if not hits:
            return checked
        document = page.document
        hits, _unused = suppress(hits, suppressions(document), document)
        return checked._replace(findings=merge(checked.findings, findings(hits, page, Evidence((), page.text))))


class _Work(NamedTuple):
    """A file to send: its page, the prose ranges that are sent, and what the evidence says of its origin."""

    page: Page
    ranges: tuple[tuple[int, int], ...]
    origin: Origin

    @property
    def starts(self) -> list[int]:
        """Where, in the prose, the texts begin."""
        return [start for start, _ in self.ranges]

    def texts(self, query: Callable[[Origin], Query]) -> list[_Asked]:
        """What is asked about which texts."""
        asked = query(self.origin)
        return [(asked, self.page.text[start:end]) for start, end in self.ranges]


def _work(checked: Checked) -> _Work | None:
    if checked.source is None or checked.error:
        return None
    document = parse(checked.source, checked.format)
    page = Page(document)
    filled = [segment for segment in document.segments if segment.start < segment.end]
    ranges = tuple(part for segment in filled for part in cut(page.text, segment.start, segment.end))
    return _Work(page, ranges, origin(checked.profile))


def _hit(rule: Rule, match: Match, page: Page, start: int) -> Hit | None:
    """The hit of a match in a text that begins at prose ``start``; None for one that leans on a placeholder."""
    low, high = start + match.start, start + match.end
    if PLACEHOLDER in page.raw[max(0, low - 2) : high + 2]:
        return None
    fixes = (replacement_fix(rule, page, low, high, new) for new in match.replacements[:_MOST_FIXES])
    return Hit(rule, low, high, tuple(fix for fix in fixes if fix))


def merge(ours: Sequence[Finding], theirs: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings of both in the order of the text. What overlaps one of ours is not told twice: ours stays.

    Where LanguageTool's covers all of ours, its fixes mend ours too and stand behind those that ours has.
    """
    kept = list(ours)
    extra = []
    for other in theirs:
        at = [i for i, own in enumerate(kept) if own.start < other.end and other.start < own.end]
        for i in at:
            own = kept[i]
            if other.start <= own.start and own.end <= other.end:
                edits = {fix.edits for fix in own.fixes}
                more = tuple(fix for fix in other.fixes if fix.edits not in edits)
                kept[i] = own._replace(fixes=own.fixes + more)
        if not at:
            extra.append(other)
    return tuple(sorted([*kept, *extra], key=lambda finding: (finding.start, finding.end)))
