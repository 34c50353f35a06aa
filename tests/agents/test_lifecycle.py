"""A program that was told to end does so, whatever hangs."""

import inspect
import threading

import pytest

from agents.runtime.lifecycle import background, end_soon


def test_what_hangs_is_given_up_with_exit_code_0() -> None:
    codes, ended = [], threading.Event()

    def end(code: int) -> None:
        codes.append(code)
        ended.set()

    end_soon(0.0, end=end)
    assert ended.wait(30)
    assert codes == [0]


async def test_work_that_the_end_of_the_body_came_before_is_not_begun() -> None:
    begun = []

    async def work() -> None:
        begun.append(True)

    coroutine = work()
    async with background(lambda error: pytest.fail(str(error)), [coroutine]):
        pass
    assert begun == []
    assert inspect.getcoroutinestate(coroutine) == inspect.CORO_CLOSED
