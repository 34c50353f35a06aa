"""How many people a list of them holds: "a man and his two sons" are three."""

import re

from monitor.text.inflection import noun_forms, singular
from monitor.text.quantities.numbers import NUMBER, number
from monitor.text.tables import groups

_PEOPLE = frozenset(groups("monitor.text", "words/people.tsv")["people"])
"""Nouns for one person."""

_PAIRS = {"couple": 2, "twins": 2}
"""Nouns for two people."""

ABOUT = (
    "(?:at least|about|some|more than|nearly|over|almost|around|up to|as many as|roughly|approximately|close to"
    "|no fewer than|no less than|between|another|a further)"
)
_ENDING = "and or but who that when were was have had has are is in on at by after as"
_RESULTS = "dead killed wounded injured hurt arrested detained jailed died die dies perished drowned"
_WORD = rf"(?!(?:{'|'.join(f'{_ENDING} {_RESULTS}'.split())})\b)[\w'’-]+"
_ITEM = (
    rf"(?:{ABOUT} )?(?:(?:his|her|their|the) )?"
    rf"(?:{NUMBER}(?!-\w)|an?|another|his|her|their)(?: {_WORD}){{1,4}}?"
)
LIST = rf"(?:{_ITEM}(?:, {_ITEM})*,? and {_ITEM}|{_ITEM})"
"""A list of people, each with its number; for an expression that goes on behind it."""

_LEADING = re.compile(rf"^(?:,? and |, )?(?:{ABOUT} )?(?:(?:his|her|their|the) )?", re.IGNORECASE)
_COUNT = re.compile(rf"{NUMBER}(?!-\w)", re.IGNORECASE)


def names_of_people() -> str:
    """Plural nouns for people, for an expression: "soldiers|drivers"."""
    return "|".join(sorted(form for noun in _PEOPLE for form in noun_forms(noun) if singular(form) != form))


def people_in(words: str, *, of_one: bool) -> int | None:
    """How many are in a list that `LIST` matches; None where a member is not counted or is nobody.

    of_one: whether a list without any number will do.
    """
    if not of_one and not _COUNT.search(words):
        return None
    counts = [_people(item) for item in re.split(r",? and |, ", words)]
    return None if None in counts else sum(filter(None, counts))


def _people(item: str) -> int | None:
    bare = _LEADING.sub("", item)
    if found := _COUNT.match(bare):
        return int(number(found[0]))
    return people_of(item.rsplit(maxsplit=1)[-1].lower())


def people_of(noun: str) -> int | None:
    """How many a noun in lower case stands for without a number: a nurse is one, a couple two; None for a crowd."""
    return _PAIRS.get(noun, 1 if noun in _PEOPLE and singular(noun) == noun else None)
