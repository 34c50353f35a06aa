"""What the page says of actors beside their names."""

from collections.abc import Iterator
from typing import Final

from monitor.alerting.messages.names import country, sector
from monitor.records import Event, Party
from monitor.store.actors import kind
from monitor.store.base import ActorKind, KnownActor

KINDS: Final = {
    ActorKind.PERSON: "person",
    ActorKind.ORGANISATION: "organisation",
    ActorKind.COUNTRY: "country",
    ActorKind.PLACE: "place",
    ActorKind.GROUP: "group",
}
"""What the page calls the kinds of actors."""


def about(who: KnownActor) -> str:
    """What is known of it besides its name: "person, France, government"."""
    what = kind(who)
    if what in (ActorKind.COUNTRY, ActorKind.GROUP):  # whose name says the rest
        return KINDS[what]
    return ", ".join(
        filter(
            None,
            (
                KINDS[what] if what else "",
                country(who.country) if who.country else "",
                sector(who.sector) if who.sector else "",
            ),
        )
    )


def guesses(event: Event) -> Iterator[str]:
    """For whom parties of `event` may act that their own words do not say, each as a guess with what it is made by."""
    for party in (*event.actors, *event.recipients):
        if party.country and not party.reason.is_in_its_words:
            yield f"“{party.text}” may be of {_whose(party)}: a guess by {party.reason}"


def _whose(party: Party) -> str:
    return country(party.country or "")
