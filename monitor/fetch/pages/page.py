"""The main text of an article's page: robots.txt first, through the same guards as feeds, read in a worker process."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from cachetools import TLRUCache

from monitor.clock import Clock
from monitor.errors import (
    FeedTooLarge,
    FeedUnreadable,
    FetchError,
    ForbiddenAddress,
    NoWorker,
    WirewatchError,
    WorkerDied,
    WorkerTimeout,
)
from monitor.feeds.entries.full_text import TextReason
from monitor.feeds.schedule.waits import MAX_RETRY_AFTER, retry_after
from monitor.fetch.base import Fetcher, FetchRequest, FetchResponse
from monitor.fetch.pages.main_text import main_text
from monitor.fetch.pages.robots import Robots
from monitor.fetch.transport.origin import origin
from monitor.records import Record
from monitor.workers.base import Workers

PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

_REASONS: tuple[tuple[type[Exception], TextReason], ...] = (
    (ForbiddenAddress, TextReason.REFUSED),
    (FeedTooLarge, TextReason.TOO_LARGE),
    (FetchError, TextReason.NO_RESPONSE),
    (FeedUnreadable, TextReason.UNREADABLE),
    (WorkerDied, TextReason.WORKER_DIED),
    (WorkerTimeout, TextReason.WORKER_TIMEOUT),
    (NoWorker, TextReason.NO_WORKER),
)
_HTML = ("text/html", "application/xhtml+xml", "")
_MAX_HOSTS = 10_000  # that a time is remembered of


class NoPage(WirewatchError):
    """A page brought no text; raised by `Pages`, caught by `enrich`."""

    def __init__(self, reason: TextReason, error: str = "") -> None:
        super().__init__(error or reason)
        self.reason, self.error = reason, error


class PageLimits(Record, frozen=True, kw_only=True):
    """What one page may cost, beside the limits of the fetcher and of the worker."""

    bytes: int = 5_000_000
    seconds: float = 10.0  # with robots.txt and all redirects
    redirects: int = 5
    gap_seconds: float = 1.0  # between two pages of a host, where its robots.txt asks for no longer one
    pause_seconds: float = 600.0  # for a host that fails or is too slow, where it names no time itself
    at_once: int = 8  # pages of different hosts


class Pages:
    """Reads pages, with a gap between two of a host. One that fails or asks for it is paused for a while."""

    def __init__(
        self,
        fetcher: Fetcher,
        workers: Workers,
        clock: Clock,
        *,
        limits: PageLimits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`sleep` waits the seconds between two pages of a host."""
        self._fetcher, self._workers, self._clock, self._sleep = fetcher, workers, clock, sleep
        self._limits = limits or PageLimits()
        self._robots = Robots(fetcher, workers, clock)
        self._places = asyncio.Semaphore(self._limits.at_once)
        self._paused, self._turns = self._times(), self._times()

    async def read(self, url: str, *, allow_private: bool = False) -> str:
        """The main text of the page at `url`, "" where it has none; raises NoPage only, with the reason."""
        try:
            async with self._places:
                return await self._text(await self._in_time(url, allow_private))
        except tuple(kind for kind, _ in _REASONS) as error:
            reason = next(reason for kind, reason in _REASONS if isinstance(error, kind))
            raise NoPage(reason, str(error)) from error

    async def _in_time(self, url: str, allow_private: bool) -> FetchResponse:
        """The response of `url`. A busy worker, which reads the page afterwards, is not its host's fault."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._follow(url, allow_private)
        except TimeoutError as error:
            self._pause(url)
            raise NoPage(TextReason.TOO_LARGE, f"took longer than {self._limits.seconds:g} s") from error

    async def _follow(self, url: str, allow_private: bool) -> FetchResponse:
        for _ in range(self._limits.redirects + 1):
            await self._permitted(url, allow_private)
            response = await self._get(url, allow_private)
            if response.location is None:
                return response
            url = response.location
        raise NoPage(TextReason.NO_RESPONSE, f"more than {self._limits.redirects} redirects")

    async def _permitted(self, url: str, allow_private: bool) -> None:
        """Returns when `url` may be fetched; raises NoPage where it may not."""
        if origin(url) in self._paused:
            raise NoPage(TextReason.PAUSED)
        rules = await self._robots.rules(url, allow_private=allow_private)
        if rules is None:
            raise NoPage(TextReason.ROBOTS_UNAVAILABLE)
        if not rules.allowed:
            raise NoPage(TextReason.ROBOTS, url)
        await self._take_turn(origin(url), max(rules.delay, self._limits.gap_seconds))

    async def _take_turn(self, host: str, gap: float) -> None:
        """Waits until `gap` seconds have passed since the last page of `host`; raises NoPage where that is too long."""
        now = self._clock().timestamp()
        turn = max(now, self._turns.get(host, now))
        if turn - now > self._limits.seconds / 2:
            raise NoPage(TextReason.NO_TIME, f"its host wants {gap:g} s between two requests")
        self._turns[host] = turn + gap
        if turn > now:
            await self._sleep(turn - now)

    async def _get(self, url: str, allow_private: bool) -> FetchResponse:
        request = FetchRequest(url=url, allow_private=allow_private, accept=PAGE_TYPES, follow=False)
        try:
            response = await self._fetcher.fetch(request)
        except (ForbiddenAddress, FeedTooLarge):  # nothing that a pause would mend
            raise
        except FetchError:
            self._pause(url)
            raise
        if response.status in (403, 429) or response.status >= 500:
            self._pause(url, min(retry_after(response.facts, self._clock()), MAX_RETRY_AFTER))
        return response

    def _pause(self, url: str, asked: timedelta = timedelta(0)) -> None:
        seconds = asked.total_seconds() or self._limits.pause_seconds
        self._paused[origin(url)] = self._clock().timestamp() + seconds

    async def _text(self, response: FetchResponse) -> str:
        if not response.ok:
            raise NoPage(TextReason.HTTP_ERROR, f"HTTP status {response.status}")
        kind = response.content_type.partition(";")[0].strip().lower()
        if kind not in _HTML:
            raise NoPage(TextReason.NOT_HTML, kind)
        if len(response.body) > self._limits.bytes:
            raise NoPage(TextReason.TOO_LARGE, f"more than {self._limits.bytes} bytes")
        document = response.body, response.content_type, response.url
        return await self._workers.run(main_text, *document, size=len(response.body))

    def _times(self) -> "TLRUCache[str, float]":
        """A moment for each host, in seconds since 1970, forgotten once it is over."""
        return TLRUCache(_MAX_HOSTS, ttu=lambda _host, until, _now: until, timer=lambda: self._clock().timestamp())
