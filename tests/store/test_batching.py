"""Calls that are asked for together are done together, and each hears what came of its own."""

import asyncio
from collections.abc import Sequence

import pytest

from monitor.store.sql.connections.batching import Batching, Done


class Runner:
    """Doubles numbers, a batch at a time, each when the test lets it."""

    def __init__(self, most: int = 10, beside_each_other: int = 1) -> None:
        self.batches: list[list[int]] = []
        self.may_end = asyncio.Semaphore(0)
        self.batching = Batching[int](self._run, most=most, beside_each_other=beside_each_other)

    async def _run(self, numbers: Sequence[int]) -> Sequence[Done]:
        self.batches.append(list(numbers))
        await self.may_end.acquire()
        if 0 in numbers:
            raise ValueError("no zeros")
        return [Done(error=ValueError("odd")) if number % 2 else Done(number * 2) for number in numbers]

    def ask(self, *numbers: int) -> "list[asyncio.Task[int]]":
        return [asyncio.create_task(self.batching.call(number)) for number in numbers]


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_what_is_asked_for_in_one_turn_is_one_batch() -> None:
    runner = Runner()
    runner.may_end.release()
    assert await asyncio.gather(*runner.ask(2, 4, 6)) == [4, 8, 12]
    assert runner.batches == [[2, 4, 6]]


async def test_what_comes_meanwhile_is_the_next_batch_which_is_bounded() -> None:
    runner = Runner(most=2)
    asked = runner.ask(2)
    await turns()
    asked += runner.ask(4, 6, 8)
    await turns()
    assert runner.batches == [[2]]
    for _ in range(3):
        runner.may_end.release()
    assert await asyncio.gather(*asked) == [4, 8, 12, 16]
    assert runner.batches == [[2], [4, 6], [8]]


async def test_a_call_that_is_made_at_once_when_another_ends_is_done_too() -> None:
    runner = Runner()
    for number in (2, 4, 6):
        runner.may_end.release()
        assert await runner.batching.call(number) == 2 * number
    assert runner.batches == [[2], [4], [6]]


@pytest.mark.parametrize("turn_by_turn", [[[2], [4], [6]], [[2, 4, 6]]])
async def test_so_many_batches_may_be_under_way_beside_each_other(turn_by_turn: Sequence[Sequence[int]]) -> None:
    runner, asked = Runner(most=1, beside_each_other=2), list[asyncio.Task[int]]()
    for numbers in turn_by_turn:
        asked += runner.ask(*numbers)
        await turns()
    assert runner.batches == [[2], [4]]
    for _ in range(3):
        runner.may_end.release()
    assert await asyncio.gather(*asked) == [4, 8, 12]


async def test_an_error_comes_to_who_made_the_call_and_one_of_the_batch_to_all() -> None:
    runner = Runner()
    runner.may_end.release()
    two, three = await asyncio.gather(*runner.ask(2, 3), return_exceptions=True)
    assert (two, str(three)) == (4, "odd")
    runner.may_end.release()
    failed = await asyncio.gather(*runner.ask(0, 2), return_exceptions=True)
    assert [str(error) for error in failed] == ["no zeros", "no zeros"]


async def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    runner = Runner()
    first = runner.ask(2)
    await turns()
    gone, kept = runner.ask(4, 6)
    await turns()
    gone.cancel()
    runner.may_end.release()
    runner.may_end.release()
    assert await asyncio.gather(*first, kept) == [4, 12]
    assert runner.batches == [[2], [6]]


async def test_a_caller_that_goes_while_its_call_is_under_way_takes_nothing_from_the_others() -> None:
    runner = Runner()
    gone, kept = runner.ask(2, 4)
    await turns()
    gone.cancel()
    runner.may_end.release()
    assert await kept == 8


async def test_when_the_runner_has_ended_nobody_waits_for_ever() -> None:
    async def run(_numbers: Sequence[int]) -> Sequence[Done]:
        await asyncio.sleep(0)
        raise asyncio.CancelledError

    batching = Batching[int](run, most=1, beside_each_other=1)
    asked = [asyncio.create_task(batching.call(number)) for number in (2, 4)]
    await asyncio.wait(asked)
    for each in asked:
        with pytest.raises(asyncio.CancelledError):
            await each
