"""Who publishes next where feeds bring more than is read: they take turns, a few articles each, the newest first.

A feed that brings two thousand articles at once would otherwise stand before all that the others bring after it. What
waits here is in no topic yet: the poll is remembered only when all of it is published, so that a crash publishes it
again, under the same ids.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from agents.polling.base import Emit, emit_each
from agents.runtime.edges import Emission

log = logging.getLogger(__name__)

AT_ONCE: Final = 16  # articles of one poll that are published without asking, and at each turn
# Messages that may wait before the language work when a turn begins: what keeps every worker busy, and what was worked
# off since the last commit, half a second of some fifty articles in each of two topics.
_UNREAD: Final = 96
_LOOK_SECONDS: Final = 0.2


class Turns:
    """The turns of the feeds of one worker; `unread` tells how many messages wait before the language work."""

    def __init__(
        self, unread: Callable[[], Awaitable[int]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._unread, self._sleep = unread, sleep
        self._turn = asyncio.Lock()  # whoever asked first has it first

    async def publish(self, feed: str, articles: Sequence[Emission], emit: Emit) -> None:
        """Emits `articles` of `feed`, which are in the order of time; more than `AT_ONCE` in several turns."""
        newest, older = articles[-AT_ONCE:], articles[:-AT_ONCE]
        await emit_each(newest, emit)
        if older:
            log.info("published_in_turns feed=%s articles=%d", feed, len(articles))
        for batch in _newest_first(older):
            await self._in_turn(batch, emit)

    async def _in_turn(self, batch: Sequence[Emission], emit: Emit) -> None:
        async with self._turn:
            while await self._unread() > _UNREAD:
                await self._sleep(_LOOK_SECONDS)
            await emit_each(batch, emit)


def _newest_first(articles: Sequence[Emission]) -> list[Sequence[Emission]]:
    """Batches of at most `AT_ONCE`, each in the order of time, the last one of `articles` first."""
    ends = range(len(articles), 0, -AT_ONCE)
    return [articles[max(0, end - AT_ONCE) : end] for end in ends]
