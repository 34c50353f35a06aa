"""Receivers: where alerts go. One contract suite (`tests/notify/`) runs on every member of the family.

A receiver takes an alert or raises DeliveryRejected (it never will) or DeliveryDelayed (it may later). It may be given
the same alert twice after a crash, and hands on the alert's id, by which the other side deduplicates.

A bundle is one message to people. To programs (a file, a webhook) it is its alerts, each as it would be alone, in one
line each or in one request.
"""

from typing import Protocol

from monitor.records import Alert, Bundle


class Receiver(Protocol):
    """One configured receiver, open."""

    name: str

    async def send(self, alert: Alert) -> None:
        """Hands over one alert."""

    async def send_bundle(self, bundle: Bundle) -> None:
        """Hands over the alerts of one bundle; raises as `send` does, and then none of them counts as taken."""

    async def close(self) -> None:
        """Releases files and connections."""
