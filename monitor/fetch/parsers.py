"""Parsers: in worker processes with limits, and in this process for tests and tools."""

from typing import TypeVar

from monitor.feeds.entry import ParsedFeed
from monitor.fetch.incremental.reparse import Rereader
from monitor.fetch.parsing.document import warm_up
from monitor.workers.pebble import Task, WorkerLimits, WorkerPool

T = TypeVar("T")

__all__ = ["InProcessParser", "WorkerLimits", "WorkerParser"]


class InProcessParser:
    """A Parser without a process of its own and without limits."""

    def __init__(self) -> None:
        self._rereader = Rereader(_run_here)

    async def parse(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        """See Parser; blocks the event loop meanwhile."""
        return await self._rereader.read(body, content_type, url, afresh=afresh)

    async def close(self) -> None:
        """Nothing is open."""


class WorkerParser:
    """A Parser in worker processes; one that is killed or hangs is replaced, and costs only the feed it held."""

    def __init__(self, *, workers: int = 1, limits: WorkerLimits | None = None) -> None:
        """Starts nothing yet: the workers start with the first feed. Of several, one is kept for known feeds."""
        self._pool = WorkerPool(workers=workers, reserved=int(workers > 1), limits=limits, warm_up=warm_up)
        self._rereader = Rereader(self._pool.run)

    async def parse(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        """See Parser."""
        return await self._rereader.read(body, content_type, url, afresh=afresh)

    async def close(self) -> None:
        """Ends the workers, whatever they do."""
        await self._pool.close()


async def _run_here(task: Task[T], body: bytes, content_type: str, url: str, *, trusted: bool) -> T:
    return task(body, content_type, url)
