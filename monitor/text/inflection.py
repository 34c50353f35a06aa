"""Inflected forms of the lexicon's words.

A small model's lemmas are wrong where it hurts (hoping → hop, raped → rap), so the forms are made from the verbs that
we know and looked up, never guessed from the text.
"""

from functools import lru_cache

_WORDS_KEPT = 50_000
"""Different words whose singular is remembered: those of a language occur again and again."""

_IRREGULAR = {
    "be": "am is are was were been being 's 're 'm",
    "beat": "beaten",
    "become": "became",
    "begin": "began begun",
    "bend": "bent",
    "bid": "bade bidden",
    "bind": "bound",
    "blow": "blew blown",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "burn": "burnt",
    "buy": "bought",
    "catch": "caught",
    "choose": "chose chosen",
    "come": "came",
    "cut": "cut",
    "deal": "dealt",
    "dig": "dug",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feed": "fed",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "flee": "fled",
    "fly": "flew flown",
    "forbid": "forbade forbidden",
    "foresee": "foresaw foreseen",
    "forgive": "forgave forgiven",
    "freeze": "froze frozen",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "hang": "hung",
    "have": "has had",
    "hear": "heard",
    "hide": "hid hidden",
    "hold": "held",
    "keep": "kept",
    "kneel": "knelt",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "lean": "leant",
    "leave": "left",
    "lend": "lent",
    "light": "lit",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "overrun": "overran",
    "oversee": "oversaw overseen",
    "overthrow": "overthrew overthrown",
    "pay": "paid",
    "pull": "pulled",
    "rebuild": "rebuilt",
    "retake": "retook retaken",
    "ride": "rode ridden",
    "ring": "rang rung",
    "rise": "rose risen",
    "run": "ran",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "shake": "shook shaken",
    "shoot": "shot",
    "shut": "shut",
    "show": "shown",
    "sing": "sang sung",
    "sink": "sank sunk",
    "sit": "sat",
    "slay": "slew slain",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "steal": "stole stolen",
    "stick": "stuck",
    "strike": "struck stricken",
    "swear": "swore sworn",
    "sweep": "swept",
    "swing": "swung",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "tread": "trod trodden",
    "undertake": "undertook undertaken",
    "understand": "understood",
    "undergo": "underwent undergone",
    "uphold": "upheld",
    "wear": "wore worn",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "withstand": "withstood",
    "write": "wrote written",
}
_SINGULARS = {
    "men": "man",
    "children": "child",
    "soldiery": "soldier",
    "ties": "tie",
}
_DOUBLING = frozenset(
    "abet admit commit omit bar beg brag ban bug cap chat club compel confer control cut deter dig dispel drag drop "
    "drum equip expel fit flog gas get grab gun hit impel infer jab jam jet jog jut kidnap knit let lob log map mob "
    "nab net nod occur pat patrol permit plan plot plug pop prod prop propel put quit rally ram rap rebel rebut "
    "refer regret repel rid rig rip rob rot rub run scan scrap set shed ship shun shut sit slam slap slip snap "
    "snub spar spin split spot spur spurn stab star stem step stop strip submit sum swap tag tap top transfer "
    "transmit trap trek trim vet wed whip wiretap wrap zip counsel cancel travel model label signal initial "
    "clog dub fan fuel gag hug kit level marshal pin plot pummel refuel shrug snap swat total "
    "shovel quarrel rival channel funnel".split()
)


def verb_forms(verb: str) -> set[str]:
    """All forms of `verb`, itself included; of a hyphened one, its last part is inflected ("test-fire")."""
    stem, hyphen, last = verb.rpartition("-")
    if hyphen and last:
        return {f"{stem}-{form}" for form in verb_forms(last)}
    return {verb} | set(_IRREGULAR.get(verb, "").split()) | _regular(verb)


def _regular(verb: str) -> set[str]:
    if verb.endswith("ie"):
        return {f"{verb}s", f"{verb}d", f"{verb[:-2]}ying"}
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return {f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"}
    if verb.endswith("e"):
        return {f"{verb}s", f"{verb}d", f"{verb}ing"}
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    present = {f"{verb}es" if sibilant else f"{verb}s"}
    if verb not in _DOUBLING:
        return present | {f"{verb}ed", f"{verb}ing"}
    doubled = present | {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return doubled | {f"{verb}ed", f"{verb}ing"} if verb.endswith("l") else doubled  # signaled, signalled


@lru_cache(maxsize=_WORDS_KEPT)
def singular(noun: str) -> str:
    """The singular of a lower-cased `noun`, as far as its ending tells it; a singular is returned as it is."""
    if noun.endswith("men") and len(noun) > 3:
        return f"{noun[:-2]}an"
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zes")):
        return noun[:-2]
    return noun[:-1]


def irregular_past(verb: str) -> tuple[str, str]:
    """The past tense and the past participle of `verb`."""
    stem, hyphen, last = verb.rpartition("-")
    if hyphen and last:
        past, participle = irregular_past(last)
        return f"{stem}-{past}", f"{stem}-{participle}"
    forms = [form for form in _IRREGULAR.get(verb, "").split() if not form.startswith("'")]
    if verb in ("be", "have", "do"):
        return {"be": ("was", "been"), "have": ("had", "had"), "do": ("did", "done")}[verb]
    if forms:
        return forms[0], forms[-1]
    regular = sorted((form for form in _regular(verb) if form.endswith("ed")), key=len)
    return regular[-1], regular[-1]
