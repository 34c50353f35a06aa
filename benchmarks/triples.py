"""Triples of actor country, recipient country and type: which ones a gold event makes, and when one is right.

A gold party is a phrase ("the French president", "Hamas", "police"), a country's name, a code (alpha-3, or one of
CAMEO's that begins with a country), or an object with `text` and `country`; one alone may stand without a list. Its
country is the one given, else the one that the phrase names by itself. An event with several parties on a side makes a
triple of each pair of their countries.

Matching is strict. The type must be the same, YIELD in the gold standing for CONCEDE and RETREAT. Sides must have the
same country, or both none. Only where a gold phrase names no country ("police", "the protesters"), the party found may
have one if it is called by the same words. Order counts; where all parties of an event are actors, the first one acts
upon the others in the order of the text, and only where the gold has several actors and no recipient either, any order
is right.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from benchmarks.jsonl import Row
from monitor import records
from monitor.annotate.actors.phrases.identify import identify
from monitor.annotate.gazetteer.directory import load_directory
from monitor.records import Event, EventType

_YIELD = frozenset({EventType.CONCEDE.value, EventType.RETREAT.value})
_OF_CAMEO = {"PAL": "PSE", "KSV": "XKX", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "SAF": "ZAF"}
"""Codes of countries that CAMEO and PLOVER's older records write otherwise than ISO 3166."""

_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")
_SMALL_WORDS = frozenset(
    "the a an of in and for from some several many dozens hundreds thousands at least about more than two three four "
    "five six seven eight nine ten other".split()
)


class Party(NamedTuple):
    """One side of a triple: a country, "" for none, and the words that the party is called by."""

    country: str
    words: frozenset[str] = frozenset()


class Triple(NamedTuple):
    """What is counted."""

    actor: Party
    recipient: Party
    type: str


NOBODY = Party("")


def party_of(gold: Any, on: date) -> Party:
    """A gold party; see the module for the forms it may have."""
    if not isinstance(gold, dict):
        return Party(country_of(str(gold), on), _words(str(gold)))
    phrase = str(gold.get("text") or gold.get("name") or "")
    return Party(country_of(str(gold.get("country") or phrase), on), _words(phrase))


def country_of(phrase: str, on: date) -> str:
    """The alpha-3 code of the country that a code or a phrase names, "" where it names none."""
    directory = load_directory()
    code = _OF_CAMEO.get(phrase[:3], phrase[:3])
    if _CODE.fullmatch(phrase) and directory.country(code):
        return code
    return identify(phrase, on, directory).country or ""


def _words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", phrase.casefold())) - _SMALL_WORDS


def merged_type(kind: str, *, merge: bool) -> str:
    return "YIELD" if merge and kind in _YIELD else kind


def gold_triples(row: Row, on: date, *, merge: bool) -> list[tuple[Triple, bool]]:
    """The triples of the gold events of a row, and whether their order is free."""
    found = []
    for event in row["events"]:
        actors, recipients = (_gold_side(event.get(side), on) for side in ("actors", "recipients"))
        free = len(actors) > 1 and not recipients
        kind = merged_type(event["type"], merge=merge)
        found += [(Triple(actor, other, kind), free) for actor, other in _pairs(actors, recipients)]
    return found


def _gold_side(parties: Any, on: date) -> list[Party]:
    if not parties:
        return []
    return [party_of(party, on) for party in (parties if isinstance(parties, list) else [parties])]


def _pairs(actors: list[Party], recipients: list[Party]) -> list[tuple[Party, Party]]:
    """Who acts upon whom, each country once."""
    if not recipients and len(actors) > 1:
        first, *others = _distinct(actors)
        return [(first, other) for other in others or [actors[1]]]
    return [(actor, other) for actor in _distinct(actors) or [NOBODY] for other in _distinct(recipients) or [NOBODY]]


def _distinct(parties: list[Party]) -> list[Party]:
    first: dict[object, Party] = {}
    for party in parties:
        first.setdefault(party.country or party.words, party)
    return list(first.values())


def event_triples(event: Event, *, merge: bool) -> list[Triple]:
    """The triples of an event that was found."""
    actors = _found_side(event.actors)
    recipients = _found_side(event.recipients)
    kind = merged_type(event.type.value, merge=merge)
    return [Triple(actor, other, kind) for actor, other in _pairs(actors, recipients)]


def _found_side(side: Sequence[records.Party]) -> list[Party]:
    return [Party(party.country or "", _words(party.text)) for party in side]


def matched(gold: list[tuple[Triple, bool]], found: list[Triple]) -> int:
    """How many triples of a text are right."""
    left = list(gold)
    return sum(_takes(left, triple) for triple in found)


def right_events(gold: list[tuple[Triple, bool]], events: Sequence[Event], *, merge: bool) -> list[bool]:
    """Of each event of a text whether all its triples are right; a gold triple counts once, for the surest event."""
    left, right = list(gold), dict.fromkeys(range(len(events)), False)
    for number in sorted(right, key=lambda number: -events[number].confidence):
        taken = [_takes(left, triple) for triple in event_triples(events[number], merge=merge)]
        right[number] = all(taken)
    return [*right.values()]


def _takes(left: list[tuple[Triple, bool]], found: Triple) -> bool:
    """Whether a gold triple that is left matches, which then is left no more."""
    hit = next((each for each in left if _is_right(found, *each)), None)
    if hit is not None:
        left.remove(hit)
    return hit is not None


def _is_right(found: Triple, gold: Triple, free: bool) -> bool:
    if found.type != gold.type:
        return False
    straight = _is_party(found.actor, gold.actor) and _is_party(found.recipient, gold.recipient)
    return straight or (free and _is_party(found.actor, gold.recipient) and _is_party(found.recipient, gold.actor))


def _is_party(found: Party, gold: Party) -> bool:
    return found.country == gold.country or (not gold.country and not found.words.isdisjoint(gold.words))
