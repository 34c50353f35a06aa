"""Which entity of the gazetteer an actor of a watchlist is.

The same Wikidata item, else the same full name and a type that fits, where nobody else has both and nothing that is
known of either speaks against it. Ids say nothing: one is a user's shorthand, the other the gazetteer's.
"""

from collections.abc import Sequence
from functools import cache

from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.rows import rows
from monitor.match.watchlist import Actor, Identity, IdentityReason
from monitor.records import EntityType
from monitor.text.fold import fold


def identity(actor: Actor, directory: Directory) -> Identity:
    """The one entity that `actor` is, or none; with the reason."""
    if known := directory.by_wikidata.get(actor.wikidata or ""):
        return _is(known, IdentityReason.WIKIDATA)
    named = _named(actor, directory)
    reason = _contradiction(actor, named) or IdentityReason.NAME
    if reason is IdentityReason.NAME:
        (only,) = (entry for entry in named if _fits(actor, entry))
        return _is(only, reason)
    return Identity(reason=reason, candidates=tuple(entry.name for entry in named))


def _is(entry: Entry, reason: IdentityReason) -> Identity:
    country = (entry.country or "") if entry.type is EntityType.PLACE else ""
    return Identity(entity=entry.id, name=entry.name, type=entry.type, country=country, reason=reason)


def _named(actor: Actor, directory: Directory) -> list[Entry]:
    """Whom the gazetteer knows by this name; people in any of its usual spellings, never by surname alone."""
    if actor.type is EntityType.PERSON:
        return directory.person(actor.name) or directory.named(actor.name)
    return directory.named(actor.name) or directory.person(actor.name)


def _contradiction(actor: Actor, named: Sequence[Entry]) -> IdentityReason | None:
    """Why `actor` is none of those `named` like it; None where it is exactly one of them."""
    if not named:
        return IdentityReason.UNKNOWN
    left = named
    for reason, fits in _TESTS:
        left = [entry for entry in left if fits(actor, entry)]
        if not left:
            return reason
    return IdentityReason.SEVERAL if len(left) > 1 else None


def _fits(actor: Actor, entry: Entry) -> bool:
    return all(fits(actor, entry) for _, fits in _TESTS)


def _same_type(actor: Actor, entry: Entry) -> bool:
    """A country is also its government, and a bloc of countries a place; no river is a company."""
    match actor.type, entry.type:
        case EntityType.ORGANISATION, EntityType.PLACE:
            return actor.sector in (None, "GOV")
        case EntityType.PLACE, EntityType.ORGANISATION:
            return entry.sector == "IGO"
    return actor.type in (None, entry.type)


def _is_whole(actor: Actor, entry: Entry) -> bool:
    """England is no name of the United Kingdom for whoever watches England."""
    return entry.type is not EntityType.PLACE or fold(actor.name).text not in _parts()


@cache
def _parts() -> frozenset[str]:
    return frozenset(fold(name).text for (name,) in rows("parts.tsv", 1))


def _same_item(actor: Actor, entry: Entry) -> bool:
    return not (actor.wikidata and entry.wikidata) or actor.wikidata == entry.wikidata


def _same_country(actor: Actor, entry: Entry) -> bool:
    return not (actor.country and entry.country) or actor.country == entry.country


_TESTS = (
    (IdentityReason.OTHER_TYPE, _same_type),
    (IdentityReason.PART, _is_whole),
    (IdentityReason.OTHER_ITEM, _same_item),
    (IdentityReason.OTHER_COUNTRY, _same_country),
)
