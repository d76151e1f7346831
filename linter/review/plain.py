"""The review as questions, line by line, in the manner of ``git add -p``: for dumb terminals, readers and scripts."""

from __future__ import annotations

import unicodedata

from linter.files import WriteError
from linter.review import intents
from linter.review import session as sessions
from linter.review.intents import ClashError, RefusedError
from linter.review.journal import JournalError
from linter.review.ledger import ACCEPTED, ASKED, OPEN, REJECTED, Key
from linter.review.views import counted, sheet, unmarked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linter.model import Checked
    from linter.review.controller import Review
    from linter.review.ledger import Decide
    from linter.review.reading import Passage

HELP = """\
y        accept the first fix
1-9      accept the fix of that number
n        reject: the text stays, here and in later checks
e        write the replacement yourself ("e words" at once)
a        accept this and all that are open after it in this file
d        ask the desk, with a note ("d words" at once)
s        skip: leave it open
u        undo the latest decision
w        write what is accepted so far
q        quit; every decision is kept
?        this help"""


class _EndError(Exception):
    """The editor quits, or there is nothing more to read from."""


class Plain:
    """One review, line by line. ``ask`` puts a prompt and gives the line, or ``None`` at the end of the input."""

    def __init__(self, review: Review, ask: Callable[[str], str | None], say: Callable[[str], None]) -> None:
        self.review = review
        self._ask = ask
        self._say = say
        self._skipped: set[Key] = set()

    def run(self, entries: Iterable[str | Checked]) -> None:
        """Go through ``entries``: paths, or what is linted already; each is linted when its turn comes."""
        waiting = iter(entries)
        try:
            while (item := self._next(waiting)) is not None:
                self._question(item)
        except _EndError:
            pass
        self._say(self._summary())
        self._offer_to_write()

    def _next(self, waiting: Iterator[str | Checked]) -> int | None:
        """The first open finding that was not skipped, once enough files are read."""
        while True:
            session = self.review.session
            for item in session.shown:
                if session.state(item) == OPEN and session.items[item].key not in self._skipped:
                    return item
            entry = next(waiting, None)
            if entry is None:
                return None
            lint = self.review.lint
            (checked,) = lint.join([lint.file(entry) if isinstance(entry, str) else entry])
            if checked.error is not None:
                self._say(f"{checked.path}: {checked.error}")
            self.review.add([checked])

    def _line(self, prompt: str) -> str:
        line = self._ask(prompt)
        if line is None:
            raise _EndError
        return line.rstrip("\r\n")

    # One finding

    def _question(self, item: int) -> None:
        self._show(item)
        finding = self.review.session.items[item].finding
        numbers = f",1-{min(9, len(finding.fixes))}" if len(finding.fixes) > 1 else ""
        prompt = f"Accept this fix [y{numbers},n,e,a,d,s,u,w,q,?]? " if finding.fixes else "Edit it [e,n,d,s,u,w,q,?]? "
        while True:
            answer = self._line(prompt).strip()
            try:
                if self._answered(item, answer):
                    return
            except (RefusedError, JournalError, WriteError) as error:
                self._say(str(error))

    def _answered(self, item: int, answer: str) -> bool:
        """Do what an answer says; whether the finding is done with."""
        review, (verb, _, words) = self.review, answer.partition(" ")
        if verb == "y" or (len(verb) == 1 and verb in "123456789"):
            fix = 0 if verb == "y" else int(verb) - 1
            return self._decided(lambda instead: intents.accept(review.session, item, fix, instead))
        if verb == "n":
            review.decide(intents.reject(review.session, item))
        elif verb == "e":
            return self._edit(item, words)
        elif verb == "a":
            return self._all(item)
        elif verb == "d":
            review.decide(intents.ask(review.session, item, words or self._line("Question for the desk: ")))
        elif verb == "s":
            self._skipped.add(review.session.items[item].key)
        elif verb == "u":
            step = review.undo()
            self._skipped.difference_update(change.key for change in step.deed.changes)
            self._say(f"undone: {_plain(step.deed.label)}")
        elif verb == "w":
            self._offer_to_write()
        elif verb == "q":
            raise _EndError
        else:
            self._say(HELP)
            return False
        return True

    def _decided(self, make: Callable[[bool], Decide]) -> bool:
        try:
            self.review.decide(make(False))
        except ClashError as clash:
            if not clash.blockers:
                raise
            session = self.review.session
            for other in clash.blockers:
                self._say(f"This overlaps with “{_plain(session.items[other].finding.text)}”, which is accepted.")
            if self._line("Open that one again and take this instead [y,n]? ").strip() != "y":
                return False
            self.review.decide(make(True))
        return True

    def _edit(self, item: int, words: str) -> bool:
        session = self.review.session
        start, old = intents.draft(session, item)
        if not words:
            self._say(f"In the place of “{_plain(old)}” (an empty line: back; a lone - : delete it):")
            words = self._line(f"[{_plain(start.replacement)}] ")
            if not words:
                return False
        new = "" if words == "-" else words
        return self._decided(lambda instead: intents.edit(session, item, new, 0, instead))

    def _all(self, item: int) -> bool:
        session = self.review.session
        listed = [
            one
            for one in intents.preview(session, item, ACCEPTED, "everything", False)
            if one.item >= item and not one.obstacle and session.items[one.item].finding.fixes[one.fix].safety != "ask"
        ]
        for one in listed:
            finding = session.items[one.item].finding
            self._say(f"  “{_plain(finding.text)}” → “{_plain(finding.fixes[one.fix].title)}”")
        if self._line(f"Accept these {len(listed)} [y,n]? ").strip() != "y":
            return False
        label = f"accept {len(listed)} to the end of the file"
        self.review.decide(intents.decide_all(session, ACCEPTED, listed, label))
        return True

    def _show(self, item: int) -> None:
        session = self.review.session
        card = sheet(session, item)
        finding = card.finding
        counts = sessions.count(session)
        done = sum(counts.values()) - counts[OPEN]
        path = session.items[item].path
        self._say(f"\n{path}:{card.line}  {finding.level}  {finding.rule}  ({done} of {sum(counts.values())} decided)")
        self._say(_plain(finding.message))
        self._say(f"  before: {_marked(card.before)}")
        if card.before.text != card.after.text:
            self._say(f"  after:  {_marked(card.after)}")
        if len(finding.fixes) > 1:
            self._say("  fixes:  " + "   ".join(f"{n} {_plain(fix.title)}" for n, fix in enumerate(finding.fixes, 1)))
        if finding.why:
            self._say(f"  why:    {_plain(unmarked(finding.why))}")
        if finding.because:
            self._say(f"  because {_plain('; '.join(finding.because))}")

    # The end

    def _summary(self) -> str:
        counts = sessions.count(self.review.session)
        return "\n" + ", ".join(f"{counts[state]} {state}" for state in (ACCEPTED, REJECTED, ASKED, OPEN)) + "."

    def _offer_to_write(self) -> None:
        files = self.review.unwritten()
        if not files:
            return
        for file, count in files:
            self._say(f"  {count} in {self.review.destination(file)}")
        fixes = counted(sum(count for _, count in files), "accepted fix", "accepted fixes")
        answer = self._ask(f"Write {fixes} in {counted(len(files), 'file')} [y,n]? ")
        if answer is None or answer.strip() != "y":
            self._say("Nothing was written; the decisions are kept.")
            return
        for file, _ in files:
            self._write(file)

    def _write(self, file: int) -> None:
        try:
            written = self.review.write(file)
            if written is None:
                return
            self.review.settle(written)
        except (WriteError, JournalError) as error:
            self._say(str(error))
            return
        self._say(f"{self.review.destination(file)}: {written.mended} mended")
        if written.left:
            self._say(f"  {written.left} could not be made together with the others, and stay accepted")
        for finding in written.settled.fresh:
            self._say(f"  new: “{_plain(finding.text)}”: {_plain(finding.message)}")


def run(
    review: Review, entries: Iterable[str | Checked], ask: Callable[[str], str | None], say: Callable[[str], None]
) -> None:
    """Review ``entries`` line by line; see ``Plain``."""
    Plain(review, ask, say).run(entries)


def _marked(passage: Passage) -> str:
    """A passage on one line, what it is about in square brackets."""
    parts, at = [], 0
    for low, high in passage.spans:
        parts += [_plain(passage.text[at:low]), "[", _plain(passage.text[low:high]), "]"]
        at = high
    return "".join([*parts, _plain(passage.text[at:])])


def _plain(text: str) -> str:
    """Text on one line that cannot steer the terminal: line ends as ``⏎``, other control characters as ``�``."""
    line = text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")
    return "".join("�" if unicodedata.category(char) == "Cc" else char for char in line)
