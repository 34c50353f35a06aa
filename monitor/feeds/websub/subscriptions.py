"""All subscriptions of a worker: which are wanted, which hubs are asked now, and whether a push is taken."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from monitor.feeds.websub.hub import Hub
from monitor.feeds.websub.signature import is_signed, secret_of
from monitor.feeds.websub.subscription import Subscription, ended, is_due

KEPT = 20  # pushes of one feed that wait to be read; the backup poll finds what is dropped


class PushReason(StrEnum):
    """Why a push is taken, or is not."""

    TAKEN = "taken"
    FULL = "dropped: too many of this feed wait to be read, the next poll finds what is in it"
    UNSIGNED = "dropped: not signed as it must be"
    UNWANTED = "refused: nothing is subscribed to at this path"


def wanted(hubs: Mapping[str, Hub | None], known: Iterable[Subscription]) -> list[Subscription]:
    """The subscriptions that differ from those `known`, for the configured feeds and the hubs that they name.

    Another hub or topic is another subscription. That of a feed which names no hub any more goes on as it was; that of
    a feed which is no longer configured is to end.
    """
    by_feed = {subscription.feed: subscription for subscription in known}
    new = [
        Subscription(feed=feed, hub=hub.url, topic=hub.topic)
        for feed, hub in hubs.items()
        if hub is not None and not _is_for(by_feed.get(feed), hub)
    ]
    return new + [ended(each) for feed, each in by_feed.items() if feed not in hubs and each.wanted]


def to_ask(known: Iterable[Subscription], now: datetime) -> list[Subscription]:
    """Those whose hub is to be asked at `now`; one that is to end and has no lease any more is over."""
    return [each for each in known if not _is_over(each, now) and is_due(each, now)]


def judge_push(
    subscription: Subscription | None, key: bytes, content: bytes, signature: str, *, waiting: int
) -> PushReason:
    """Whether what came at the path of `subscription` is read, where so many of its feed are `waiting` for that.

    The caller drops what is not signed without a word to the hub (§7). `key` is the program's own.
    """
    if subscription is None or not subscription.wanted:
        return PushReason.UNWANTED
    if not is_signed(secret_of(key, subscription), content, signature):
        return PushReason.UNSIGNED
    return PushReason.TAKEN if waiting < KEPT else PushReason.FULL


def _is_for(subscription: Subscription | None, hub: Hub) -> bool:
    return subscription is not None and (subscription.hub, subscription.topic, subscription.wanted) == (
        hub.url,
        hub.topic,
        True,
    )


def _is_over(subscription: Subscription, now: datetime) -> bool:
    return not subscription.wanted and (subscription.until is None or subscription.until <= now)
