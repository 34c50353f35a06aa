"""How large an event is said to be: dead, injured, arrested, troops, countries, money; read from the sentence."""

import re
from functools import cache, lru_cache

from monitor.records import Size
from monitor.text.quantities.counts import ABOUT, LIST, names_of_people, people_in
from monitor.text.quantities.money import amounts_in
from monitor.text.quantities.numbers import NUMBER, number

_ABOUT = f"(?: {ABOUT})?"
_AGE = r"(?<!boy of )(?<!girl of )(?<!child of )(?<!man of )(?<!aged )(?<!age of )"
_N = rf"(?<!\d:){_AGE}(?P<n>{NUMBER})(?!\d|-\w)"  # 19-year-old is no number of people, and 9:50 none at all
_LIST = rf"(?<!\d:)(?P<list>{LIST})"
_GROWS = "r[iou]se[sn]?|climb(?:s|ed)|grown?|grew|jump(?:s|ed)|stood|stands|put|up|rising|climbing"
_TOLL = (
    rf"reach(?:es|ed)?|hits?|pass(?:es|ed)|top(?:s|ped)|exceed(?:s|ed)|is|was|now"
    rf"|(?:has )?(?:{_GROWS}) (?:to|at|above|past)"
)
_WERE = r"(?:were |was |have been |had been |has been |are )?"
_KNOWN = r"(?:also )?(?:(?:now )?(?:known|feared|confirmed|believed|reported) (?:to have )?)?"
_OF_THEM = rf"(?:most|many|all|some|{NUMBER}) of them[^,.;]{{0,60}}"
_AMONG_THEM = rf"(?:,? (?:(?:among them|including|mostly|all) [^,.;]{{1,60}}|{_OF_THEM}),)?"
_FOUND = "found|recovered|pulled|retrieved|counted"
_PEOPLE = r"(?:(?!and\b|or\b|but\b)[\w'’-]+ ){0,4}?"
_PAIRED = rf"(?:\w+ )?(?:{names_of_people()}) and (?:\w+ )?(?:{names_of_people()}) "
_BEHIND = (
    "in on at by and or as after near who when while during outside inside with from of over for to across overnight "
    "early late yesterday today this last"
)
_ENDS = rf"(?=\s*(?:[.,;:!?()—–\"”]|$)|\s(?:{'|'.join(_BEHIND.split())}|\w+day)\b)"
_DEAD = (
    "killed|shot dead|dead|died|dies?|deaths|fatalities|murdered|executed|slain|drown(?:s|ed)?|perish(?:es|ed)?"
    "|(?:burn(?:ed|t)|crushed|frozen|froze) to death|suffocated|electrocuted|massacred|slaughtered"
    "|beheaded|hanged|did not survive"
    "|los[et] (?:their|his|her) lives?"
)
_KILLS = (
    "kill(?:ed|ing|s)?|sh(?:ot|oots?) dead|murder(?:ed|ing|s)|execut(?:ed|ing|es)|assassinat(?:ed|ing|es)"
    "|drown(?:ed|ing|s)|massacr(?:ed|ing|es)|slaughter(?:ed|ing|s)|behead(?:ed|ing|s)|lives of"
)
_WEAPONS = (
    "hack(?:ed|ing|s)|beat(?:en|ing|s)?|stabb?(?:ed|ing|s)|club(?:bed|bing|s)|ston(?:ed|ing|es)|burn(?:ed|t|ing|s)"
)
_DISASTERS = (
    "(?:crash|quake|earthquake|flood|fire|blaze|blast|storm|cyclone|typhoon|attack|bombing|collapse|accident|landslide"
    "|mudslide|avalanche|outbreak|epidemic|virus|sinking|explosion|stampede|heatwave)(?:es|s)?"
)
_HURTS = "injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing)?"
_ARRESTS = "arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|jail(?:ed|ing|s)?|round(?:ed|ing|s)? up"
_TROOPS = "troops|soldiers|peacekeepers|fighters|reservists|marines|officers"
_PATTERNS = {
    "dead": (
        rf"\b(?:toll|the dead|number (?:of (?:\w+ ){{0,2}})?(?:killed|dead|deaths|victims))\b"
        rf"(?:[^.;]{{0,60}}? (?:{_TOLL})| to| at| of){_ABOUT} {_N}",
        rf"\b(?:{_KILLS}) {_LIST}{_ENDS}",
        rf"{_LIST}{_AMONG_THEM} {_WERE}{_KNOWN}(?:{_DEAD})\b",
        rf"{_N} {_PEOPLE}{_WERE}{_KNOWN}(?:{_DEAD})\b",
        rf"{_N} {_PAIRED}{_WERE}{_KNOWN}(?:{_DEAD})\b",
        rf"\b(?:{_KILLS}|deaths? of){_ABOUT} {_N}",
        rf"\b(?:{_WEAPONS}){_ABOUT} {_N} {_PEOPLE}to death\b",
        rf"\b(?:{_WEAPONS}) to death{_ABOUT} {_N}",
        rf"\b(?:{_DISASTERS}) claim(?:s|ed){_ABOUT} {_N}(?=$|[.,;:])",
        rf"\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|takes?|took|taking){_ABOUT} {_N} lives\b",
        rf"{_N} {_PEOPLE}(?:bodies (?:were |have been )?(?:{_FOUND}))\b",
        rf"{_N} bodies (?:out|from|dug|taken|in the)\b",
        rf"\b(?:{_FOUND}|find|finds|finding|recovering|pulling){_ABOUT} {_N} (?:\w+ )?bodies\b",
    ),
    "injured": (
        rf"\b(?:{_HURTS}) {_LIST}{_ENDS}",
        rf"{_LIST}{_AMONG_THEM} {_WERE}(?:injured|wounded|hurt)\b",
        rf"{_N} {_PEOPLE}(?:were |was )?(?:injured|wounded|hurt)\b",
        rf"\b(?:{_HURTS}){_ABOUT} {_N}",
    ),
    "arrested": (
        rf"\b(?:{_ARRESTS}) {_LIST}{_ENDS}",
        rf"{_LIST}{_AMONG_THEM} {_WERE}(?:arrested|detained|jailed|rounded up)\b",
        rf"{_N} {_PEOPLE}(?:were |was )?(?:arrested|detained|jailed|rounded up)\b",
        rf"\b(?:{_ARRESTS}){_ABOUT} {_N}",
        rf"{_N} (?:new |further |more )?(?:arrests|detentions)\b",
    ),
    "troops": (rf"{_N} (?:[\w'’-]+ ){{0,2}}?(?:{_TROOPS})\b",),
    "countries": (rf"{_N} (?:[\w'’-]+ ){{0,2}}?(?:countries|nations|states)\b",),
}
_SPOKEN_OF = {
    "dead": (
        "kill",
        "dead",
        "die",
        "death",
        "fatal",
        "toll",
        "lives",
        "bodies",
        "murder",
        "execut",
        "assassinat",
        "slain",
        "drown",
        "perish",
        "surviv",
        "massacr",
        "slaughter",
        "behead",
        "hanged",
        "suffocat",
        "electrocut",
        "life",
        "claim",
    ),
    "injured": ("injur", "wound", "hurt"),
    "arrested": ("arrest", "detain", "detention", "jail", "round"),
    "troops": tuple(_TROOPS.split("|")),
    "countries": ("countries", "nations", "states"),
}
"""Beginnings of words without which a text does not tell a count: looked for first, as that costs least."""

_BEGINS = {name: re.compile(rf"\b(?:{'|'.join(words)})") for name, words in _SPOKEN_OF.items()}
_NUMBER = re.compile(NUMBER, re.IGNORECASE)


@lru_cache(maxsize=64)  # a sentence may tell several events
def size_of(text: str, *, of_one: bool = True) -> Size:
    """What the sentence says of how many and how much; None for what it does not say.

    of_one: whether somebody without a number is one ("killed a nurse").
    """
    lower = text.lower()
    spoken_of = [name for name in _PATTERNS if _is_spoken_of(name, lower)]
    in_numbers = bool(spoken_of) and _NUMBER.search(text) is not None
    counts = {name: _first(text, _searches(name), in_numbers=in_numbers, of_one=of_one) for name in spoken_of}
    money = next(amounts_in(text), None)
    return Size(**counts, money=money and money.value, currency=money.currency if money else "")


@cache
def _searches(name: str) -> list[re.Pattern[str]]:
    """Compiled when they are first needed: they take long, and the program only starts others that need most."""
    return [re.compile(each, re.IGNORECASE) for each in _PATTERNS[name]]


def _is_spoken_of(name: str, lower: str) -> bool:
    return any(word in lower for word in _SPOKEN_OF[name]) and _BEGINS[name].search(lower) is not None


def _first(text: str, searches: list[re.Pattern[str]], *, in_numbers: bool, of_one: bool) -> int | None:
    """The first count that is told; without any number in the text only lists of people tell one."""
    for search in searches:
        if not in_numbers and "n" in search.groupindex:
            continue
        for found in search.finditer(text):
            groups = found.groupdict()
            count = int(number(groups["n"])) if "n" in groups else people_in(groups["list"], of_one=of_one)
            if count is not None:
                return count
    return None
