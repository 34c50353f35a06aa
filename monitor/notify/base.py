"""Receivers: where alerts go. One contract suite (`tests/notify/`) runs on every member of the family.

A receiver takes an alert or raises DeliveryRejected (it never will) or DeliveryDelayed (it may later). It may be given
the same alert twice after a crash, and hands on the alert's id, by which the other side deduplicates.
"""

from typing import Protocol

from monitor.records import Alert


class Receiver(Protocol):
    """One configured receiver, open."""

    name: str

    async def send(self, alert: Alert) -> None:
        """Hands over one alert."""

    async def close(self) -> None:
        """Releases files and connections."""
