"""An agent loses nothing: each fate that a message can have, one story each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from agents.runtime.edges import Edges, Emission, Handled, Message
from agents.runtime.processing import Agent, Outcome, process
from agents.topics import DEADLETTERS
from monitor.errors import LogFull, StoreError, Transient, Unprocessable, WorkerDied, WorkerTimeout
from monitor.records import DeadLetter, DeadLetterReason, Span, decode, encode

NOW = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
SPAN = Span(text="truce", start=0, end=5)
NOTHING = Outcome()
MESSAGE = Message("news.test", 2, 17, b"key", encode(SPAN))


class World:
    """What happened around an agent, in order."""

    def __init__(self, *, emit_fails: int = 0, largest: int = 10_000) -> None:
        self.happened: list[str] = []
        self.emitted: list[Emission] = []
        self.slept: list[float] = []
        self.handled: list[Handled] = []
        self.retried: list[str] = []
        self._emit_fails = emit_fails
        self._largest = largest

    @property
    def edges(self) -> Edges:
        return Edges(
            self.emit,
            lambda: NOW,
            self.fatal,
            self.sleep,
            handled=self.handled.append,
            retried=self.retried.append,
            monotonic=self.monotonic,
        )

    def monotonic(self) -> float:
        """Seconds: those that were waited."""
        return sum(self.slept)

    async def emit(self, emission: Emission) -> None:
        if self._emit_fails:
            self._emit_fails -= 1
            raise Transient("the log is away")
        if len(emission.value) > self._largest:
            raise Unprocessable("too large")
        self.happened.append(f"emit {emission.topic}")
        self.emitted.append(emission)

    async def remember(self) -> None:
        self.happened.append("remember")

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def fatal(self, error: BaseException) -> None:
        self.happened.append(f"fatal {error}")

    def letter(self) -> DeadLetter:
        (emission,) = self.emitted
        assert emission.topic == DEADLETTERS
        return decode(emission.value, DeadLetter)


def agent(handle: Callable[[Span], Awaitable[Outcome]]) -> Agent[Span]:
    return Agent("tester", "news.test", Span, handle)


def raising(*errors: BaseException, then: Outcome = NOTHING) -> Agent[Span]:
    left = list(errors)

    async def handle(_: Span) -> Outcome:
        if left:
            raise left.pop(0)
        return then

    return agent(handle)


async def test_it_emits_first_and_remembers_after() -> None:
    world = World()

    async def handle(span: Span) -> Outcome:
        return Outcome((Emission("a", "k", span.text.encode()), Emission("b", "k", b"")), world.remember)

    await process(agent(handle), MESSAGE, world.edges)
    assert world.happened == ["emit a", "emit b", "remember"]
    assert world.emitted[0].value == b"truce"


async def test_what_came_in_between_is_emitted_after_it_until_there_is_no_more() -> None:
    world = World()
    more = [(Emission("b", "k", b""),), (Emission("c", "k", b""),), ()]

    async def later() -> tuple[Emission, ...]:
        world.happened.append("ask")
        return more.pop(0)

    await process(raising(then=Outcome((Emission("a", "k", b""),), world.remember, later)), MESSAGE, world.edges)
    assert world.happened == ["emit a", "ask", "emit b", "ask", "emit c", "ask", "remember"]


async def test_a_log_that_is_unavailable_is_tried_again_with_growing_waits_until_it_is_back() -> None:
    world = World(emit_fails=9)
    await process(raising(then=Outcome((Emission("a", "k", b""),), world.remember)), MESSAGE, world.edges)
    assert world.happened == ["emit a", "remember"]
    assert world.slept == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]


async def test_a_store_that_is_unavailable_in_the_handler_is_tried_again() -> None:
    world = World()
    await process(raising(Transient("away"), then=Outcome((Emission("a", "k", b""),))), MESSAGE, world.edges)
    assert world.happened == ["emit a"]


async def test_bytes_that_cannot_be_decoded_become_a_dead_letter_with_those_bytes() -> None:
    world = World()
    poison = MESSAGE._replace(value=b"\xff{not json")
    await process(raising(), poison, world.edges)
    letter = world.letter()
    assert letter.reason is DeadLetterReason.UNDECODABLE
    assert (letter.topic, letter.partition, letter.offset, letter.key) == ("news.test", 2, 17, b"key")
    assert letter.value == b"\xff{not json"
    assert letter.at == NOW


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Unprocessable("no"), DeadLetterReason.UNPROCESSABLE),
        (WorkerDied("killed"), DeadLetterReason.WORKER_DIED),
        (WorkerTimeout("too slow"), DeadLetterReason.WORKER_TIMEOUT),
        (ZeroDivisionError("a bug"), DeadLetterReason.UNEXPECTED),
        (RecursionError("another"), DeadLetterReason.UNEXPECTED),
    ],
)
async def test_what_will_never_pass_becomes_one_dead_letter_that_says_why(
    error: Exception, reason: DeadLetterReason
) -> None:
    world = World()
    await process(raising(error), MESSAGE, world.edges)
    letter = world.letter()
    assert letter.reason is reason
    assert str(error) in letter.error
    assert "raising" in letter.trace or "handle" in letter.trace


async def test_the_same_message_is_a_dead_letter_of_the_same_id_whenever_that_happens() -> None:
    first, second = World(), World()
    await process(raising(Unprocessable("no")), MESSAGE, first.edges)
    await process(raising(Unprocessable("no")), MESSAGE, second.edges)
    assert first.letter().id == second.letter().id


async def test_a_memory_that_fails_for_good_becomes_a_dead_letter_after_what_was_emitted() -> None:
    world = World()

    async def remember() -> None:
        raise KeyError("a bug")

    await process(raising(then=Outcome((Emission("a", "k", b""),), remember)), MESSAGE, world.edges)
    assert world.happened == ["emit a", f"emit {DEADLETTERS}"]


async def test_what_leads_to_something_too_large_is_a_dead_letter_and_without_itself_if_it_must_be() -> None:
    world = World(largest=2000)
    huge = MESSAGE._replace(value=encode(Span(text="x" * 4000, start=0, end=1)))

    async def handle(span: Span) -> Outcome:
        return Outcome((Emission("a", "k", span.text.encode()),), world.remember)

    await process(agent(handle), huge, world.edges)
    letter = world.letter()
    assert letter.reason is DeadLetterReason.UNPROCESSABLE
    assert letter.value == b""
    assert "too large" in letter.error
    assert f"{len(huge.value)} bytes" in letter.error
    assert "remember" not in world.happened


@pytest.mark.parametrize("error", [LogFull("the disk is full"), StoreError("corrupt")])
async def test_a_log_or_a_store_that_cannot_go_on_gets_through_and_buries_nothing(error: Exception) -> None:
    world = World()
    with pytest.raises(type(error)):
        await process(raising(error), MESSAGE, world.edges)
    assert world.happened == []


async def test_cancellation_gets_through_and_buries_nothing() -> None:
    world = World()
    with pytest.raises(asyncio.CancelledError):
        await process(raising(asyncio.CancelledError()), MESSAGE, world.edges)
    assert world.happened == []


async def test_what_becomes_of_a_message_is_told_with_the_time_it_took_and_the_tries() -> None:
    async def handle(_: Span) -> Outcome:
        return Outcome((Emission("news.next", "k", b"v"),))

    world = World(emit_fails=2)
    await process(agent(handle), MESSAGE, world.edges)
    assert world.handled == [Handled("tester", is_ok=True, seconds=sum(world.slept))]
    assert (world.monotonic() > 0, world.retried) == (True, ["tester"] * 2)


async def test_a_dead_letter_is_told_as_one() -> None:
    async def handle(_: Span) -> Outcome:
        return Outcome((Emission("news.next", "k", b"v" * 20_000),))

    world = World()
    await process(agent(handle), MESSAGE, world.edges)
    assert [each.is_ok for each in world.handled] == [False]
