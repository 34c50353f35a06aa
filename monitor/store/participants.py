"""Who did what to whom in an article, as the archive is asked for it: those who are named, and pairs of parties.

A party is an actor by its id. One that is not known by name and, by its own words, acts for a country is the group of
that country and sector: `RUS.MIL`. Copies say what their original says, and count once; what is denied, only thought of
or long past did not happen, and is left out.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, product
from typing import Final

from monitor.records import COPIES, AnnotatedArticle, Article, EntityType, Event, EventType, Mention, Party, Record

EDGES_A_NODE: Final = 5
"""How many edges a network has for each of its nodes, at most."""
_MOST: Final = 6  # parties of one side that are paired


class KnownActor(Record, frozen=True, kw_only=True):
    """Somebody or something that was in the news."""

    actor: str  # id; of a group its country and sector
    name: str
    type: EntityType | None = None  # None for a group
    country: str = ""  # ISO 3166 alpha-3
    sector: str = ""  # PLOVER


class ActorCount(Record, frozen=True, kw_only=True):
    """In how many articles somebody was, day by day."""

    who: KnownActor
    articles: dict[date, int]  # by day, UTC; days without any are left out


class EventEdge(Record, frozen=True, kw_only=True):
    """One pair of parties of an event."""

    number: int  # of the event among those of its article, from 0
    type: EventType
    actor: str  # id, "" where nobody is known
    recipient: str  # id, "" where nobody is known; of a reciprocal event the other side
    country: str  # where it happened, ISO 3166 alpha-3
    pair: int  # among those of the event, from 0


class EventQuery(Record, frozen=True, kw_only=True):
    """Which events are asked for; all that is given must hold."""

    types: tuple[EventType, ...] | None = None  # one of these
    actor: str | None = None  # id of one of its parties
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
    found = {each.actor: each for each in parties if each is not None}
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


def before(first: date, last: date) -> date:
    """The day that lies as many days before `first` as there are from it to `last`."""
    return first - (last - first) - timedelta(days=1)


def strongest(found: Sequence[Relationship], about: str, most: int) -> list[str]:
    """Ids of those `most` parties that share the most events with `about`, which is the first of them."""
    weights: dict[str, int] = {}
    for each in found:
        other = each.recipient if each.actor == about else each.actor
        if other and other != about:
            weights[other] = weights.get(other, 0) + each.events
    return [about, *sorted(weights, key=lambda name: (-weights[name], name))[: most - 1]]


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
    country, sector = party.country or "", party.sector or ""
    if party.actor:
        return KnownActor(actor=party.actor, name=party.name or party.text, country=country, sector=sector)
    if not country or not party.reason.is_in_its_words:
        return None
    group = ".".join(filter(None, (country, sector)))
    return KnownActor(actor=group, name=" ".join(filter(None, (country, sector))), country=country, sector=sector)
