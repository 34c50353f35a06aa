"""Words that say when."""

import re
from collections.abc import Sequence

from monitor.annotate.lexicon.words import words_of
from monitor.text.inflection import singular

_TIMES = words_of("times", "times")
_DAYS_AND_MONTHS = words_of("times", "days_and_months")
_WEEK_DAYS = words_of("times", "week_days")

BYGONE_PHRASES = re.compile(
    r"\b(?:last|previous|nineteenth|19th|20th|twentieth) (?:year|century|decade)\b"
    r"|\bin (?:the )?past\b(?! (?:\S+ )?(?:hour|day|week|month|year|night|decade)s?\b)"
    r"|\b(?:years|decades|centuries) (?:earlier|before|previously|past)\b"
    r"|\bin (?:the|those) days\b|\bat the time of the\b|\blong ago\b"
    r"|\bunder (?:the |a )?(?:former|previous|old) .*(?:government|regime|rule|administration|dictatorship)\b"
)
YOUTH = re.compile(
    r"\b(?:as|was|were) (?:still |only |just )?an? (?:(?:young|teenage|junior) \w+|boy|girl|child|teenager|youth"
    r"|student|schoolboy|schoolgirl|youngster|cadet|conscript|toddler|infant)\b"
    r"|\bin (?:his|her|their|my|our) (?:early |late )?(?:childhood|youth|boyhood|girlhood|infancy)\b"
)
"""When those of whom it is told were young: "as a young officer", "in her childhood"."""

RECENT = re.compile(r"\b(?:today|yesterday|tonight|\w+day|this week|last (?:week|month|night)|overnight)\b")

_BYGONE_WORDS = words_of("times", "bygone_words")
_BYGONE_NAMES = words_of("times", "bygone_names")
"""Wars, risings, powers and times that are history, without a year; lower case, tokens parted by "_"."""

_NAMES = sorted((tuple(name.split("_")) for name in _BYGONE_NAMES), key=len, reverse=True)
_BY_FIRST_WORD = {first: [name for name in _NAMES if name[0] == first] for first, *_ in _NAMES}
_NOT_BYGONE_AFTER = words_of("times", "not_bygone_after")
"""What stands before a name that is not of old: "former Soviet republics", "a new Cold War", "post-Soviet"."""


_NOT_BYGONE_BEFORE = words_of("times", "not_bygone_before")
_MADE_THEN = words_of("times", "made_then")
"""What stands behind a name that belongs to a thing of today: "Islamic Revolution Guard", "Soviet-built tanks"."""


def bygone_names(words: Sequence[str]) -> frozenset[int]:
    """Where, among the lower-cased words of a sentence, those stand that name powers, rulers and wars of old."""
    found: set[int] = set()
    for index, word in enumerate(words):
        names = _BY_FIRST_WORD.get(word, ())
        if not names and word not in _BYGONE_WORDS:
            continue
        if index and words[index - 1] in _NOT_BYGONE_AFTER:
            continue
        length = next((len(name) for name in names if tuple(words[index : index + len(name)]) == name), 0)
        end = index + max(length, int(word in _BYGONE_WORDS))
        if not _is_of_today(words[end : end + 2]):
            found.update(range(index, end))
    return frozenset(found)


def _is_of_today(behind: Sequence[str]) -> bool:
    made = len(behind) > 1 and behind[0] == "-" and behind[1] in _MADE_THEN
    return made or not _NOT_BYGONE_BEFORE.isdisjoint(behind[:1])


def is_day_or_month(word: str) -> bool:
    """Whether the lower-cased noun names a day of the week, a month or a season."""
    return word.rstrip(".") in _DAYS_AND_MONTHS


def is_week_day(word: str) -> bool:
    """Whether the lower-cased word names a day of this week or one of it: "Tuesday", "yesterday"."""
    return word in _WEEK_DAYS


def is_time_word(word: str) -> bool:
    """Whether the lower-cased noun is a day, a month, a year or a stretch of time."""
    word = word.rstrip(".")
    return singular(word) in _TIMES or (word.isdigit() and len(word) in (1, 2, 4))
