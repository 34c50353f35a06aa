"""Who did what to whom in an article, as the archive is asked for it: those who are named, and pairs of parties.

A party is an actor by its id. One that is not known by name and, by its own words, acts for a country is the group of
that country and sector (`monitor/store/actors.py`); an article that speaks of a group speaks of its country. Copies say
what their original says, and count once; what is denied, only thought of or long past did not happen, and is left out.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import combinations, product
from typing import Final

from monitor.match.conditions.events import RECIPROCAL
from monitor.records import COPIES, AnnotatedArticle, Article, EntityType, Event, EventType, Mention, Party, Record
from monitor.store.actors import KnownActor, acting_for, is_group, whole_country

EDGES_A_NODE: Final = 5
"""How many edges a network has for each of its nodes, at most."""
_MOST: Final = 6  # parties of one side that are paired


class EventEdge(Record, frozen=True, kw_only=True):
    """One pair of parties of an event."""

    number: int  # of the event among those of its article, from 0
    type: EventType
    actor: str  # id, "" where nobody is known
    recipient: str  # id, "" where nobody is known; of a reciprocal event the other side
    country: str  # where it happened, ISO 3166 alpha-3
    pair: int  # among those of the event, from 0


class Side(StrEnum):
    """A side of an event."""

    ACTOR = "actor"  # who does it, alone or with others: in AGREE, CONSULT and COOPERATE everybody
    RECIPIENT = "recipient"  # to whom it is done


class EventQuery(Record, frozen=True, kw_only=True):
    """Which events are asked for; all that is given must hold."""

    types: tuple[EventType, ...] | None = None  # one of these
    actors: tuple[str, ...] | None = None  # ids, of which one is a party
    others: tuple[str, ...] | None = None  # ids, of which one is a party on the other side of it
    side: Side | None = None  # that those of `actors` are on
    country: str | None = None  # where it happened, ISO 3166 alpha-3
    since: datetime | None = None  # of an article that was fetched then or later
    beyond: tuple[datetime, str, int] | None = None  # those behind the one of this fetch, article and number


class ArchivedEvent(Record, frozen=True, kw_only=True):
    """An event with the article that tells of it."""

    event: Event
    number: int  # among those of its article, from 0
    article: str  # id
    story: str  # id
    title: str
    url: str
    publisher: str
    published: datetime | None
    fetched: datetime


class Relationship(Record, frozen=True, kw_only=True):
    """How often one did such a thing to another."""

    actor: str  # id
    recipient: str  # id
    type: EventType
    events: int


class Relationships(Record, frozen=True, kw_only=True):
    """What passed between an actor and those around it."""

    edges: tuple[Relationship, ...]  # the one with the most events first
    total: int  # how many edges there are
    parties: int  # how many share events with the actor


def edges(annotated: AnnotatedArticle) -> list[EventEdge]:
    """The pairs of parties of what an article says that happened, or is to; none of a copy."""
    if annotated.relation in COPIES:
        return []
    return [
        EventEdge(
            number=number,
            type=event.type,
            actor=actor,
            recipient=recipient,
            country=event.location_country,
            pair=pair,
        )
        for number, event in enumerate(annotated.events)
        if _counts(event)
        for pair, (actor, recipient) in enumerate(_pairs(event))
    ]


def actors(annotated: AnnotatedArticle) -> list[KnownActor]:
    """Those who are known of whom an article speaks, each once; none of a copy."""
    if annotated.relation in COPIES:
        return []
    parties = (_known(party) for event in annotated.events if _counts(event) for party in _parties(event))
    found = {each.actor: each for party in parties if party is not None for each in (_whole(party), party)}
    for mention in annotated.mentions:
        if mention.actor:
            known = found.get(mention.actor)
            found[mention.actor] = KnownActor(
                actor=mention.actor,
                name=mention.name or mention.text,
                type=_type(mention) or (known.type if known else None),
                country=mention.country or "",
                sector=mention.sector or "",
            )
    return list(found.values())


def archived_event(annotated: AnnotatedArticle, number: int) -> ArchivedEvent:
    """One event of an article."""
    article: Article = annotated.article
    return ArchivedEvent(
        event=annotated.events[number],
        number=number,
        article=article.id,
        story=annotated.story,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        published=article.published,
        fetched=article.fetched,
    )


def side_of(what: EventType, of_edge: Side) -> Side:
    """The side of a party of such an event that stands on a side of its edge."""
    return Side.ACTOR if what in RECIPROCAL else of_edge


def before(first: date, last: date) -> date:
    """The day that lies as many days before `first` as there are from it to `last`."""
    return first - (last - first) - timedelta(days=1)


def strongest(found: Iterable[Relationship], about: Collection[str]) -> list[str]:
    """Ids of those that share events with one of `about`, who shares the most first."""
    weights: Counter[str] = Counter()
    for each in found:
        other = each.recipient if each.actor in about else each.actor
        if other not in about:
            weights[other] += each.events
    return sorted(weights, key=lambda name: (-weights[name], name))


def as_one(found: Iterable[Relationship], about: Sequence[str]) -> list[Relationship]:
    """`found` as if all of `about` were the first of them, the one with the most events first."""
    counts: Counter[tuple[str, str, EventType]] = Counter()
    for each in found:
        actor, recipient = (about[0] if name in about else name for name in (each.actor, each.recipient))
        if actor != recipient:
            counts[actor, recipient, each.type] += each.events
    most_first = sorted(counts, key=lambda key: (-counts[key], *key))
    return [Relationship(actor=a, recipient=b, type=what, events=counts[a, b, what]) for a, b, what in most_first]


def _type(mention: Mention) -> EntityType | None:
    """ "French" says who is meant, and not what that is."""
    return None if mention.type is EntityType.NATIONALITY else mention.type


def _counts(event: Event) -> bool:
    return not (event.negated or event.hypothetical or event.historical)


def _parties(event: Event) -> Iterator[Party]:
    yield from event.actors[:_MOST]
    yield from event.recipients[:_MOST]


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    doers, others = _names(event.actors), _names(event.recipients)
    if len(doers) > 1 and not others:
        yield from combinations(sorted(doers), 2)
        return
    yield from ((a, b) for a, b in product(doers or [""], others or [""]) if (a or b) and a != b)


def _names(parties: Collection[Party]) -> list[str]:
    known = (_known(party) for party in list(parties)[:_MOST])
    return list(dict.fromkeys(each.actor for each in known if each is not None))


def _known(party: Party) -> KnownActor | None:
    country = party.country if party.country and party.reason.is_in_its_words else ""  # else it is a guess
    sector = party.sector or ""
    if party.actor:
        return KnownActor(actor=party.actor, name=party.name or party.text, country=country, sector=sector)
    return acting_for(country, sector) if country else None


def _whole(who: KnownActor) -> KnownActor:
    """The country of a group; anybody else."""
    return whole_country(who.country) if is_group(who.actor) else who
