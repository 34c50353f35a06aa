"""A receiver in memory: keeps what it takes, and can be told to fail. For tests and simulations."""

from collections import deque

from monitor.errors import DeliveryError
from monitor.records import Alert


class MemoryReceiver:
    """Keeps every alert it takes, in order."""

    def __init__(self, name: str = "memory") -> None:
        self.name = name
        self.taken: list[Alert] = []
        self.failures: deque[DeliveryError] = deque()  # raised by the next sends, one each

    async def send(self, alert: Alert) -> None:
        """Takes the alert, unless a failure is next."""
        if self.failures:
            raise self.failures.popleft()
        self.taken.append(alert)

    async def close(self) -> None:
        """Nothing to release."""
