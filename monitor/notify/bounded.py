"""A receiver with a time limit."""

import asyncio
from collections.abc import Coroutine

from monitor.errors import DeliveryDelayed
from monitor.notify.base import Receiver
from monitor.records import Alert, Bundle


class Bounded:
    """Another receiver that may take only so long over an alert or a bundle."""

    def __init__(self, receiver: Receiver, seconds: float) -> None:
        self.name = receiver.name
        self._receiver, self._seconds = receiver, seconds

    async def send(self, alert: Alert) -> None:
        """Hands over one alert; raises DeliveryDelayed too where that takes too long."""
        await self._bounded(self._receiver.send(alert))

    async def send_bundle(self, bundle: Bundle) -> None:
        """Hands over one bundle; raises DeliveryDelayed too where that takes too long."""
        await self._bounded(self._receiver.send_bundle(bundle))

    async def _bounded(self, sending: Coroutine[None, None, None]) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await sending
        except TimeoutError as error:
            raise DeliveryDelayed(f"not taken within {self._seconds:g} s") from error

    async def close(self) -> None:
        """Closes the other receiver."""
        await self._receiver.close()
