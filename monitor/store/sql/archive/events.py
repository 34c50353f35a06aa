"""Who did what to whom, and who was in the news: asked of the rows beside the archived articles."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from monitor.records import AnnotatedArticle, EntityType, EventType
from monitor.store.participants import (
    EDGES_A_NODE,
    ActorCount,
    ArchivedEvent,
    EventQuery,
    KnownActor,
    Relationship,
    archived_event,
    before,
    strongest,
)
from monitor.store.sql.database import decoded
from monitor.store.sql.part import Part
from monitor.store.sql.tables import actor_articles, actors, articles, event_edges

_SINCE: Final = event_edges.c.fetched >= bindparam("since", type_=event_edges.c.fetched.type)
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

    async def actors(
        self, first: date, last: date, kind: EntityType | None = None, limit: int = 50
    ) -> Sequence[ActorCount]:
        """Those who were in most articles from one day to another, the most first."""
        return await self._database.read(lambda connection: _counted(connection, first, last, kind, limit))

    async def known_actors(self, ids: Collection[str]) -> dict[str, KnownActor]:
        """Those of these actors of whom an archived article speaks, by id."""
        return {row.actor: _known(row) for row in await self._database.fetch(_ACTORS, ids=list(ids))}

    async def actor_articles(self, identity: str, limit: int = 20) -> Sequence[AnnotatedArticle]:
        """Archived articles that speak of it, newest first."""
        return await self._database.records(AnnotatedArticle, _ARTICLES_OF.limit(limit), actor=identity)

    async def events(self, wanted: EventQuery, limit: int = 50) -> Sequence[ArchivedEvent]:
        """Events that are wanted, those of the newest articles first."""
        return await self._database.read(lambda connection: _events(connection, wanted, limit))

    async def event_types(self, actor: str, since: datetime) -> dict[tuple[EventType, bool], int]:
        """Of how many events of each type `actor` is a party, and whether as the one who acts."""
        found: dict[tuple[EventType, bool], int] = {}
        for side, acts in ((event_edges.c.actor, True), (event_edges.c.recipient, False)):
            inner = select(event_edges.c.type, event_edges.c.article, event_edges.c.number).where(_SINCE, side == actor)
            events = inner.distinct().subquery()
            counted = select(events.c.type, func.count().label("events")).group_by(events.c.type)
            found |= {
                (EventType(row.type), acts): row.events for row in await self._database.fetch(counted, since=since)
            }
        return found

    async def relationships(
        self, about: str, since: datetime, types: Collection[EventType] | None = None, nodes: int = 60
    ) -> Sequence[Relationship]:
        """What passed between `about` and those it shares most events with, and among these, the most first."""
        return await self._database.read(lambda connection: _around(connection, about, since, types, nodes))

    async def event_countries(self, since: datetime, types: Collection[EventType] | None = None) -> dict[str, int]:
        """How many events happened in each country."""
        country = event_edges.c.country
        counted = select(country, func.count().label("events")).where(country != "", event_edges.c.pair == 0, _SINCE)
        rows = await self._database.fetch(counted.where(*_of_types(types)).group_by(country), since=since)
        return {row.country: row.events for row in rows}


def _counted(connection: Connection, first: date, last: date, kind: EntityType | None, limit: int) -> list[ActorCount]:
    day = actor_articles.c.day
    daily = select(actor_articles.c.actor, day, func.count().label("articles"))
    within = daily.where(day.between(first.toordinal(), last.toordinal()))
    by_day = within.group_by(day, actor_articles.c.actor).subquery()
    total = func.sum(by_day.c.articles)
    most = select(by_day.c.actor).group_by(by_day.c.actor).order_by(total.desc(), by_day.c.actor).limit(limit)
    if kind is not None:
        most = most.join(actors, actors.c.actor == by_day.c.actor).where(actors.c.type == kind.value)
    names = list(connection.execute(most).scalars())
    known = {row.actor: _known(row) for row in connection.execute(select(actors).where(actors.c.actor.in_(names)))}
    days: dict[str, dict[date, int]] = {name: {} for name in names}
    period = day.between(before(first, last).toordinal(), last.toordinal())
    of_those = daily.where(actor_articles.c.actor.in_(names), period)
    for row in connection.execute(of_those.group_by(actor_articles.c.actor, day)):
        days[row.actor][date.fromordinal(row.day)] = row.articles
    return [ActorCount(who=known[name], articles=days[name]) for name in names if name in known]


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
    if wanted.actor is not None:
        found.append(or_(event_edges.c.actor == wanted.actor, event_edges.c.recipient == wanted.actor))
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


def _around(
    connection: Connection, about: str, since: datetime, types: Collection[EventType] | None, nodes: int
) -> list[Relationship]:
    is_party = or_(event_edges.c.actor == about, event_edges.c.recipient == about)
    names = strongest(_relationships(connection, is_party, since, types), about, nodes)
    among = and_(event_edges.c.actor.in_(names), event_edges.c.recipient.in_(names))
    return _relationships(connection, among, since, types, EDGES_A_NODE * nodes)


def _relationships(
    connection: Connection,
    chosen: ColumnElement[bool],
    since: datetime,
    types: Collection[EventType] | None,
    limit: int | None = None,
) -> list[Relationship]:
    """Those that are `chosen`, the one with the most events first."""
    sides = (event_edges.c.actor, event_edges.c.recipient, event_edges.c.type)
    counted = select(*sides, func.count().label("events")).where(_SINCE, _PAIRED, chosen, *_of_types(types))
    most_first = counted.group_by(*sides).order_by(func.count().desc(), *sides).limit(limit)
    rows = connection.execute(most_first, {"since": since})
    return [
        Relationship(actor=row.actor, recipient=row.recipient, type=EventType(row.type), events=row.events)
        for row in rows
    ]


def _of_types(types: Collection[EventType] | None) -> list[ColumnElement[bool]]:
    return [] if types is None else [event_edges.c.type.in_([each.value for each in types])]


def _known(row: Any) -> KnownActor:
    kind = EntityType(row.type) if row.type else None
    return KnownActor(actor=row.actor, name=row.name, type=kind, country=row.country, sector=row.sector)
