"""When a canary sets out, and when people are told that none arrives. One worker does both for all."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from agents.runtime.edges import Edges, Emission, emit_durably, retry_until_available
from agents.runtime.lease import LEASE_SECONDS
from agents.topics import ALERTS, ARTICLES, alert_topic
from monitor.canary import DELIVERY_ID, absence_notice, canary_at, return_notice
from monitor.config.configuration import CanarySettings
from monitor.notify.cloudevent import Envelope
from monitor.records import CANARY, Alert, encode
from monitor.store.base import DeliveryStore, FeedStore, Store

log = logging.getLogger(__name__)

NAME = "canary"  # in the log
_LOOK_SECONDS = 1.0


class Sending(NamedTuple):
    """What the canary needs."""

    store: Store
    edges: Edges
    settings: CanarySettings
    worker: str
    envelope: Envelope


@dataclass
class Watch:
    """What this worker knows of canaries while it is the one that sends them."""

    since: datetime | None = None  # when it began to, None: another worker does
    sent: datetime | None = None  # when the last one set out
    absent_since: datetime | None = None  # what people were told


async def arrival(store: DeliveryStore) -> datetime | None:
    """When a canary arrived last."""
    return next((row.sent for row in await store.deliveries_with([DELIVERY_ID])), None)


async def send_canaries(sending: Sending) -> None:
    """Sends canaries and watches for them, until cancelled."""
    watch = Watch()
    while True:
        await look(sending, watch)
        await asyncio.sleep(_LOOK_SECONDS)


async def look(sending: Sending, watch: Watch) -> None:
    """One look: sends a canary where one is due, tells an absence and its end."""
    now, settings, edges = sending.edges.clock(), sending.settings, sending.edges
    if not await _claim(sending.store, sending, now):
        watch.since = watch.sent = watch.absent_since = None
        return
    watch.since = watch.since or now
    arrived = await retry_until_available(NAME, lambda: arrival(sending.store), edges)
    if watch.sent is None or not 0 <= (now - watch.sent).total_seconds() < settings.every_seconds:
        watch.sent = now
        article = canary_at(now)
        await emit_durably(NAME, Emission(ARTICLES, article.id, encode(article)), edges)
    for notice in _notices(watch, arrived, now, settings):
        log.warning("canary title=%s reason=%s", notice.title, notice.sentence)
        for topic in (ALERTS, alert_topic(notice.watchlist)):
            await emit_durably(NAME, Emission(topic, notice.id, sending.envelope(notice)), edges)


def _notices(watch: Watch, arrived: datetime | None, now: datetime, settings: CanarySettings) -> Sequence[Alert]:
    """What people are to be told now; `watch` knows it then."""
    assert watch.since is not None
    since = max(arrived or watch.since, watch.since)
    if watch.absent_since is not None and since > watch.absent_since:
        told, watch.absent_since = watch.absent_since, None
        return [return_notice(told, since, now)]
    if watch.absent_since is None and (now - since).total_seconds() > settings.absent_after_seconds:
        watch.absent_since = since
        return [absence_notice(since, now)]
    return []


async def _claim(store: FeedStore, sending: Sending, now: datetime) -> bool:
    return await retry_until_available(
        NAME, lambda: store.claim(CANARY, sending.worker, now, LEASE_SECONDS), sending.edges
    )
