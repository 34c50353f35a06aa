"""A window works on several messages at once and lets them go in order."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from agents.runtime.edges import Edges, Emission, Message
from agents.runtime.processing import Agent, Outcome
from agents.runtime.window import Arrival, consume
from monitor.errors import LogFull, Unprocessable
from monitor.records import Span, encode

NOW = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)


class Stream:
    """Messages that arrive, and which of them were acknowledged, in order."""

    def __init__(self, count: int, endless: bool = False) -> None:
        self.count, self.endless = count, endless
        self.acknowledged: list[int] = []
        self.emitted: list[str] = []
        self.ended: list[BaseException] = []

    async def arrivals(self) -> AsyncIterator[Arrival]:
        for number in range(self.count):
            value = encode(Span(text=str(number), start=0, end=1))
            yield Arrival(Message("t", 0, number, None, value), lambda number=number: self.acknowledged.append(number))  # type: ignore[misc]
        if self.endless:
            await asyncio.Event().wait()

    async def emit(self, emission: Emission) -> None:
        await asyncio.sleep(0)
        self.emitted.append(emission.key)

    @property
    def edges(self) -> Edges:
        return Edges(self.emit, lambda: NOW, self.ended.append)


async def test_results_leave_in_the_order_of_the_log_however_long_each_takes() -> None:
    stream, draw = Stream(200), random.Random(7)
    busy, most = 0, 0

    async def handle(span: Span) -> Outcome:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        for _ in range(draw.randrange(20)):
            await asyncio.sleep(0)
        busy -= 1
        return Outcome((Emission("out", span.text, b""),))

    await consume(stream.arrivals(), Agent("a", "t", Span, handle, window=8), stream.edges)
    assert stream.emitted == [str(number) for number in range(200)]
    assert stream.acknowledged == list(range(200))
    assert 1 < most <= 8


async def test_the_last_messages_do_not_wait_for_more_to_come() -> None:
    stream = Stream(3, endless=True)

    async def handle(span: Span) -> Outcome:
        return Outcome((Emission("out", span.text, b""),))

    running = asyncio.create_task(consume(stream.arrivals(), Agent("a", "t", Span, handle, window=8), stream.edges))
    while len(stream.acknowledged) < 3:
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert stream.emitted == ["0", "1", "2"]


async def test_what_is_in_work_together_is_remembered_together_and_acknowledged_after() -> None:
    """A store then takes it in one transaction; nothing is acknowledged before it is remembered."""
    stream, remembered = Stream(20), list[str]()
    busy, most = 0, 0

    async def handle(span: Span) -> Outcome:
        async def remember() -> None:
            nonlocal busy, most
            assert span.text in stream.emitted, "emit first"
            busy += 1
            most = max(most, busy)
            for _ in range(20):  # the next ones are emitted meanwhile
                await asyncio.sleep(0)
            assert int(span.text) not in stream.acknowledged
            remembered.append(span.text)
            busy -= 1

        return Outcome((Emission("out", span.text, b""),), remember)

    await consume(stream.arrivals(), Agent("a", "t", Span, handle, window=8), stream.edges)
    assert remembered == [str(number) for number in range(20)]
    assert stream.acknowledged == list(range(20))
    assert most == 4, "half the window: the other half goes on"


async def test_a_slow_message_keeps_none_before_it_from_being_acknowledged() -> None:
    stream, is_done = Stream(3), asyncio.Event()

    async def handle(span: Span) -> Outcome:
        if span.text == "1":
            await is_done.wait()
        return Outcome((Emission("out", span.text, b""),))

    running = asyncio.create_task(consume(stream.arrivals(), Agent("a", "t", Span, handle, window=8), stream.edges))
    for _ in range(50):
        await asyncio.sleep(0)
    assert stream.acknowledged == [0]
    is_done.set()
    await running
    assert stream.acknowledged == [0, 1, 2]


async def test_a_message_that_cannot_be_remembered_is_a_dead_letter_and_the_others_of_its_group_are_not() -> None:
    stream, remembered = Stream(8), list[str]()

    async def handle(span: Span) -> Outcome:
        async def remember() -> None:
            if span.text == "2":
                raise Unprocessable("poison")
            remembered.append(span.text)

        return Outcome((Emission("out", span.text, b""),), remember)

    await consume(stream.arrivals(), Agent("a", "t", Span, handle, window=8), stream.edges)
    assert remembered == [str(number) for number in range(8) if number != 2]
    assert [key for key in stream.emitted if key.startswith("dl-")]
    assert stream.acknowledged == list(range(8))


async def test_a_poison_message_in_the_window_costs_one_dead_letter_and_delays_nothing() -> None:
    stream = Stream(20)

    async def handle(span: Span) -> Outcome:
        if span.text == "7":
            raise Unprocessable("poison")
        return Outcome((Emission("out", span.text, b""),))

    await consume(stream.arrivals(), Agent("a", "t", Span, handle, window=4), stream.edges)
    assert stream.acknowledged == list(range(20))
    assert [key for key in stream.emitted if not key.startswith("dl-")] == [str(at) for at in range(20) if at != 7]
    assert len(stream.emitted) == 20


async def test_when_the_log_is_full_the_program_ends_and_nothing_after_is_acknowledged() -> None:
    for window in (1, 4):
        stream = Stream(20)

        async def handle(span: Span) -> Outcome:
            if span.text == "7":
                raise LogFull("the disk is full")
            return Outcome((Emission("out", span.text, b""),))

        agent = Agent("a", "t", Span, handle, window=window)
        running = asyncio.create_task(consume(stream.arrivals(), agent, stream.edges))
        while not stream.ended:
            await asyncio.sleep(0)
        assert isinstance(stream.ended[0], LogFull)
        assert stream.acknowledged == list(range(7))[: len(stream.acknowledged)]
        assert not running.done(), "Faust commits what an agent that returns was given"
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
