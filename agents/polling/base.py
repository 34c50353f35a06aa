"""What polling needs, and what one poll hands on."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

from agents.runtime.edges import Edges, Emission
from monitor.feeds.feed import Feed
from monitor.feeds.polling.conclude import Conclusion
from monitor.feeds.polling.outcome import PollOutcome
from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.websub import Push
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.store.base import FeedStore

AGENT = "ingest"  # in the log, and in dead letters


class Polled(NamedTuple):
    """One poll, or one push that was read, with what follows from it."""

    feed: Feed
    outcome: PollOutcome
    conclusion: Conclusion


class PushSource(Protocol):
    """What hubs push, see `agents.polling.subscriptions.Subscriptions`."""

    def is_live(self, feed: str) -> bool:
        """Whether the hub of `feed` pushes what is new, so that few polls are enough."""

    def pushed(self) -> frozenset[str]:
        """The feeds of which something waits to be read."""

    def take(self, feed: str) -> list[Push]:
        """What waits of `feed`, in the order it came; the caller reads it."""

    async def missed(self, feed: str) -> None:
        """A poll of `feed` found what its hub should have pushed."""


class NoPushes:
    """Nothing is pushed; see PushSource."""

    def is_live(self, feed: str) -> bool:
        """Never."""
        return False

    def pushed(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def take(self, feed: str) -> list[Push]:
        """Nothing."""
        return []

    async def missed(self, feed: str) -> None:
        """Nobody to tell."""


async def as_polled(_feed: Feed, outcome: PollOutcome) -> PollOutcome:
    """`outcome` as it is, without full texts."""
    return outcome


Emit = Callable[[Emission], Awaitable[None]]


class Publishing(Protocol):
    """In which order, and when, the articles of a poll are published, see `agents.polling.turns.Turns`."""

    async def publish(self, feed: str, articles: Sequence[Emission], emit: Emit) -> None:
        """Emits `articles` of the feed with this id, which are in the order of time."""


class AtOnce:
    """All of a poll, at once and in order; see Publishing."""

    async def publish(self, feed: str, articles: Sequence[Emission], emit: Emit) -> None:
        """Emits one after the other."""
        await emit_each(articles, emit)


async def emit_each(emissions: Iterable[Emission], emit: Emit) -> None:
    """Emits one after the other, each once the one before is durable."""
    for emission in emissions:
        await emit(emission)


class Polling(NamedTuple):
    """What polling needs."""

    feeds: Callable[[], Sequence[Feed]]  # those that are configured; asked anew each time, a reload changes them
    store: FeedStore
    fetcher: Fetcher
    parser: Parser
    edges: Edges
    random: Callable[[], float]  # in [0, 1)
    worker: str
    concurrency: int
    requests_per_hour: float | None = None  # budget of the feeds that are polled by rhythm
    enrich: Callable[[Feed, PollOutcome], Awaitable[PollOutcome]] = as_polled  # between poll and publication
    hubs: PushSource = NoPushes()
    turns: Publishing = AtOnce()
    report: Callable[[Feed, PollOutcome], None] = lambda _feed, _outcome: None
    envelope: Envelope = cloud_event  # of what happens to feeds
    asked: Callable[[], Collection[str]] = frozenset  # ids of feeds that a person wants polled now
    answered: Callable[[str], None] = lambda _feed: None  # told of those of them that are
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep  # between two looks at what is due


class Publish(Protocol):
    """The arrow: makes true what a poll led to."""

    async def __call__(self, polled: Polled) -> None:
        """Returns once `polled` is published and remembered."""
