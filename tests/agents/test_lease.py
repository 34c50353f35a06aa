"""One worker at a time, however long its work takes, and the next one soon after it has died."""

import asyncio
from collections.abc import Callable

import pytest

from agents.runtime.lease import LEASE_SECONDS, RENEW_SECONDS, renewed
from monitor.clock import ManualClock
from monitor.store.memory import MemoryStore
from tests.store.builders import NOON


class Worker:
    """A worker whose time passes when the test says so."""

    def __init__(self, name: str, store: MemoryStore, clock: ManualClock) -> None:
        self.name, self._store, self._clock = name, store, clock
        self._pauses: asyncio.Queue[None] = asyncio.Queue()

    async def claim(self) -> bool:
        return await self._store.claim("bbc.example", self.name, self._clock(), LEASE_SECONDS)

    async def sleep(self, seconds: float) -> None:
        await self._pauses.get()

    async def work_for(self, seconds: float) -> None:
        """Lets time pass in steps of the renewal."""
        for _ in range(int(seconds / RENEW_SECONDS)):
            self._clock.advance(RENEW_SECONDS)
            self._pauses.put_nowait(None)
            for _ in range(5):
                await asyncio.sleep(0)


@pytest.fixture
def hire() -> Callable[[str], Worker]:
    store, clock = MemoryStore(), ManualClock(NOON)
    return lambda name: Worker(name, store, clock)


async def test_a_lease_is_kept_for_as_long_as_the_work_takes(hire: Callable[[str], Worker]) -> None:
    """A deadline of ten minutes, and a server that takes all of it."""
    slow, other = hire("slow"), hire("other")
    assert await slow.claim()
    async with renewed(slow.claim, slow.sleep):
        await slow.work_for(600)
        assert not await other.claim()


async def test_the_lease_of_a_worker_that_died_runs_out(hire: Callable[[str], Worker]) -> None:
    dying, other = hire("dying"), hire("other")
    assert await dying.claim()
    with pytest.raises(asyncio.CancelledError):
        async with renewed(dying.claim, dying.sleep):
            raise asyncio.CancelledError
    await dying.work_for(LEASE_SECONDS)
    assert await other.claim()


async def test_a_lease_that_was_lost_is_not_taken_back(hire: Callable[[str], Worker]) -> None:
    late, other = hire("late"), hire("other")
    assert await late.claim()
    async with renewed(late.claim, late.sleep):
        other._clock.advance(LEASE_SECONDS)
        assert await other.claim()
        await late.work_for(600)
        assert await other.claim()
