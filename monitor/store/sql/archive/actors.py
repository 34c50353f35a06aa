"""Who was in the news: counted in the rows beside the archived articles."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, func, or_, select, true

from monitor.records import EntityType
from monitor.store.actors import ActorCount, ActorKind, ActorQuery, CountedActors, KnownActor, country_ids
from monitor.store.participants import before
from monitor.store.sql.tables import actor_articles, actors

_GROUPS: Final = "___.___"  # ids of groups, as LIKE has them; no other id has a full stop
_DAY: Final = actor_articles.c.day
_DAILY: Final = select(actor_articles.c.actor, _DAY, func.count().label("articles"))


def counted(connection: Connection, wanted: ActorQuery, limit: int) -> CountedActors:
    """Those who are wanted, the one in most articles first, and how many there are."""
    totals = _totals(wanted)
    chosen = select(totals.c.actor, totals.c.articles, select(func.count()).select_from(totals).scalar_subquery())
    rows = connection.execute(_behind(chosen, totals, wanted).limit(limit)).all()
    names = [row.actor for row in rows]
    whose = {row.actor: known(row) for row in connection.execute(select(actors).where(actors.c.actor.in_(names)))}
    days = by_day(connection, names, before(wanted.first, wanted.last), wanted.last)
    items = (ActorCount(who=whose[name], articles=days[name]) for name in names if name in whose)
    return CountedActors(items=tuple(items), total=rows[0][2] if rows else 0)


def by_day(connection: Connection, ids: Collection[str], first: date, last: date) -> dict[str, dict[date, int]]:
    """In how many articles each of these actors was, by day."""
    days: dict[str, dict[date, int]] = {}
    of_those = _DAILY.where(actor_articles.c.actor.in_(ids), _DAY.between(first.toordinal(), last.toordinal()))
    for row in connection.execute(of_those.group_by(actor_articles.c.actor, _DAY)):
        days.setdefault(row.actor, {})[date.fromordinal(row.day)] = row.articles
    return days


def known(row: Any) -> KnownActor:
    """The actor of a row."""
    kind = EntityType(row.type) if row.type else None
    return KnownActor(actor=row.actor, name=row.name, type=kind, country=row.country, sector=row.sector)


def _totals(wanted: ActorQuery) -> CTE:
    """In how many articles each who is wanted was."""
    within = _DAILY.where(_DAY.between(wanted.first.toordinal(), wanted.last.toordinal()))
    daily = within.group_by(_DAY, actor_articles.c.actor).subquery()
    asked = func.max(daily.c.actor)  # the one actor of each group: SQLite asks of each once, not of each of its rows
    counts = select(daily.c.actor, func.sum(daily.c.articles).label("articles")).group_by(daily.c.actor)
    return counts.having(and_(true(), *_conditions(wanted, asked))).cte("totals")


def _behind(chosen: Select[Any], totals: CTE, wanted: ActorQuery) -> Select[Any]:
    if wanted.beyond is not None:
        articles, actor = wanted.beyond
        same = and_(totals.c.articles == articles, totals.c.actor > actor)
        chosen = chosen.where(or_(totals.c.articles < articles, same))
    return chosen.order_by(totals.c.articles.desc(), totals.c.actor)


def _conditions(wanted: ActorQuery, actor: ColumnElement[str]) -> Iterator[ColumnElement[bool]]:
    match wanted.kind:
        case None:
            yield actor.not_like(_GROUPS)
        case ActorKind.GROUP:
            yield actor.like(_GROUPS)
        case ActorKind.COUNTRY:
            yield actor.in_(country_ids())
        case ActorKind.PLACE:
            yield and_(actor.in_(_of_type(EntityType.PLACE)), actor.not_in(country_ids()))
        case kind:
            yield actor.in_(_of_type(EntityType(kind)))
    if wanted.names is not None:
        yield actor.in_(_named(wanted))


def _of_type(kind: EntityType) -> Select[tuple[str]]:
    return select(actors.c.actor).where(actors.c.type == kind.value)


def _named(wanted: ActorQuery) -> Select[tuple[str]]:
    texts = (actors.c.name, actors.c.actor)
    stands = (text.icontains(name, autoescape=True) for name in wanted.names or () for text in texts)
    return select(actors.c.actor).where(or_(actors.c.actor.in_(wanted.ids), *stands))
