"""Users' actors among the entries of the gazetteer: in the place of the one who is the same, or beside them."""

from collections.abc import Iterable

from monitor.annotate.gazetteer.compiled import Compiled
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.own import OwnActor
from monitor.annotate.gazetteer.spelling import exact_key, folded_key
from monitor.records import EntityType


class OwnEntry(Entry, frozen=True, kw_only=True):
    """A user's actor as an entry. What its user says of it goes before what follows from its offices."""

    given_country: str | None = None
    given_sector: str | None = None
    stands_for: str | None = None  # id of the entry whose place it takes


def with_own(compiled: Compiled, own: Iterable[OwnActor]) -> tuple[list[Entry], list[tuple[int, OwnActor]]]:
    """All entries with those of users, and the number of each user's actor among them.

    Two are the same by their Wikidata item, else by their name, if nothing that is known of both speaks against it; of
    several users' actors that are the same the first one counts, under the names of all.
    """
    entries: list[Entry] = [*compiled.entries]
    numbers = {entry.wikidata: number for number, entry in enumerate(entries) if entry.wikidata}
    placed = []
    for actor in own:
        keys = [key for key in (actor.wikidata, folded_key(actor.name)) if key]
        places = [*(numbers[key] for key in keys if key in numbers), *_called(compiled, actor.name)]
        number = next((place for place in places if _may_be(actor, entries[place])), len(entries))
        if number == len(entries):
            entries.append(_entry(actor, None))
        elif not isinstance(entries[number], OwnEntry):
            entries[number] = _entry(actor, entries[number])
        for key in keys:
            numbers.setdefault(key, number)
        placed.append((number, actor))
    return entries, placed


def _called(compiled: Compiled, name: str) -> list[int]:
    """The entry of the gazetteer that alone is called `name`, if there is one."""
    names = compiled.names
    found = names.exact.get(exact_key(name)) or names.folded.get(folded_key(name), [])
    return found if len(found) == 1 else []


def _may_be(actor: OwnActor, entry: Entry) -> bool:
    if actor.wikidata and entry.wikidata:
        return actor.wikidata == entry.wikidata
    return actor.type is None or (actor.type is EntityType.PERSON) == (entry.type is EntityType.PERSON)


def _entry(actor: OwnActor, known: Entry | None) -> OwnEntry:
    """The entry of `actor`, completed by what is `known` of it."""
    return OwnEntry(
        id=actor.id,
        name=actor.name,
        type=known.type if known else actor.type or EntityType.ORGANISATION,  # a government keeps its country's
        country=actor.country or (known.country if known else None),
        sector=actor.sector or (known.sector if known else None),
        wikidata=actor.wikidata or (known.wikidata if known else None),
        part_of=known.part_of if known else None,
        sex=known.sex if known else "",
        tenures=known.tenures if known else (),
        given_country=actor.country,
        given_sector=actor.sector,
        stands_for=known.id if known else None,
    )
