"""Feeds over the user's proxy: a real one on loopback, before a real server; only the names are made up."""

import socket
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_network

import pytest
import trustme
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from monitor.errors import FetchError, ForbiddenAddress
from monitor.feeds.login import bearer
from monitor.fetch.base import FetchRequest
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.memory import Answer, answer
from monitor.fetch.websub import HubClient
from monitor.net.guard import Network
from monitor.net.proxy import is_proxy_address
from monitor.secret import Secret
from tests.fetch.proxy import Proxy, proxying
from tests.fetch.server import Loopback, scripted, serving
from tests.fetch.test_guard import SPELLINGS

FEED = b"<rss version='2.0'><channel><title>Herald</title></channel></rss>"
PUBLIC = "93.184.215.14"
NAMES = {
    "herald.example": [PUBLIC, "2606:4700:4700::1111"],
    "other.example": [PUBLIC],
    "inside.example": ["10.1.2.3"],
    "mixed.example": [PUBLIC, "127.0.0.1"],
    "desk.example": ["127.0.0.1"],
}


class Names(AbstractResolver):
    """Knows NAMES, and no others."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        if host not in NAMES:
            raise OSError(f"no address for {host}")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)
            for address in NAMES[host]
        ]

    async def close(self) -> None:
        """Nothing is open."""


class World:
    """A server, a proxy that leads every name to it, and a fetcher that goes over the proxy."""

    def __init__(self, server: Loopback, proxy: Proxy, fetcher: HttpFetcher) -> None:
        self.server, self.proxy, self.fetcher = server, proxy, fetcher

    async def body(self, url: str, *, private: bool = False) -> bytes:
        return (await self.fetcher.fetch(FetchRequest(url=url, allow_private=private))).body


@asynccontextmanager
async def world(
    script: Mapping[str, Sequence[Answer]],
    *,
    login: str = "",
    given: str = "",
    networks: Sequence[Network] = (),
) -> AsyncIterator[World]:
    """`login` is what the proxy wants, `given` what it gets."""
    async with serving(scripted(script)) as server:
        ports = dict.fromkeys([*NAMES, "unheard.example"], server.port)
        async with proxying(ports, login) as proxy:
            address = Secret(f"http://{given}{'@' if given else ''}127.0.0.1:{proxy.port}")
            fetcher = HttpFetcher("Test/1", proxy=address, resolver=Names(), allow_networks=networks)
            try:
                yield World(server, proxy, fetcher)
            finally:
                await fetcher.close()


async def test_a_feed_is_asked_for_over_the_proxy() -> None:
    async with world({"/feed": [answer(FEED)]}) as web_:
        assert await web_.body("http://herald.example/feed?a=1") == FEED
        assert web_.proxy.targets == ["GET http://herald.example/feed?a=1"]
        ((_, headers),) = web_.server.requests
        assert headers["Host"] == "herald.example"


async def test_a_proxy_that_knows_its_users_is_told_the_login_and_nobody_else_is() -> None:
    async with world({"/feed": [answer(FEED)]}, login="desk:p@ss word", given="desk:p%40ss%20word") as web_:
        assert await web_.body("http://herald.example/feed") == FEED
        ((_, headers),) = web_.server.requests
        assert "Proxy-Authorization" not in headers


async def test_a_proxy_that_refuses_the_login_is_said_to_and_the_password_is_not() -> None:
    async with world({"/feed": [answer(FEED)]}, login="desk:right", given="desk:hunter2") as web_:
        response = await web_.fetcher.fetch(FetchRequest(url="http://herald.example/feed"))
        assert response.status == 407
        with pytest.raises(FetchError, match=r"^the proxy answered 407 Proxy Authentication Required$") as refused:
            await web_.body("https://herald.example/feed")
        assert "hunter2" not in repr(refused.value) + repr(web_.fetcher)
        assert web_.server.requests == []


async def test_a_proxy_that_is_not_there_is_said_to_be() -> None:
    fetcher = HttpFetcher("Test/1", proxy=Secret("http://desk:hunter2@127.0.0.1:9"), resolver=Names())
    try:
        with pytest.raises(FetchError, match=r"^no connection to the proxy: ") as failed:
            await fetcher.fetch(FetchRequest(url="http://herald.example/feed"))
        assert "hunter2" not in str(failed.value)
    finally:
        await fetcher.close()


async def test_a_feed_over_tls_goes_through_a_tunnel_that_sees_nothing_of_it() -> None:
    authority = trustme.CA()
    there, here = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("herald.example").configure_cert(there)
    authority.configure_trust(here)

    async def handle(request: web.Request) -> web.Response:
        return web.Response(body=FEED if request.headers.get("Authorization") == "Bearer t0ken" else b"")

    app = web.Application()
    app.router.add_get("/feed", handle)
    server = TestServer(app)
    await server.start_server(ssl=there)
    async with proxying({"herald.example": server.port or 0}) as proxy:
        fetcher = HttpFetcher("Test/1", proxy=Secret(f"http://127.0.0.1:{proxy.port}"), resolver=Names(), tls=here)
        try:
            request = FetchRequest(url="https://herald.example/feed", login=bearer("t0ken"))
            assert (await fetcher.fetch(request)).body == FEED
            assert proxy.targets == ["CONNECT herald.example:443"]
            assert "authorization" not in proxy.seen[0].headers
        finally:
            await fetcher.close()
            await server.close()


@pytest.mark.parametrize(
    "host",
    [
        *("10.1.2.3", "169.254.169.254", "inside.example", "mixed.example", "INSIDE.example", "inside.example."),
        *("intranet", "db.internal", "printer.local", "router.home.arpa", "db.internal.", "DB.Internal"),
        *SPELLINGS,
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_the_proxy_is_not_asked_for_what_is_not_public(host: str, scheme: str) -> None:
    async with world({"/feed": [answer(FEED)]}) as web_:
        with pytest.raises(FetchError):
            await web_.body(f"{scheme}://{host}/feed")
        assert web_.proxy.seen == []
        assert web_.server.requests == []


async def test_a_redirect_to_what_is_not_public_ends_at_the_guard() -> None:
    script = {"/feed": [answer(status=302, location="http://169.254.169.254/latest/meta-data/")]}
    async with world(script) as web_:
        with pytest.raises(ForbiddenAddress, match=r"169\.254\.169\.254 is not a public address"):
            await web_.body("http://herald.example/feed")
        assert web_.proxy.targets == ["GET http://herald.example/feed"]


async def test_a_name_that_nobody_here_knows_is_left_to_the_proxy() -> None:
    async with world({"/feed": [answer(FEED)]}) as web_:
        assert await web_.body("http://unheard.example/feed") == FEED


async def test_hubs_are_asked_over_the_proxy_under_the_same_guard() -> None:
    async with world({"/hub": [answer(status=202)]}) as web_:
        hubs = HubClient("Test/1", proxy=Secret(f"http://127.0.0.1:{web_.proxy.port}"), resolver=Names())
        try:
            await hubs.ask("http://herald.example/hub", {"hub.mode": "subscribe"})
            with pytest.raises(ForbiddenAddress):
                await hubs.ask("http://inside.example/hub", {"hub.mode": "subscribe"})
        finally:
            await hubs.close()
        assert web_.proxy.targets == ["POST http://herald.example/hub"]


async def test_what_is_the_users_own_is_asked_directly() -> None:
    async with world({"/feed": [answer(FEED)]}, networks=[ip_network("127.0.0.0/8")]) as web_:
        assert await web_.body(f"http://desk.example:{web_.server.port}/feed") == FEED
        assert await web_.body(web_.server.url("/feed"), private=True) == FEED
        assert await web_.body(web_.server.url("/feed")) == FEED
        assert web_.proxy.seen == []
        with pytest.raises(ForbiddenAddress):
            await web_.body("http://inside.example/feed")


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("http://proxy.example:3128", True),
        ("http://desk:p%40ss@10.0.0.1:3128/", True),
        ("http://[2001:db8::1]:3128", True),
        ("proxy.example:3128", False),
        ("https://proxy.example:3128", False),
        ("socks5://proxy.example:1080", False),
        ("http://proxy.example:3128/path", False),
        ("http://desk:a b@proxy.example", False),
    ],
)
def test_what_is_an_address_of_a_proxy(address: str, usable: bool) -> None:
    assert is_proxy_address(address) is usable
