"""Worker processes with limits, by Pebble.

Whatever becomes of a process (a crash, the memory limit, the deadline) is the doing of the one task that it held and
costs no other one. A worker that was killed, stopped or has done its share is replaced. Processes end when this process
ends, however that happens.
"""

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.errors import NoWorker, WorkerDied, WorkerTimeout
from monitor.workers import child
from monitor.workers.base import Limits, Task
from monitor.workers.process import CLOSED, WorkerProcess
from monitor.workers.queue import IdleWorkers

T = TypeVar("T")

_ATTEMPTS = 3
_CPU_SECONDS, _BYTES_A_CPU_SECOND = 1, 500_000  # of the smallest task, and what each second more is given for


def spawned() -> BaseContext:
    """Small processes, each started anew: a fork would hold all of ours."""
    return multiprocessing.get_context("spawn")


class PebbleWorkers:
    """Workers in `processes` processes, which start with the first tasks, or with `start`.

    Args:
        processes: how many.
        reserved: how many of these take only tasks that are `trusted`.
        limits: of each task and of each process.
        warm_up: runs once in every process and loads all that a task may load; importable by name.
        context: where processes come from.
    """

    def __init__(
        self,
        *,
        processes: int = 1,
        reserved: int = 0,
        limits: Limits | None = None,
        warm_up: Callable[[], object],
        context: Callable[[], BaseContext] = spawned,
    ) -> None:
        if processes < 1:
            raise ValueError(f"{processes} worker processes cannot work")
        self._limits = limits or Limits()
        self._workers = [
            WorkerProcess(self._limits, warm_up, context, reserved=number < reserved) for number in range(processes)
        ]
        self._idle = IdleWorkers(self._workers)
        self._closing = asyncio.Event()

    async def start(self) -> None:
        """Starts all processes; they warm up on their own, while this returns."""
        await asyncio.gather(*(worker.pool() for worker in self._workers))

    async def run(self, task: Task[T], *args: Any, size: int = 0, trusted: bool = False) -> T:
        """See Workers."""
        async with self._idle.taken(trusted=trusted, size=size) as worker:
            for _ in range(_ATTEMPTS):
                try:
                    return await self._run_once(worker, task, args, self._cpu_seconds(size))
                except BrokenProcessPool:  # the process died while it held nothing; Pebble then gives up the pool
                    await worker.replace()
            raise await self._cause(worker)

    async def close(self) -> None:
        """Ends the processes, whatever they do. What is under way, and all that comes later, raises NoWorker."""
        self._closing.set()
        await asyncio.gather(*(worker.close() for worker in self._workers))

    async def _cause(self, worker: WorkerProcess) -> WorkerDied | NoWorker:
        """Why processes died before they took a task up: its own doing, unless they do so for any task."""
        try:
            await self._run_once(worker, bool, (), None)
        except (BrokenProcessPool, WorkerDied, WorkerTimeout):
            return NoWorker("no worker process stays up to take this")
        return WorkerDied(f"{_ATTEMPTS} worker processes died as they took this up")

    def _cpu_seconds(self, size: int) -> int | None:
        if self._limits.cpu_seconds is None:
            return None
        return min(self._limits.cpu_seconds, _CPU_SECONDS + size // _BYTES_A_CPU_SECOND)

    async def _run_once(self, worker: WorkerProcess, task: Task[T], args: tuple[Any, ...], cpu: int | None) -> T:
        limits, pool = self._limits, await worker.pool()
        try:
            async with asyncio.timeout(limits.start_seconds + limits.wall_seconds) as deadline:
                return await self._unless_closed(_scheduled(pool, task, args, cpu, limits.wall_seconds))
        except TimeoutError as error:
            if deadline.expired():  # a stopped process never took the task up, so that Pebble counts no time
                await worker.replace()
            raise WorkerTimeout(f"not done within {limits.wall_seconds:g} s") from error
        except ProcessExpired as error:
            raise _ended(error.exitcode, cpu) from error

    async def _unless_closed(self, job: "asyncio.Future[T]") -> T:
        closing = asyncio.ensure_future(self._closing.wait())
        try:
            await asyncio.wait((job, closing), return_when=asyncio.FIRST_COMPLETED)
            if not job.done():
                raise NoWorker(CLOSED)
            return job.result()
        finally:
            closing.cancel()
            job.cancel()


def _scheduled(
    pool: ProcessPool, task: Task[T], args: tuple[Any, ...], cpu: int | None, wall_seconds: float
) -> "asyncio.Future[T]":
    try:
        return asyncio.wrap_future(pool.schedule(child.run, args=(task, args, cpu), timeout=wall_seconds))
    except RuntimeError as error:  # Pebble's word for a pool that takes no more work
        raise BrokenProcessPool from error


def _ended(code: int, cpu: int | None) -> WorkerDied | WorkerTimeout:
    if code == -signal.SIGXCPU:
        return WorkerTimeout(f"{cpu} CPU seconds were not enough")
    if code == child.OUT_OF_MEMORY:
        return WorkerDied("the worker process ran out of the memory allowed")
    return WorkerDied(f"the worker process ended with exit code {code}")
