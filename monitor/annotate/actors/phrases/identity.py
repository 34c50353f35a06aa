"""What is known of an actor, and what the gazetteer says of one."""

from collections.abc import Sequence
from datetime import date

from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.records import EntityType, Record


class Identity(Record, frozen=True, kw_only=True):
    """What is known of an actor; None where nothing is."""

    actor: str | None = None  # id in the gazetteer
    name: str | None = None
    type: EntityType | None = None
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None
    wikidata: str | None = None
    candidates: tuple[str, ...] = ()  # ids, where a name is ambiguous
    organisation: str | None = None  # id of the organisation that is named in a phrase: "EU" in "EU leaders"
    is_by_place: bool = False  # whether `country` follows only from a town or region in the words
    repairs_type: bool = False  # whether `type` is better than what a model says of the name
    reason: str = ""


def of_entry(entry: Entry, on: date, directory: Directory, *, reason: str = "gazetteer") -> Identity:
    """What the gazetteer says of an entry on a day; who serves an organisation acts for it and for no country."""
    office = entry.office_on(on)
    served = directory.entries.get(office.of) if office and not office.is_national else None
    return Identity(
        actor=entry.id,
        name=entry.name,
        type=entry.type,
        country=served.country if served else entry.country,
        sector=served.sector if served else entry.sector_on(on),
        organisation=served.id if served else None,
        wikidata=entry.wikidata,
        reason=reason,
    )


def of_entries(found: Sequence[Entry], on: date, directory: Directory) -> Identity:
    """What it says of a name that may mean all of `found`."""
    if len(found) == 1:
        return of_entry(found[0], on, directory)
    places = {entry.country for entry in found}
    return Identity(
        candidates=tuple(entry.id for entry in found),
        country=places.pop() if len(places) == 1 else None,
        reason="ambiguous in the gazetteer",
    )
