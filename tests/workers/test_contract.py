"""What every member of the family of workers promises."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from monitor.errors import NoWorker, WorkerDied
from monitor.workers.base import Limits, Workers
from monitor.workers.inline import InlineWorkers
from monitor.workers.pebble import PebbleWorkers
from tests.workers.tasks import eat_memory, nothing, refuse, size_of, together


def opened(member: str) -> Workers:
    if member == "inline":
        return InlineWorkers()
    return PebbleWorkers(processes=2, limits=Limits(cpu_seconds=60, memory_bytes=64_000_000), warm_up=nothing)


@pytest.fixture(params=["inline", "pebble"])
async def workers(request: pytest.FixtureRequest) -> AsyncIterator[Workers]:
    member = opened(request.param)
    yield member
    await member.close()


async def test_a_task_gets_its_arguments_and_its_result_comes_back(workers: Workers) -> None:
    assert await workers.run(together, "one", "two") == "one two"
    assert await workers.run(size_of, b"abc", size=3, trusted=True) == 3


async def test_what_a_task_raises_is_raised_and_the_next_is_done(workers: Workers) -> None:
    with pytest.raises(KeyError, match="no such word"):
        await workers.run(refuse, "no such word")
    assert await workers.run(together, "well") == "well"


async def test_a_task_that_runs_out_of_memory_fails_alone(workers: Workers) -> None:
    with pytest.raises(WorkerDied, match="ran out of"):
        await workers.run(eat_memory)
    assert await workers.run(together, "well") == "well"


async def test_many_at_a_time_come_back_each_with_its_own(workers: Workers) -> None:
    results = await asyncio.gather(*(workers.run(size_of, b"x" * number, size=number) for number in range(12)))
    assert results == list(range(12))


async def test_closed_workers_take_nothing_and_closing_twice_does_no_harm(workers: Workers) -> None:
    await workers.run(together, "before")
    await workers.close()
    await workers.close()
    with pytest.raises(NoWorker, match="closed"):
        await workers.run(together, "after")
