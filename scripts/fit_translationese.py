"""Fit ``rules/data/translationese.tsv``: how often translations from each language have which common words.

    PYTHONPATH=. python scripts/fit_translationese.py fr=corpus.jsonl.gz fr=pages.txt ... native=native.txt.gz ...
        [--half A|B]

needs scikit-learn. Parallel corpora (JSON Lines) give passages of machine translation, and their references human ones
of the same news; these, and native English, are what the translations are told from. Text files of a language are pages
that an engine translated, of which there is no human version. ``--half`` fits to every second stretch of 48 segments,
and every second piece of native text only, so that the rest is left to be measured.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from linter.corpora import native, translated
from linter.engine.translationese import CONSTANT, Model, Passage, Style
from linter.formats import parse
from linter.model import Source
from linter.rulepack.ledger import NATIVE

TABLE = Path(__file__).parent.parent / "rules" / "data" / "translationese.tsv"
#: Words of a native document.
WORDS = 400
#: A common word stands so often, for each token, in two fifths of the corpora, whatever they write of.
EVERYWHERE, SHARE = 40 / 1_000_000, 0.4
#: Frames that are kept beside these words, the most frequent ones.
FRAMES = 8_000
#: A passage of a page counts as so many of a corpus, since pages are few, and what editors have to do with.
PAGES = 3
HEAD = """\
# How a frame of common words speaks for a translation from each language, against English that no machine
# translated: weights of a multinomial logistic regression on square roots of relative frequencies, in hundredths of
# nats. _ stands for any other word (with its ending), N for a name, 0 for a number, = for the constant.
# Fitted by scripts/fit_translationese.py to machine translations, their human references, and native English of many
# kinds; see docs/measuring.md. This project, licence as the project.
"""


def main() -> None:
    """Read the corpora, fit, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", metavar="LANG=FILE")
    parser.add_argument("--half", choices=("A", "B"))
    parser.add_argument("--write", type=Path, default=TABLE)
    args = parser.parse_args()
    texts = [found for named in args.corpora for found in documents(*named.split("=", 1), args.half)]
    words = common_words(texts)
    rows = [
        (label, passage, PAGES if label != NATIVE and ".txt" in path else 1)
        for label, path, text in texts
        for passage in style_of(text, words).apart()
    ]
    labels, passages, counts = zip(*rows, strict=True)
    print(Counter(labels))
    often = total(passage.frames for passage in passages).most_common(FRAMES)
    kept = sorted({*words, *(frame for frame, _ in often)})
    fitted = LogisticRegression(max_iter=400).fit(matrix(passages, kept), labels, sample_weight=counts)
    sizes: Counter[str] = Counter()
    for label, count in zip(labels, counts, strict=True):
        sizes[label] += count
    args.write.write_text(HEAD + table(fitted, sizes, kept), encoding="utf-8")


def documents(label: str, path: str, half: str | None) -> Iterator[tuple[str, str, str]]:
    """Label, file and text of each document, references labelled as native; each text once."""
    if label == NATIVE or ".txt" in path:
        found = [(label, text) for number, text in enumerate(native(path, WORDS)) if half in (None, "AB"[number % 2])]
    else:
        found = []
        for group in translated(path):
            if half not in (None, half_of(group[0]["id"])):
                continue
            found.append((label, joined(segment["mt"] for segment in group)))
            if all(segment.get("ref") for segment in group):
                found.append((NATIVE, joined(segment["ref"] for segment in group)))
    yield from ((name, path, text) for name, text in dict.fromkeys(found))


def half_of(name: str) -> str:
    """The half to which the segment called ``name`` belongs; all systems' translations of it belong to the same."""
    number = name.rpartition(".")[2]
    return "AB"[(int(number) if number.isdigit() else sum(map(ord, number))) // 48 % 2]


def joined(segments: Iterable[str]) -> str:
    """Segments as paragraphs of one text."""
    return "\n\n".join(" ".join(segment.split()) for segment in segments)


def style_of(text: str, words: set[str]) -> Style:
    """The style of a plain text, of which only the passages are asked, so that no weights are needed."""
    document = parse(Source("a.txt", text.encode(), text, "utf-8", b""), "text")
    return Style(lambda: Model((), dict.fromkeys(words, ())), document.prose, document.segments)


def common_words(texts: list[tuple[str, str, str]]) -> set[str]:
    """The words that many corpora have often. Names are not among them: they tell what a text is about."""
    counts: dict[str, Counter[str]] = {}
    for _, path, text in texts:
        found = (word.strip(',.?!;:"”“()').replace("’", "'") for word in text.split())
        small = (word.lower() for word in found if word.islower() or re.match(r"I(?:'|$)", word))
        counts.setdefault(path, Counter()).update(small)
    whole = total(counts.values())
    rates = {path: found.total() for path, found in counts.items()}
    return {
        word
        for word, _ in whole.most_common(3_000)
        if word.replace("'", "").isalpha()
        and sum(counts[path][word] >= EVERYWHERE * rates[path] for path in counts) >= SHARE * len(counts)
    }


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """All ``counts`` added up."""
    whole: Counter[str] = Counter()
    for found in counts:
        whole.update(found)
    return whole


def matrix(found: Sequence[Passage], kept: list[str]) -> csr_matrix:
    """Square roots of relative frequencies, a row for each passage."""
    column = {frame: number for number, frame in enumerate(kept)}
    rows, columns, values = [], [], []
    for number, passage in enumerate(found):
        for frame, count in passage.frames.items():
            if frame in column:
                rows.append(number)
                columns.append(column[frame])
                values.append(math.sqrt(count / passage.tokens))
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(kept)))


def table(fitted: LogisticRegression, labels: Counter[str], kept: list[str]) -> str:
    """The weights of each language less those of native English; the constant without what the sizes of corpora say."""
    classes = [str(label) for label in fitted.classes_]
    languages = [label for label in classes if label != NATIVE]
    own, other = [classes.index(label) for label in languages], classes.index(NATIVE)
    priors = numpy.array([math.log(labels[label] / labels[NATIVE]) for label in languages])
    constant = fitted.intercept_[own] - fitted.intercept_[other] - priors
    weights = (fitted.coef_[own] - fitted.coef_[other]).T
    rows = [(CONSTANT, constant), *zip(kept, weights, strict=True)]
    lines = ["\t".join([frame, *(str(round(100 * weight)) for weight in values)]) for frame, values in rows]
    return "\n".join(["\t".join(["frame", *languages]), *lines, ""])


main()
