"""The watchdog tells a stall from a pause."""

import asyncio

import pytest

from agents.watchdog import EXIT_STALLED, Watchdog


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def watchdog(time: Time, waiting: int = 0) -> Watchdog:
    async def count() -> int:
        return waiting

    return Watchdog(count, loop_seconds=120, work_seconds=240, end=lambda _: None, monotonic=time)


def test_an_idle_program_is_no_stall_however_long_it_is_idle() -> None:
    time = Time()
    dog = watchdog(time)
    for _ in range(100):
        time.now += 60
        dog._ticked = time.now
        assert dog.check(waiting=0) is None


def test_messages_that_wait_while_nothing_is_processed_are_a_stall() -> None:
    time = Time()
    dog = watchdog(time)
    for _ in range(4):
        time.now += 60
        dog._ticked = time.now
        assert dog.check(waiting=3) is None
    time.now += 1
    dog._ticked = time.now
    stall = dog.check(waiting=3)
    assert stall is not None
    assert "3 messages wait" in stall


def test_a_sign_of_life_puts_the_stall_off() -> None:
    time = Time()
    dog = watchdog(time)
    for _ in range(10):
        time.now += 200
        dog._ticked = time.now
        assert dog.check(waiting=3) is None
        dog.sign_of_life()


def test_a_loop_that_does_not_turn_is_a_stall() -> None:
    time = Time()
    dog = watchdog(time)
    time.now += 121
    assert dog.check(waiting=0) == "the event loop has not turned for 121 s"


async def test_a_stall_prints_the_stacks_and_ends_the_program_with_70(capfd: pytest.CaptureFixture[str]) -> None:
    ended: list[int] = []

    async def count() -> int:
        return 3

    dog = Watchdog(count, loop_seconds=0.01, work_seconds=0.0, end=ended.append, monotonic=lambda: 0.0)
    dog._lived = -1.0
    running = asyncio.create_task(dog.run())
    while not ended:
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert ended[0] == EXIT_STALLED
    assert "Current thread" in capfd.readouterr().err
