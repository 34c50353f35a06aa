"""Watches: what is looked for, when it was found last, and whether the feeds still bring anything."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from monitor.coverage.coverage import Coverage
from monitor.coverage.scope import in_scope
from monitor.coverage.watches import WatchCoverage, watch_coverages
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import Record, Severity, Visibility
from monitor.web.api.feeds import FeedReport, feed_report
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
    usual_gap_seconds: float | None  # between two matches, on average of the last 30 days; null where they are too few
    coverage: Coverage  # how the feeds fare that it looks at


class CoverageReport(Record, frozen=True, kw_only=True):
    """How the feeds fare that a watch looks at, one by one."""

    watch: str  # id
    last_match: datetime | None  # with news, told or not
    usual_gap_seconds: float | None  # as above
    coverage: Coverage
    feeds: tuple[FeedReport, ...]


class Watches(Record, frozen=True, kw_only=True):
    """The watches of the configuration."""

    items: tuple[WatchReport, ...]


@reading("/watches", "listWatches", "watches")
async def watches(desk: NamedDependency[Desk], watchlist: FromQuery[str | None] = None) -> Watches:
    """All watches, watchlist by watchlist."""
    asked = [(of, watch) for of, watch in _configured(desk) if watchlist in (None, of.id)]
    known = await _known(desk, [watch for _, watch in asked])
    return Watches(items=tuple(_report(of, watch, known[watch.id]) for of, watch in asked))


@reading("/watches/{watch_id:str}", "getWatch", "watches")
async def watch(desk: NamedDependency[Desk], watch_id: FromPath[str]) -> WatchReport:
    """One watch."""
    of, found = _named(desk, watch_id)
    return _report(of, found, (await _known(desk, [found]))[watch_id])


@reading("/watches/{watch_id:str}/coverage", "getCoverage", "watches")
async def coverage(desk: NamedDependency[Desk], watch_id: FromPath[str]) -> CoverageReport:
    """How the feeds fare that a watch looks at: whether anything can still meet it, and since when not."""
    _, found = _named(desk, watch_id)
    known = (await _known(desk, [found]))[watch_id]
    scope, states = in_scope(found.sources, desk.configuration().feeds), await desk.store.feed_states()
    return CoverageReport(
        watch=known.watch,
        last_match=known.last_match,
        usual_gap_seconds=known.usual_gap_seconds,
        coverage=known.coverage,
        feeds=tuple(feed_report(feed, states.get(feed.id), desk.clock()) for feed in scope),
    )


def _configured(desk: Desk) -> Iterator[tuple[Watchlist, Watch]]:
    return ((watchlist, watch) for watchlist in desk.configuration().watchlists for watch in watchlist.watches)


def _named(desk: Desk, name: str) -> tuple[Watchlist, Watch]:
    found = next(((of, each) for of, each in _configured(desk) if each.id == name), None)
    if found is None:
        raise NotFoundException(f"There is no watch {name!r}.")
    return found


async def _known(desk: Desk, asked: Sequence[Watch]) -> dict[str, WatchCoverage]:
    return await watch_coverages(desk.store, asked, desk.configuration().feeds, desk.clock())


def _report(watchlist: Watchlist, watch: Watch, known: WatchCoverage) -> WatchReport:
    return WatchReport(
        watch=watch.id,
        watchlist=watchlist.id,
        description=watch.description,
        owner=watch.owner,
        severity=watch.severity,
        visibility=watch.visibility,
        routes=watch.routes,
        expires=watch.expires,
        last_match=known.last_match,
        usual_gap_seconds=known.usual_gap_seconds,
        coverage=known.coverage,
    )


HANDLERS = (watches, watch, coverage)
