"""How the page names actors: by their name; a group of no name by its country and what it is there."""

from typing import Final

from monitor.alerting.messages.names import country
from monitor.records import EntityType
from monitor.store.base import KnownActor

TYPES: Final = {EntityType.PERSON: "person", EntityType.ORGANISATION: "organisation", EntityType.PLACE: "place"}
"""What the page calls the types of actors."""
_SECTORS: Final = {
    "BUS": "companies",
    "COP": "police",
    "CRM": "criminals",
    "CVL": "people",
    "EDU": "schools and universities",
    "GOV": "government",
    "IGO": "international bodies",
    "JUD": "courts",
    "LEG": "parliament",
    "MED": "media",
    "MIL": "military",
    "NGO": "organisations",
    "OPP": "opposition",
    "PTY": "parties",
    "REB": "rebels",
    "SPY": "secret services",
    "UAF": "armed men",
}


def named(who: KnownActor) -> str:
    """Its name; of the group "RUS.MIL" "Russia: military"."""
    if not _is_group(who):
        return who.name
    return ": ".join(filter(None, (country(who.country), _SECTORS.get(who.sector, who.sector))))


def about(who: KnownActor) -> str:
    """What is known of it besides: "person, France"."""
    kind = TYPES.get(who.type, "") if who.type is not None else "group" if _is_group(who) else ""
    return ", ".join(filter(None, (kind, country(who.country) if who.country else "")))


def _is_group(who: KnownActor) -> bool:
    """Whether only its country and sector are known."""
    return who.type is None and who.name == " ".join(filter(None, (who.country, who.sector)))
