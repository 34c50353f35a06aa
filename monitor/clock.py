"""Time is passed in: a clock is a function that returns the present moment in UTC."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's own time, in UTC."""
    return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until told to move; scenario tests and simulations run on it."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """The moment the clock was last set to."""
        return self.now

    def advance(self, seconds: float) -> datetime:
        """Moves the clock on by `seconds` (not negative) and returns the new moment."""
        self.now += timedelta(seconds=seconds)
        return self.now


async def wait_for_event(event: asyncio.Event, seconds: float) -> None:
    """Returns when `event` was set since this was called last, or after `seconds`; it is not set any more then."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    event.clear()
