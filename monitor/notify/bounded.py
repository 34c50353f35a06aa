"""A receiver with a time limit."""

import asyncio

from monitor.errors import DeliveryDelayed
from monitor.notify.base import Receiver
from monitor.records import Alert


class Bounded:
    """Another receiver that may take only so long over an alert."""

    def __init__(self, receiver: Receiver, seconds: float) -> None:
        self.name = receiver.name
        self._receiver, self._seconds = receiver, seconds

    async def send(self, alert: Alert) -> None:
        """Hands over one alert; raises DeliveryDelayed too where that takes too long."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._receiver.send(alert)
        except TimeoutError as error:
            raise DeliveryDelayed(f"not taken within {self._seconds:g} s") from error

    async def close(self) -> None:
        """Closes the other receiver."""
        await self._receiver.close()
