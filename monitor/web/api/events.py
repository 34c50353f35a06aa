"""Events: who did what to whom, as the archived articles tell it."""

from datetime import datetime, timedelta
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from monitor.records import EventType, Record
from monitor.store.base import ArchivedEvent, EventQuery
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import After, Limit, Page, paged, place
from monitor.web.reading import reading

_LOOK_BACK: Final = timedelta(days=7)
Types = Annotated[list[EventType] | None, QueryParameter(name="type", description="Of one of these types.")]
By = Annotated[str | None, QueryParameter(name="actor", description="Id of one of its parties.", max_length=500)]
At = Annotated[str | None, QueryParameter(name="country", pattern="^[A-Z]{3}$", description="Where: ISO 3166 alpha-3.")]
Since = Annotated[str | None, QueryParameter(description="Of articles fetched then or later.", format="date-time")]
Lately = Annotated[
    str | None,
    QueryParameter(description="Of articles fetched then or later; left out, in the last week.", format="date-time"),
]


class CountryCount(Record, frozen=True, kw_only=True):
    """How many events happened in a country."""

    country: str  # ISO 3166 alpha-3
    events: int


class Countries(Record, frozen=True, kw_only=True):
    """Where events happened."""

    items: tuple[CountryCount, ...]  # the one with the most first
    since: datetime  # of articles fetched then or later


@reading("/events", "listEvents", "actors")
async def events(
    desk: NamedDependency[Desk],
    types: Types = None,
    actor: By = None,
    country: At = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ArchivedEvent]:
    """Events of the newest articles first, each with its article.

    What is denied, only thought of or long past is left out, and so are copies.
    """
    wanted = EventQuery(
        types=None if types is None else tuple(types),
        actor=actor,
        country=country,
        since=moment(since),
        beyond=place(after, tuple[datetime, str, int]),
    )
    found = await desk.store.events(wanted, limit + 1)
    return paged(found, limit, lambda each: (each.fetched, each.article, each.number))


@reading("/countries", "listCountries", "actors")
async def countries(desk: NamedDependency[Desk], types: Types = None, since: Lately = None) -> Countries:
    """How many events happened in each country: what a map shows."""
    begin = moment(since) or desk.clock() - _LOOK_BACK
    counts = await desk.store.event_countries(begin, types)
    most_first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return Countries(items=tuple(CountryCount(country=name, events=n) for name, n in most_first), since=begin)


HANDLERS = (events, countries)
