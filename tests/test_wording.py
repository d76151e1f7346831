"""What fixes say: names keep capitals, verbs take a form, an article fits its word, a phrase has a fix of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checks.page import Page
from linter.checks.wording import takes_an
from linter.engine.load import authored_rules, compiled_rules
from linter.engine.scan import Scanner
from linter.engine.selftest import run_examples
from linter.formats import parse
from linter.model import Source
from tests.command import pack

_MEMBERS = """title = "Members"

[[rule]]
id = "members-of"
message = "who: {MESSAGE}"
why = "An example."
category = "calque"
match = ["(members|leaders|envoys) of the (league|eu|house)"]
replace = "{2} {1}"
bad = ["The [[envoys of the League]] met.", "She met [[members of the EU]].", "[[Leaders of the house]] left."]
fixed = ["The League envoys met.", "She met EU members.", "House leaders left."]
good = ["It rained."]
"""


@pytest.mark.parametrize(("message", "failures"), [("{match}", 0), ("{1}", 3)])
def test_names_keep_their_capitals_and_a_message_its_promises(tmp_path: Path, message: str, failures: int) -> None:
    folder = pack(tmp_path / "house", _MEMBERS.replace("{MESSAGE}", message))
    rules = authored_rules([str(folder)])
    assert len(rules) == 1
    found = [str(failure) for failure in run_examples(compiled_rules([str(folder)]), rules)]
    assert len(found) == failures
    assert all("asks for {1}, of which bad example" in failure for failure in found)


_FORMS = """
title = "Forms"

[defaults]
category = "calque"

[[rule]]
id = "forms"
message = "an example"
why = "An example."
match = ["{match}"]
replace = ["{replace}"]
bad = ["{bad}"]
fixed = ["{fixed}"]
good = ["It rained."]
"""


def _mended(tmp_path: Path, rules: str, text: str) -> str:
    """``text`` with the first fix of the only rule of a pack of its own, whose examples hold."""
    folder = pack(tmp_path / "german", rules)
    (rule,) = authored_rules([str(folder)])
    compiled = compiled_rules([str(folder)])
    assert not list(run_examples(compiled, [rule]))
    page = Page(parse(Source("a.txt", text.encode(), text, "utf-8", b""), "text"))
    (hit,) = Scanner(compiled).scan(page)[0]
    (edit,) = hit.fixes[0].edits
    return text[: edit.start] + edit.replacement + text[edit.end :]


@pytest.mark.parametrize("what", ["the zzmarch", "|".join(f"the zz{n}march" for n in range(200)) + "|the zzmarch"])
@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("She zzjoined in the zzmarch.", "She took part in the zzmarch."),
        ("She has zzjoined in the zzmarch.", "She has taken part in the zzmarch."),
        ("She hasn’t always zzjoined in the zzmarch.", "She hasn’t always taken part in the zzmarch."),
        ("They’ve zzjoined in the zzmarch.", "They’ve taken part in the zzmarch."),
        ("She will zzjoin in the zzmarch.", "She will take part in the zzmarch."),
        ("She zzjoins in the zzmarch.", "She takes part in the zzmarch."),
        ("Zzjoined in the zzmarch by all.", "Took part in the zzmarch by all."),
    ],
)
def test_a_fix_takes_the_form_that_the_words_before_it_ask_for(
    tmp_path: Path, what: str, text: str, mended: str
) -> None:
    rules = _FORMS.format(
        match=f"<v:zzjoin> in ({what})",
        replace="<v:take> part in {1}",
        bad="They [[zzjoin in the zzmarch]].",
        fixed="They take part in the zzmarch.",
    )
    assert _mended(tmp_path, rules, text) == mended


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("She put in the zzmarch.", "She took part in the zzmarch."),
        ("She had put in the zzmarch.", "She had taken part in the zzmarch."),
        ("She must not put in the zzmarch.", "She must not take part in the zzmarch."),
    ],
)
def test_a_verb_with_one_form_for_all_is_read_by_its_context(tmp_path: Path, text: str, mended: str) -> None:
    rules = _FORMS.format(
        match="<v:put> in the zzmarch",
        replace="<v:take> part in the zzmarch",
        bad="They will [[put in the zzmarch]].",
        fixed="They will take part in the zzmarch.",
    )
    assert _mended(tmp_path, rules, text) == mended


@pytest.mark.parametrize(
    "what", ["get|lose|begin|zzjoin", "|".join(f"zz{n}" for n in range(200)) + "|get|lose|begin|zzjoin"]
)
@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("She left without get the zzmarch.", "She left without getting the zzmarch."),
        ("Without lose the zzmarch, she left.", "Without losing the zzmarch, she left."),
        ("She left without zzjoin the zzmarch.", "She left without zzjoining the zzmarch."),
    ],
)
def test_a_slot_may_ask_for_the_ing_form(tmp_path: Path, what: str, text: str, mended: str) -> None:
    rules = _FORMS.format(
        match=f"without ({what}) the zzmarch",
        replace="without {1:ing} the zzmarch",
        bad="He went [[without begin the zzmarch]].",
        fixed="He went without beginning the zzmarch.",
    )
    assert _mended(tmp_path, rules, text) == mended


@pytest.mark.parametrize("what", ["the zzmarch", "|".join(f"the zz{n}march" for n in range(200)) + "|the zzmarch"])
@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("She retook in the zzmarch.", "She shared the zzmarch."),
        ("She is zzjoining in the zzmarch.", "She is sharing the zzmarch."),
        ("She zzjoins in the zzmarch.", "She shares the zzmarch."),
    ],
)
def test_one_of_several_words_is_inflected(tmp_path: Path, what: str, text: str, mended: str) -> None:
    rules = _FORMS.format(
        match=f"<v:retake|zzjoin> in ({what})",
        replace="<v:share> {1}",
        bad="They [[retake in the zzmarch]].",
        fixed="They share the zzmarch.",
    )
    assert _mended(tmp_path, rules, text) == mended


@pytest.mark.parametrize(
    ("verb", "text"),
    [
        ("panic", "They panicked on the zzmarch."),
        ("transmit", "They were transmitting on the zzmarch."),
        ("relay", "They relayed on the zzmarch."),
        ("lay", "They laid on the zzmarch."),
        ("forgo", "They forwent on the zzmarch."),
        ("withhold", "They withheld on the zzmarch."),
        ("re-read", "They re-read on the zzmarch."),
    ],
)
def test_a_verb_has_the_forms_that_english_spells(tmp_path: Path, verb: str, text: str) -> None:
    rules = _FORMS.format(
        match=f"<v:{verb}> on the zzmarch",
        replace="left",
        bad=f"They will [[{verb} on the zzmarch]].",
        fixed="They will left.",
    )
    assert _mended(tmp_path, rules, text).endswith(" left.")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("It was a zzpunctual error.", "It was an isolated error."),
        ("Group A zzpunctual error.", "Group A isolated error."),
    ],
)
def test_an_article_within_a_fix_fits_its_word(tmp_path: Path, text: str, mended: str) -> None:
    rules = _FORMS.format(
        match="(it was|group) (a|an) zzpunctual (case|error)",
        replace="{1} {2} isolated {3}",
        bad="Sure, [[it was a zzpunctual case]].",
        fixed="Sure, it was an isolated case.",
    )
    assert _mended(tmp_path, rules, text) == mended


_SWAPS = """
title = "Swaps"

[defaults]
category = "calque"

[[rule]]
id = "depends"
message = "“{match}”: the preposition is another language’s"
why = "An example."
bad = ["It [[zzdepends of]] him.", "She [[zzlives at the zz1march]].", "He [[zzwaits on]] it."]
fixed = ["It zzdepends on him.", "She zzlives in the zz1march.", "He zzwaits for it."]
good = ["It rained."]
match = ["<v:zzwait> on", "<v:zzlive> at the ({many}|zzfair)", "<v:zzwait> (of|by) her"]
replace = "<v:zzwait> for"

[rule.swap]
"<v:zzdepend> of" = ["<v:zzdepend> on", "<v:rest> on"]
"<v:zzlive> at the ({many})" = "<v:zzlive> in the {1}"
"<v:zzwait> of her" = "<v:zzwait> beside her"
"""


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("They zzdepended of her.", "They zzdepended on her."),
        ("They zzwaited on her.", "They zzwaited for her."),
        ("They zzlived at the zz7march.", "They zzlived in the zz7march."),
        ("They zzlived at the zzfair.", "They zzwaited for."),
        ("They zzwaited of her.", "They zzwaited beside her."),
    ],
)
def test_a_phrase_may_have_a_fix_of_its_own(tmp_path: Path, text: str, mended: str) -> None:
    rules = _SWAPS.replace("{many}", "|".join(f"zz{number}march" for number in range(200)))
    assert _mended(tmp_path, rules, text) == mended


@pytest.mark.parametrize(
    ("text", "mended"), [("The ZZT shut.", "The ZZ Court shut."), ("It shut the ZZT.", "It shut the ZZ Court.")]
)
def test_a_first_word_that_stays_keeps_its_capital(tmp_path: Path, text: str, mended: str) -> None:
    rules = _FORMS.format(
        match="(the|The) ZZT",
        replace="{1} ZZ Court",
        bad="He saw [[the ZZT]].",
        fixed="He saw the ZZ Court.",
    ).replace("match =", 'case = "same"\nmatch =')
    assert _mended(tmp_path, rules, text) == mended


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('swap = ["depend of"]', "takes a table of phrases with their fixes"),
        ('swap = {"zzdepend of" = 3}', "takes a table of phrases with their fixes"),
        ("swap = 3", "takes a table of phrases with their fixes"),
        ("swap = [{}]", "takes a table of phrases with their fixes"),
        ('swap = {"zzdepend of" = "on"}\nreplace = "on"', "is for the phrases of match"),
        ('swap = {"zzdepend of" = "{1} on"}', "asks for part 1, and there are 0"),
        ('swap = {"zzdepend of" = "on", sources = ["fr"]}', "stands below [rule.swap]"),
        ('swap = {"zzdepend of" = "on"}\npattern = "zz"', "has exactly one of match (or swap), pattern and check"),
    ],
)
def test_a_wrong_swap_is_told(tmp_path: Path, wrong: str, said: str) -> None:
    rule = _FORMS[: _FORMS.index("match = ")].replace('id = "forms"', f'id = "forms"\n{wrong}')
    folder = pack(tmp_path / "german", rule + 'bad = ["[[zzdepend of]]"]\nfixed = ["on"]\ngood = ["It rained."]\n')
    assert [said in message for *_, message in compiled_rules([str(folder)]).problems] == [True]


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (
            "a",
            "union unanimous usual useful utility utopian Ukrainian Uruguayan Ugandan uranium European one-off 1,100",
        ),
        (
            "an",
            "uncle unidentified unimportant urgent Uzbek umbrella hourly heir honest MP FBI EU 8th 11-year 18 800",
        ),
    ],
)
def test_a_word_gets_the_article_that_it_sounds_like(article: str, words: str) -> None:
    assert {word: "an" if takes_an(word) else "a" for word in words.split()} == dict.fromkeys(words.split(), article)
