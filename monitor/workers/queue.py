"""Which task gets the next idle worker: by rank, and some workers are reserved for trusted tasks.

So a flood of documents that mean harm keeps none of those waiting whose sources were read well before.
"""

import asyncio
from bisect import insort
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import NamedTuple

from monitor.workers.process import WorkerProcess


class _Waiting(NamedTuple):
    """A task that waits for a worker; the lesser one goes first."""

    untrusted: bool
    size: int
    number: int
    taker: "asyncio.Future[WorkerProcess]"


class IdleWorkers:
    """The workers that hold no task, and the tasks that wait for one."""

    def __init__(self, workers: Sequence[WorkerProcess]) -> None:
        self._idle = list(workers)
        self._waiting: list[_Waiting] = []
        self._numbers = count()

    @asynccontextmanager
    async def taken(self, *, trusted: bool, size: int) -> AsyncIterator[WorkerProcess]:
        """A worker of one's own; waits until the rank of the task is up."""
        taker: asyncio.Future[WorkerProcess] = asyncio.get_running_loop().create_future()
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

    def _give_back(self, worker: WorkerProcess) -> None:
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
