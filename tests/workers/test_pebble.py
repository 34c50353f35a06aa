"""Worker processes: whatever becomes of one costs the task that it held, and no other one."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from monitor.errors import NoWorker, WorkerDied, WorkerTimeout
from monitor.workers.base import Limits
from monitor.workers.pebble import PebbleWorkers
from tests.workers.tasks import (
    Deadly,
    be_killed,
    burn_cpu,
    eat_memory,
    is_warm,
    leave,
    nothing,
    process_id,
    size_of,
    sleep_after_sign,
    warm_up,
)


@asynccontextmanager
async def working(*, processes: int = 1, reserved: int = 0, **limits: float | None) -> AsyncIterator[PebbleWorkers]:
    given = Limits(**limits)  # type: ignore[arg-type]
    workers = PebbleWorkers(processes=processes, reserved=reserved, limits=given, warm_up=nothing)
    try:
        yield workers
    finally:
        await workers.close()


async def sign(file: Path) -> None:
    while not file.exists():
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("task", "failure", "words"),
    [
        (be_killed, WorkerDied, "exit code -9"),
        (leave, WorkerDied, "exit code 3"),
        (eat_memory, WorkerDied, "out of the memory allowed"),
        (burn_cpu, WorkerTimeout, "CPU seconds"),
    ],
)
async def test_a_task_that_ends_its_process_fails_alone(
    task: Callable[[], object], failure: type[Exception], words: str
) -> None:
    async with working(cpu_seconds=1) as workers:
        found = await asyncio.gather(
            workers.run(size_of, b"a"), workers.run(task), workers.run(size_of, b"ab"), return_exceptions=True
        )
        assert (found[0], found[2]) == (1, 2)
        assert type(found[1]) is failure
        assert words in str(found[1])


async def test_a_task_that_takes_too_long_ends_its_process(tmp_path: Path) -> None:
    async with working(cpu_seconds=None, wall_seconds=1.0) as workers:
        with pytest.raises(WorkerTimeout, match="not done within 1 s"):
            await workers.run(sleep_after_sign, str(tmp_path / "sign"))
        assert await workers.run(size_of, b"a") == 1


async def test_the_memory_of_a_process_may_be_bounded_as_a_whole() -> None:
    async with working(memory_bytes=2 * 1024**3, memory_beyond_start=False) as workers:
        with pytest.raises(WorkerDied, match="out of the memory allowed"):
            await workers.run(eat_memory)
        assert await workers.run(size_of, b"a") == 1


async def test_a_process_is_warm_before_its_first_task() -> None:
    workers = PebbleWorkers(warm_up=warm_up)
    try:
        await workers.start()
        assert await workers.run(is_warm)
    finally:
        await workers.close()


async def test_a_process_that_is_killed_while_it_holds_nothing_costs_nothing() -> None:
    async with working() as workers:
        for _ in range(2):
            os.kill(await workers.run(process_id), signal.SIGKILL)
            assert await asyncio.gather(*(workers.run(size_of, b"a") for _ in range(3))) == [1] * 3


async def test_a_process_that_was_stopped_is_replaced() -> None:
    async with working(wall_seconds=0.5, start_seconds=1.5) as workers:
        with suppress(WorkerTimeout):  # where the machine is too busy to start one in time
            await workers.run(size_of, b"a")
        for child in multiprocessing.active_children():
            assert child.pid is not None
            os.kill(child.pid, signal.SIGSTOP)
        with pytest.raises(WorkerTimeout):
            await workers.run(size_of, b"a")
        async with asyncio.timeout(60):
            while True:
                with suppress(WorkerTimeout):
                    assert await workers.run(size_of, b"a") == 1
                    return


async def test_a_process_is_replaced_after_as_many_tasks_as_told() -> None:
    async with working(tasks=2) as workers:
        processes = [await workers.run(process_id) for _ in range(6)]
        assert [processes.count(process) for process in dict.fromkeys(processes)] == [2, 2, 2]


async def test_a_task_given_up_by_its_caller_frees_its_process(tmp_path: Path) -> None:
    async with working(cpu_seconds=None) as workers:
        sleeping = asyncio.create_task(workers.run(sleep_after_sign, str(tmp_path / "sign")))
        await sign(tmp_path / "sign")
        sleeping.cancel()
        assert await workers.run(size_of, b"a") == 1


async def test_closing_ends_what_is_under_way_and_what_waits(tmp_path: Path) -> None:
    async with working(cpu_seconds=None) as workers:
        sleeping = asyncio.create_task(workers.run(sleep_after_sign, str(tmp_path / "sign")))
        waiting = asyncio.create_task(workers.run(size_of, b"a"))
        await sign(tmp_path / "sign")
        await workers.close()
        outcomes = await asyncio.wait_for(asyncio.gather(sleeping, waiting, return_exceptions=True), 30)
        assert [type(outcome) for outcome in outcomes] == [NoWorker, NoWorker]


async def test_trusted_tasks_go_first_then_the_small_ones() -> None:
    order: list[str] = []

    async def run(name: str, size: int, *, trusted: bool) -> None:
        await workers.run(size_of, b"", size=size, trusted=trusted)
        order.append(name)

    async with working() as workers:
        first = asyncio.create_task(run("first", 10, trusted=False))
        await asyncio.sleep(0)
        waiting = [("large", 9000, False), ("small", 90, False), ("known and large", 9999, True), ("known", 50, True)]
        await asyncio.gather(first, *(run(name, size, trusted=trusted) for name, size, trusted in waiting))
    assert order == ["first", "known", "known and large", "small", "large"]


async def test_a_reserved_process_keeps_trusted_tasks_from_waiting_behind_hostile_ones(tmp_path: Path) -> None:
    async with working(processes=2, reserved=1, cpu_seconds=60) as workers:
        signs = [str(tmp_path / f"sign-{number}") for number in range(3)]
        hostile = [asyncio.create_task(workers.run(sleep_after_sign, sign)) for sign in signs]
        assert [await workers.run(size_of, b"xy", trusted=True) for _ in range(3)] == [2, 2, 2]
        assert not any(task.done() for task in hostile)
        for task in hostile:
            task.cancel()
        await asyncio.gather(*hostile, return_exceptions=True)
        assert await workers.run(size_of, b"x") == 1


async def test_a_larger_document_may_take_more_cpu_time() -> None:
    async with working(cpu_seconds=3) as workers:
        with pytest.raises(WorkerTimeout, match=r"^1 CPU seconds"):
            await workers.run(burn_cpu, size=400_000)
        with pytest.raises(WorkerTimeout, match=r"^2 CPU seconds"):
            await workers.run(burn_cpu, size=600_000)


async def test_a_task_that_no_process_survives_taking_up_is_to_blame_itself() -> None:
    async with working() as workers:
        with pytest.raises(WorkerDied, match="3 worker processes died as they took this up"):
            await workers.run(str, Deadly())
        assert await workers.run(size_of, b"a") == 1


async def test_where_every_process_dies_no_task_is_to_blame() -> None:
    workers = PebbleWorkers(warm_up=leave)
    try:
        with pytest.raises(NoWorker, match="stays up"):
            await workers.run(size_of, b"a")
    finally:
        await workers.close()


def test_no_processes_are_refused() -> None:
    with pytest.raises(ValueError, match="0 worker processes"):
        PebbleWorkers(processes=0, warm_up=nothing)
