"""WebSub on the wire: a hub on loopback, and ingest behind the address that it calls."""

import asyncio
import hashlib
import hmac
import stat
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import aiohttp
import msgspec
import pytest
from aiohttp import web

from agents.ingest import ingest_forever
from agents.polling.base import Polling
from agents.polling.listening import subscribed
from agents.polling.subscriptions import Subscriptions
from agents.runtime.edges import Edges, Emission
from agents.topics import ARTICLES
from monitor.config.configuration import Ingest
from monitor.errors import FetchError, ForbiddenAddress, WirewatchError
from monitor.feeds.failures import Failures
from monitor.feeds.feed import Feed
from monitor.fetch.parsers import inline_parser
from monitor.fetch.settings import FetchSettings
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.memory import MemoryFetcher, answer
from monitor.fetch.websub import CallbackServer, HubClient
from monitor.records import Article, decode
from monitor.secret import read_key
from monitor.store.memory import MemoryStore
from tests.feeds.builders import NOON, a_feed
from tests.fetch.server import Handler, serving

URL = "https://www.herald.example/feed"
LOOPBACK = [ip_network("127.0.0.0/8")]


def rss(*names: str, hub: str = "") -> bytes:
    items = "".join(f"<item><title>{name}</title><link>https://herald.example/{name}</link></item>" for name in names)
    link = f"<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='hub' href='{hub}'/>" if hub else ""
    return f"<rss version='2.0'><channel><title>Herald</title>{link}{items}</channel></rss>".encode()


class Hub:
    """A hub that confirms every request and hands over what it is told to."""

    def __init__(self) -> None:
        self.requests: list[Mapping[str, str]] = []
        self.challenges: list[tuple[int, str]] = []  # status and body of the answers
        self.answer = 202
        self.calls: set[asyncio.Task[None]] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.requests.append(form)
        if self.answer == 202:
            call = asyncio.create_task(self.confirm(form))
            self.calls.add(call)
        return web.Response(status=self.answer, text="no such topic" if self.answer >= 400 else "")

    async def confirm(self, form: Mapping[str, str]) -> None:
        query = {"hub.mode": form["hub.mode"], "hub.topic": form["hub.topic"], "hub.challenge": "c-42"}
        lease = {"hub.lease_seconds": form["hub.lease_seconds"]} if "hub.lease_seconds" in form else {}
        async with (
            aiohttp.ClientSession() as session,
            session.get(form["hub.callback"], params=query | lease) as response,
        ):
            self.challenges.append((response.status, await response.text()))

    async def settled(self) -> None:
        await asyncio.gather(*self.calls)

    async def push(self, content: bytes, *, secret: str | None = None) -> int:
        form = self.requests[-1]
        key = form["hub.secret"] if secret is None else secret
        signature = "sha256=" + hmac.new(key.encode(), content, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/rss+xml", "X-Hub-Signature": signature} if key else {}
        async with (
            aiohttp.ClientSession() as session,
            session.post(form["hub.callback"], data=content, headers=headers) as response,
        ):
            return response.status


class Newsroom:
    """Ingest of one feed, its hub, and a clock that is moved by hand."""

    def __init__(self, hub: Hub, hub_url: str, callback: int, data_dir: Path) -> None:
        self.hub, self.now, self.store = hub, NOON, MemoryStore()
        self.feeds: list[Feed] = [a_feed(url=URL, interval=900.0)]
        self.fetcher = MemoryFetcher({URL: [answer(rss("old", hub=hub_url))]})
        self.published: list[Article] = []
        self.settings = Ingest(
            interval_seconds=900,
            max_age_seconds=172800.0,
            concurrency=1,
            fetch=FetchSettings(allow_networks=("127.0.0.0/8",), limits=FetchLimits(seconds=5.0, body_bytes=100_000)),
            websub_callback=f"http://127.0.0.1:{callback}/",
            websub_listen=f"127.0.0.1:{callback}",
        )
        self.data_dir = data_dir
        self.edges = Edges(self.emit, self.clock, self.fatal)

    def clock(self) -> datetime:
        return self.now

    async def emit(self, emission: Emission) -> None:
        assert emission.topic == ARTICLES
        self.published.append(decode(emission.value, Article))

    def fatal(self, error: BaseException) -> None:
        raise error

    @asynccontextmanager
    async def subscriptions(self) -> AsyncIterator[Subscriptions]:
        async with subscribed(self.settings, self.data_dir, lambda: self.feeds, self.store, self.edges) as found:
            yield found

    async def work(self, subscriptions: Subscriptions, *, hours: float = 0) -> None:
        """Ingest at one moment, some hours later, until all that is due then was polled and read."""
        self.now += timedelta(hours=hours)
        ticks = 0

        async def sleep(_seconds: float) -> None:
            nonlocal ticks
            ticks += 1
            await asyncio.sleep(0)
            while any(task.get_name().startswith("host ") for task in asyncio.all_tasks()):
                await asyncio.sleep(0.001)
            if ticks == 3:
                raise asyncio.CancelledError

        polling = Polling(
            feeds=lambda: self.feeds,
            store=self.store,
            fetcher=self.fetcher,
            parser=inline_parser(),
            edges=self.edges,
            random=lambda: 0.0,
            worker="w",
            concurrency=1,
            hubs=subscriptions,
            sleep=sleep,
        )
        with pytest.raises(asyncio.CancelledError):
            await ingest_forever(polling)

    async def wait(self) -> timedelta:
        state = await self.store.feed_state("herald")
        assert state is not None
        assert state.schedule.next_poll is not None
        return state.schedule.next_poll - self.now

    def titles(self) -> list[str]:
        return [article.title for article in self.published]


@asynccontextmanager
async def newsroom(data_dir: Path) -> AsyncIterator[tuple[Newsroom, Subscriptions]]:
    """A feed that was polled and is subscribed to."""
    hub = Hub()
    async with serving(hub.handle) as server:
        room = Newsroom(hub, server.url("/hub"), await free_port(), data_dir)
        async with room.subscriptions() as subscriptions:
            await room.work(subscriptions)
            await subscriptions.renew()
            await hub.settled()
            yield room, subscriptions


async def free_port() -> int:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def test_a_feed_with_a_hub_is_subscribed_to_and_confirmed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        (form,) = room.hub.requests
        assert (form["hub.mode"], form["hub.topic"]) == ("subscribe", URL)
        assert room.hub.challenges == [(200, "c-42")]
        assert subscriptions.is_live("herald")
        await subscriptions.renew()
        assert len(room.hub.requests) == 1


async def test_what_the_hub_hands_over_is_published_and_polls_become_rare(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        assert await room.hub.push(rss("fresh")) == 202
        await room.work(subscriptions)
        assert room.titles() == ["fresh"]
        assert await room.wait() == timedelta(hours=4)
        assert len(room.fetcher.requests) == 1
        assert await room.hub.push(rss("fresh", "later")) == 202
        await room.work(subscriptions, hours=1)
        assert room.titles() == ["fresh", "later"]
        assert subscriptions.pushed() == frozenset()


async def test_a_poll_that_makes_sure_still_names_the_validators_of_the_poll_before(tmp_path: Path) -> None:
    hub = Hub()
    async with serving(hub.handle) as server:
        room = Newsroom(hub, server.url("/hub"), await free_port(), tmp_path)
        room.fetcher = MemoryFetcher({URL: [answer(rss("old", hub=server.url("/hub")), etag='"1"')]})
        async with room.subscriptions() as subscriptions:
            await room.work(subscriptions)
            await subscriptions.renew()
            await hub.settled()
            await hub.push(rss("fresh"))
            await room.work(subscriptions)
            await room.work(subscriptions, hours=5)
            assert [request.etag for request in room.fetcher.requests] == [None, '"1"']
            assert subscriptions.is_live("herald")
            assert await room.wait() == timedelta(hours=4)


async def test_what_is_not_signed_with_the_secret_is_dropped_without_a_word(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        assert await room.hub.push(rss("forged"), secret="guessed") == 202
        assert await room.hub.push(rss("unsigned"), secret="") == 202
        await room.work(subscriptions)
        assert room.titles() == []


async def test_what_is_too_large_or_no_feed_hurts_nothing(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        assert await room.hub.push(b"x" * 200_000) == 413
        assert await room.hub.push(b"no feed") == 202
        await room.work(subscriptions)
        state = await room.store.feed_state("herald")
        assert state is not None
        assert state.failures == Failures()
        await room.hub.push(rss("fresh"))
        await room.work(subscriptions)
        assert room.titles() == ["fresh"]


async def test_a_hub_that_keeps_something_back_is_not_relied_on(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        await room.hub.push(rss("fresh"))
        await room.work(subscriptions)
        hub = room.hub.requests[0]["hub.topic"]
        room.fetcher = MemoryFetcher({hub: [answer(rss("kept-back", "fresh", hub="http://127.0.0.1:9/hub"))]})
        await room.work(subscriptions, hours=5)
        assert room.titles() == ["fresh", "kept-back"]
        assert not subscriptions.is_live("herald")
        assert await room.wait() == timedelta(minutes=15)


async def test_a_subscription_outlives_the_program(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, _):
        room.settings = msgspec.structs.replace(room.settings, websub_listen=f"127.0.0.1:{await free_port()}")
        async with room.subscriptions() as after:
            assert after.is_live("herald")
            await after.renew()
            assert len(room.hub.requests) == 1


async def test_a_lease_is_renewed_before_it_ends(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        room.now += timedelta(days=8)
        await subscriptions.renew()
        await room.hub.settled()
        assert len(room.hub.requests) == 2
        room.now += timedelta(days=8)
        assert subscriptions.is_live("herald")


async def test_a_feed_that_is_no_longer_configured_is_unsubscribed(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, subscriptions):
        room.feeds.clear()
        await subscriptions.renew()
        await room.hub.settled()
        assert room.hub.requests[-1]["hub.mode"] == "unsubscribe"
        assert room.hub.challenges[-1] == (200, "c-42")
        room.now += timedelta(days=1)
        await subscriptions.renew()
        assert len(room.hub.requests) == 2


async def test_nobody_subscribes_us_to_anything_and_strangers_find_nothing(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, _):
        callback = room.hub.requests[0]["hub.callback"]
        wrong = {"hub.mode": "subscribe", "hub.topic": "https://evil.example/feed", "hub.challenge": "x"}
        async with aiohttp.ClientSession() as session:
            for url, query in ((callback, wrong), (callback + "0", wrong), (callback, {})):
                async with session.get(url, params=query) as response:
                    assert response.status == 404
            async with session.post(callback + "0", data=rss("forged")) as response:
                assert response.status == 410


async def test_a_port_that_is_taken_is_said_clearly(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as (room, _):
        with pytest.raises(WirewatchError, match="cannot listen for hubs on"):
            async with room.subscriptions():
                pass


async def ask(handler: Handler, *, path: str = "/hub", allow: bool = True) -> None:
    async with serving(handler) as server:
        client = HubClient("Wirewatch/1", allow_networks=LOOPBACK if allow else ())
        try:
            await client.ask(server.url(path), {"hub.mode": "subscribe"})
        finally:
            await client.close()


async def test_a_hub_that_does_not_take_the_request_says_why() -> None:
    hub = Hub()
    hub.answer = 404
    with pytest.raises(FetchError, match="the hub answered 404: no such topic"):
        await ask(hub.handle)


async def test_a_hub_that_moved_is_followed_with_the_same_request() -> None:
    hub = Hub()
    hub.answer = 204

    async def moved(request: web.Request) -> web.StreamResponse:
        if request.path == "/hub":
            return web.Response(status=308, headers={"Location": "/new"})
        return await hub.handle(request)

    await ask(moved)
    assert hub.requests == [{"hub.mode": "subscribe"}]


@pytest.mark.parametrize("location", ["/hub", "file:///etc/passwd", "http://[", "http://169.254.169.254/"])
async def test_a_hub_that_leads_in_circles_or_away_is_refused(location: str) -> None:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": location})

    with pytest.raises(FetchError):
        await ask(handle)


async def test_hubs_pass_the_same_guard_as_feeds() -> None:
    hub = Hub()
    with pytest.raises(ForbiddenAddress):
        await ask(hub.handle, allow=False)
    assert hub.requests == []


@pytest.mark.slow(10)
async def test_a_sender_that_drips_is_cut_off() -> None:
    async def confirm(_path: str, _query: Mapping[str, str]) -> str | None:
        return None

    async def take(_handover: object) -> bool:
        return True

    server = CallbackServer(confirm, take, max_bytes=1000, seconds=0.05)
    port = await server.start("127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"POST /websub/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    finally:
        writer.close()
        await server.close()


def test_the_key_is_made_once_and_is_its_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "websub.key"
    key = read_key(path)
    assert len(key) == 32
    assert read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
