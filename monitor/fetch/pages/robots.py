"""robots.txt of every host that pages are fetched from: RFC 9309, kept for a while and within a bound of memory.

A host that answers 4xx has no rules (§2.3.1.3); but 429 says that it is asked too much, and is taken as 5xx. A host
that answers 5xx, or not at all, must be taken to forbid everything (§2.3.1.4): its pages are not fetched now.
"""

import asyncio
from weakref import WeakValueDictionary

from cachetools import TLRUCache

from monitor.clock import Clock
from monitor.errors import FeedTooLarge, FetchError, ForbiddenAddress
from monitor.fetch.base import Fetcher, FetchRequest
from monitor.fetch.transport.origin import origin
from monitor.fetch.transport.robots_rules import RobotsRules, read_robots
from monitor.records import Record
from monitor.workers.base import Workers

MAX_BYTES = 500 * 1024  # of a robots.txt that is looked at (§2.5)
MAX_CACHE_BYTES = 16 * 1024 * 1024  # of all that are kept
FRESH_SECONDS = 24 * 3600.0  # §2.4
UNAVAILABLE_SECONDS = 900.0  # until a host that did not answer is asked again

_ROW_BYTES = 1024  # what an empty one takes, about


class _Robots(Record, frozen=True, kw_only=True):
    """What a host answered."""

    body: bytes | None  # None where the host is unavailable
    until: float  # when to ask again, seconds since 1970


class Robots:
    """Knows what may be fetched. Not to be had is not allowed."""

    def __init__(self, fetcher: Fetcher, workers: Workers, clock: Clock, *, cache_bytes: int = MAX_CACHE_BYTES) -> None:
        self._fetcher, self._workers, self._clock = fetcher, workers, clock
        self._cache: TLRUCache[tuple[str, bool], _Robots] = TLRUCache(
            cache_bytes,
            ttu=lambda _key, robots, _now: robots.until,
            timer=self._seconds,
            getsizeof=lambda robots: _ROW_BYTES + len(robots.body or b""),
        )
        self._asking: WeakValueDictionary[tuple[str, bool], asyncio.Lock] = WeakValueDictionary()

    async def rules(self, url: str, *, allow_private: bool = False) -> RobotsRules | None:
        """What holds for us at `url`; None where robots.txt cannot be had at present.

        Raises ForbiddenAddress where its host is not public, WorkerDied and WorkerTimeout where reading it costs more
        than it may.
        """
        robots = await self._of_host(origin(url), allow_private)
        if robots.body is None:
            return None
        if not robots.body:
            return RobotsRules()
        return await self._workers.run(read_robots, robots.body, "text/plain", url, size=len(robots.body))

    async def _of_host(self, host: str, allow_private: bool) -> _Robots:
        key = (host, allow_private)
        async with self._asking.setdefault(key, asyncio.Lock()):
            robots = self._cache.get(key)
            if robots is None:
                robots = self._cache[key] = await self._ask(host, allow_private)
            return robots

    async def _ask(self, host: str, allow_private: bool) -> _Robots:
        request = FetchRequest(url=f"{host}/robots.txt", allow_private=allow_private, accept="text/plain, */*;q=0.1")
        try:
            response = await self._fetcher.fetch(request)
        except ForbiddenAddress:
            raise
        except (FetchError, FeedTooLarge):
            return self._answer(None)
        unavailable = response.status >= 500 or response.status == 429
        return self._answer(None if unavailable else response.body[:MAX_BYTES])

    def _answer(self, body: bytes | None) -> _Robots:
        return _Robots(body=body, until=self._seconds() + (UNAVAILABLE_SECONDS if body is None else FRESH_SECONDS))

    def _seconds(self) -> float:
        return self._clock().timestamp()
