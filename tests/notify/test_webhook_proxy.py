"""Webhooks over the user's proxy: a real one on loopback, before a real server; only the names are made up."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.clock import system_clock
from monitor.errors import DeliveryDelayed
from monitor.notify.webhook import WebhookReceiver
from monitor.secret import Secret
from tests.fetch.proxy import proxying
from tests.notify.builders import alert
from tests.notify.hook import Hook

NAMES = {"desk.example": "93.184.215.14", "inside.example": "10.1.2.3"}


class Names(AbstractResolver):
    """Knows NAMES, and no others."""

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        if host not in NAMES:
            raise OSError(f"no address for {host}")
        found = ResolveResult(hostname=host, host=NAMES[host], port=port, family=socket.AF_INET, proto=0, flags=0)
        return [found]

    async def close(self) -> None:
        """Nothing is open."""


@asynccontextmanager
async def receiving(url: str, proxy: str, *, allow_private: bool = False) -> AsyncIterator[WebhookReceiver]:
    made = WebhookReceiver(
        "desk",
        Secret(url),
        proxy=Secret(proxy),
        allow_private=allow_private,
        resolver=Names(),
        clock=system_clock,
    )
    try:
        yield made
    finally:
        await made.close()


def port_of(hook: Hook) -> int:
    return int(hook.place.partition("/")[0].rpartition(":")[2])


async def test_an_alert_goes_over_the_proxy_and_the_receiver_learns_nothing_of_it(hook: Hook) -> None:
    async with proxying({"desk.example": port_of(hook)}, "desk:hunter2") as proxy:
        address = f"http://desk:hunter2@127.0.0.1:{proxy.port}"
        async with receiving("http://desk.example/hook", address) as receiver:
            await receiver.send(alert())
        assert proxy.targets == ["POST http://desk.example/hook"]
        [request] = hook.requests
        assert request.headers["webhook-id"] == "al-1"
        assert "proxy-authorization" not in {name.lower() for name in request.headers}


async def test_a_proxy_that_refuses_delays_the_alert_and_no_password_is_told(hook: Hook) -> None:
    async with proxying({"desk.example": port_of(hook)}, "desk:right") as proxy:
        address = f"http://desk:hunter2@127.0.0.1:{proxy.port}"
        for url in ("http://desk.example/hook", "https://desk.example/hook"):
            async with receiving(url, address) as receiver:
                with pytest.raises(DeliveryDelayed, match="407 Proxy Authentication Required") as refused:
                    await receiver.send(alert())
                assert "hunter2" not in str(refused.value)
        assert hook.requests == []


async def test_a_proxy_that_is_not_there_delays_the_alert() -> None:
    async with receiving("http://desk.example/hook", "http://desk:hunter2@127.0.0.1:9") as receiver:
        with pytest.raises(DeliveryDelayed, match="no connection to the proxy") as failed:
            await receiver.send(alert())
        assert "hunter2" not in str(failed.value)


@pytest.mark.parametrize("host", ["inside.example", "10.1.2.3", "127.1", "localhost", "intranet"])
async def test_the_proxy_is_not_asked_for_what_is_not_public(hook: Hook, host: str) -> None:
    async with proxying({host: port_of(hook)}) as proxy:
        async with receiving(f"http://{host}/hook", f"http://127.0.0.1:{proxy.port}") as receiver:
            with pytest.raises(DeliveryDelayed, match="its address is not public; allow_private would allow it"):
                await receiver.send(alert())
        assert proxy.seen == []


async def test_what_may_be_private_is_called_directly(hook: Hook) -> None:
    async with proxying({}) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        async with receiving(f"http://{hook.place}", address, allow_private=True) as receiver:
            await receiver.send(alert())
        assert (proxy.seen, len(hook.requests)) == ([], 1)
