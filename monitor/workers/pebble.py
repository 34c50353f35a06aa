"""Worker processes with limits, for work on what strangers wrote.

Every worker is a Pebble pool of one process that holds one document at a time: whatever becomes of the process is then
that document's doing and costs no other one. A worker that was killed, stopped or has done its share is replaced.

Documents wait for a worker by rank: those of sources that were read well before come first, then the smaller ones. And
some workers may be reserved for the former, so that a flood of documents that mean harm keeps none of them waiting.
"""

import asyncio
import multiprocessing
import os
import resource
import signal
from bisect import insort
from collections.abc import AsyncIterator, Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.errors import WorkerDied, WorkerTimeout
from monitor.records import Record

T = TypeVar("T")

Task = Callable[[bytes, str, str], T]
"""What a worker runs: importable by name; takes body, Content-Type and address of a document."""


class WorkerLimits(Record, frozen=True, kw_only=True):
    """What reading one document may cost, and how long a worker lives."""

    cpu_seconds: int = 5  # of a large document; a small one has less
    wall_seconds: float = 30.0  # where the machine is busy or the worker sleeps
    start_seconds: float = 30.0  # beyond that, for a worker to start and to take the document up
    memory_bytes: int = 512 * 1024 * 1024  # beyond what the worker needs to start
    tasks: int = 500  # documents before a worker is replaced


class WorkerPool:
    """Runs tasks in `workers` processes, which start with the first of them."""

    def __init__(
        self,
        *,
        workers: int = 1,
        reserved: int = 0,
        limits: WorkerLimits | None = None,
        warm_up: Callable[[], object],
    ) -> None:
        """`reserved` of the workers take only documents that are `trusted`.

        `warm_up` runs once in every worker before its memory is bounded: it loads all that a task may load.
        """
        self._limits = limits or WorkerLimits()
        self._workers = [_Worker(self._limits, warm_up, reserved=number < reserved) for number in range(workers)]
        self._idle = list(self._workers)
        self._waiting: list[_Waiting] = []
        self._numbers = count()

    async def run(self, task: Task[T], body: bytes, content_type: str, url: str, *, trusted: bool = False) -> T:
        """What `task` makes of a document; waits for an idle worker. Raises WorkerDied, WorkerTimeout, or as `task`.

        `trusted` says that the last document from the same source was read well.
        """
        async with self._idle_worker(trusted=trusted, size=len(body)) as worker:
            for _ in range(_ATTEMPTS):
                try:
                    return await self._run_once(worker, task, body, content_type, url)
                except BrokenProcessPool:  # the worker died while it held nothing; Pebble then gives up the pool
                    await worker.replace()
            raise WorkerDied(f"workers died {_ATTEMPTS} times before they took the document")

    async def close(self) -> None:
        """Ends the workers, whatever they do."""
        await asyncio.gather(*(worker.close() for worker in self._workers))

    @asynccontextmanager
    async def _idle_worker(self, *, trusted: bool, size: int) -> "AsyncIterator[_Worker]":
        taker: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        insort(self._waiting, _Waiting(not trusted, size, next(self._numbers), taker))
        self._hand_out()
        try:
            worker = await taker
        except asyncio.CancelledError:
            if not taker.cancelled():  # it had been handed a worker already
                self._give_back(taker.result())
            raise
        try:
            yield worker
        finally:
            self._give_back(worker)

    def _give_back(self, worker: "_Worker") -> None:
        self._idle.append(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        """Idle workers to those that wait, by rank; the last one used first, as it is warm."""
        self._waiting = [waiting for waiting in self._waiting if not waiting.taker.done()]  # some are cancelled
        for waiting in list(self._waiting):
            worker = next((w for w in reversed(self._idle) if not (w.reserved and waiting.untrusted)), None)
            if worker is not None:
                self._idle.remove(worker)
                self._waiting.remove(waiting)
                waiting.taker.set_result(worker)

    async def _run_once(self, worker: "_Worker", task: Task[T], body: bytes, content_type: str, url: str) -> T:
        limits = self._limits
        cpu_seconds = min(limits.cpu_seconds, _CPU_SECONDS + len(body) // _BYTES_A_CPU_SECOND)
        args = (task, body, content_type, url, cpu_seconds)
        try:
            job = worker.pool().schedule(_task, args=args, timeout=limits.wall_seconds)
        except RuntimeError as error:  # Pebble's word for a pool that takes no more work
            raise BrokenProcessPool from error
        try:
            async with asyncio.timeout(limits.start_seconds + limits.wall_seconds) as deadline:
                return await asyncio.wrap_future(job)
        except TimeoutError as error:
            if deadline.expired():  # a stopped worker never took the task up, so that Pebble counts no time
                await worker.replace()
            raise WorkerTimeout(f"{limits.wall_seconds:g} s were not enough to read the document") from error
        except ProcessExpired as error:
            if error.exitcode == -signal.SIGXCPU:
                raise WorkerTimeout(f"{cpu_seconds} CPU seconds were not enough to read the document") from error
            raise WorkerDied(_cause(error.exitcode)) from error


class _Waiting(NamedTuple):
    """A document that waits for a worker; the lesser one goes first."""

    untrusted: bool
    size: int
    number: int
    taker: "asyncio.Future[_Worker]"


class _Worker:
    """One worker process and those that replace it."""

    def __init__(self, limits: WorkerLimits, warm_up: Callable[[], object], *, reserved: bool) -> None:
        self._limits, self._warm_up, self.reserved = limits, warm_up, reserved
        self._pool: ProcessPool | None = None

    def pool(self) -> ProcessPool:
        """The pool of one process, opened where there is none."""
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=self._limits.tasks,
                initializer=_limit,
                initargs=(self._limits, self._warm_up),
                context=multiprocessing.get_context("spawn"),  # small processes: a fork would hold all of ours
            )
        return self._pool

    async def replace(self) -> None:
        """Ends the process, if any; the next task gets another."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(_end, pool)

    close = replace


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


_ATTEMPTS = 3
_CPU_SECONDS, _BYTES_A_CPU_SECOND = 1, 500_000  # of the smallest document, and what each second more is given for
_OUT_OF_MEMORY = 77  # exit code of a worker that reached its memory limit
_STATM = Path("/proc/self/statm")


def _cause(code: int) -> str:
    if code == _OUT_OF_MEMORY:
        return "reading the document took more memory than it may"
    return f"the worker was killed by signal {-code}" if code < 0 else f"the worker ended with code {code}"


def _limit(limits: WorkerLimits, warm_up: Callable[[], object]) -> None:
    """In the worker, once: bounds its address space."""
    warm_up()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _STATM.exists():  # Linux; elsewhere RLIMIT_AS is not kept to, and time limits must do
        in_use = int(_STATM.read_text().split()[0]) * resource.getpagesize()
        ceiling = in_use + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def _task(task: Task[T], body: bytes, content_type: str, url: str, cpu_seconds: int) -> T:
    """In the worker: one document. The kernel ends the process (SIGXCPU) when its CPU time is used up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds, hard))
    try:
        return task(body, content_type, url)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
