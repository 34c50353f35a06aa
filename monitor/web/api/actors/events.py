"""Events: who did what to whom, as the archived articles tell it."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from monitor.records import Record
from monitor.store.actors import same_actor, with_parts
from monitor.store.base import ArchivedEvent, EventQuery, Side
from monitor.web.api.actors.named import Lately, Types, begin
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import After, Limit, Page, paged, place
from monitor.web.reading import reading

By = Annotated[str | None, QueryParameter(name="actor", description="Id of one of its parties.", max_length=500)]
At = Annotated[str | None, QueryParameter(name="country", pattern="^[A-Z]{3}$", description="Where: ISO 3166 alpha-3.")]
Since = Annotated[str | None, QueryParameter(description="Of articles fetched then or later.", format="date-time")]
With = Annotated[
    str | None,
    QueryParameter(name="with", description="Id of a party on the other side of `actor`.", max_length=500),
]
On = Annotated[
    Side | None,
    QueryParameter(name="side", description="Side that `actor` is on; in CONSULT and the like all are actors."),
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
    other: With = None,
    side: On = None,
    country: At = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ArchivedEvent]:
    """Events of the newest articles first, each with its article.

    What is denied, only thought of or long past is left out, and so are copies. A country counts with its groups.
    """
    wanted = EventQuery(
        types=None if types is None else tuple(types),
        actors=_ids(actor or other),
        others=_ids(other) if actor else None,
        side=side if actor else None,
        country=country,
        since=moment(since),
        beyond=place(after, tuple[datetime, str, int]),
    )
    found = await desk.store.events(wanted, limit + 1)
    return paged(found, limit, lambda each: (each.fetched, each.article, each.number))


def _ids(actor: str | None) -> tuple[str, ...] | None:
    return with_parts(same_actor(actor)) if actor else None


@reading("/countries", "listCountries", "actors")
async def countries(desk: NamedDependency[Desk], types: Types = None, since: Lately = None) -> Countries:
    """How many events happened in each country: what a map shows."""
    first = begin(desk, since)
    counts = await desk.store.event_countries(first, types)
    most_first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return Countries(items=tuple(CountryCount(country=name, events=n) for name, n in most_first), since=first)


HANDLERS = (events, countries)
