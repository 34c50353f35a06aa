"""The receivers of a replay: they take what they are given and tell nobody."""

from collections.abc import Sequence

from agents.sending.receivers import OpenReceivers
from monitor.notify.spec import ReceiverSpec
from monitor.records import Alert, Bundle


class Nobody:
    """A receiver that takes everything at once."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def send(self, alert: Alert) -> None:
        """Takes the alert."""

    async def send_bundle(self, bundle: Bundle) -> None:
        """Takes the bundle."""

    async def close(self) -> None:
        """Nothing to release."""


class ToldToNobody(OpenReceivers):
    """Stands in for the receivers that are configured: none of them is opened."""

    def open(self, specs: Sequence[ReceiverSpec]) -> None:
        """Makes `specs` those in force."""
        self._open = {spec.name: (spec, Nobody(spec.name)) for spec in specs}
