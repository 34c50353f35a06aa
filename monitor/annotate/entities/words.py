"""What a word looks like to the sequence model: attributes of its spelling and of the lists that it stands in."""

from datetime import date
from functools import cache, lru_cache

from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.records import EntityType
from monitor.text.inflection import singular
from monitor.text.ordinary import headline_words

ORGANISATION_WORDS = words_of("entities", "organisation")
"""Words that end or open the names of organisations."""

PLACE_WORDS = words_of("entities", "place")
EVENT_WORDS = words_of("entities", "event")
"""Words that say that a name is one of an event, a prize or a text of law."""

WORK_WORDS = words_of("entities", "work")
"""Words around the titles of works."""

PARTISANS = words_of("entities", "partisan")
"""Members of parties and creeds, which stand for the party or for nobody in particular."""

TITLES = words_of("entities", "title")


_LEADERS_OF_LATE = date(2016, 1, 1)
"""Leaders of whom news spoke by the surname alone from this day on count as such."""

_LATELY = 64
"""Words of which the last answer is kept: a new word is looked at by several templates in a row."""


def name_lists() -> dict[str, str]:
    """Word → the list of personal names that it stands in: m, f, b (either) for given names, s for surnames."""
    return load_compiled().persons


@cache
def leaders() -> frozenset[str]:
    """Surnames of office holders of late and other people of the gazetteer, with single names that they go by."""
    people = [
        entry.name
        for entry in load_compiled().entries
        if entry.type is EntityType.PERSON and not entry.in_full and entry.is_remembered(_LEADERS_OF_LATE)
    ]
    others = [other for *_, cell in rows("people.tsv", 6) for other in parted(cell) if " " not in other]
    return frozenset([*(name.split()[-1] for name in people), *others])


def is_ordinary(lower: str) -> bool:
    """Whether a word in small letters is no name as a rule: a common word or an event verb, or a plural of one."""
    known = headline_words()
    return lower in known or singular(lower) in known or bool(load_lexicon().lemmas(lower))


@lru_cache(_LATELY)
def shape(word: str) -> str:
    """The pattern of its letters: "Xx" for Macron, "X.X." for U.S., "Xx-Xx" for Jean-Marie; at most 8 characters."""
    if word.isalpha():  # as most are
        if word.islower():
            return "x"
        if word[0].isupper() and word[1:].islower():
            return "Xx"
    pattern: list[str] = []
    for letter in word[:24]:
        kind = "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter
        if not pattern or pattern[-1] != kind or (kind == "X" and len(pattern) < 2):
            pattern.append(kind)
    return "".join(pattern)[:8]


def is_capital(word: str) -> bool:
    """Whether it begins with a capital letter."""
    return word[:1].isupper()


@lru_cache(_LATELY)
def lists_of(word: str) -> tuple[str, ...]:
    """The lists that `word` stands in."""
    lower = word.lower().rstrip(".")
    found = []
    if kind := name_lists().get(word):
        found.append("surname" if kind == "s" else "given")
    if word in leaders():
        found.append("leader")
    if lower in TITLES:
        found.append("title")
    if lower in ORGANISATION_WORDS:
        found.append("orgword")
    if is_ordinary(lower):
        found.append("ordinary")
    if lower in PLACE_WORDS:
        found.append("placeword")
    if lower in EVENT_WORDS:
        found.append("event")
    if lower in WORK_WORDS:
        found.append("work")
    if lower in PARTISANS:
        found.append("partisan")
    return tuple(found)
