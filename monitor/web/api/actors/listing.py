"""Who was in the news."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.gazetteer.spelling import slug
from monitor.records import Record
from monitor.store.actors import kind, with_parts
from monitor.store.base import ActorCount, ActorKind, ActorQuery, KnownActor
from monitor.web.desk import Desk
from monitor.web.paging import After, Limit, cursor, place
from monitor.web.reading import reading

MOST_DAYS: Final = 92
Days = Annotated[int, QueryParameter(name="days", ge=1, le=MOST_DAYS, description="So many days, today the last one.")]
Of = Annotated[
    ActorKind | None,
    QueryParameter(name="kind", description="Only such; left out, all but groups, which stand with their countries."),
]
Called = Annotated[
    str | None,
    QueryParameter(name="name", description="In whose name this stands, or who is called so.", max_length=200),
]


class PartCount(Record, frozen=True, kw_only=True):
    """A group that is a part of a country."""

    who: KnownActor
    articles: int  # in these days


class ActorReport(Record, frozen=True, kw_only=True):
    """An actor, and in how many articles it was."""

    who: KnownActor
    kind: ActorKind | None  # null where no article says more than a name
    parts: tuple[PartCount, ...]  # of a country, its groups, counted in it; the one with the most articles first
    articles: int  # in these days; a copy counts with its original
    before: int  # in as many days before them
    daily: tuple[int, ...]  # one number a day


class Actors(Record, frozen=True, kw_only=True):
    """Who was in the news."""

    days: tuple[date, ...]  # UTC, the oldest first
    items: tuple[ActorReport, ...]  # the one with the most articles first, then by id
    next: str | None  # what `after` is for the page behind it; null where this is the last
    total: int  # how many there are on all pages


@reading("/actors", "listActors", "actors")
async def actors(
    desk: NamedDependency[Desk],
    last: Days = 7,
    of: Of = None,
    name: Called = None,
    after: After = None,
    limit: Limit = 50,
) -> Actors:
    """Those who were in most articles, and how many there are."""
    days = days_until(desk, last)
    wanted = ActorQuery(
        first=days[0],
        last=days[-1],
        kind=of,
        names=_names(name) if name else None,
        ids=_meant(desk, name) if name else (),
        beyond=place(after, tuple[int, str]),
    )
    found = await desk.store.actors(wanted, limit + 1)
    items = found.items[:limit]
    parts = await parts_of(desk, [each.who for each in items], days)
    reports = tuple(_report(each, parts[each.who.actor], days) for each in items)
    beyond = cursor(reports[-1].articles, reports[-1].who.actor) if len(found.items) > limit else None
    return Actors(days=days, items=reports, next=beyond, total=found.total)


def days_until(desk: Desk, last: int) -> tuple[date, ...]:
    """So many days, today the last one."""
    today = desk.clock().astimezone(UTC).date()
    return tuple(today - timedelta(days=back) for back in reversed(range(last)))


async def parts_of(desk: Desk, whole: Sequence[KnownActor], days: Sequence[date]) -> dict[str, tuple[PartCount, ...]]:
    """The groups of each that is a country, as far as they were in the news; by its id."""
    parts = {each.actor: with_parts(each.actor)[1:] for each in whole}
    ids = [part for each in parts.values() for part in each]
    counts = await desk.store.actor_days(ids, days[0], days[-1]) if ids else {}
    known = await desk.store.known_actors(list(counts)) if counts else {}
    found = {part: PartCount(who=who, articles=sum(counts[part].values())) for part, who in known.items()}
    return {name: _most_first([found[part] for part in each if part in found]) for name, each in parts.items()}


def _most_first(parts: Sequence[PartCount]) -> tuple[PartCount, ...]:
    return tuple(sorted(parts, key=lambda each: (-each.articles, each.who.actor)))


def _names(name: str) -> tuple[str, ...]:
    """How it may stand in names and ids, which are written without accents."""
    return tuple(dict.fromkeys(filter(None, (name.strip(), slug(name)))))


def _meant(desk: Desk, name: str) -> tuple[str, ...]:
    """Who is called `name` in the gazetteer or the watchlists: the United States by "US"."""
    known = (entry.id for entry in load_directory().named(name))
    own = (each for watchlist in desk.configuration().watchlists for each in watchlist.actors)
    called = (
        each.identity.entity
        for each in own
        if each.identity.entity and name.casefold() in {word.text.casefold() for word in each.names}
    )
    return tuple(dict.fromkeys([*known, *called]))


def _report(counted: ActorCount, parts: tuple[PartCount, ...], days: Sequence[date]) -> ActorReport:
    daily = tuple(counted.articles.get(day, 0) for day in days)
    before = sum(count for day, count in counted.articles.items() if day < days[0])
    return ActorReport(
        who=counted.who, kind=kind(counted.who), parts=parts, articles=sum(daily), before=before, daily=daily
    )


HANDLERS = (actors,)
