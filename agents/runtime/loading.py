"""What an agent keeps in memory of what others did: read again before the first message of its topic is handled."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, cast

import faust

from agents.runtime.edges import Edges, retry_until_available
from agents.runtime.processing import Agent, Outcome, R


class Loading:
    """Reads what belongs to `topic` by `read` whenever this worker takes the topic over from another, or begins.

    Faust tells of that beside the first messages, not before them, and a store that does not answer is asked again for
    as long as it takes. What came meanwhile would be handled by an agent that remembers nothing: it waits, unless it
    `may_begin` before, since what is read is worth less than the time that a silent broker would take.
    """

    def __init__(self, topic: str, read: Callable[[], Awaitable[None]], *, may_begin: bool = False) -> None:
        self.topic = topic
        self._read, self._may_begin = read, may_begin
        self._is_read = asyncio.Event()

    def awaited_by(self, agent: Agent[R]) -> Agent[R]:
        """`agent`, which handles none of the topic before all is read, unless it may begin."""
        if agent.topic != self.topic or self._may_begin:
            return agent

        async def handle(record: R) -> Outcome:
            await self._is_read.wait()
            return await agent.handle(record)

        return agent._replace(handle=handle)

    @contextlib.asynccontextmanager
    async def on_assignment(self, app: faust.App, edges: Edges) -> AsyncIterator[None]:
        """Reads on each assignment until the end of the body.

        Faust keeps who listens by the identity of `app`, which another app may have once this one is gone.
        """

        async def leave(_app: object, revoked: set[Any], *_: Any, **__: Any) -> None:
            if self._is_among(revoked):
                self._is_read.clear()

        async def take(_app: object, assigned: set[Any], *_: Any, **__: Any) -> None:
            if self._is_among(assigned):
                await retry_until_available("run", self._read, edges)
                self._is_read.set()

        app.on_partitions_revoked.connect(cast(Any, leave), weak=False)
        app.on_partitions_assigned.connect(cast(Any, take), weak=False)
        try:
            yield
        finally:
            app.on_partitions_revoked.disconnect(cast(Any, leave), weak=False)
            app.on_partitions_assigned.disconnect(cast(Any, take), weak=False)

    def _is_among(self, partitions: set[Any]) -> bool:
        return any(partition.topic == self.topic for partition in partitions)


def awaiting(agents: Sequence[Agent[Any]], loadings: Sequence[Loading]) -> tuple[Agent[Any], ...]:
    """`agents`, each of which waits for what is read for its topic."""
    for loading in loadings:
        agents = [loading.awaited_by(agent) for agent in agents]
    return tuple(agents)


@contextlib.asynccontextmanager
async def loaded_on_assignment(app: faust.App, edges: Edges, loadings: Sequence[Loading]) -> AsyncIterator[None]:
    """Reads what each of `loadings` is for, until the end of the body."""
    async with contextlib.AsyncExitStack() as stack:
        for loading in loadings:
            await stack.enter_async_context(loading.on_assignment(app, edges))
        yield
