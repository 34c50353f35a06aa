"""People of one article: every short name joined to the full name that it stands for.

A surname joins a full name only where sex, title and initials allow it, and only where one full name does; the order in
the text does not matter, since headlines come first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.gazetteer.phrases import unaccented
from monitor.annotate.gazetteer.shortening import PARTICLES
from monitor.annotate.gazetteer.spelling import folded_key, sounding_key
from monitor.annotate.lexicon.words import words_of
from monitor.records import Record

_FEMALE = words_of("actors", "female")
_MALE = words_of("actors", "male")


class Person(Record, frozen=True, kw_only=True):
    """Somebody as one mention names them."""

    name: str
    sex: str = ""  # m or f, "" where nothing says

    words: tuple[str, ...]  # those that identify, as sounding keys; see `person`


@lru_cache(1 << 14)
def person(name: str, sex: str = "") -> Person:
    """Somebody called `name`, without full stops."""
    return Person(name=name, sex=sex, words=tuple(sounding_key(name).split()))


@cache
def given_names() -> dict[str, str]:
    """Given names, folded, that only men or only women bear: m or f."""
    return {folded_key(name): kind for name, kind in load_compiled().persons.items() if kind in "mf"}


def sex_of(name: str, words_before: Sequence[str]) -> str:
    """m or f by the title before a name, else by its given name; "" where neither says."""
    for word in words_before:
        title = word.lower().rstrip(".")
        if title in _FEMALE:
            return "f"
        if title in _MALE:
            return "m"
    first, *others = name.split()
    return given_names().get(folded_key(unaccented(first)), "") if others else ""


def joined(people: Sequence[Person]) -> list[tuple[str, ...]]:
    """For each of `people` the full names that it may stand for: one where it is clear, several where it is not.

    A name that stands for nobody else is its own full name. Of two people with one surname, such as father and son, the
    one whom the article is about bears it alone: named first, and in full more often.
    """
    whole = [person for person in people if len(person.words) > 1 and person.words[0] not in PARTICLES]
    full = _distinct(whole)
    return [_foremost(_meant(person, full), whole) for person in people]


def _foremost(names: tuple[str, ...], whole: Sequence[Person]) -> tuple[str, ...]:
    """The one of several full names that stands first and most often, all of them where none does."""
    if len(names) < 2:
        return names
    order = [person.name for person in whole if person.name in names]
    counts = Counter(order)
    (first, most), (_, second), *_ = counts.most_common()
    return (first,) if most > second and order[0] == first else names


def _distinct(people: Iterable[Person]) -> list[Person]:
    """One person for each full name, the longest spelling of those that can be the same."""
    kept: list[Person] = []
    for person in sorted(people, key=lambda person: -len(person.words)):
        if not any(_same(person, other) for other in kept):
            kept.append(person)
    return kept


def _same(person: Person, other: Person) -> bool:
    """Whether two full names can be one person's: Vladimir V. Putin and Vladimir Putin, J. Smith and John Smith."""
    one, two = person.words, other.words
    if {person.sex, other.sex} == {"m", "f"}:
        return False
    if one == two:
        return True
    return one[-1] == two[-1] and _initial_fits(one[0], two[0]) and _middle_fits(one[1:-1], two[1:-1])


def _initial_fits(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])


def _middle_fits(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return not one or not two or all(any(_initial_fits(a, b) for b in two) for a in one)


def _meant(person: Person, full: Sequence[Person]) -> tuple[str, ...]:
    words = person.words
    if not words:
        return (person.name,)
    if len(words) > 1:
        same = [other for other in full if _same(person, other)] or _ending(person, full)
    else:
        same = _ending(person, full) or _beginning(person, full)
    return tuple(dict.fromkeys(other.name for other in same)) or (person.name,)


def _ending(person: Person, full: Sequence[Person]) -> list[Person]:
    """Those whose name ends like `person`'s: Leyen, der Leyen; al-Sharaa, Sharaa."""
    size = len(person.words)
    return [other for other in full if other.words[-size:] == person.words and not _clash(person, other)]


def _beginning(person: Person, full: Sequence[Person]) -> list[Person]:
    """Those whose first name it is: Xi for Xi Jinping, Hillary for Hillary Clinton."""
    return [other for other in full if other.words[0] == person.words[0] and not _clash(person, other)]


def _clash(person: Person, other: Person) -> bool:
    return {person.sex, other.sex} == {"m", "f"}
