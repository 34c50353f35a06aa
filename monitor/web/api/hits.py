"""Hits: how many matches a watch had day by day, and what became of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from monitor.records import Record
from monitor.store.base import DailyHits
from monitor.web.desk import Desk
from monitor.web.reading import reading

Days = Annotated[int, QueryParameter(name="days", ge=1, le=92, description="So many days, today the last one.")]


class WatchHits(Record, frozen=True, kw_only=True):
    """How many matches a watch had, one number a day."""

    watch: str  # id
    told: tuple[int, ...]  # at once, or released later
    held: tuple[int, ...]  # still
    not_told: tuple[int, ...]


class Hits(Record, frozen=True, kw_only=True):
    """The hits of the configured watches over some days."""

    days: tuple[date, ...]  # UTC, the oldest first
    items: tuple[WatchHits, ...]


@reading("/hits", "listHits", "watches")
async def hits(desk: NamedDependency[Desk], last: Days = 30) -> Hits:
    """Hits a day of all watches, watchlist by watchlist."""
    days = _days(desk.clock(), last)
    found = await desk.store.daily_hits(_begin(days))
    return Hits(days=days, items=_by_watch(_names(desk), days, found))


@reading("/watches/{watch_id:str}/hits", "getHits", "watches")
async def hits_of_watch(desk: NamedDependency[Desk], watch_id: FromPath[str], last: Days = 30) -> Hits:
    """Hits a day of one watch."""
    if watch_id not in _names(desk):
        raise NotFoundException(f"There is no watch {watch_id!r}.")
    days = _days(desk.clock(), last)
    found = await desk.store.daily_hits(_begin(days), watch_id)
    return Hits(days=days, items=_by_watch((watch_id,), days, found))


def _names(desk: Desk) -> tuple[str, ...]:
    return tuple(watch.id for watchlist in desk.configuration().watchlists for watch in watchlist.watches)


def _days(now: datetime, last: int) -> tuple[date, ...]:
    today = now.astimezone(UTC).date()
    return tuple(today - timedelta(days=back) for back in reversed(range(last)))


def _begin(days: Sequence[date]) -> datetime:
    return datetime.combine(days[0], time.min, UTC)


def _by_watch(names: Iterable[str], days: Sequence[date], found: Sequence[DailyHits]) -> tuple[WatchHits, ...]:
    known = {(each.watch, each.day): each for each in found}
    return tuple(_row(name, [known.get((name, day)) for day in days]) for name in names)


def _row(name: str, found: Sequence[DailyHits | None]) -> WatchHits:
    return WatchHits(
        watch=name,
        told=tuple(each.told if each else 0 for each in found),
        held=tuple(each.held if each else 0 for each in found),
        not_told=tuple(each.not_told if each else 0 for each in found),
    )


HANDLERS = (hits, hits_of_watch)
