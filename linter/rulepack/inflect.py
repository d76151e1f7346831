"""English inflection for rule authors: every form of a verb or noun, in a fixed order.

Regular spelling follows the usual rules (Quirk et al., *A Comprehensive Grammar of the English Language*, 3.5-3.10
and 5.79-5.82); the irregular forms below are those that rules have needed so far.
"""

from __future__ import annotations

_IRREGULAR_VERBS = {
    "be": "is was been being",
    "bear": "bears bore borne bearing",
    "become": "becomes became become becoming",
    "begin": "begins began begun beginning",
    "break": "breaks broke broken breaking",
    "bring": "brings brought brought bringing",
    "build": "builds built built building",
    "buy": "buys bought bought buying",
    "catch": "catches caught caught catching",
    "choose": "chooses chose chosen choosing",
    "come": "comes came come coming",
    "deal": "deals dealt dealt dealing",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drive": "drives drove driven driving",
    "eat": "eats ate eaten eating",
    "fall": "falls fell fallen falling",
    "feel": "feels felt felt feeling",
    "fight": "fights fought fought fighting",
    "find": "finds found found finding",
    "fly": "flies flew flown flying",
    "forget": "forgets forgot forgotten forgetting",
    "get": "gets got got getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "have": "has had had having",
    "hear": "hears heard heard hearing",
    "hold": "holds held held holding",
    "keep": "keeps kept kept keeping",
    "know": "knows knew known knowing",
    "lay": "lays laid laid laying",
    "lead": "leads led led leading",
    "leave": "leaves left left leaving",
    "lie": "lies lay lain lying",
    "lose": "loses lost lost losing",
    "make": "makes made made making",
    "mean": "means meant meant meaning",
    "meet": "meets met met meeting",
    "overcome": "overcomes overcame overcome overcoming",
    "pay": "pays paid paid paying",
    "put": "puts put put putting",
    "read": "reads read read reading",
    "rise": "rises rose risen rising",
    "run": "runs ran run running",
    "say": "says said said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought sought seeking",
    "sell": "sells sold sold selling",
    "send": "sends sent sent sending",
    "set": "sets set set setting",
    "show": "shows showed shown showing",
    "sit": "sits sat sat sitting",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spent spending",
    "spread": "spreads spread spread spreading",
    "stand": "stands stood stood standing",
    "strike": "strikes struck struck striking",
    "swear": "swears swore sworn swearing",
    "take": "takes took taken taking",
    "teach": "teaches taught taught teaching",
    "tell": "tells told told telling",
    "think": "thinks thought thought thinking",
    "throw": "throws threw thrown throwing",
    "undergo": "undergoes underwent undergone undergoing",
    "understand": "understands understood understood understanding",
    "undertake": "undertakes undertook undertaken undertaking",
    "win": "wins won won winning",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "write": "writes wrote written writing",
}
_IRREGULAR_NOUNS = {
    "child": "children", "man": "men", "woman": "women", "person": "people", "foot": "feet", "life": "lives",
    "wife": "wives", "half": "halves", "series": "series", "crisis": "crises", "means": "means", "staff": "staff",
    "spokesman": "spokesmen", "spokeswoman": "spokeswomen", "chief of staff": "chiefs of staff", "data": "data",
}  # fmt: skip
#: Two-syllable verbs stressed on the last syllable (they double the consonant), by spelling.
_DOUBLING = {"admit", "commit", "compel", "control", "deter", "occur", "omit", "permit", "prefer", "refer", "regret",
             "submit", "transfer", "cancel", "travel", "label", "model", "signal"}  # fmt: skip
_VOWELS = "aeiou"


def verb_forms(lemma: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, past participle and -ing form. Only the first word of a phrasal verb inflects."""
    head, space, tail = lemma.partition(" ")
    if head in _IRREGULAR_VERBS:
        forms = [head, *_IRREGULAR_VERBS[head].split()]
    else:
        forms = [head, _add_s(head), *(2 * [_add_ed(head)]), _add_ing(head)]
    base, third, past, participle, gerund = (form + space + tail for form in forms)
    return base, third, past, participle, gerund


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


def _add_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return word + (word[-1] if _doubles(word) else "") + "ed"


def _add_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    return word + (word[-1] if _doubles(word) else "") + "ing"
