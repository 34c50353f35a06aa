"""How an agent reads its stream: one message at a time, or a bounded window that is released in order.

The window lets worker processes be busy with several messages while everything else happens in the order of the log:
results leave from the head of the window only, so no offset is ever acknowledged past one that is still in work.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Generic, NamedTuple

from agents.runtime.dead_letters import Rejected
from agents.runtime.edges import Edges, Message
from agents.runtime.processing import Agent, Outcome, R, attempt, count, emitted, process, settle


class Arrival(NamedTuple):
    """A message and how to acknowledge it."""

    message: Message
    acknowledge: Callable[[], object]


class _InWork(NamedTuple):
    arrival: Arrival
    work: "asyncio.Task[Outcome | Rejected]"
    began: float  # by `Edges.monotonic`


class _Emitted(NamedTuple):
    item: _InWork
    outcome: Outcome | Rejected


async def consume(arrivals: AsyncIterator[Arrival], agent: Agent[R], edges: Edges) -> None:
    """Runs `agent` over `arrivals` until they end; tells `edges.fatal` what it cannot go on from."""
    try:
        if agent.window > 1:
            await _Window(agent, edges).consume(arrivals)
        else:
            async for arrival in arrivals:
                await process(agent, arrival.message, edges)
                arrival.acknowledge()
    except BaseException as error:
        failure = cause(error)
        if isinstance(failure, asyncio.CancelledError):
            raise
        edges.fatal(failure)
        await asyncio.Event().wait()  # Faust must not acknowledge; the program ends from outside


class _Window(Generic[R]):
    """The messages in work: handled beside each other, emitted in order, remembered in groups, then acknowledged.

    A group is what was emitted while the group before it was remembered, at most half the window. Each is remembered
    beside the others, which is one transaction where the store is SQLite. No message waits for one behind it.
    """

    def __init__(self, agent: Agent[R], edges: Edges) -> None:
        self._agent, self._edges = agent, edges
        self._room = asyncio.Semaphore(agent.window)
        self._line: asyncio.Queue[_InWork | None] = asyncio.Queue()
        self._emitted: asyncio.Queue[_Emitted | None] = asyncio.Queue()

    async def consume(self, arrivals: AsyncIterator[Arrival]) -> None:
        """Takes messages as there is room for them, until they end and all are acknowledged."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._emit_in_order())
            tasks.create_task(self._settle_in_groups())
            async for arrival in arrivals:
                await self._room.acquire()
                work = tasks.create_task(attempt(self._agent, arrival.message, self._edges))
                self._line.put_nowait(_InWork(arrival, work, self._edges.monotonic()))
            self._line.put_nowait(None)

    async def _emit_in_order(self) -> None:
        while (item := await self._line.get()) is not None:
            outcome = await emitted(self._agent, item.arrival.message, await item.work, self._edges)
            self._emitted.put_nowait(_Emitted(item, outcome))
        self._emitted.put_nowait(None)

    async def _settle_in_groups(self) -> None:
        while group := await self._next_group():
            done = await asyncio.gather(
                *(settle(self._agent, item.arrival.message, outcome, self._edges) for item, outcome in group)
            )
            for (item, _), is_ok in zip(group, done, strict=True):
                item.arrival.acknowledge()
                count(self._agent, is_ok, item.began, self._edges)
                self._room.release()

    async def _next_group(self) -> Sequence[_Emitted]:
        group: list[_Emitted] = []
        while not group or (len(group) < self._agent.window // 2 and not self._emitted.empty()):
            item = await self._emitted.get()
            if item is None:
                self._emitted.put_nowait(None)  # for the next time: this group goes first
                break
            group.append(item)
        return group


def cause(error: BaseException) -> BaseException:
    """The first failure inside groups of failures."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
