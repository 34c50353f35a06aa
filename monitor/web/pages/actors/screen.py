"""Actors: who was in the news, where; and of each who did what to whom, as a list and as a network."""

from itertools import groupby
from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from monitor.alerting.messages.event import happening, told_by
from monitor.alerting.messages.names import country, event_type
from monitor.annotate.gazetteer.directory import load_directory
from monitor.store.base import ArchivedEvent
from monitor.web.api import actors as api
from monitor.web.api import events as api_events
from monitor.web.desk import Desk
from monitor.web.pages.actors.named import TYPES, about, named
from monitor.web.pages.actors.network import KINDS, drawing
from monitor.web.pages.actors.world import HEIGHT, LEGEND, WIDTH, world
from monitor.web.pages.periods import periods
from monitor.web.pages.rendering import document
from monitor.web.paging import After, Limit, Page

_DAYS: Final = (1, 7, 30, 90)
_WORDS: Final[dict[str, Any]] = {
    "named": named,
    "about": about,
    "country": country,
    "event_type": event_type,
    "kinds": KINDS,
    "happening": happening,
    "told_by": told_by,
}


@get("/actors", include_in_schema=False)
async def actors(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    last: api.Days = 7,
    kind: api.Of = None,
    limit: Limit = 50,
) -> Response[str]:
    """Those who were in most articles of some days, and where what happened."""
    found: api.Actors = await api.actors.fn(desk, last, kind, limit)
    since = f"{found.days[0]:%Y-%m-%d}T00:00:00Z"
    countries: api_events.Countries = await api_events.countries.fn(desk, None, since)
    return document(
        request,
        "actors.html",
        desk.clock(),
        found=found,
        countries=countries.items,
        lands=world({each.country: each.events for each in countries.items}),
        world=(WIDTH, HEIGHT, LEGEND),
        since=since,
        days=last,
        offered=_DAYS,
        types=TYPES,
        **_WORDS,
    )


@get("/actors/{actor_id:str}", include_in_schema=False)
async def actor(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    actor_id: FromPath[str],
    since: api.Since = None,
    types: api.Types = None,
    after: After = None,
    limit: Limit = 50,
) -> Response[str]:
    """Who did what to whom around an actor."""
    known: api.Actor = await api.actor.fn(desk, actor_id, since or None)
    begin = known.since.isoformat()
    told: Page[ArchivedEvent] = await api_events.events.fn(desk, types, actor_id, None, begin, after, limit)
    network: api.Network = await api.network.fn(desk, actor_id, begin, types)
    return document(
        request,
        "actor.html",
        desk.clock(),
        known=known,
        page=told,
        days=[(day, list(events)) for day, events in groupby(told.items, lambda each: each.fetched.date())],
        can_be_asked=_can_be_asked(desk, actor_id),
        network=network,
        names={each.actor: named(each) for each in network.nodes},
        drawing=drawing(network),
        periods=list(periods(desk.clock(), since, "last week")),
        chosen=types or [],
        **_WORDS,
    )


def _can_be_asked(desk: Desk, actor: str) -> bool:
    """Whether a search can ask for it: the watchlists or the gazetteer have it."""
    own = (each.id for watchlist in desk.configuration().watchlists for each in watchlist.actors)
    return actor in own or actor in load_directory().entries


HANDLERS = (actors, actor)
