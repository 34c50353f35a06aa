"""Names that are somebody else's: the "Macron" of "Brigitte Macron" is not Emmanuel Macron.

Only a full name in the text tells: a mention of a person, of two words or more, around the name that was found, that
the annotator takes for another actor and whose first word begins none of the full names that the watchlist gives. An
actor of whom the watchlist knows no full name may have any; where the annotator is in doubt, the name counts.
"""

from collections.abc import Iterable

from monitor.match.watchlist import Actor
from monitor.records import EntityType, Mention
from monitor.text.fold import fold


def given_names(actor: Actor) -> frozenset[str]:
    """The first words of a person's full names; none of an actor that is no person."""
    if actor.type not in (None, EntityType.PERSON):
        return frozenset()
    return _first_words(name.text for name in actor.names)


def is_somebody_else(
    people: Iterable[Mention], start: int, end: int, entity: str | None, given: frozenset[str]
) -> bool:
    """Whether a name of an actor who is `entity`, at `start` to `end`, is part of the full name of another person."""
    around = (person for person in people if person.start <= start and end <= person.end)
    others = (person for person in around if person.actor not in (None, entity))
    return any(_first_words((person.name or "", person.text)).isdisjoint(given) for person in others)


def _first_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(name).text.split()[0] for name in names if len(name.split()) > 1)
