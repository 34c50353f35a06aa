"""Where canaries arrive: their time is taken, and an outside address is told that all is well."""

import logging
from typing import Protocol

from monitor.clock import Clock
from monitor.config.configuration import CanarySettings
from monitor.errors import DeliveryError
from monitor.notify.base import Receiver
from monitor.notify.open import open_receiver
from monitor.notify.spec import Webhook
from monitor.records import CANARY, Alert, Bundle
from monitor.secret import Secret

log = logging.getLogger(__name__)


class Counts(Protocol):
    """Who counts canaries."""

    def count_canary(self, seconds: float) -> None:
        """One arrived after so long."""

    def count_heartbeat(self, is_sent: bool) -> None:
        """The outside address took one, or did not."""


def open_canary_receiver(
    settings: CanarySettings, clock: Clock, counts: Counts, deadline_seconds: float, proxy: Secret | None
) -> "CanaryReceiver":
    """The receiver of canaries, by `settings`; the heartbeat is called over `proxy` as webhooks are."""
    heartbeat = None
    if settings.heartbeat is not None:
        spec = Webhook(name=CANARY, url=settings.heartbeat, allow_private=settings.allow_private, proxy=proxy)
        heartbeat = open_receiver(spec, clock=clock, deadline_seconds=deadline_seconds)
    return CanaryReceiver(clock, counts, heartbeat)


class CanaryReceiver:
    """Takes every canary. A heartbeat that fails is logged and counted; the next canary tries again."""

    def __init__(self, clock: Clock, counts: Counts, heartbeat: Receiver | None = None) -> None:
        self.name = CANARY
        self._clock, self._counts, self._heartbeat = clock, counts, heartbeat

    async def send(self, alert: Alert) -> None:
        """Takes `alert`."""
        if alert.published is not None:
            self._counts.count_canary(max(0.0, (self._clock() - alert.published).total_seconds()))
        if self._heartbeat is not None:
            self._counts.count_heartbeat(await self._ping(self._heartbeat, alert))

    async def send_bundle(self, bundle: Bundle) -> None:
        """Takes its alerts; canaries are not bundled."""
        for alert in bundle.alerts:
            await self.send(alert)

    async def close(self) -> None:
        """Closes the connection to the outside address."""
        if self._heartbeat is not None:
            await self._heartbeat.close()

    async def _ping(self, heartbeat: Receiver, alert: Alert) -> bool:
        try:
            await heartbeat.send(alert)
        except DeliveryError as error:
            log.warning("heartbeat_failed error=%s", error)
            return False
        return True
