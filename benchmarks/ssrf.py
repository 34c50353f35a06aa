"""Whether any address that is not public is connected to: `python -m benchmarks.ssrf`.

A DNS server and web servers on loopback play the internet. Every form below is polled: addresses in all spellings,
names that lead to addresses of every network that is not public, redirects to both from a server that is allowed, and
names whose answer changes. Every connection that the process tries is seen by an audit hook, whoever
makes it. The last line is JSON.
"""

import argparse
import asyncio
import json
import socket
import struct
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple, cast

from aiohttp.resolver import AsyncResolver

from monitor.errors import FetchError, ForbiddenAddress
from monitor.fetch.base import FetchRequest
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits

ALLOWED = "127.0.0.2"  # the one address of the play that may be connected to
FORBIDDEN = (
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3"),
    *("169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1"),
    *("192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250"),
    *("240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:20::1"),
    *("2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd12::1"),
    *("fe80::1", "fec0::1", "ff02::1", "ff0e::1"),
)
SPELLINGS = (
    *(
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
    ),
    *("0177.0.0.1", "017700000001", "0x7f.1", "127.0.0.1.", "0", "0.0.0.0", "127.8.8.8", "%31%32%37.0.0.1"),
    *(
        "①②⑦.⓪.⓪.①",
        "１２７.0.0.1",
        "user:word@127.0.0.1",
        "allowed.test@127.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
    ),
    *("[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
    *("[::1%25lo]", "169.254.169.254", "[fe80::1%25eth0]", "10.1", "3232235521"),
)


class Form(NamedTuple):
    """One way to lead us astray."""

    name: str
    url: str


class NameServer(asyncio.DatagramProtocol):
    """A DNS server (RFC 1035): `answers` by name, in turn, the last for ever; each with a lifetime of 0 s."""

    def __init__(self, answers: dict[str, list[list[str]]]) -> None:
        self._answers = answers
        self._turns: dict[tuple[str, int], int] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        name, kind, end = _question(data)
        turns = self._answers.get(name.lower(), [])
        turn = self._turns.get((name, kind), 0)
        self._turns[name, kind] = turn + 1
        addresses = turns[min(turn, len(turns) - 1)] if turns else []
        records = [record for address in addresses if (record := _record(address, kind))]
        code = 0x8180 if turns else 0x8183
        header = data[:2] + struct.pack(">HHHHH", code, 1, len(records), 0, 0)
        self._transport.sendto(header + data[12:end] + b"".join(records), addr)


def _question(data: bytes) -> tuple[str, int, int]:
    labels, place = [], 12
    while length := data[place]:
        labels.append(data[place + 1 : place + 1 + length].decode("ascii", "replace"))
        place += 1 + length
    return ".".join(labels), int.from_bytes(data[place + 1 : place + 3], "big"), place + 5


def _record(address: str, kind: int) -> bytes:
    ip = ip_address(address)
    own = 28 if isinstance(ip, IPv6Address) else 1
    if own != kind:
        return b""
    return b"\xc0\x0c" + struct.pack(">HHIH", own, 1, 0, len(ip.packed)) + ip.packed


class Watch:
    """Every connection that this process tries, from now on."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.on = True
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event == "socket.connect":
            sock, address = arguments
            if isinstance(sock, socket.socket) and sock.type == socket.SOCK_STREAM and isinstance(address, tuple):
                self.tried.append(str(address[0]))


@asynccontextmanager
async def internet(forms: dict[str, list[list[str]]]) -> AsyncIterator[tuple[int, int]]:
    """The ports of a DNS server, and of web servers on all addresses of this machine that answer or redirect."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: NameServer(forms), ("127.0.0.1", 0))
    web = await asyncio.start_server(_serve, "127.0.0.1", 0)
    port = web.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(_serve, host, port) for host in (ALLOWED, *_loopback6())]
    try:
        yield transport.get_extra_info("sockname")[1], port
    finally:
        transport.close()
        for server in (web, *others):
            server.close()


def _loopback6() -> Iterator[str]:
    """Where this machine has IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        yield "::1"
    except OSError:
        return


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Redirects to what stands behind "?to=", else answers."""
    try:
        request = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1]
        _, asked, target = request.partition(b"?to=")
        if asked:
            writer.write(b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % target)
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


def _names() -> dict[str, list[list[str]]]:
    names = {f"n{number}.test": [[address]] for number, address in enumerate(FORBIDDEN)}
    changing = {f"c{number}.test": [[ALLOWED], [address]] for number, address in enumerate(FORBIDDEN)}
    mixed = {f"m{number}.test": [[address, "127.0.0.1", "::1"]] for number, address in enumerate(FORBIDDEN[:8])}
    return {"allowed.test": [[ALLOWED]], **names, **changing, **mixed}


def _forms(port: int) -> Iterator[Form]:
    allowed = f"http://allowed.test:{port}/?to="
    for spelling in SPELLINGS:
        yield Form("spelling", f"http://{spelling}:{port}/")
        yield Form("redirect to a spelling", f"{allowed}http://{spelling}:{port}/")
    for number, address in enumerate(FORBIDDEN):
        written = f"[{address}]" if ":" in address else address
        yield Form("address", f"http://{written}:{port}/")
        yield Form("name", f"http://n{number}.test:{port}/")
        yield Form("redirect to a name", f"{allowed}http://n{number}.test:{port}/")
        changing = f"http://c{number}.test:{port}/"
        yield Form("name before it changes", f"{changing}?to={changing}")
        yield Form("name that changed", changing)
    for number in range(8):
        yield Form("name of several addresses", f"http://m{number}.test:{port}/")
    for scheme in (
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "data:,x",
        "//127.0.0.1/",
        "dict://[::1]/",
    ):
        yield Form("redirect to another scheme", allowed + scheme.replace("//127.0.0.1/", f"//127.0.0.1:{port}/"))


async def suite() -> dict[str, int]:
    """How each form ended, in numbers."""
    ends = {"forms": 0, "addresses": len(set(FORBIDDEN) | set(SPELLINGS)), "refused": 0, "failed": 0, "answered": 0}
    async with internet(_names()) as (dns, port):
        watch = Watch()
        for form in _forms(port):
            ends["forms"] += 1
            ends[await _try(form, dns)] += 1
        tried, watch.tried = watch.tried, []
        ends["allowed connections"] = tried.count(ALLOWED)
        ends["forbidden connections"] = len(tried) - ends["allowed connections"]
        ends["control answered"] = int(await _try(Form("control", f"http://allowed.test:{port}/"), dns) == "answered")
        watch.on = False
    return ends


async def _try(form: Form, dns: int) -> str:
    """A new fetcher each time, so that no connection is left from the form before."""
    resolver = AsyncResolver(nameservers=["127.0.0.1"], udp_port=dns, tcp_port=dns, timeout=2.0, tries=1, flags=0)
    limits = FetchLimits(gap=0.0, seconds=10.0)
    fetcher = HttpFetcher("Test/1", allow_networks=[ip_network(ALLOWED)], limits=limits, resolver=resolver)
    try:
        await fetcher.fetch(FetchRequest(url=form.url))
    except ForbiddenAddress:
        return "refused"
    except FetchError:
        return "failed"
    finally:
        await fetcher.close()
    return "answered"


def main(arguments: Sequence[str] | None = None) -> None:
    argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0]).parse_args(arguments)
    figures = asyncio.run(suite())
    for name, figure in figures.items():
        print(f"{name:26}{figure:>6}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
