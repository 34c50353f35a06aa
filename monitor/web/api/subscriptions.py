"""Alerts, what a search finds and what an actor is in as feeds, for those who read with a feed reader."""

import re
from typing import Any, Final
from urllib.parse import unquote_plus

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath, FromQuery

from monitor.alerting.severities import at_least
from monitor.notify.forms.cleaning import cleaned
from monitor.records import Severity
from monitor.store.base import AlertQuery
from monitor.web.answers import Tagged
from monitor.web.desk import Desk
from monitor.web.least import Least
from monitor.web.questions import Of, Query, Question, answer, question
from monitor.web.reading import reading
from monitor.web.syndication.atom import CONTENT_TYPE as ATOM
from monitor.web.syndication.atom import atom
from monitor.web.syndication.entries import Entry, entries, found
from monitor.web.syndication.json_feed import CONTENT_TYPE as JSON_FEED
from monitor.web.syndication.json_feed import JsonFeed, json_feed

_ALERTS: Final = 200  # that a feed is made of
_ARTICLES: Final = 50  # likewise
_ACTOR: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_Asking = Request[Any, Any, Any]


@reading("/alerts.atom", "alertsAsAtom", "alerts", media_type=ATOM)
async def as_atom(
    desk: NamedDependency[Desk],
    request: _Asking,
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    severity: Least = None,
) -> Response[bytes]:
    """The alerts as an Atom feed: an entry a watch and story, updated when something material changes in it."""
    told = await _told(desk, watchlist, watch, severity)
    return _atom(desk, request, watch or watchlist, told)


@reading("/alerts.json", "alertsAsJsonFeed", "alerts", media_type=JSON_FEED)
async def as_json_feed(
    desk: NamedDependency[Desk],
    request: _Asking,
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    severity: Least = None,
) -> JsonFeed:
    """The same as a JSON Feed."""
    told = await _told(desk, watchlist, watch, severity)
    return _json_feed(request, watch or watchlist, told)


@reading("/search.atom", "searchAsAtom", "search", media_type=ATOM)
async def search_as_atom(
    desk: NamedDependency[Desk], request: _Asking, q: Query, watchlist: Of = None
) -> Response[bytes]:
    """What a search finds as an Atom feed: an entry an article, updated when its publisher edits it."""
    return _atom(desk, request, q, await _found(desk, await question(desk, q, watchlist)))


@reading("/search.json", "searchAsJsonFeed", "search", media_type=JSON_FEED)
async def search_as_json_feed(
    desk: NamedDependency[Desk], request: _Asking, q: Query, watchlist: Of = None
) -> JsonFeed:
    """The same as a JSON Feed."""
    return _json_feed(request, q, await _found(desk, await question(desk, q, watchlist)))


@reading("/actors/{actor_id:str}/articles.atom", "actorAsAtom", "actors", media_type=ATOM)
async def actor_as_atom(
    desk: NamedDependency[Desk], request: _Asking, actor_id: FromPath[str], watchlist: Of = None
) -> Response[bytes]:
    """The articles that an actor is in as an Atom feed, as a search for the actor finds them."""
    return _atom(desk, request, actor_id, await _found(desk, await _actor(desk, actor_id, watchlist)))


@reading("/actors/{actor_id:str}/articles.json", "actorAsJsonFeed", "actors", media_type=JSON_FEED)
async def actor_as_json_feed(
    desk: NamedDependency[Desk], request: _Asking, actor_id: FromPath[str], watchlist: Of = None
) -> JsonFeed:
    """The same as a JSON Feed."""
    return _json_feed(request, actor_id, await _found(desk, await _actor(desk, actor_id, watchlist)))


async def _told(desk: Desk, watchlist: str | None, watch: str | None, least: Severity | None) -> list[Entry]:
    loud = None if least is None else at_least(least)
    return entries(await desk.store.alerts(AlertQuery(watchlist=watchlist, watch=watch, severities=loud), _ALERTS))


async def _found(desk: Desk, asked: Question) -> list[Entry]:
    return found(await answer(desk, asked, None, _ARTICLES))


async def _actor(desk: Desk, actor: str, watchlist: str | None) -> Question:
    """What asks for `actor`; raises NotFoundException where neither the watchlists nor the gazetteer has one."""
    if _ACTOR.fullmatch(actor):
        try:
            return await question(desk, f"actor:{actor}", watchlist)
        except ValidationException:
            pass
    raise NotFoundException(f"There is no actor {actor!r} in the watchlists or the gazetteer.")


def _atom(desk: Desk, request: _Asking, of: str | None, shown: list[Entry]) -> Response[bytes]:
    return Tagged(atom(_title(of), _address(request), shown, desk.clock()), media_type=ATOM)


def _json_feed(request: _Asking, of: str | None, shown: list[Entry]) -> JsonFeed:
    return json_feed(_title(of), _address(request), shown)


def _address(request: _Asking) -> str:
    """The address of a feed, without the token that may stand in it: a feed is handed on."""
    kept = [part for part in request.url.query.split("&") if unquote_plus(part.partition("=")[0]) != "token"]
    return str(request.url.with_replacements(query="&".join(kept)))


def _title(of: str | None) -> str:
    return f"Wirewatch: {cleaned(of)}" if of else "Wirewatch"


HANDLERS = (
    as_atom,
    as_json_feed,
    search_as_atom,
    search_as_json_feed,
    actor_as_atom,
    actor_as_json_feed,
)
