"""`/alerts.atom` and `/alerts.json`: the alerts as feeds, for those who read with a feed reader."""

from typing import Any, Final

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import FromQuery

from monitor.alerting.severities import at_least
from monitor.notify.forms.cleaning import cleaned
from monitor.records import Severity
from monitor.store.base import AlertQuery
from monitor.web.answers import Tagged
from monitor.web.desk import Desk
from monitor.web.least import Least
from monitor.web.reading import reading
from monitor.web.syndication.atom import CONTENT_TYPE as ATOM
from monitor.web.syndication.atom import atom
from monitor.web.syndication.entries import Entry, entries
from monitor.web.syndication.json_feed import CONTENT_TYPE as JSON_FEED
from monitor.web.syndication.json_feed import JsonFeed, json_feed

_ALERTS: Final = 200  # that a feed is made of


@reading("/alerts.atom", "alertsAsAtom", "alerts", media_type=ATOM)
async def as_atom(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    severity: Least = None,
) -> Response[bytes]:
    """The alerts as an Atom feed: an entry a watch and story, updated when something material changes in it."""
    found = await _entries(desk, watchlist, watch, severity)
    made = atom(_title(watchlist, watch), str(request.url), found, desk.clock())
    return Tagged(made, media_type=ATOM)


@reading("/alerts.json", "alertsAsJsonFeed", "alerts", media_type=JSON_FEED)
async def as_json_feed(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    severity: Least = None,
) -> JsonFeed:
    """The same as a JSON Feed."""
    found = await _entries(desk, watchlist, watch, severity)
    return json_feed(_title(watchlist, watch), str(request.url), found)


async def _entries(desk: Desk, watchlist: str | None, watch: str | None, least: Severity | None) -> list[Entry]:
    loud = None if least is None else at_least(least)
    return entries(await desk.store.alerts(AlertQuery(watchlist=watchlist, watch=watch, severities=loud), _ALERTS))


def _title(watchlist: str | None, watch: str | None) -> str:
    of = watch or watchlist
    return f"Wirewatch: {cleaned(of)}" if of else "Wirewatch"


HANDLERS = (as_atom, as_json_feed)
