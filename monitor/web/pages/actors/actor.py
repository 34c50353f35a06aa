"""An actor: how often it was in the news, what it did to whom, as a list and as a network, and how to watch it."""

from itertools import groupby
from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from monitor.alerting.messages.event import happening, told_by
from monitor.alerting.messages.names import event_type
from monitor.annotate.gazetteer.directory import load_directory
from monitor.match.conditions.events import RECIPROCAL
from monitor.store.actors import is_group
from monitor.store.base import ArchivedEvent, KnownActor
from monitor.web.api.actors import actor as api
from monitor.web.api.actors import events as api_events
from monitor.web.api.actors import network as api_network
from monitor.web.api.actors.named import Lately, Types, named
from monitor.web.desk import Desk
from monitor.web.pages.actors.chart import chart
from monitor.web.pages.actors.named import about, guesses
from monitor.web.pages.actors.network import KINDS, drawing
from monitor.web.pages.periods import periods
from monitor.web.pages.rendering import document
from monitor.web.paging import After, Limit, Page
from monitor.web.questions import proposal

_ARTICLES: Final = 10
_WORDS: Final[dict[str, Any]] = {
    "about": about,
    "guesses": guesses,
    "event_type": event_type,
    "reciprocal": RECIPROCAL,
    "kinds": KINDS,
    "happening": happening,
    "told_by": told_by,
}


@get("/actors/{actor_id:str}", include_in_schema=False)
async def actor(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    actor_id: FromPath[str],
    since: Lately = None,
    types: Types = None,
    other: api_events.With = None,
    side: api_events.On = None,
    after: After = None,
    limit: Limit = 50,
) -> Response[str]:
    """What an actor did to whom, and how often it was in the news."""
    known: api.Actor = await api.actor.fn(desk, actor_id, since)
    begin, name = known.since.isoformat(), known.who.actor
    told: Page[ArchivedEvent] = await api_events.events.fn(desk, types, name, other, side, None, begin, after, limit)
    network: api_network.Network = await api_network.network.fn(desk, name, begin, types)
    return document(
        request,
        "actor.html",
        desk.clock(),
        known=known,
        chart=chart(known.days, known.daily),
        page=told,
        days=[(day, list(events)) for day, events in groupby(told.items, lambda each: each.fetched.date())],
        articles=await api.articles.fn(desk, name, _ARTICLES),
        line=_line(desk, known.who),
        can_be_asked=_can_be_asked(desk, name),
        network=network,
        names={each.actor: each.name for each in network.nodes},
        drawing=drawing(network),
        periods=list(periods(desk.clock(), since, "last week")),
        chosen=types or [],
        other=await named(desk, other) if other else None,
        side=side,
        **_WORDS,
    )


@get("/actors/{actor_id:str}/watch", include_in_schema=False)
async def watch(desk: NamedDependency[Desk], request: Request[Any, Any, Any], actor_id: FromPath[str]) -> Response[str]:
    """The watch that asks for an actor."""
    who = await named(desk, actor_id)
    line = _line(desk, who)
    if not line:
        raise NotFoundException("A watch asks for people, organisations and places by name, and for countries.")
    return document(
        request,
        "actor_watch.html",
        desk.clock(),
        who=who,
        line=line,
        watch=await proposal(desk, line, None),
    )


def _line(desk: Desk, who: KnownActor) -> str:
    """What asks for it: the actor where the watchlists or the gazetteer have it, else its name; "" for a group."""
    if _can_be_asked(desk, who.actor):
        return f"actor:{who.actor}"
    name = " ".join(who.name.replace('"', " ").replace("\\", " ").split())
    return "" if is_group(who.actor) or not any(map(str.isalnum, name)) else f'name:"{name}"'


def _can_be_asked(desk: Desk, actor: str) -> bool:
    """Whether a search can ask for it: the watchlists or the gazetteer have it."""
    own = (each.id for watchlist in desk.configuration().watchlists for each in watchlist.actors)
    return actor in own or actor in load_directory().entries


HANDLERS = (actor, watch)
