"""Time is passed in: a clock is a function that returns the present moment in UTC."""

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
