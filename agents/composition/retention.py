"""What keeps a program that runs for months from growing: every ten minutes, what is old goes.

Nothing goes that work still in the log may need. After a week on which the program was off, the messages of a week ago
are worked off first, and what they are compared with is as old; so age is counted from the oldest message that waits,
and from now only where none does.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from agents.runtime.backlog import oldest_waiting
from agents.runtime.edges import Edges, retry_until_available
from agents.runtime.faust_app import GROUP
from agents.story import Stories
from monitor.config.configuration import Retention
from monitor.feeds.entries.changes import FORGET_AFTER
from monitor.feeds.feed import Feed
from monitor.log.base import Log
from monitor.store.base import Store

_SECONDS = 600.0
_TOKENS_SHOWN = timedelta(days=30)  # how long after its end a token is listed
_REPEATED = timedelta(days=2)  # how long a request that comes again is known


class Retained(NamedTuple):
    """What is kept, for how long."""

    log: Log
    store: Store
    stories: Stories
    retention: Retention
    feeds: Callable[[], Sequence[Feed]]  # those that are configured
    watches: Callable[[], Collection[str]]  # ids of those that are configured


async def keep_enforcing_retention(retained: Retained, edges: Edges) -> None:
    """Enforces the retention at the start and every ten minutes, until cancelled."""
    while True:
        await enforce_retention(retained, edges)
        await asyncio.sleep(_SECONDS)


async def enforce_retention(retained: Retained, edges: Edges) -> None:
    """Drops what is old at this moment."""
    done = await _worked_off(retained.log, edges)
    for removal in _removals(retained, done, edges.clock()):
        await retry_until_available("retention", removal, edges)


async def _worked_off(log: Log, edges: Edges) -> datetime:
    """The moment up to which all messages are worked off."""
    now = edges.clock()
    waiting = await retry_until_available("retention", lambda: oldest_waiting(log, GROUP), edges)
    return min([now, *waiting.values()])


def _removals(retained: Retained, done: datetime, now: datetime) -> list[Callable[[], Awaitable[object]]]:
    """What there is to do at `now`, with all messages up to `done` worked off.

    Articles are kept for as long as copies of them are recognised, which inherit from them. What was told is kept for
    as long as anything may tell it again: the stories it belongs to, and the dead letters in the log, which may be
    replayed.
    """
    store, retention = retained.store, retained.retention
    archived = done - timedelta(seconds=retention.archive_seconds)
    sketched = done - timedelta(seconds=retention.sketches_seconds)
    told = min(archived, sketched, done - timedelta(seconds=retention.log_seconds))
    return [
        partial(retained.stories.forget, sketched, done - retained.stories.idle),
        partial(store.forget_alert_states, told),
        partial(store.forget_watch_states, told),
        partial(_forget_watches, retained),
        partial(store.forget_renames, told),
        partial(store.forget_decisions, told),
        partial(store.forget_mutes, told),
        partial(store.forget_acknowledgements, told),
        partial(store.forget_deliveries, told),
        partial(store.forget_stories, min(archived, sketched)),
        partial(store.forget_archived, min(archived, sketched)),
        partial(store.forget_feedback, min(archived, sketched)),
        partial(store.forget_tokens, now - _TOKENS_SHOWN),
        partial(store.forget_requests, now - _REPEATED),
        partial(_forget_feeds, retained, now - FORGET_AFTER),
        partial(store.forget_leases, now),
        partial(store.forget_pauses, now),
        partial(retained.log.trim, now, retention.log_bytes),
    ]


async def _forget_watches(retained: Retained) -> None:
    """A watch that is gone is known for as long as it has a state that another one may take over."""
    await retained.store.forget_watches(set(retained.watches()))


async def _forget_feeds(retained: Retained, before: datetime) -> None:
    """The subscription of a feed at its hub is kept for as long as what is known of the feed."""
    configured = {feed.id for feed in retained.feeds()}
    await retained.store.forget_feeds(configured, before)
    await retained.store.forget_subscriptions(configured | (await retained.store.feed_states()).keys())
