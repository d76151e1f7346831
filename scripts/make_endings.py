"""Make ``rules/data/endings.tsv``: letter groups that show a Slavic (or Georgian) name in a foreign spelling.

A *sign* (``start``, ``end``, ``any``) is a group that no English word, surname, given name or place has: a token with
it is a romanization meant for readers of that language. Then the *letters* of that language tell what English
would write: apply them to the token from left to right, longest first; several English values mean that only the
original decides. Rows are written by hand here; this script counts each sign's false alarms in lists of English words
and names, drops a sign that has any, and measures the letters on ``names.tsv``.

    python scripts/make_endings.py [-v]
"""

from __future__ import annotations

import re
import sys

import englishness
import wordfreq
from make_names import neighbours
from tables import listed, plain, read, write

#: Signs by language: ``-x`` an ending, ``x-`` a beginning, ``-x-`` anywhere inside.
SIGNS = {
    "fr": """
-tchenko -chtchenko -ochenko -achenko -ychenko -ouchenko -tchouk -niouk -siouk -liouk -riouk -tiouk -diouk -viouk
-chvili -kaïa -skaïa -aïev -aïeva -eïev -eïeva -oïev -ïevna -ïevitch -ïovytch -ovytch -evytch -ïvna -tchev -tcheva
-atchev -atcheva -chkov -chkova -chkine -chkina -tchkov -tchkova -tchkine -chtchine -khine -khina -oukhov -oukhova
-ourov -ourova -ounov -ounova -oulov -oulova -oubov -oubova -oudov -oudova -ousov -ousova -oulin -ouline -oulina
-ounine -oussov -oukov -oukova -ouchev -oucheva -ycheva -ychev -yguine -aguine -iouguine -ioukov -ioutine -oushkine
-ievitch -chtchev -chtchov -liubov -ïkov -ïkova -ïtsev -oïlov -aïlov -aïlova -aïlo chtch- tcher- tchou- iakou- iour-
ioul- ious- khrou- khoud- loukia- louka- koudr- joura- jouk- iev- vsevo- viatch- guenn- gueor- guerassi- guerg-
-chtch- -vtchou- -mtchou- -ntchou- -rtchou- -ltchou- -oudj- -oujd- -ouchk- -oukht- -jenkov -jnev -jinsk -jirinov-
""",
    "de": """
-tschenko -schtschenko -oschenko -aschenko -uschenko -yschenko -tschuk -schtschuk -sjuk -tjuk -ljuk -njuk -djuk -bjuk
-schwili -kaja -skaja -owskij -ewskij -nskyj -skyj -zkyj -owskyj -jewitsch -jewytsch -ewitsch -ewytsch -ajewitsch
-owytsch -owitsch -iwna -ajew -ajewa -ejew -ejewa -ijew -ijewa -ojew -ojewa -ljow -rjow -njow -djow -sjow
-atschow -atschowa -tschew -tschewa -tschow -tschowa -schew -schewa -schow -schowa -schkow -schkowa -schkin -schkina
-tschkow -tschkin -tschin -schtschin -nkow -nkowa -ikow -ikowa -zew -zewa -nzew -nzow -nzowa -ukow -ukowa -nikow
-janow -janowa -jakow -jakowa -jukow -tjew -tjewa -sjew -lnyj -schnyj schtsch- swja- wjat- jewg- -htsch-
tscher- tschub- tschern- chruscht- -ytsch- -wskij -wskaja -dschan -enkow -enkowa -owna -ewna -jewna
""",
    "nl": """
-tsjenko -sjtsjenko -sjenko -zjenko -tsjoek -joek -tsjev -tsjeva -tsjov -tsjova -sjtsjov -sjev -sjeva -sjov -sjova
-sjin -sjina -sjkin -sjkina -sjkov -sjkova -sjvili -ajev -ajeva -ejev -ejeva -ijev -ijeva -ojev -jevitsj -ovitsj
-evitsj -ovytsj -jevytsj -skaja -kaja -jevna -jivna -oerov -oerova -oenov -oenova -oenin -oenina -oechov -oekov
-oesov -oebov -oelov -oedov -oezjny -ljov -ljova -rjov -rjova -njov -tjev -tjeva -janov -janova -jakov -jakova
-zjkov -zjnev -zjin -zjinski tsj- sjtsj- zja- zji- zjo- zje- sjv- loekas- -oesj- -jtsj- -oezj- -atsj- -etsj-
-otsj- -ytsj- -itsj- -sjko -tsjko -sjoek -oegin -oetin -oemov
""",
    "it": """
-čenko -ščenko -šenko -ženko -čuk -ščuk -švili -skij -ckij -skyj -ckyj -kaja -skaja -ovyč -evyč -ačev -ačeva -čev
-čeva -čëv -šev -ševa -šov -škov -škova -škin -škina -čkov -čkova -čkin -žkov -žin -žina -ževa -žev -žov -ščin -ščina
-ïvna -jivna -jakov -jukov -janov -janova -tjuk -sjuk -ljuk -njuk -ncev -nceva -šyn -šyna -žnev -žnyj -šnyj -lnyj
šč- -šč- rja- vja- -ajev -ejev -aev -sceva
""",
    "pt": """
-tchenko -chtchenko -ochenko -achenko -tchuk -tchev -tcheva -atchev -atcheva -chkov -chkova -chkin -chkina -tchkov
-tchkin -chvili -skaia -kaia -ovitch -ievitch -evitch -chtch- chtch- tcher- -aiev -aieva -eiev -khov -khova -juk
-uchev -icheva -itchev -niuk -liuk -riuk -siuk -tiuk -uchkin -jenkov
""",
    "pl": """
-czenko -szczenko -szenko -rzenko -ajew -ajewa -ejew -ejewa -ijew -ijewa -ojew -ojewa -iew -iewa -czew -czewa -czow
-czowa -szew -szewa -szow -szczow -szkin -szkina -szkow -szkowa -czkow -czkin -szwili -skaja -ckaja -kaja -ikow
-ikowa -tiew -tiewa -riewa -riow -riowa -niewa -ncew -ncow -iedow -iedowa -iakow -iakowa -ianow -ianowa -ionow
-nkow -nkowa -znikow -zkin -żkow -żniew -żyn -żow -ukow -yłow -yłowa -iłow -iłowa -ołow -ałow -ełow -ułow -żew
-śkin -ńkow bieł- -ułli-
""",
    "es": """
-jovski -jovskaya -ujov -ujova -ojov -ojova -ajov -ajarov -ijonov -janova -jrush- jrus- mijai- zajar- -jachov
-guiyev -guéi -guenko -ilojov -rajov -najov -lajov -tijono-
""",
}

#: Letters by language: what English writes for them; several values are separated by "|".
LETTERS = {
    "fr": """
chtch=shch tch=ch ch=sh kh=kh gue=ge gué=ge gui=gi guï=gi ïou=yu iou=yu ou=u ïa=ya ia=ya|ia ïe=ye ie=ye|ie io=yo ï=i
j=zh ss=s inskaïa=inskaya skaïa=skaya aïa=aya ine$=in yne$=yn ski$=sky ^Ie=Ye ^Iou=Yu ^Ia=Ya ^E=Ye|E aï$=ai oï$=oy
eï$=ei x=x|ks é=e
""",
    "de": """
schtsch=shch tsch=ch sch=sh|zh ch=kh ss=s s=s|z z=ts w=v jewitsch=yevich ja=ya ju=yu jo=yo je=ye ij=iy j=y ski$=sky
skij$=sky skyj$=sky yj$=y dsch=dzh x=x|ks
""",
    "nl": """
sjtsj=shch tsj=ch|tsy sj=sh|sy zj=zh|zy ch=kh oe=u joe=yu ja=ya je=ye jo=yo ij$=y j=y ski$=sky skij$=sky
""",
    "it": """
šč=shch č=ch š=sh ž=zh ch=kh c=ts ja=ya je=ye ju=yu jo=yo ë=yo skij$=sky ckij$=tsky skyj$=sky ckyj$=tsky yj$=y ij$=y
j=y ï=yi
""",
    "pt": """
chtch=shch tch=ch ch=sh kh=kh gue=ge gui=gi j=zh iu=yu ia=ya|ia ie=ye|ie io=yo ss=s skaia$=skaya ski$=sky ^Ie=Ye x=x|ks
""",
    "pl": """
szcz=shch cz=ch sz=sh ż=zh rz=rz ch=kh ck=tsk c=ts w=v ł=l ń=n ś=s ź=z ie=e ia=ya io=yo iu=yu ja=ya je=ye jo=yo ju=yu
ij$=y yj$=y ski$=sky cki$=tsky j=y
""",
    "es": """
shch=shch sch=shch j=kh gue=ge gui=gi ski$=sky iá=ya
""",
}

HEAD = """
Letter groups of Slavic and Georgian names in other languages' spelling: language, kind, group, English, note.
start, end, any: a token with this group (in lower case; "any" not at the very end or start alone) is no English word or
name. English is what the group itself becomes. letters: applied from left to right, longest first, to a token that has
such a sign ("^" and "$" tie a group to its place); "|" separates values that only the original decides between, the
likelier first. At last ay, ey, oy, uy become ai, ei, oi, ui before a consonant. Look a token up in names_kept.tsv
first. The note of a sign counts names of names.tsv that have it. False alarms: {false} in {words} English words, names,
places. Letters give the English of names.tsv exactly, or among at most 8 candidates: {accuracy}.
Own work; made by scripts/make_endings.py.
"""


def negatives() -> set[str]:
    """English words, and names and places that an English reader may meet, in lower case."""
    known = {row[1].lower() for row in read("names.tsv")} | {row[1].lower() for row in read("exonyms.tsv")}
    found: set[str] = set(englishness.words()) | set(englishness.proper()) | set(englishness.census())
    found |= set(englishness.western()) | set(neighbours()) | set(englishness.homonyms())
    found |= {word for word in wordfreq.top_n_list("en", 320_000) if englishness.frequency(word) >= 1.3}
    found |= {plain(word) for word in found}
    found = {word for word in found if word not in known}
    for row in read("names.tsv"):
        english = row[2].lower()
        found |= {english, english.replace("ye", "e"), english.replace("yo", "e"), english.replace("y", "i")}
    kept = {row[0].lower() for row in read("names_kept.tsv")}
    return {word for word in found if word.isalpha() and word not in kept}


def pattern(sign: str) -> tuple[str, str]:
    body = sign.strip("-")
    if sign.startswith("-") and sign.endswith("-"):
        return "any", body
    return ("end", body) if sign.startswith("-") else ("start", body)


def has(word: str, kind: str, body: str) -> bool:
    if kind == "any":
        return body in word
    return len(word) > len(body) and (word.endswith(body) if kind == "end" else word.startswith(body))


def rewrite(word: str, table: list[tuple[str, list[str]]]) -> list[str]:
    """Candidates for the English of ``word``: every choice of values, in order of the table."""
    low, at, found = word.lower(), 0, [""]
    while at < len(low):
        for group, values in table:
            bare = group.strip("^$").lower()
            if not low.startswith(bare, at):
                continue
            if (group.startswith("^") and at) or (group.endswith("$") and at + len(bare) != len(low)):
                continue
            found = [text + value for text in found for value in values][:64]
            at += len(bare)
            break
        else:
            found = [text + low[at] for text in found]
            at += 1
    found = [re.sub(r"([aeou])y(?=[bcdfghklmnprstvz])", r"\1i", text) for text in found]
    return ["-".join(part[:1].upper() + part[1:] for part in text.split("-")) for text in found]


def tabled(language: str) -> list[tuple[str, list[str]]]:
    items = [item.split("=") for item in listed(LETTERS[language])]
    items.sort(key=lambda item: (-len(item[0].strip("^$")), -len(item[0])))
    return [(group, [value.lower() for value in values.split("|")]) for group, values in items]


def main() -> None:
    verbose = "-v" in sys.argv
    false = negatives()
    rows: list[tuple[str, ...]] = []
    accuracy = []
    for language, text in SIGNS.items():
        table = tabled(language)
        names = [
            (row[1], row[2]) for row in read("names.tsv")
            if row[0] == language and row[4].startswith("clear") and row[3] in ("family", "given") and " " not in row[1]
        ]  # fmt: skip
        shown = set()
        for sign in dict.fromkeys(listed(text)):
            kind, body = pattern(sign)
            alarms = [word for word in false if has(word, kind, body)]
            hits = [name for name in names if has(name[0].lower(), kind, body)]
            if verbose and alarms:
                print(language, sign, len(hits), "false:", len(alarms), *sorted(alarms)[:8])
            if alarms or not hits:
                continue
            shown.update(hits)
            english = "|".join(dict.fromkeys(rewrite("~" + body if kind == "end" else body, table)[:2]))
            english = english.lower().replace("~", "")
            rows.append((language, kind, body, english, str(len(hits))))
        first = sum(rewrite(form, table)[0] == english for form, english in shown)
        among = sum(english in rewrite(form, table)[:8] for form, english in shown)
        accuracy.append(f"{language} {first / len(shown):.2f}/{among / len(shown):.2f} of {len(shown)}")
        if verbose:
            print(language, accuracy[-1], f"signs cover {len(shown) / len(names):.2f} of {len(names)}")
            wrong = sorted((form, english) for form, english in shown if english not in rewrite(form, table)[:8])
            print("   ", *(f"{form}>{rewrite(form, table)[0]}({english})" for form, english in wrong[::9][:25]))
        rows += [(language, "letters", *item.split("="), "") for item in listed(LETTERS[language])]
    head = HEAD.format(false=0, words=len(false), accuracy="; ".join(accuracy))
    rows = [row for row in rows if re.search(r"\w", row[2])]
    print("endings", write("endings.tsv", head, ("language", "kind", "group", "english", "note"), rows))


if __name__ == "__main__":
    main()
