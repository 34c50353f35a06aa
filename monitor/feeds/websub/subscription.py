"""WebSub (W3C Recommendation, 2018): a hub hands over what a feed posts, so that nobody has to ask.

A subscription is asked for, then confirmed by the hub with a challenge, and lasts for a lease that must be renewed.
What the hub hands over is signed with a secret that only it was told. Pure: what is due, whether a confirmation or a
signature may be believed, and what is remembered.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from monitor.errors import Unprocessable
from monitor.records import Record, decode, encode

HUB, TOPIC = "hub", "topic"  # of a feed, in its `FeedState.detail`
SUBSCRIPTION = "subscription"  # in the `FeedState.detail` of the row that it has for itself
LEASE = timedelta(days=10)  # that is asked for; the hub decides
BACKUP = timedelta(hours=4)  # between two polls of a feed whose hub hands over what is new
DISTRUST = timedelta(days=1)  # without the benefit of that, after a poll found what the hub had not handed over

_LONGEST_LEASE, _SHORTEST_LEASE = timedelta(days=90), timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = (
    timedelta(minutes=10),
    timedelta(days=1),
)  # for a confirmation, before it is asked for again
_METHODS = ("sha256", "sha384", "sha512", "sha1")  # §7.1; sha1 because many hubs know no other


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
    """Whether what is new is handed over at `now`, so that few polls are enough."""
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
    """The subscription once a poll found what its hub had not handed over."""
    return msgspec.structs.replace(subscription, distrusted=now + DISTRUST)


def secret_of(key: bytes, subscription: Subscription) -> str:
    """The secret of a subscription, from the program's own `key`; it needs no place to be kept."""
    return _derived(key, "secret", subscription)


def path_of(key: bytes, subscription: Subscription) -> str:
    """The part of the callback address that nobody can guess."""
    return _derived(key, "path", subscription)


def is_signed(secret: str, content: bytes, header: str) -> bool:
    """Whether `header` (X-Hub-Signature, §7) is that of `content`; compared in constant time."""
    method, _, signature = header.strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    expected = hmac.new(secret.encode(), content, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.strip().lower().encode("utf-8", "replace"))


def row_of(feed: str) -> str:
    """The id under which the store keeps the subscription of `feed`: beside the feed, as both change at any time."""
    return f"websub:{feed}"


def subscription_of(text: str | None) -> Subscription | None:
    """The subscription that `written` wrote; None where there is none, or it cannot be read."""
    try:
        return decode(text.encode(), Subscription) if text else None
    except Unprocessable:
        return None


def written(subscription: Subscription) -> str:
    """`subscription` as text."""
    return encode(subscription).decode()


def _derived(key: bytes, purpose: str, subscription: Subscription) -> str:
    parts = "\x1f".join((purpose, subscription.feed, subscription.hub, subscription.topic))
    return hmac.new(key, parts.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _lease(seconds: str) -> timedelta:
    """What the hub grants; as much as was asked for where it does not say."""
    granted = (
        timedelta(seconds=int(seconds)) if seconds.isascii() and seconds.isdigit() and len(seconds) < 10 else LEASE
    )
    return min(max(granted, _SHORTEST_LEASE), _LONGEST_LEASE)
