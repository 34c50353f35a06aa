"""Asks feeds, receivers and our own addresses, each once. Nothing is stored or published."""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import aiohttp

from monitor.clock import Clock
from monitor.doctor.edges import Answer
from monitor.errors import DeliveryError
from monitor.feeds.feed import Feed
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState
from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.poll import poll
from monitor.identity import content_id
from monitor.notify.base import Receiver
from monitor.records import OWN_WATCHLIST, Alert, AlertKind, Severity

_WATCH: Final = "doctor"
_AT_ONCE: Final = 10  # feeds
_ANSWER: Final = aiohttp.ClientTimeout(total=3)  # seconds


class Asked(NamedTuple):
    """What feeds said, and by how many seconds our clock is ahead of theirs, where they told."""

    answers: tuple[Answer, ...]
    ahead: tuple[float, ...]


async def ask_feeds(
    feeds: Sequence[Feed], states: Mapping[str, FeedState], fetcher: Fetcher, parser: Parser, clock: Clock
) -> Asked:
    """One conditional request to each feed, as a poll makes it; not to those that ask to be left alone for now."""
    limit = asyncio.Semaphore(_AT_ONCE)

    async def ask(feed: Feed) -> tuple[Answer, float | None]:
        state, now = states.get(feed.id), clock()
        held = state.schedule.held_until if state else None
        if held is not None and held > now:
            return Answer(name=feed.id, skipped=f"it asks to be left alone until {held:%Y-%m-%d %H:%M} UTC"), None
        async with limit:
            outcome = await poll(feed, state, _nothing_seen, fetcher, parser, now=clock(), jitter=0.0)
        ahead = (clock() - outcome.server_time).total_seconds() if outcome.server_time else None
        failure = outcome.state.failures
        return Answer(name=feed.id, problem=str(failure.last or "") if failure.count else ""), ahead

    found = await asyncio.gather(*map(ask, feeds))
    return Asked(tuple(answer for answer, _ in found), tuple(ahead for _, ahead in found if ahead is not None))


async def _nothing_seen() -> Mapping[str, SeenEntry]:
    return {}


async def ask_receivers(receivers: Mapping[str, Receiver], now: datetime) -> tuple[Answer, ...]:
    """Sends a test to each, marked as such."""
    return tuple([await _send(name, receiver, now) for name, receiver in receivers.items()])


async def _send(name: str, receiver: Receiver, now: datetime) -> Answer:
    try:
        await receiver.send(test_alert(name, now))
    except DeliveryError as error:
        return Answer(name=name, problem=str(error))
    return Answer(name=name)


def test_alert(receiver: str, now: datetime) -> Alert:
    """What a receiver is sent to see whether it takes anything; each moment has another id."""
    title, moment = "Wirewatch: this is a test", now.isoformat()
    return Alert(
        id=content_id("al", _WATCH, receiver, moment),
        watch=_WATCH,
        watchlist=OWN_WATCHLIST,
        severity=Severity.LOW,
        story=content_id("s", _WATCH, moment),
        article=content_id("a", _WATCH, moment),
        title=title,
        url="",
        publisher="wirewatch",
        published=now,
        matched=(),
        sentence=f"Sent to receiver '{receiver}' by `wirewatch doctor --send-test`. Nothing has happened.",
        evidence=(),
        reason=f"Watch '{_WATCH}': {title}.",
        raised=now,
        kind=AlertKind.NOTICE,
    )


async def who_answers(listen: str) -> bool | None:
    """Who answers at an address of ours: we (True), another program (False), nobody (None)."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_ANSWER, trust_env=False) as session,
            session.get(f"http://{listen}/livez") as answer,
        ):
            said = await answer.json()
            return bool(isinstance(said, dict) and said.get("ok") is True)
    except aiohttp.ClientConnectorError:
        return None
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


def why_not_to_listen(listen: str) -> str:
    """Why nobody could listen at an address at which nobody answers; "" where one could."""
    host, _, port = listen.rpartition(":")
    bare = host.strip("[]")
    try:
        with socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((bare, int(port)))
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""
