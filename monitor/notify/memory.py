"""A receiver in memory: keeps what it takes, and can be told to fail. For tests and simulations."""

from collections import deque

from monitor.errors import DeliveryError
from monitor.records import Alert, Bundle


class MemoryReceiver:
    """Keeps every alert and every bundle it takes, in order."""

    def __init__(self, name: str = "memory") -> None:
        self.name = name
        self.taken: list[Alert] = []
        self.bundles: list[Bundle] = []
        self.failures: deque[DeliveryError] = deque()  # raised by the next sends, one each

    async def send(self, alert: Alert) -> None:
        """Takes the alert, unless a failure is next."""
        self._fail()
        self.taken.append(alert)

    async def send_bundle(self, bundle: Bundle) -> None:
        """Takes the bundle, unless a failure is next."""
        self._fail()
        self.bundles.append(bundle)

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.popleft()

    async def close(self) -> None:
        """Nothing to release."""
