"""What is known of how well watches see: their feeds, their last match, how often there is one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from monitor.coverage.coverage import Coverage, coverages
from monitor.coverage.gap import LOOK_BACK, usual_gap
from monitor.feeds.feed import Feed
from monitor.match.watchlist import Watch
from monitor.records import Record
from monitor.store.base import DailyHits, Store


class WatchCoverage(Record, frozen=True, kw_only=True):
    """How well a watch sees."""

    watch: str  # id
    last_match: datetime | None  # with news, told or not
    usual_gap_seconds: float | None  # between two matches, on average of the last 30 days; None where they are too few
    coverage: Coverage  # how the feeds fare that it looks at


async def watch_coverages(
    store: Store, watches: Sequence[Watch], feeds: Sequence[Feed], now: datetime
) -> dict[str, WatchCoverage]:
    """That of each of `watches` at `now`, by id; `feeds`: all that are configured."""
    hits: defaultdict[str, list[DailyHits]] = defaultdict(list)
    for each in await store.daily_hits(now - LOOK_BACK, watches[0].id if len(watches) == 1 else None):
        hits[each.watch].append(each)
    states = await store.watch_states()
    covered = coverages(watches, feeds, await store.feed_states(), now)
    return {
        watch.id: WatchCoverage(
            watch=watch.id,
            last_match=states[watch.id].last_match if watch.id in states else None,
            usual_gap_seconds=usual_gap(hits[watch.id], now),
            coverage=covered[watch.id],
        )
        for watch in watches
    }
