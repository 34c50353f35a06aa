"""Subscriptions at hubs beside the polls: asks for them, renews them, and keeps what hubs push until it is read.

Pure decisions are those of `monitor.feeds.websub`. A subscription is remembered beside the state of its feed, so that a
poll and a confirmation never write over each other.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from agents.runtime.edges import Edges, retry_until_available
from monitor.errors import FetchError
from monitor.feeds.feed import Feed
from monitor.feeds.websub.signature import path_of, secret_of
from monitor.feeds.websub.subscription import Subscription, ask, confirm, distrust, form, is_live
from monitor.feeds.websub.subscriptions import PushReason, judge_push, to_ask, wanted
from monitor.fetch.websub import PREFIX, Push
from monitor.store.base import FeedStore, SubscriptionStore

log = logging.getLogger(__name__)

_LOOK_SECONDS = 30.0  # how often is looked for what is due


class HubStore(FeedStore, SubscriptionStore, Protocol):
    """What is remembered of feeds and of their subscriptions."""


class Asks(Protocol):
    """Asks a hub, see `monitor.fetch.websub.HubClient`."""

    async def ask(self, hub: str, form: Mapping[str, str]) -> None:
        """Sends `form`; raises FetchError where the hub does not take it."""


class Hubs(NamedTuple):
    """What subscribing needs."""

    feeds: Callable[[], Sequence[Feed]]  # those that are configured
    store: HubStore
    client: Asks
    edges: Edges
    key: bytes  # of this program; secrets and callback addresses follow from it
    callback: str  # public address of the callback server, without its path
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Subscriptions:
    """All subscriptions of one worker; a PushSource. Call `load` before anything else."""

    def __init__(self, hubs: Hubs) -> None:
        self._hubs = hubs
        self._by_feed: dict[str, Subscription] = {}
        self._feed_at: dict[str, str] = {}  # by path
        self._pushed: dict[str, list[Push]] = {}

    async def load(self) -> None:
        """Reads what was remembered."""
        known = await retry_until_available("websub", self._hubs.store.subscriptions, self._hubs.edges)
        for subscription in known.values():
            self._know(subscription)

    async def run(self) -> None:
        """Asks for what is due, for ever."""
        while True:
            await self.renew()
            await self._hubs.sleep(_LOOK_SECONDS)

    async def renew(self) -> None:
        """Asks the hubs for every subscription that is due."""
        states = await retry_until_available("websub", self._hubs.store.feed_states, self._hubs.edges)
        hubs = {feed.id: states[feed.id].hub if feed.id in states else None for feed in self._hubs.feeds()}
        for subscription in wanted(hubs, self._by_feed.values()):
            self._know(subscription)
        for subscription in to_ask(self._by_feed.values(), self._hubs.edges.clock()):
            await self._ask(subscription)

    def is_live(self, feed: str) -> bool:
        """Whether the hub of `feed` pushes what is new, so that few polls are enough."""
        return is_live(self._by_feed.get(feed), self._hubs.edges.clock())

    def pushed(self) -> frozenset[str]:
        """The feeds of which something waits to be read."""
        return frozenset(self._pushed)

    def take(self, feed: str) -> list[Push]:
        """What waits of `feed`, in the order it came; the caller reads it."""
        return self._pushed.pop(feed, [])

    async def missed(self, feed: str) -> None:
        """A poll of `feed` found what its hub should have pushed."""
        if (subscription := self._by_feed.get(feed)) and self.is_live(feed):
            log.warning("hub_missed feed=%s hub=%s", feed, subscription.hub)
            await self._remember(distrust(subscription, self._hubs.edges.clock()))

    async def confirm(self, path: str, query: Mapping[str, str]) -> str | None:
        """The challenge for a hub that asks whether a subscription is meant; None where it is not."""
        subscription = self._at(path)
        found = confirm(subscription, query, self._hubs.edges.clock()) if subscription else None
        if found is None:
            return None
        await self._remember(found[0])
        log.info("hub_confirmed feed=%s until=%s error=%s", found[0].feed, found[0].until, found[0].error)
        return found[1]

    async def receive(self, push: Push) -> bool:
        """Keeps what a hub pushed until it is read; whether anything is wanted at this path."""
        subscription = self._at(push.path)
        feed = subscription.feed if subscription else ""
        waiting = len(self._pushed.get(feed, ()))
        reason = judge_push(subscription, self._hubs.key, push.content, push.signature, waiting=waiting)
        if reason is PushReason.TAKEN:
            self._pushed.setdefault(feed, []).append(push)
        elif reason is PushReason.UNSIGNED:
            log.warning("hub_signature_wrong feed=%s", feed)
        return reason is not PushReason.UNWANTED

    async def _ask(self, subscription: Subscription) -> None:
        asked = ask(subscription, self._hubs.edges.clock())
        await self._remember(asked)  # first: a hub may ask back before it answers
        callback = self._hubs.callback.rstrip("/") + PREFIX + path_of(self._hubs.key, subscription)
        try:
            await self._hubs.client.ask(
                subscription.hub, form(subscription, callback, secret_of(self._hubs.key, subscription))
            )
        except FetchError as error:
            log.warning("hub_refused feed=%s hub=%s error=%s", subscription.feed, subscription.hub, error)

    def _at(self, path: str) -> Subscription | None:
        found = self._by_feed.get(self._feed_at.get(path, ""))
        return found if found is not None and path_of(self._hubs.key, found) == path else None

    def _know(self, subscription: Subscription) -> None:
        self._by_feed[subscription.feed] = subscription
        self._feed_at[path_of(self._hubs.key, subscription)] = subscription.feed

    async def _remember(self, subscription: Subscription) -> None:
        self._know(subscription)
        remember = self._hubs.store.remember_subscription
        await retry_until_available("websub", lambda: remember(subscription), self._hubs.edges)
