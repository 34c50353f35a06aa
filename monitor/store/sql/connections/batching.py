"""Calls that go together: one hop to a thread for all that is asked for in one turn of the event loop.

A hop costs more than a short query: both threads are woken, and each waits for the interpreter.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

C = TypeVar("C")


class Done(NamedTuple):
    """What came of a call."""

    result: Any = None
    error: Exception | None = None

    def value(self) -> Any:
        """What it returned; raises what it raised."""
        if self.error is not None:
            raise self.error
        return self.result


class Batching(Generic[C]):
    """Calls that are made in one turn of the event loop, or while no batch more may be under way, are one batch.

    `run` does the calls of a batch and says what came of each; what it raises comes of all of them.
    """

    def __init__(
        self, run: Callable[[Sequence[C]], Awaitable[Sequence[Done]]], *, most: int, beside_each_other: int
    ) -> None:
        self._run, self._most, self._beside_each_other = run, most, beside_each_other
        self._waiting: list[tuple[C, asyncio.Future[Done]]] = []
        self._under_way = 0
        self._starting: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()  # the loop itself keeps only weak references

    async def call(self, call: C) -> Any:
        """What came of `call`. A call that has begun goes on to its end if the caller is cancelled."""
        done: asyncio.Future[Done] = asyncio.get_running_loop().create_future()
        self._waiting.append((call, done))
        self._start()
        return (await done).value()

    def _start(self) -> None:
        """One batch more, unless one is about to take what waits, or no more may be under way."""
        if self._starting is None and self._under_way < self._beside_each_other:
            self._starting = asyncio.create_task(self._work())
            self._tasks.add(self._starting)
            self._starting.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if self._starting is task:  # it was cancelled before it began
            self._starting = None

    async def _work(self) -> None:
        self._starting = None
        self._under_way += 1
        try:
            while self._waiting:
                taken, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                if self._waiting:
                    self._start()
                await self._batch([(call, done) for call, done in taken if not done.done()])
        finally:
            self._under_way -= 1

    async def _batch(self, batch: Sequence[tuple[C, "asyncio.Future[Done]"]]) -> None:
        try:
            results = await self._run([call for call, _ in batch])
        except asyncio.CancelledError:  # whoever runs them has ended: what waits is not begun any more
            for _, done in (*batch, *self._waiting):
                done.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - it belongs to those who wait
            results = [Done(error=error)] * len(batch)
        for (_, done), result in zip(batch, results, strict=True):
            if not done.done():
                done.set_result(result)
