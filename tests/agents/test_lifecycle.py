"""A program that was told to end does so, whatever hangs."""

import inspect
import threading

import faust
import pytest
from faust.types import TP

from agents.runtime.edges import Edges, Emission
from agents.runtime.lifecycle import background, end_soon, loaded_on_assignment
from monitor.clock import system_clock


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


async def test_memory_is_read_again_when_its_topic_is_assigned_until_the_end_of_the_body() -> None:
    read = []

    async def load() -> None:
        read.append(True)

    async def nowhere(emission: Emission) -> None:
        pytest.fail(emission.topic)

    app = faust.App("wirewatch", broker="memory://", autodiscover=False)
    edges = Edges(nowhere, system_clock, lambda error: pytest.fail(str(error)))
    async with loaded_on_assignment(app, edges, "news.articles", load):
        await app.on_partitions_assigned.send({TP("news.matches", 0)})
        assert read == []
        await app.on_partitions_assigned.send({TP("news.articles", 0)})
        assert read == [True]
    await app.on_partitions_assigned.send({TP("news.articles", 0)})
    assert read == [True]
