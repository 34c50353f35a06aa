"""The watchdog tells a stall from a pause."""

import asyncio
from datetime import UTC, datetime

import pytest

from agents.polling.base import AGENT, Polling
from agents.polling.rounds import poll_forever
from agents.runtime.edges import Edges
from agents.runtime.watchdog import EXIT_STALLED, Watchdog
from agents.sending.rounds import SENDER, Delivering, send_forever
from monitor.alerting.receivers.attempts import Patience
from monitor.errors import Transient
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.memory import MemoryFetcher
from monitor.store.memory import MemoryStore

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def no_messages() -> dict[str, int]:
    return {}


def watchdog(time: Time) -> Watchdog:
    return Watchdog(no_messages, loop_seconds=120, work_seconds=240, end=lambda _: None, monotonic=time)


def test_an_idle_program_is_no_stall_however_long_it_is_idle() -> None:
    time = Time()
    dog = watchdog(time)
    for _ in range(100):
        time.now += 60
        dog._ticked = time.now
        assert dog.check({"story": 0}) is None


def test_messages_that_wait_while_nothing_is_processed_are_a_stall() -> None:
    time = Time()
    dog = watchdog(time)
    for _ in range(5):
        dog._ticked = time.now
        assert dog.check({"story": 3}) is None
        time.now += 60
    dog._ticked = time.now
    stall = dog.check({"story": 3})
    assert stall is not None
    assert stall == "3 messages wait for story, which processed none for 300 s"


def test_a_sign_of_life_puts_the_stall_off() -> None:
    time = Time()
    dog = watchdog(time)
    for _ in range(10):
        time.now += 200
        dog._ticked = time.now
        assert dog.check({"story": 3}) is None
        dog.sign_of_life("story")


def test_an_agent_that_hangs_while_the_others_work_is_named() -> None:
    time = Time()
    dog = watchdog(time)
    stall = None
    for _ in range(30):
        time.now += 10
        dog._ticked = time.now
        dog.sign_of_life("story")
        dog.sign_of_life("match")
        stall = dog.check({"story": 5, "annotate": 64, "match": 0, "alert": 0})
    assert stall == "64 messages wait for annotate, which processed none for 290 s"


def test_those_that_wait_behind_the_one_that_hangs_are_named_after_it() -> None:
    time = Time()
    dog = watchdog(time)
    dog.check({"match": 9, "archive_articles": 9})
    time.now += 20
    dog.sign_of_life("archive_articles")
    time.now += 250
    dog._ticked = time.now
    stall = dog.check({"archive_articles": 9, "match": 9})
    assert stall is not None
    assert stall.index("match") < stall.index("archive_articles")


def test_a_message_that_comes_after_an_idle_hour_is_no_stall() -> None:
    time = Time()
    dog = watchdog(time)
    for waiting in [0] * 60 + [1, 1]:
        time.now += 60
        dog._ticked = time.now
        assert dog.check({"story": 100, "alert": waiting}) is None
        dog.sign_of_life("story")


async def test_messages_that_wait_while_the_log_is_unavailable_are_no_stall() -> None:
    time = Time()
    away = False

    async def count() -> dict[str, int]:
        if away:
            raise Transient("the broker is away")
        return {"story": 3}

    dog = Watchdog(count, work_seconds=240, end=lambda _: None, monotonic=time)
    assert dog.check(await dog._count()) is None
    away = True
    for _ in range(10):
        time.now = dog._ticked = time.now + 100
        assert dog.check(await dog._count()) is None


def test_a_loop_that_does_not_turn_is_a_stall() -> None:
    time = Time()
    dog = watchdog(time)
    time.now += 121
    assert dog.check({"story": 0}) == "the event loop has not turned for 121 s"


async def test_a_stall_prints_the_stacks_and_ends_the_program_with_70(capfd: pytest.CaptureFixture[str]) -> None:
    ended: list[int] = []

    async def count() -> dict[str, int]:
        return {"story": 3}

    dog = Watchdog(count, loop_seconds=0.01, work_seconds=-1.0, end=ended.append, monotonic=lambda: 0.0)
    running = asyncio.create_task(dog.run())
    while not ended:
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert ended[0] == EXIT_STALLED
    assert "Current thread" in capfd.readouterr().err


def test_a_loop_that_no_longer_looks_for_work_is_a_stall_though_nothing_waits() -> None:
    time = Time()
    dog = Watchdog(no_messages, rounds=("ingest", "sender"), end=lambda _: None, monotonic=time)
    for _ in range(5):
        dog._ticked = time.now
        dog.sign_of_life("sender")
        assert dog.check({"story": 0}) is None
        time.now += 60
    dog._ticked = time.now
    assert dog.check({"story": 0}) == "ingest has not looked for work for 300 s"


@pytest.mark.parametrize("name", [SENDER, AGENT])
async def test_the_loops_that_poll_and_send_give_signs_of_life(name: str) -> None:
    signs: set[str] = set()
    edges = Edges(nothing, lambda: NOON, nothing_to_tell, alive=signs.add)
    fetcher, parser, store = MemoryFetcher({}), inline_parser(), MemoryStore()
    loops = {
        SENDER: send_forever(Delivering(store, {}, tuple, edges, Patience(), lambda: 0.5, "w", asyncio.Event())),
        AGENT: poll_forever(Polling(lambda: [], store, fetcher, parser, edges, lambda: 0.5, "w", 1), nothing_polled),
    }
    looking = asyncio.create_task(loops.pop(name))
    for other in loops.values():
        other.close()
    while not signs:
        await asyncio.sleep(0)
    looking.cancel()
    assert signs == {name}


async def nothing(emission: object) -> None:
    raise AssertionError("there is nothing to do")


async def nothing_polled(polled: object) -> None:
    raise AssertionError("there is nothing to poll")


def nothing_to_tell(_error: BaseException) -> None:
    raise AssertionError("nothing failed")
