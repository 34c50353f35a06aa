"""Numbers in figures and words."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 10**12,
}
_TENS_AND_ONES = "|".join(_TENS)
_SCALED = "|".join(SCALES)
_DATING = (
    "in since by until during between from early mid late january february march april may june july august "
    "september october november december spring summer autumn winter"
).split()
_DATED = "|".join(rf"(?<=\b{word} )" for word in (*_DATING, r"\d{4} and", r"\d{4} to"))
_YEAR = rf"(?=(?:1[89]|20)\d\d\b)(?:{_DATED})"
"""A year is no count: "in April 1982 soldiers"."""

_WORDS = "|".join(_SMALL[1:])
NUMBER = (
    rf"(?:\b(?!{_YEAR})(?:\d[\d,]*(?:\.\d+)?|(?:{_TENS_AND_ONES})(?:-\w+)?|(?:{_WORDS})\b)"
    rf"(?: (?:{_SCALED})\b)?|\ban? (?:{_SCALED})\b)"
)


def number(words: str) -> float:
    """The value of a number in figures or words: "1,200", "twenty-six", "two million"."""
    value = 1.0
    for part in words.lower().split():
        value *= SCALES[part] if part in SCALES else _unscaled(part)
    return value


def _unscaled(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "").rstrip("."))
    tens, _, ones = word.partition("-")
    if tens in _TENS:
        return float(_TENS[tens] + (_SMALL.index(ones) if ones in _SMALL else 0))
    return float(_SMALL.index(word)) if word in _SMALL else 1.0
