"""Parsers: in a worker process with limits, and in this process for tests and tools."""

import asyncio
import multiprocessing
import os
import resource
import signal
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from monitor.errors import WorkerDied, WorkerTimeout
from monitor.feeds.entry import ParsedFeed
from monitor.fetch.parse import parse
from monitor.records import Record


class WorkerLimits(Record, frozen=True, kw_only=True):
    """What reading one feed may cost, and how long a worker lives."""

    cpu_seconds: int = 5
    wall_seconds: float = 30.0  # where the machine is busy or the worker sleeps
    memory_bytes: int = 512 * 1024 * 1024  # beyond what the worker needs to start
    tasks: int = 500  # feeds before a worker is replaced


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
        self._workers, self._limits = workers, limits or WorkerLimits()
        self._closed = False
        self._pool = self._open_pool()

    async def parse(self, body: bytes, content_type: str, url: str) -> ParsedFeed:
        """See Parser."""
        for _ in range(_ATTEMPTS):
            pool = self._pool
            try:
                return await self._work(pool, body, content_type, url)
            except BrokenProcessPool:  # a worker died while it held nothing; Pebble then gives up the whole pool
                await self._replace(pool)
        raise WorkerDied(f"workers died {_ATTEMPTS} times before they took the feed")

    async def close(self) -> None:
        """Ends the workers, whatever they do."""
        self._closed = True
        await _end(self._pool)

    async def _work(self, pool: ProcessPool, body: bytes, content_type: str, url: str) -> ParsedFeed:
        limits = self._limits
        args = (body, content_type, url, limits.cpu_seconds)
        try:
            job = pool.schedule(_task, args=args, timeout=limits.wall_seconds)
        except RuntimeError as error:  # Pebble's word for a pool that takes no more work
            raise BrokenProcessPool from error
        try:
            return await asyncio.wrap_future(job)
        except TimeoutError as error:
            raise WorkerTimeout(f"{limits.wall_seconds:g} s were not enough to read the feed") from error
        except ProcessExpired as error:
            if error.exitcode == -signal.SIGXCPU:
                raise WorkerTimeout(f"{limits.cpu_seconds} CPU seconds were not enough to read the feed") from error
            raise WorkerDied(_cause(error.exitcode)) from error

    async def _replace(self, broken: ProcessPool) -> None:
        if self._pool is broken and not self._closed:  # another feed's poll may have replaced it already
            self._pool = self._open_pool()
            await _end(broken)

    def _open_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=self._limits.tasks,
            initializer=_limit,
            initargs=(self._limits,),
            context=multiprocessing.get_context("spawn"),  # small processes: a fork would hold all of ours
        )


async def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    await asyncio.to_thread(pool.join)


_ATTEMPTS = 3
_OUT_OF_MEMORY = 77  # exit code of a worker that reached its memory limit
_STATM = Path("/proc/self/statm")
_WARM_UP = b"<rss version='2.0'><channel><item><description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>"


def _cause(code: int) -> str:
    if code == _OUT_OF_MEMORY:
        return "reading the feed took more memory than it may"
    return f"the worker was killed by signal {-code}" if code < 0 else f"the worker ended with code {code}"


def _limit(limits: WorkerLimits) -> None:
    """In the worker, once: bounds its address space, after all that a feed can make the libraries load is loaded."""
    parse(_WARM_UP, "", "")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _STATM.exists():  # Linux; elsewhere RLIMIT_AS is not kept to, and time limits must do
        in_use = int(_STATM.read_text().split()[0]) * resource.getpagesize()
        ceiling = in_use + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def _task(body: bytes, content_type: str, url: str, cpu_seconds: int) -> ParsedFeed:
    """In the worker: one feed. The kernel ends the process (SIGXCPU) when the CPU time of this feed is used up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds, hard))
    try:
        return parse(body, content_type, url)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
