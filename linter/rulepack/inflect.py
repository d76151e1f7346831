"""English inflection for rule authors: every form of a verb or noun, in a fixed order.

Regular spelling follows the usual rules (Quirk et al., *A Comprehensive Grammar of the English Language*, 3.5-3.10
and 5.79-5.82); the irregular forms below are those of the common verbs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_IRREGULAR_VERBS = {
    "arise": "arises arose arisen arising",
    "awake": "awakes awoke awoken awaking",
    "be": "is was been being",
    "bear": "bears bore borne bearing",
    "beat": "beats beat beaten beating",
    "become": "becomes became become becoming",
    "begin": "begins began begun beginning",
    "bend": "bends bent bent bending",
    "bet": "bets bet bet betting",
    "bid": "bids bid bid bidding",
    "bind": "binds bound bound binding",
    "bite": "bites bit bitten biting",
    "bleed": "bleeds bled bled bleeding",
    "blow": "blows blew blown blowing",
    "break": "breaks broke broken breaking",
    "breed": "breeds bred bred breeding",
    "bring": "brings brought brought bringing",
    "broadcast": "broadcasts broadcast broadcast broadcasting",
    "build": "builds built built building",
    "burst": "bursts burst burst bursting",
    "buy": "buys bought bought buying",
    "cast": "casts cast cast casting",
    "catch": "catches caught caught catching",
    "choose": "chooses chose chosen choosing",
    "cling": "clings clung clung clinging",
    "come": "comes came come coming",
    "cost": "costs cost cost costing",
    "cut": "cuts cut cut cutting",
    "deal": "deals dealt dealt dealing",
    "dig": "digs dug dug digging",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drink": "drinks drank drunk drinking",
    "drive": "drives drove driven driving",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feed": "feeds fed fed feeding",
    "feel": "feels felt felt feeling",
    "fight": "fights fought fought fighting",
    "find": "finds found found finding",
    "flee": "flees fled fled fleeing",
    "fling": "flings flung flung flinging",
    "fly": "flies flew flown flying",
    "forbid": "forbids forbade forbidden forbidding",
    "forget": "forgets forgot forgotten forgetting",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got got getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grind": "grinds ground ground grinding",
    "grow": "grows grew grown growing",
    "hang": "hangs hung hung hanging",
    "have": "has had had having",
    "hear": "hears heard heard hearing",
    "hide": "hides hid hidden hiding",
    "hit": "hits hit hit hitting",
    "hold": "holds held held holding",
    "hurt": "hurts hurt hurt hurting",
    "keep": "keeps kept kept keeping",
    "know": "knows knew known knowing",
    "lay": "lays laid laid laying",
    "lead": "leads led led leading",
    "leave": "leaves left left leaving",
    "lend": "lends lent lent lending",
    "let": "lets let let letting",
    "lie": "lies lay lain lying",
    "light": "lights lit lit lighting",
    "lose": "loses lost lost losing",
    "make": "makes made made making",
    "mean": "means meant meant meaning",
    "meet": "meets met met meeting",
    "pay": "pays paid paid paying",
    "put": "puts put put putting",
    "quit": "quits quit quit quitting",
    "read": "reads read read reading",
    "ride": "rides rode ridden riding",
    "ring": "rings rang rung ringing",
    "rise": "rises rose risen rising",
    "run": "runs ran run running",
    "say": "says said said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought sought seeking",
    "sell": "sells sold sold selling",
    "send": "sends sent sent sending",
    "set": "sets set set setting",
    "shake": "shakes shook shaken shaking",
    "shed": "sheds shed shed shedding",
    "shine": "shines shone shone shining",
    "shoot": "shoots shot shot shooting",
    "show": "shows showed shown showing",
    "shrink": "shrinks shrank shrunk shrinking",
    "shut": "shuts shut shut shutting",
    "sing": "sings sang sung singing",
    "sink": "sinks sank sunk sinking",
    "sit": "sits sat sat sitting",
    "sleep": "sleeps slept slept sleeping",
    "slide": "slides slid slid sliding",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spent spending",
    "spin": "spins spun spun spinning",
    "split": "splits split split splitting",
    "spread": "spreads spread spread spreading",
    "spring": "springs sprang sprung springing",
    "stand": "stands stood stood standing",
    "steal": "steals stole stolen stealing",
    "stick": "sticks stuck stuck sticking",
    "strike": "strikes struck struck striking",
    "string": "strings strung strung stringing",
    "swear": "swears swore sworn swearing",
    "sweep": "sweeps swept swept sweeping",
    "swell": "swells swelled swollen swelling",
    "swim": "swims swam swum swimming",
    "swing": "swings swung swung swinging",
    "take": "takes took taken taking",
    "teach": "teaches taught taught teaching",
    "tear": "tears tore torn tearing",
    "tell": "tells told told telling",
    "think": "thinks thought thought thinking",
    "throw": "throws threw thrown throwing",
    "tread": "treads trod trodden treading",
    "wake": "wakes woke woken waking",
    "wear": "wears wore worn wearing",
    "weave": "weaves wove woven weaving",
    "win": "wins won won winning",
    "wind": "winds wound wound winding",
    "wring": "wrings wrung wrung wringing",
    "write": "writes wrote written writing",
}
#: What makes an irregular verb another that inflects alike: *retake*, *withhold*.
_PREFIXES = ("fore", "for", "mis", "off", "out", "over", "re-", "re", "under", "un", "up", "with")
_REGULAR = {"relay"}  # though it begins with a prefix of an irregular one
_IRREGULAR_NOUNS = {
    "child": "children", "man": "men", "woman": "women", "person": "people", "foot": "feet", "life": "lives",
    "wife": "wives", "half": "halves", "series": "series", "crisis": "crises", "means": "means", "staff": "staff",
    "spokesman": "spokesmen", "spokeswoman": "spokeswomen", "chief of staff": "chiefs of staff", "data": "data",
}  # fmt: skip
#: Two-syllable verbs stressed on the last syllable (they double the consonant), by spelling.
_DOUBLING = {"abet", "abhor", "acquit", "admit", "allot", "cancel", "commit", "compel", "concur", "confer", "control",
             "defer", "deter", "emit", "enrol", "equip", "excel", "expel", "fulfil", "incur", "infer", "label",
             "model", "occur", "omit", "patrol", "permit", "prefer", "propel", "rebel", "rebut", "recur", "refer",
             "regret", "remit", "repel", "signal", "submit", "transfer", "transmit", "travel"}  # fmt: skip
_VOWELS = "aeiou"
#: Around and between the forms of a verb from which the words before it choose: base, past, participle.
_OPEN, _OR, _CLOSE = "\x02", "\x03", "\x04"
_EITHER = re.compile(rf"{_OPEN}([^{_OR}]*){_OR}([^{_OR}]*){_OR}([^{_CLOSE}]*){_CLOSE}")
_ADVERBS = r"not|never|\w+ly|already|also|always|been|being|both|ever|first|just|long|now|often|once|since|still|yet"
_BETWEEN = rf"(?: (?:{_ADVERBS}))* $"
_HAVE = r"ha[sd]|have|having|is|are|was|were|be|been|being|gets?|got|getting"
_MODAL = r"to|will|would|can|cannot|could|may|might|must|shall|should|do|does|did|let"
_AFTER_HAVE = re.compile(rf"(?:\b(?:{_HAVE})(?:n['’]t)?|['’](?:s|d|ve|re)){_BETWEEN}")
_AFTER_MODAL = re.compile(rf"(?:\b(?:{_MODAL})(?:n['’]t)?|['’]ll|won['’]t){_BETWEEN}")


#: What a slot may ask for: ``{1:capital}``.
CHANGES = "lower|upper|capital|ing"


def verb_forms(lemma: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, past participle and -ing form. Only the first word of a phrasal verb inflects."""
    head, space, tail = lemma.partition(" ")
    prefix, root = _derived(head)
    if root in _IRREGULAR_VERBS:
        forms = [prefix + form for form in (root, *_IRREGULAR_VERBS[root].split())]
    else:
        forms = [head, _add_s(head), *(2 * [_add_ed(head)]), _add_ing(head)]
    base, third, past, participle, gerund = (form + space + tail for form in forms)
    return base, third, past, participle, gerund


def changed(text: str, how: str | None) -> str:
    """``text``, which a slot stands for, as the slot asks for it: one of ``CHANGES``, or nothing (as it is).

    *ing* is the -ing form of a verb.
    """
    match how:
        case "lower":
            return text.lower()
        case "upper":
            return text.upper()
        case "capital":
            return text[:1].upper() + text[1:]
        case "ing":
            return verb_forms(text.lower())[-1]
    return text


def _derived(verb: str) -> tuple[str, str]:
    """``verb`` as a prefix and an irregular verb, where it is one that was made so; else nothing and itself."""
    if verb not in _IRREGULAR_VERBS and verb not in _REGULAR:
        for prefix in _PREFIXES:
            if verb.startswith(prefix) and verb[len(prefix) :] in _IRREGULAR_VERBS:
                return prefix, verb[len(prefix) :]
    return "", verb


def either(forms: Sequence[str], numbers: Sequence[int]) -> str:
    """Those of a verb's ``forms`` that ``numbers`` name: one, or several for :func:`settle` to choose from."""
    named = dict.fromkeys(forms[number] for number in numbers)
    if len(named) == 1:
        return next(iter(named))
    base, past, participle = (forms[number] if number in numbers else "" for number in (0, 2, 3))
    return f"{_OPEN}{base}{_OR}{past}{_OR}{participle}{_CLOSE}"


def settle(text: str, before: str, after: str) -> str:
    """``text`` with each verb in the form that the words before it ask for.

    A participle follows forms of *have*, *be* and *get*, or stands before *by*; the base follows *to* and the modals.
    ``before`` and ``after`` are what stands around ``text``.
    """
    while found := _EITHER.search(text):
        base, past, participle = found.groups()
        context = (before + text[: found.start()]).lower()
        if participle and (_AFTER_HAVE.search(context) or (text[found.end() :] + after).startswith(" by ")):
            chosen = participle
        elif base and _AFTER_MODAL.search(context):
            chosen = base
        else:
            chosen = past or base or participle
        text = text[: found.start()] + chosen + text[found.end() :]
    return text


def noun_forms(lemma: str) -> tuple[str, str]:
    """Singular and plural. The last word of a compound inflects, unless the whole is known as irregular."""
    if lemma in _IRREGULAR_NOUNS:
        return lemma, _IRREGULAR_NOUNS[lemma]
    head, space, last = lemma.rpartition(" ")
    if " of " in lemma:  # head of state: the first noun inflects
        first, of, rest = lemma.partition(" of ")
        return lemma, noun_forms(first)[1] + of + rest
    return lemma, head + space + _IRREGULAR_NOUNS.get(last, _add_s(last))


def _add_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("o") and word[-2:-1] not in _VOWELS and word in _TAKES_OES else "s")


_TAKES_OES = {"go", "do", "echo", "veto", "embargo", "hero", "potato", "tomato"}


def _doubles(word: str) -> bool:
    if len(word) < 3 or word[-1] in _VOWELS + "wxy" or word[-2] not in _VOWELS or word[-3] in _VOWELS:
        return False
    return word in _DOUBLING or sum(letter in _VOWELS for letter in word) == 1


def _doubled(word: str) -> str:
    """The letter that ``word`` gets before *-ed* and *-ing*: *panicked*, *stopped*."""
    return "k" if word.endswith("ic") else word[-1] if _doubles(word) else ""


def _add_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return word + _doubled(word) + "ed"


def _add_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return word + _doubled(word) + "ing"
