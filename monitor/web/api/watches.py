"""Watches: what is looked for, and when it was found last."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from monitor.alerting.state import WatchState
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import Record, Severity, Visibility
from monitor.web.desk import Desk
from monitor.web.reading import reading


class WatchReport(Record, frozen=True, kw_only=True):
    """A watch and what it found last."""

    watch: str  # id
    watchlist: str  # name of its file
    description: str  # "" where its author gave none
    owner: str  # "" where its author named none
    severity: Severity
    visibility: Visibility = msgspec.field(name="mode")
    routes: tuple[str, ...]  # receivers that it names; none: those by default
    expires: datetime | None
    last_match: datetime | None  # with news, told or not


class Watches(Record, frozen=True, kw_only=True):
    """The watches of the configuration."""

    items: tuple[WatchReport, ...]


@reading("/watches", "listWatches", "watches")
async def watches(desk: NamedDependency[Desk], watchlist: FromQuery[str | None] = None) -> Watches:
    """All watches, watchlist by watchlist."""
    states = await desk.store.watch_states()
    found = (_report(of, watch, states.get(watch.id)) for of, watch in _configured(desk) if watchlist in (None, of.id))
    return Watches(items=tuple(found))


@reading("/watches/{watch_id:str}", "getWatch", "watches")
async def watch(desk: NamedDependency[Desk], watch_id: FromPath[str]) -> WatchReport:
    """One watch."""
    found = next(((of, each) for of, each in _configured(desk) if each.id == watch_id), None)
    if found is None:
        raise NotFoundException(f"There is no watch {watch_id!r}.")
    return _report(*found, await desk.store.watch_state(watch_id))


def _configured(desk: Desk) -> Iterator[tuple[Watchlist, Watch]]:
    return ((watchlist, watch) for watchlist in desk.configuration().watchlists for watch in watchlist.watches)


def _report(watchlist: Watchlist, watch: Watch, state: WatchState | None) -> WatchReport:
    return WatchReport(
        watch=watch.id,
        watchlist=watchlist.id,
        description=watch.description,
        owner=watch.owner,
        severity=watch.severity,
        visibility=watch.visibility,
        routes=watch.routes,
        expires=watch.expires,
        last_match=state.last_match if state else None,
    )


HANDLERS = (watches, watch)
