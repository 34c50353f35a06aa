"""Words that say when."""

from monitor.annotate.lexicon.inflection import singular

_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "today yesterday tomorrow tonight day week month year hour minute second morning afternoon evening night weekend "
    "decade century time moment date period season spring summer autumn winter anniversary eve".split()
)


_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "spring summer autumn winter weekend ramadan easter christmas".split()
)


def is_day_or_month(word: str) -> bool:
    """Whether the lower-cased noun names a day of the week, a month or a season."""
    return word.rstrip(".") in _DAYS_AND_MONTHS


def is_time_word(word: str) -> bool:
    """Whether the lower-cased noun is a day, a month, a year or a stretch of time."""
    word = word.rstrip(".")
    return singular(word) in _TIMES or (word.isdigit() and len(word) in (1, 2, 4))
