"""Actors: who was in the news, what each did, and with whom."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from monitor.records import EntityType, EventType, Record
from monitor.store.base import ActorCount, ArchivedEvent, EventQuery, KnownActor, Relationship
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import Limit
from monitor.web.reading import reading

_NODES: Final = 60  # more are a hairball
_LOOK_BACK: Final = timedelta(days=7)
_EVENTS: Final = 50
_ARTICLES: Final = 20  # in which other names are looked for
Days = Annotated[int, QueryParameter(name="days", ge=1, le=92, description="So many days, today the last one.")]
Of = Annotated[EntityType | None, QueryParameter(name="kind", description="Only such; groups have no kind.")]
Since = Annotated[
    str | None,
    QueryParameter(description="Of articles fetched then or later; left out, in the last week.", format="date-time"),
]
Types = Annotated[list[EventType] | None, QueryParameter(name="type", description="Of one of these types.")]


class ActorReport(Record, frozen=True, kw_only=True):
    """An actor, and in how many articles it was."""

    who: KnownActor
    articles: int  # in these days; a copy counts with its original
    before: int  # in as many days before them
    daily: tuple[int, ...]  # one number a day


class Actors(Record, frozen=True, kw_only=True):
    """Who was in the news."""

    days: tuple[date, ...]  # UTC, the oldest first
    items: tuple[ActorReport, ...]  # the one with the most articles first


class TypeCount(Record, frozen=True, kw_only=True):
    """How many events of a type an actor is a party of."""

    type: EventType
    acts: int  # as the one who does it, or does it together with others
    suffers: int  # as the one to whom it is done


class Actor(Record, frozen=True, kw_only=True):
    """An actor, and what is known of it."""

    who: KnownActor
    aliases: tuple[str, ...]  # by which it is called in watchlists and in its last articles
    events: tuple[TypeCount, ...]  # the type with the most first
    since: datetime  # of articles fetched then or later


class Network(Record, frozen=True, kw_only=True):
    """Who did what to whom around an actor. The list of events is the truth, the network a view of it."""

    nodes: tuple[KnownActor, ...]  # at most 60, the actor first, then by events shared with it
    edges: tuple[Relationship, ...]  # the one with the most events first; of AGREE, CONSULT … without direction
    events: tuple[ArchivedEvent, ...]  # of the actor, the newest first; `/events` has all
    since: datetime  # of articles fetched then or later


@reading("/actors", "listActors", "actors")
async def actors(desk: NamedDependency[Desk], last: Days = 7, kind: Of = None, limit: Limit = 50) -> Actors:
    """Those who were in most articles."""
    today = desk.clock().astimezone(UTC).date()
    days = tuple(today - timedelta(days=back) for back in reversed(range(last)))
    found = await desk.store.actors(days[0], today, kind, limit)
    return Actors(days=days, items=tuple(_report(each, days) for each in found))


@reading("/actors/{actor_id:str}", "getActor", "actors")
async def actor(desk: NamedDependency[Desk], actor_id: FromPath[str], since: Since = None) -> Actor:
    """One actor: its names, and its events by type."""
    begin, who = _begin(desk, since), await _named(desk, actor_id)
    counts = await desk.store.event_types(actor_id, begin)
    events = [
        TypeCount(type=kind, acts=counts.get((kind, True), 0), suffers=counts.get((kind, False), 0))
        for kind in dict.fromkeys(kind for kind, _ in counts)
    ]
    return Actor(
        who=who,
        aliases=await _aliases(desk, who),
        events=tuple(sorted(events, key=lambda each: (-each.acts - each.suffers, each.type))),
        since=begin,
    )


@reading("/actors/{actor_id:str}/network", "getNetwork", "actors")
async def network(
    desk: NamedDependency[Desk], actor_id: FromPath[str], since: Since = None, types: Types = None
) -> Network:
    """Who did what to whom around an actor: those it shares most events with, and what passed between all of them."""
    begin, who = _begin(desk, since), await _named(desk, actor_id)
    edges = await desk.store.relationships(actor_id, begin, types, _NODES)
    query = EventQuery(actor=actor_id, since=begin, types=None if types is None else tuple(types))
    known = await desk.store.known_actors({name for edge in edges for name in (edge.actor, edge.recipient)})
    return Network(
        nodes=(who, *_by_weight(actor_id, edges, known)),
        edges=tuple(edges),
        events=tuple(await desk.store.events(query, _EVENTS)),
        since=begin,
    )


def _begin(desk: Desk, since: str | None) -> datetime:
    return moment(since) or desk.clock() - _LOOK_BACK


async def _named(desk: Desk, name: str) -> KnownActor:
    found = (await desk.store.known_actors([name])).get(name)
    if found is None:
        raise NotFoundException(f"No article that is kept speaks of an actor {name!r}.")
    return found


async def _aliases(desk: Desk, who: KnownActor) -> tuple[str, ...]:
    names = dict.fromkeys([*_in_watchlists(desk, who.actor), *await _in_articles(desk, who.actor)])
    return tuple(name for name in names if name != who.name)


def _in_watchlists(desk: Desk, name: str) -> Iterator[str]:
    for watchlist in desk.configuration().watchlists:
        for each in watchlist.actors:
            if each.identity.entity == name:
                yield from (word.text for word in each.names)


async def _in_articles(desk: Desk, name: str) -> list[str]:
    articles = await desk.store.actor_articles(name, _ARTICLES)
    return [mention.text for each in articles for mention in each.mentions if mention.actor == name]


def _by_weight(about: str, edges: Sequence[Relationship], known: dict[str, KnownActor]) -> Iterator[KnownActor]:
    weights: dict[str, int] = {}
    for edge in edges:
        if about in (edge.actor, edge.recipient):
            other = edge.recipient if edge.actor == about else edge.actor
            weights[other] = weights.get(other, 0) + edge.events
    return (known[name] for name in sorted(weights, key=lambda name: (-weights[name], name)) if name in known)


def _report(counted: ActorCount, days: Sequence[date]) -> ActorReport:
    daily = tuple(counted.articles.get(day, 0) for day in days)
    before = sum(count for day, count in counted.articles.items() if day < days[0])
    return ActorReport(who=counted.who, articles=sum(daily), before=before, daily=daily)


HANDLERS = (actors, actor, network)
