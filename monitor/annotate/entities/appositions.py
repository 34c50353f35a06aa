"""What stands right beside a name says of what kind it is: "the poet X", "the charity X", "the town of X", "X, 41,".

Close and loose apposition, ages, kin and districts; and names that the sequence model did not see behind such a noun.
Names that the gazetteer holds as a whole keep their types.
"""

import re
from collections.abc import Iterator, Sequence, Set

import msgspec

from monitor.annotate.entities.spans import NameSpan, has_given_name
from monitor.annotate.entities.words import (
    ORGANISATION_WORDS,
    PLACE_WORDS,
    is_capital,
    is_ordinary,
)
from monitor.annotate.gazetteer.phrases import OUTSIDE
from monitor.annotate.lexicon.words import words_of

_PEOPLE = words_of("entities", "people")
"""Nouns that stand right before the name of somebody: poet, trader, spokesman."""

_BODIES = words_of("entities", "bodies")
"""Nouns that stand right before the name of an organisation: charity, carmaker, newspaper."""

_MEMBERS = words_of("entities", "members")
"""Who belongs to an organisation: activists of X."""

_AREAS = words_of("entities", "areas")
"""Nouns of places that "of" and a name follow, and that stand right behind one: town, district, camp."""

_AREA_OF = ("in", "of", "on")

_KIN = words_of("entities", "kin")
"""Whom and what only people have: "X's lawyers", "X's widow"."""

_PERSONAL = words_of("entities", "personal")
"""What only people do."""

_TAKEN = words_of("entities", "taken")
"""What is done to places: shelled."""

_STATES = words_of("entities", "states")
"""What opens the name of a state: Principality of X."""

_BUILDINGS = words_of("entities", "buildings")
"""The last word of what is a place behind "at", "near", "outside": Palace, Theatre."""

_AT = words_of("entities", "locative")
_AGE = re.compile(r"[1-9]\d|1[01]\d")
_ACRONYM = re.compile(r"(?=.*[A-ZÀ-Þ].*[A-ZÀ-Þ])[\w+&-]{2,9}")
_TELLING = _PEOPLE | _BODIES | _PERSONAL | {"of", "said", ","} | {word.capitalize() for word in ORGANISATION_WORDS}
"""Words beside which an overlooked name is looked for."""

_ARTICLES = frozenset(("a", "an", "the"))
_CLOSING = frozenset(", . ; ) who and said told from in of at for".split())
_FIRMS = words_of("entities", "firms")
"""What firms and groups are called, too: a producer, a supporter."""

_FARTHEST = 5  # words of an apposition
_POSSESSIVE = frozenset(("'s", "’s"))
_LARGE = frozenset("CTROPHN")
_LONGEST = 3


def by_appositions(
    names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str], others: Set[int] = frozenset()
) -> list[NameSpan]:
    """The names with the types that the words beside them give, and further names behind such words.

    others: words of names of other kinds (events, works), in which none of these names stands.
    """
    typed = [_retyped(name, words, tags) for name in names]
    taken = {at for name in typed for at in range(name.first, name.end)} | others
    unseen = [*_unseen(words, tags, taken), *_acronyms(typed, words, tags, taken)]
    return sorted([*typed, *unseen], key=lambda name: name.first)


def _retyped(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> NameSpan:
    if _is_known(name.first, name.end, tags) or not is_capital(words[name.end - 1]):
        return _as_place(name, words)
    found = None if _speaks_of_people(name, tags) else _kind(name, words)
    if found is None or found[0] == name.type:
        return name
    return msgspec.structs.replace(name, type=found[0], reason=found[1])


def _as_place(name: NameSpan, words: Sequence[str]) -> NameSpan:
    """A name that is known, but called a town here: "Valencia, a town in Bukidnon"."""
    described = name.type == "PER" and _described(name.end, words)
    return msgspec.structs.replace(name, type="LOC", reason=f"by {described!r}") if described else name


def _is_known(first: int, end: int, tags: Sequence[str]) -> bool:
    """Whether the gazetteer holds the name as a whole, as more than a small town's."""
    whole = tags[first][:2] == "B-" and all(tag[:1] == "I" for tag in tags[first + 1 : end])
    return whole and not _LARGE.isdisjoint(tags[first][2:])


def _speaks_of_people(name: NameSpan, tags: Sequence[str]) -> bool:
    """Whether a nationality stands in it: Canadian Pacific."""
    return any(tag[:1] == "B" and "N" in tag for tag in tags[name.first : name.end])


def _kind(name: NameSpan, words: Sequence[str]) -> tuple[str, str] | None:
    """The type that the words beside a name give it, and why."""
    if _is_somebody(name, words):
        return "PER", "by the words beside it"
    before = _word(words, name.first - 1)
    if (before in _BODIES or _is_spoken_for(name, words)) and not has_given_name(name, words):
        return "ORG", f"behind {before!r}"
    place = _placing(name, words)
    return ("LOC", f"by {place!r}") if place else None


def _is_spoken_for(name: NameSpan, words: Sequence[str]) -> bool:
    """Whether what was taken for a place has members, or is told something: "activists of X", "survivors told X."."""
    before = _word(words, name.first - 1)
    told = before == "told" and _word(words, name.end) in (".", ",")
    return name.type == "LOC" and (told or (before == "of" and _word(words, name.first - 2).lower() in _MEMBERS))


def _placing(name: NameSpan, words: Sequence[str]) -> str:
    """The word that makes a place of a name: "town of X", "Principality of X", "the X district", "at the X Palace"."""
    first, area, last = words[name.first], _word(words, name.first - 2), words[name.end - 1]
    if _word(words, name.first - 1) == "of" and area in _AREAS:
        return area
    if _word(words, name.first - 1) in _TAKEN and not has_given_name(name, words):
        return words[name.first - 1]
    if first in _STATES and _word(words, name.first + 1) == "of":
        return first
    if name.type == "ORG" and _word(words, name.end) in _AREAS:
        return _word(words, name.end)
    if described := _described(name.end, words):
        return described
    return last if last.lower() in _BUILDINGS and _is_locative(name, words) else ""


def _described(end: int, words: Sequence[str]) -> str:
    """The noun in ", a market town in", ", the capital of"."""
    if words[end : end + 1] != [","] or _word(words, end + 1) not in ("a", "an", "the"):
        return ""
    nouns = (at for at in range(end + 2, end + 5) if _word(words, at) in _AREAS and _word(words, at + 1) in _AREA_OF)
    return next((words[at] for at in nouns), "")


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _is_somebody(name: NameSpan, words: Sequence[str]) -> bool:
    """Whether a noun of people, an age or kin stands beside a name that has no word of an organisation or place."""
    lower = {word.lower() for word in words[name.first : name.end]}
    if lower & ORGANISATION_WORDS or lower & PLACE_WORDS:
        return False
    before, behind = _word(words, name.first - 1), _word(words, name.end)
    if before in _PEOPLE or _is_aged(name.end, words):
        return True
    if before == "," and _word(words, name.first - 2) in _PEOPLE:
        return behind in (",", ".")
    if behind == "," and (_word(words, name.end + 1) == "who" or _is_called(name, words)):
        return True
    if name.end - name.first == 1 and name.type == "LOC" and behind in _PERSONAL:
        return True
    return name.end - name.first > 1 and behind in _POSSESSIVE and _word(words, name.end + 1) in _KIN


def _is_called(name: NameSpan, words: Sequence[str]) -> bool:
    """Whether a full name stands in apposition to somebody: "X, a Tongan official,", "a poet from Lima, X,"."""
    if name.end - name.first == 1:
        return False
    opens = _word(words, name.end + 1) in _ARTICLES or _word(words, name.end + 2) in _POSSESSIVE
    ends = range(name.end + 2, name.end + 2 + _FARTHEST)
    nouns = (at for at in ends if opens and words[at : at + 1] and _word(words, at + 1) in _CLOSING)
    behind = next((words[at] for at in nouns), "")
    return (behind in _PEOPLE and behind not in _FIRMS) or _is_from(name.first, words)


def _is_from(first: int, words: Sequence[str]) -> bool:
    """ "a fisherman from Funafuti, X"."""
    reach = range(max(first - _FARTHEST, 1), first - 1)
    origins = (at for at in reach if _word(words, first - 1) == "," and words[at] in ("from", "of"))
    return any(words[at - 1] in _PEOPLE for at in origins)


def _is_aged(end: int, words: Sequence[str]) -> bool:
    """ "X, 41, drove the bus"."""
    return (
        _word(words, end) == ","
        and bool(_AGE.fullmatch(_word(words, end + 1)))
        and _word(words, end + 2) in (",", ".", ")")
    )


def _is_locative(name: NameSpan, words: Sequence[str]) -> bool:
    before = [_word(words, name.first - 1).lower(), _word(words, name.first - 2).lower()]
    return before[0] in _AT or (before[0] == "the" and before[1] in _AT)


def _unseen(words: Sequence[str], tags: Sequence[str], taken: set[int]) -> Iterator[NameSpan]:
    """Names that nobody saw, behind a noun of people or "town of": no ordinary words with a capital."""
    for at in [at for at, word in enumerate(words) if word in _TELLING]:
        word = words[at]
        if word in _PEOPLE or word == "said":
            yield from _named(words, tags, taken, at + 1, "PER")
        elif word in _PERSONAL and at and at - 1 not in taken and _is_proper(words[at - 1]) and tags[at - 1] == OUTSIDE:
            yield NameSpan(first=at - 1, end=at, type="PER", reason=f"before {word!r}")
        elif word in _BODIES:
            yield from _named(words, tags, taken, at + 1, "ORG")
        elif word == "of" and words[at - 1] in _AREAS:
            yield from _named(words, tags, taken, at + 1, "LOC")
        elif word == ",":
            yield from _aged(words, tags, taken, at)
        elif at not in taken and is_capital(word):
            yield from _body(words, tags, taken, at)


def _aged(words: Sequence[str], tags: Sequence[str], taken: set[int], end: int) -> Iterator[NameSpan]:
    """Somebody whom only the age behind the name tells: "Jigme Tshering, 29, was jailed"."""
    first = end
    while first and first - 1 not in taken and tags[first - 1] == OUTSIDE and _is_proper(words[first - 1]):
        first -= 1
    if end - first > 1 and _is_aged(end, words):
        yield NameSpan(first=first, end=end, type="PER", reason="before an age")


def _acronyms(
    names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str], taken: set[int]
) -> Iterator[NameSpan]:
    """Acronyms that nobody saw, in brackets behind the name of an organisation: "the Free Media Movement (FMM)"."""
    for name in names:
        at = name.end + 1
        is_open = name.type == "ORG" and name.end - name.first > 1 and _word(words, name.end) == "("
        if not is_open or at in taken or _word(words, at + 1) not in (")", ","):
            continue
        if _ACRONYM.fullmatch(words[at]) and "C" not in tags[at]:
            yield NameSpan(first=at, end=at + 1, type="ORG", reason="in brackets behind its name")


def _named(words: Sequence[str], tags: Sequence[str], taken: set[int], first: int, kind: str) -> Iterator[NameSpan]:
    end = first
    while end < len(words) and end - first <= _LONGEST and _is_proper(words[end]) and end not in taken:
        end += 1
    least = 2 if kind == "PER" else 1
    if least <= end - first <= _LONGEST and not _is_known(first, end, tags) and end not in taken:
        yield NameSpan(first=first, end=end, type=kind, reason=f"behind {words[first - 1]!r}")


def _body(words: Sequence[str], tags: Sequence[str], taken: set[int], last: int) -> Iterator[NameSpan]:
    """An organisation by its last word, where a capitalised word before it is no ordinary one: the Arakan Army."""
    first = last
    while first and is_capital(words[first - 1]) and first - 1 not in taken and tags[first - 1] == OUTSIDE:
        first -= 1
    goes_on = is_capital(_word(words, last + 1))
    if first < last and not goes_on and any(map(_is_proper, words[first:last])):
        yield NameSpan(first=first, end=last + 1, type="ORG", reason=f"before {words[last]!r}")


def _is_proper(word: str) -> bool:
    lower = word.lower()
    return (
        is_capital(word)
        and word[1:].islower()
        and not is_ordinary(lower)
        and lower not in ORGANISATION_WORDS
        and lower not in PLACE_WORDS
    )
