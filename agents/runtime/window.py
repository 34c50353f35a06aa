"""How an agent reads its stream: one message at a time, or a bounded window that is released in order.

The window lets worker processes be busy with several messages while everything else happens in the order of the log:
results leave from the head of the window only, so no offset is ever acknowledged past one that is still in work.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from agents.runtime.dead_letters import Rejected
from agents.runtime.edges import Edges, Message
from agents.runtime.processing import Agent, Outcome, R, attempt, count, process, release


class Arrival(NamedTuple):
    """A message and how to acknowledge it."""

    message: Message
    acknowledge: Callable[[], object]


class _InWork(NamedTuple):
    arrival: Arrival
    work: "asyncio.Task[Outcome | Rejected]"
    began: float  # by `Edges.monotonic`


async def consume(arrivals: AsyncIterator[Arrival], agent: Agent[R], edges: Edges) -> None:
    """Runs `agent` over `arrivals` until they end; tells `edges.fatal` what it cannot go on from."""
    try:
        if agent.window > 1:
            await _consume_window(arrivals, agent, edges)
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


async def _consume_window(arrivals: AsyncIterator[Arrival], agent: Agent[R], edges: Edges) -> None:
    room = asyncio.Semaphore(agent.window)
    line: asyncio.Queue[_InWork | None] = asyncio.Queue()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_release_in_order(line, room, agent, edges))
        async for arrival in arrivals:
            await room.acquire()
            work = tasks.create_task(attempt(agent, arrival.message, edges))
            line.put_nowait(_InWork(arrival, work, edges.monotonic()))
        line.put_nowait(None)


async def _release_in_order(
    line: "asyncio.Queue[_InWork | None]", room: asyncio.Semaphore, agent: Agent[R], edges: Edges
) -> None:
    while (item := await line.get()) is not None:
        is_ok = await release(agent, item.arrival.message, await item.work, edges)
        item.arrival.acknowledge()
        count(agent, is_ok, item.began, edges)
        room.release()


def cause(error: BaseException) -> BaseException:
    """The first failure inside groups of failures."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
