"""One feed at its hub: when it is asked for, when a confirmation may be believed, and when it is relied on.

A subscription is asked for, then confirmed by the hub with a challenge, and lasts for a lease that must be renewed.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from monitor.records import Record

LEASE = timedelta(days=10)  # that is asked for; the hub decides (§5.1)
BACKUP = timedelta(hours=4)  # between two polls of a feed whose hub pushes what is new
DISTRUST = timedelta(days=1)  # without the benefit of that, after a poll found what the hub had not pushed

_LONGEST_LEASE, _SHORTEST_LEASE = timedelta(days=90), timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = (
    timedelta(minutes=10),
    timedelta(days=1),
)  # for a confirmation, before it is asked for again


class Subscription(Record, frozen=True, kw_only=True):
    """One feed at its hub."""

    feed: str  # id
    hub: str
    topic: str  # by which address the hub knows the feed
    wanted: bool = True  # False: it is to end
    asked: datetime | None = None  # when it was last asked for
    attempts: int = 0  # since the last confirmation
    confirmed: datetime | None = None
    until: datetime | None = None  # end of the lease
    distrusted: datetime | None = None  # until when polls go on as if there were no hub
    error: str = ""


def is_live(subscription: Subscription | None, now: datetime) -> bool:
    """Whether what is new is pushed at `now`, so that few polls are enough."""
    if subscription is None or not subscription.wanted or subscription.until is None:
        return False
    trusted = subscription.distrusted is None or subscription.distrusted <= now
    return trusted and now < subscription.until


def is_due(subscription: Subscription, now: datetime) -> bool:
    """Whether the hub is to be asked at `now`: for the first time, for a renewal, or again since it kept silent."""
    wait = min(_FIRST_WAIT * 2 ** min(subscription.attempts - 1, 10), _LONGEST_WAIT)
    if subscription.asked is not None and subscription.attempts and now < subscription.asked + wait:
        return False
    if subscription.until is None or subscription.confirmed is None or not subscription.wanted:
        return True
    return now >= subscription.until - (subscription.until - subscription.confirmed) / 4


def ask(subscription: Subscription, now: datetime) -> Subscription:
    """The subscription once the hub is asked at `now`."""
    return msgspec.structs.replace(subscription, asked=now, attempts=subscription.attempts + 1, error="")


def form(subscription: Subscription, callback: str, secret: str) -> dict[str, str]:
    """What the hub is asked (§5.1)."""
    mode = "subscribe" if subscription.wanted else "unsubscribe"
    fields = {"hub.mode": mode, "hub.topic": subscription.topic, "hub.callback": callback}
    if not subscription.wanted:
        return fields
    return {**fields, "hub.lease_seconds": f"{LEASE.total_seconds():.0f}", "hub.secret": secret}


def confirm(subscription: Subscription, query: Mapping[str, str], now: datetime) -> tuple[Subscription, str] | None:
    """The subscription after the hub asked whether it is meant (§5.3), and the challenge to answer with.

    None where it is not: for another topic, for a mode that we did not ask for, or without our having asked. A hub that
    says "denied" (§5.2) gets an empty answer.
    """
    mode, topic, challenge = (query.get(f"hub.{name}", "") for name in ("mode", "topic", "challenge"))
    if topic != subscription.topic or subscription.asked is None:
        return None
    if mode == "denied":
        reason = f"denied: {query.get('hub.reason', 'no reason given')}"[:300]
        return msgspec.structs.replace(subscription, until=None, error=reason), ""
    if mode != ("subscribe" if subscription.wanted else "unsubscribe") or not challenge:
        return None
    lease = _lease(query.get("hub.lease_seconds", "")) if subscription.wanted else timedelta(0)
    confirmed = msgspec.structs.replace(subscription, confirmed=now, until=now + lease, attempts=0, error="")
    return confirmed, challenge


def distrust(subscription: Subscription, now: datetime) -> Subscription:
    """The subscription once a poll found what its hub had not pushed."""
    return msgspec.structs.replace(subscription, distrusted=now + DISTRUST)


def ended(subscription: Subscription) -> Subscription:
    """The subscription of a feed that is no longer configured: to be ended at once, as if it was never asked for."""
    return Subscription(
        feed=subscription.feed,
        hub=subscription.hub,
        topic=subscription.topic,
        wanted=False,
        confirmed=subscription.confirmed,
        until=subscription.until,
    )


def _lease(seconds: str) -> timedelta:
    """What the hub grants; as much as was asked for where it does not say."""
    granted = (
        timedelta(seconds=int(seconds)) if seconds.isascii() and seconds.isdigit() and len(seconds) < 10 else LEASE
    )
    return min(max(granted, _SHORTEST_LEASE), _LONGEST_LEASE)
