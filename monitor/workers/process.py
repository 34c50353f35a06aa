"""One worker process and those that replace it: a Pebble pool of one process, which holds one task at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from threading import Lock

from pebble import ProcessPool

from monitor.errors import NoWorker
from monitor.workers.base import Limits
from monitor.workers.child import prepare

CLOSED = "the workers were closed"


class WorkerProcess:
    """Started when it is first needed, replaced where it broke. `reserved`: it takes only trusted tasks."""

    def __init__(
        self, limits: Limits, warm_up: Callable[[], object], context: Callable[[], BaseContext], *, reserved: bool
    ) -> None:
        self._limits, self._warm_up, self._context, self.reserved = limits, warm_up, context, reserved
        self._pool: ProcessPool | None = None
        self._stopped = False
        self._changing = Lock()

    async def pool(self) -> ProcessPool:
        """The running pool; raises NoWorker once this was closed, and BrokenProcessPool where no process starts."""
        if self._pool is not None and self._pool.active and not self._stopped:
            return self._pool
        return await asyncio.to_thread(self._running)

    async def replace(self) -> None:
        """Ends the process, if any; the next task gets another."""
        await asyncio.to_thread(self._end)

    async def close(self) -> None:
        """Ends the process for good; returns once it has ended."""
        self._stopped = True
        await asyncio.to_thread(self._end)

    def _running(self) -> ProcessPool:
        with self._changing:
            if self._stopped:
                raise NoWorker(CLOSED)
            if self._pool is None or not self._pool.active:
                self._drop()
                self._pool = self._started()
            return self._pool

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=1,
            max_tasks=self._limits.tasks,
            initializer=prepare,
            initargs=(self._limits, self._warm_up),
            context=self._context(),
        )
        if not pool.active:  # asking starts it
            raise BrokenProcessPool("the worker process does not start")
        return pool

    def _end(self) -> None:
        with self._changing:
            self._drop()

    def _drop(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
