"""How large an event is said to be: dead, injured, arrested, troops, countries, money; read from the sentence."""

import re

from monitor.records import Size

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
}
_TENS_AND_ONES = "|".join(_TENS)
_SCALED = "|".join(_SCALES)
NUMBER = (
    rf"(?:\b(?:\d[\d,]*(?:\.\d+)?|(?:{_TENS_AND_ONES})(?:-\w+)?|{'|'.join(_SMALL[1:])})(?: (?:{_SCALED})\b)?"
    rf"|\ban? (?:{_SCALED})\b)"
)
_ABOUT = "(?: at least| about| some| more than| nearly| over| almost| around| up to| as many as)?"
_GROWS = "r[iou]se[sn]?|climb(?:s|ed)|grown?|grew|jump(?:s|ed)|stood|stands|put|up|rising|climbing"
_TOLL = (
    rf"reach(?:es|ed)?|hits?|pass(?:es|ed)|top(?:s|ped)|exceed(?:s|ed)|is|was|now"
    rf"|(?:has )?(?:{_GROWS}) (?:to|at|above|past)"
)
_WERE = r"(?:were |was |have been |had been |are )?"
_KNOWN = r"(?:(?:now )?(?:known|feared|confirmed|believed|reported) (?:to have )?)?"
_FOUND = "found|recovered|pulled|retrieved|counted"
_PEOPLE = r"(?:(?!and\b|or\b|but\b)[\w'’-]+ ){0,4}?"
_TROOPS = "troops|soldiers|peacekeepers|fighters|reservists|marines|officers"
_PATTERNS = {
    "dead": (
        rf"\b(?:toll|number (?:of (?:\w+ ){{0,2}})?(?:killed|dead|deaths|victims))\b"
        rf"(?:[^.;]{{0,60}}? (?:{_TOLL})| to){_ABOUT} (?P<n>{NUMBER})\b",
        rf"(?P<n>{NUMBER}) {_PEOPLE}{_WERE}{_KNOWN}(?:killed|dead|died|dies?|deaths|fatalities)\b",
        rf"\b(?:kill(?:ed|ing|s)?|deaths? of|sh(?:ot|oots?) dead){_ABOUT} (?P<n>{NUMBER})\b",
        rf"(?P<n>{NUMBER}) {_PEOPLE}(?:lost their lives|bodies (?:were |have been )?(?:{_FOUND}))\b",
        rf"\b(?:{_FOUND}|find|finds|finding|recovering|pulling){_ABOUT} (?P<n>{NUMBER}) (?:\w+ )?bodies\b",
    ),
    "injured": (
        rf"(?P<n>{NUMBER}) {_PEOPLE}(?:were |was )?(?:injured|wounded|hurt)\b",
        rf"\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing)?){_ABOUT} (?P<n>{NUMBER})\b",
    ),
    "arrested": (
        rf"(?P<n>{NUMBER}) {_PEOPLE}(?:were |was )?(?:arrested|detained|jailed)\b",
        rf"\b(?:arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?){_ABOUT} (?P<n>{NUMBER})\b",
    ),
    "troops": (rf"(?P<n>{NUMBER}) (?:[\w'’-]+ ){{0,2}}?(?:{_TROOPS})\b",),
    "countries": (rf"(?P<n>{NUMBER}) (?:[\w'’-]+ ){{0,2}}?(?:countries|nations|states)\b",),
}
_SEARCHES = {name: [re.compile(each, re.IGNORECASE) for each in found] for name, found in _PATTERNS.items()}
_SPOKEN_OF = {
    "dead": ("kill", "dead", "die", "death", "fatal", "toll", "lives", "bodies"),
    "injured": ("injur", "wound", "hurt"),
    "arrested": ("arrest", "detain", "jail"),
    "troops": tuple(_TROOPS.split("|")),
    "countries": ("countries", "nations", "states"),
}
"""Beginnings of words without which a text does not tell a count: looked for first, as that costs least."""

_CURRENCIES = ("$", "€", "£", "¥", *"dollar euro pound yen yuan ruble rouble rupee crown franc".split())
_MONEY = re.compile(
    rf"(?:(?P<sign>US\$|[$€£¥])\s?(?P<n>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>{'|'.join(_SCALES)}|bn|m|mln|trn)\b)?)"
    rf"|(?:(?P<m>{NUMBER}) (?P<unit>dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|crowns|francs))",
    re.IGNORECASE,
)
_SHORT = {"bn": 10**9, "m": 10**6, "mln": 10**6, "trn": 10**12}
_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_UNITS = {"dollars": "USD", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY", "rupees": "INR"}


def size_of(text: str) -> Size:
    """What the sentence says of how many and how much; None for what it does not say."""
    lower = text.lower()
    counts = {
        name: _first(text, searches) if any(word in lower for word in _SPOKEN_OF[name]) else None
        for name, searches in _SEARCHES.items()
    }
    amount, currency = _money(text) if any(word in lower for word in _CURRENCIES) else (None, "")
    return Size(**counts, money=amount, currency=currency)


def _first(text: str, searches: list[re.Pattern[str]]) -> int | None:
    for search in searches:
        if found := search.search(text):
            return int(number(found["n"]))
    return None


def number(words: str) -> float:
    """The value of a number in figures or words: "1,200", "twenty-six", "two million"."""
    value = 1.0
    for part in words.lower().split():
        value *= _SCALES[part] if part in _SCALES else _unscaled(part)
    return value


def _unscaled(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "").rstrip("."))
    tens, _, ones = word.partition("-")
    if tens in _TENS:
        return float(_TENS[tens] + (_SMALL.index(ones) if ones in _SMALL else 0))
    return float(_SMALL.index(word)) if word in _SMALL else 1.0


def _money(text: str) -> tuple[float | None, str]:
    found = _MONEY.search(text)
    if found is None:
        return None, ""
    if found["n"]:
        scale = (found["scale"] or "").lower()
        factor = _SCALES.get(scale) or _SHORT.get(scale) or 1
        return number(found["n"]) * factor, _SIGNS[found["sign"].lower()]
    return number(found["m"]), _UNITS.get(found["unit"].lower(), "")
