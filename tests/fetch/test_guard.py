"""No request goes to an address that is not public, however it is written and however one gets there."""

import socket
from collections.abc import AsyncIterator
from ipaddress import ip_network

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.errors import FetchError, ForbiddenAddress
from monitor.fetch.base import FetchRequest
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.memory import answer
from monitor.net.guard import is_allowed, is_public
from tests.fetch.server import Loopback, scripted, serving

PUBLIC = ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"]
NOT_PUBLIC = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3"),
    *("169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1"),
    *("192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "2001:db8::1"),
    *("2002:7f00:1::", "2002:c0a8:1::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1"),
    *("fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1"),
]
# The same machine, in every way that the libraries between us and the kernel accept.
SPELLINGS = [
    *("127.0.0.1", "localhost", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0"),
    *("0.0.0.0", "127.0.0.1.", "localhost.", "LOCALHOST", "127.8.8.8", "[::1]", "[::]", "[::ffff:127.0.0.1]"),
    *("[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
    *("user:word@127.0.0.1", "%31%32%37.0.0.1", "①②⑦.⓪.⓪.①", "１２７.0.0.1"),
]


class ChangingNames(AbstractResolver):
    """Answers each lookup with the next address."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [_result(host, self._addresses.pop(0), port)]

    async def close(self) -> None:
        """Nothing is open."""


class ManyAddresses(AbstractResolver):
    """Answers every lookup with all addresses at once."""

    def __init__(self, *addresses: str) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [_result(host, address, port) for address in self._addresses]

    async def close(self) -> None:
        """Nothing is open."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with serving(scripted({"/": [answer(b"secret")]})) as loopback:
        yield loopback


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_of_no_public_network_is_not(address: str) -> None:
    assert not is_public(address)


def test_an_allowed_network_is_allowed_and_no_other() -> None:
    allowed = [ip_network("192.168.7.0/24"), ip_network("fd00::/8")]
    assert is_allowed("192.168.7.9", allowed)
    assert is_allowed("fd00::1", allowed)
    assert not is_allowed("192.168.8.9", allowed)
    assert not is_allowed("::ffff:192.168.7.9", allowed)


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_loopback_is_connected_to(server: Loopback, spelling: str) -> None:
    fetcher = HttpFetcher("Test/1")
    try:
        with pytest.raises(FetchError):
            await fetcher.fetch(FetchRequest(url=f"http://{spelling}:{server.port}/"))
    finally:
        await fetcher.close()
    assert server.requests == []


@pytest.mark.parametrize("spelling", ["127.0.0.1", "localhost", "LOCALHOST", "[::ffff:127.0.0.1]"])
async def test_the_reason_of_the_refusal_is_the_address(server: Loopback, spelling: str) -> None:
    fetcher = HttpFetcher("Test/1")
    try:
        with pytest.raises(ForbiddenAddress, match="not a public address"):
            await fetcher.fetch(FetchRequest(url=f"http://{spelling}:{server.port}/"))
    finally:
        await fetcher.close()


@pytest.mark.parametrize("path", ["/", "//127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/"])
async def test_a_redirect_from_an_allowed_address_is_checked_again(server: Loopback, path: str) -> None:
    location = path.format(port=server.port) if path != "/" else server.url("/")
    async with serving(scripted({"/": [answer(status=302, location=location)]}), host="127.0.0.2") as outside:
        fetcher = HttpFetcher("Test/1", allow_networks=[ip_network("127.0.0.2/32")])
        try:
            with pytest.raises(ForbiddenAddress):
                await fetcher.fetch(FetchRequest(url=outside.url("/", host="127.0.0.2")))
        finally:
            await fetcher.close()
        assert len(outside.requests) == 1
    assert server.requests == []


async def test_a_name_whose_answer_changes_is_checked_at_every_connection(server: Loopback) -> None:
    names = ChangingNames("127.0.0.2", "127.0.0.1")
    there = f"http://rebound.example:{server.port}/"
    async with serving(scripted({"/": [answer(status=302, location=there)]}), host="127.0.0.2") as outside:
        fetcher = HttpFetcher("Test/1", allow_networks=[ip_network("127.0.0.2/32")], resolver=names)
        try:
            with pytest.raises(ForbiddenAddress):
                await fetcher.fetch(FetchRequest(url=outside.url("/", host="rebound.example")))
        finally:
            await fetcher.close()
    assert server.requests == []


async def test_no_address_of_a_name_with_several_is_dialled_unless_it_is_allowed(server: Loopback) -> None:
    fetcher = HttpFetcher("Test/1", resolver=ManyAddresses("127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"))
    try:
        with pytest.raises(ForbiddenAddress):
            await fetcher.fetch(FetchRequest(url=server.url("/", host="many.example")))
    finally:
        await fetcher.close()
    assert server.requests == []


async def test_a_connection_opened_for_a_private_feed_serves_no_public_one(server: Loopback) -> None:
    fetcher = HttpFetcher("Test/1")
    try:
        assert (await fetcher.fetch(FetchRequest(url=server.url("/"), allow_private=True))).body == b"secret"
        with pytest.raises(ForbiddenAddress):
            await fetcher.fetch(FetchRequest(url=server.url("/")))
    finally:
        await fetcher.close()
    assert len(server.requests) == 1


async def test_a_proxy_in_the_environment_is_not_used(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, server.url(""))
    fetcher = HttpFetcher("Test/1", resolver=ManyAddresses("10.0.0.1"))
    try:
        with pytest.raises(ForbiddenAddress):
            await fetcher.fetch(FetchRequest(url="http://herald.example/"))
    finally:
        await fetcher.close()
    assert server.requests == []
