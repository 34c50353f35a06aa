"""Parsers: in worker processes with limits, and in this process for tests and tools."""

from monitor.feeds.entry import ParsedFeed
from monitor.fetch.parse import parse, warm_up
from monitor.fetch.pool import WorkerLimits, WorkerPool

__all__ = ["InProcessParser", "WorkerLimits", "WorkerParser"]


class InProcessParser:
    """A Parser without a process of its own and without limits."""

    async def parse(self, body: bytes, content_type: str, url: str) -> ParsedFeed:
        """See Parser; blocks the event loop meanwhile."""
        return parse(body, content_type, url)

    async def close(self) -> None:
        """Nothing is open."""


class WorkerParser:
    """A Parser in worker processes; one that is killed or hangs is replaced, and costs only the feed it held."""

    def __init__(self, *, workers: int = 1, limits: WorkerLimits | None = None) -> None:
        """Starts nothing yet: the workers start with the first feed."""
        self._pool = WorkerPool(workers=workers, limits=limits, warm_up=warm_up)

    async def parse(self, body: bytes, content_type: str, url: str) -> ParsedFeed:
        """See Parser."""
        return await self._pool.run(parse, body, content_type, url)

    async def close(self) -> None:
        """Ends the workers, whatever they do."""
        await self._pool.close()
