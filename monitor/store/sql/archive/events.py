"""Who did what to whom, and who was in the news: asked of the rows beside the archived articles."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, true

from monitor.match.conditions.events import RECIPROCAL
from monitor.records import AnnotatedArticle, EventType
from monitor.store.actors import ActorQuery, CountedActors, KnownActor
from monitor.store.participants import (
    EDGES_A_NODE,
    ArchivedEvent,
    EventQuery,
    Relationship,
    Relationships,
    Side,
    archived_event,
    as_one,
    strongest,
)
from monitor.store.sql.archive.actors import by_day, counted, known
from monitor.store.sql.database import decoded
from monitor.store.sql.part import Part
from monitor.store.sql.tables import actor_articles, actors, articles, event_edges

_SINCE: Final = event_edges.c.fetched >= bindparam("since", type_=event_edges.c.fetched.type)
_SIDES: Final = (event_edges.c.actor, event_edges.c.recipient)
_RECIPROCAL: Final = event_edges.c.type.in_(sorted(RECIPROCAL))
_PAIRED: Final = and_(event_edges.c.actor != "", event_edges.c.recipient != "")
_ACTORS = select(actors).where(actors.c.actor.in_(bindparam("ids", expanding=True)))
_ARTICLES_OF = (
    select(articles.c.record)
    .join(actor_articles, actor_articles.c.article == articles.c.id)
    .where(actor_articles.c.actor == bindparam("actor"))
    .order_by(actor_articles.c.day.desc(), actor_articles.c.fetched.desc(), articles.c.seq.desc())
)
_PLACE = (event_edges.c.fetched, event_edges.c.article, event_edges.c.number)


class SqlEventStore(Part):
    """See EventStore."""

    async def actors(self, wanted: ActorQuery, limit: int = 50) -> CountedActors:
        """Those who are wanted, the one in most articles first, and how many there are."""
        return await self._database.read(lambda connection: counted(connection, wanted, limit))

    async def actor_days(self, ids: Collection[str], first: date, last: date) -> dict[str, dict[date, int]]:
        """In how many articles each of these actors was, by day."""
        return await self._database.read(lambda connection: by_day(connection, ids, first, last))

    async def known_actors(self, ids: Collection[str]) -> dict[str, KnownActor]:
        """Those of these actors of whom an archived article speaks, by id."""
        return {row.actor: known(row) for row in await self._database.fetch(_ACTORS, ids=list(ids))}

    async def actor_articles(self, identity: str, limit: int = 20) -> Sequence[AnnotatedArticle]:
        """Archived articles that speak of it, newest first."""
        return await self._database.records(AnnotatedArticle, _ARTICLES_OF.limit(limit), actor=identity)

    async def events(self, wanted: EventQuery, limit: int = 50) -> Sequence[ArchivedEvent]:
        """Events that are wanted, those of the newest articles first."""
        return await self._database.read(lambda connection: _events(connection, wanted, limit))

    async def event_types(self, ids: Collection[str], since: datetime) -> dict[tuple[EventType, Side], int]:
        """Of how many events of each type one of `ids` is a party, and on which side."""
        found: dict[tuple[EventType, Side], int] = {}
        for side in Side:
            inner = select(event_edges.c.type, event_edges.c.article, event_edges.c.number)
            events = inner.where(_SINCE, or_(*_parties(EventQuery(actors=tuple(ids), side=side)))).distinct().subquery()
            counts = select(events.c.type, func.count().label("events")).group_by(events.c.type)
            found |= {
                (EventType(row.type), side): row.events for row in await self._database.fetch(counts, since=since)
            }
        return found

    async def relationships(
        self, about: Sequence[str], since: datetime, types: Collection[EventType] | None = None, nodes: int = 60
    ) -> Relationships:
        """What passed between `about` and those it shares most events with, and among these, the most first."""
        return await self._database.read(lambda connection: _around(connection, about, since, types, nodes))

    async def event_countries(self, since: datetime, types: Collection[EventType] | None = None) -> dict[str, int]:
        """How many events happened in each country."""
        country = event_edges.c.country
        counted = select(country, func.count().label("events")).where(country != "", event_edges.c.pair == 0, _SINCE)
        rows = await self._database.fetch(counted.where(*_of_types(types)).group_by(country), since=since)
        return {row.country: row.events for row in rows}


def _events(connection: Connection, wanted: EventQuery, limit: int) -> list[ArchivedEvent]:
    newest_first = [column.desc() for column in _PLACE]
    places = select(*_PLACE).where(*_conditions(wanted)).distinct().order_by(*newest_first).limit(limit)
    rows = connection.execute(places).all()
    records = select(articles.c.record).where(articles.c.id.in_({row.article for row in rows}))
    found = decoded(AnnotatedArticle, connection.execute(records).scalars().all())
    by_id = {each.article.id: each for each in found}
    return [archived_event(by_id[row.article], row.number) for row in rows if row.article in by_id]


def _conditions(wanted: EventQuery) -> list[ColumnElement[bool]]:
    found = _of_types(wanted.types)
    if wanted.actors is not None:
        found.append(or_(*_parties(wanted)))
    if wanted.country is not None:
        found.append(event_edges.c.country == wanted.country)
    if wanted.since is not None:
        found.append(event_edges.c.fetched >= wanted.since)
    if wanted.beyond is not None:
        fetched, article, number = wanted.beyond
        behind = or_(
            event_edges.c.article < article,
            and_(event_edges.c.article == article, event_edges.c.number < number),
        )
        found += [
            event_edges.c.fetched <= fetched,
            or_(event_edges.c.fetched < fetched, and_(event_edges.c.fetched == fetched, behind)),
        ]
    return found


def _parties(wanted: EventQuery) -> Iterator[ColumnElement[bool]]:
    """Those of `actors` on a side, with those of `others` on the other one; in reciprocal events all do it."""
    pairs = ((Side.ACTOR, *_SIDES), (Side.RECIPIENT, *reversed(_SIDES)))
    for side, column, other in pairs:
        is_party = and_(column.in_(wanted.actors or ()), true() if wanted.others is None else other.in_(wanted.others))
        if wanted.side in (None, side):
            yield is_party if wanted.side is not Side.RECIPIENT else and_(is_party, ~_RECIPROCAL)
        elif wanted.side is Side.ACTOR:
            yield and_(is_party, _RECIPROCAL)


def _around(
    connection: Connection, about: Sequence[str], since: datetime, types: Collection[EventType] | None, nodes: int
) -> Relationships:
    is_party = or_(event_edges.c.actor.in_(about), event_edges.c.recipient.in_(about))
    parties = strongest(_relationships(connection, is_party, since, types).edges, about)
    names = [*about, *parties[: nodes - 1]]
    among = and_(event_edges.c.actor.in_(names), event_edges.c.recipient.in_(names))
    found = _relationships(connection, among, since, types, EDGES_A_NODE * nodes)
    edges = as_one(found.edges, about)
    left_out = found.total - len(found.edges)
    return Relationships(edges=tuple(edges), total=len(edges) + left_out, parties=len(parties))


def _relationships(
    connection: Connection,
    chosen: ColumnElement[bool],
    since: datetime,
    types: Collection[EventType] | None,
    limit: int | None = None,
) -> Relationships:
    """Those that are `chosen`, the one with the most events first."""
    sides = (event_edges.c.actor, event_edges.c.recipient, event_edges.c.type)
    grouped = select(*sides, func.count().label("events"), func.count().over().label("total"))
    chosen_ones = grouped.where(_SINCE, _PAIRED, chosen, *_of_types(types)).group_by(*sides)
    most_first = chosen_ones.order_by(func.count().desc(), *sides).limit(limit)
    rows = connection.execute(most_first, {"since": since}).all()
    edges = tuple(
        Relationship(actor=row.actor, recipient=row.recipient, type=EventType(row.type), events=row.events)
        for row in rows
    )
    return Relationships(edges=edges, total=rows[0].total if rows else 0, parties=0)


def _of_types(types: Collection[EventType] | None) -> list[ColumnElement[bool]]:
    return [] if types is None else [event_edges.c.type.in_([each.value for each in types])]
