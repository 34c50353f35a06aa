"""Parsers: in worker processes with limits, and in this process for tests and tools."""

from monitor.feeds.entry import ParsedFeed
from monitor.fetch.incremental.reparse import Rereader
from monitor.fetch.parsing.document import warm_up
from monitor.workers.base import Limits, Workers
from monitor.workers.inline import InlineWorkers
from monitor.workers.pebble import PebbleWorkers


class WorkersParser:
    """A Parser in `workers`; one that is killed or hangs is replaced, and costs only the feed it held."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._rereader = Rereader(workers)

    async def parse(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        """See Parser."""
        return await self._rereader.read(body, content_type, url, afresh=afresh)

    async def close(self) -> None:
        """Ends the workers, whatever they do."""
        await self._workers.close()


def worker_parser(*, workers: int = 1, limits: Limits | None = None) -> WorkersParser:
    """A parser in processes, which start with the first feed. Of several, one is kept for known feeds."""
    reserved = int(workers > 1)
    return WorkersParser(PebbleWorkers(processes=workers, reserved=reserved, limits=limits, warm_up=warm_up))


def inline_parser() -> WorkersParser:
    """A parser without a process of its own and without limits; it blocks the event loop meanwhile."""
    return WorkersParser(InlineWorkers())
