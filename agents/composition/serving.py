"""The API beside the chain, in the same process and loop."""

import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from ipaddress import ip_network
from typing import Final

from agents.composition.program import Program
from agents.runtime.backlog import topic_lags
from agents.runtime.faust_app import GROUP
from agents.runtime.lifecycle import background
from agents.topics import ALERTS
from monitor.config.configuration import Web
from monitor.errors import WirewatchError
from monitor.metrics.registry import Metrics
from monitor.status import TopicLag
from monitor.web.access.admission import Admission, Entrance
from monitor.web.access.caller import Proxy, is_loopback
from monitor.web.app import build, build_supervision
from monitor.web.desk import Desk
from monitor.web.server import serving as served
from monitor.web.stream.alerts import AlertFeed

log = logging.getLogger(__name__)

Measured = Callable[[], Awaitable[Metrics]]
"""The metrics, measured anew."""

_OURS: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_ANYWHERE: Final = frozenset({"0.0.0.0", "[::]", "::"})  # noqa: S104


@contextlib.asynccontextmanager
async def answering_http(program: Program, measured: Measured) -> AsyncIterator[None]:
    """The API, and metrics by themselves, are answered where they are configured.

    Where an address is taken, as by another worker on this machine, that is logged: alerts do not wait for it.
    """
    settings = program.configuration.settings
    async with contextlib.AsyncExitStack() as stack:
        if settings.web is not None:
            await _entered(stack, _answering(program, measured, settings.web))
        if settings.metrics is not None:
            await _entered(stack, _supervised(program, measured, settings.metrics.listen))
        yield


async def _entered(stack: contextlib.AsyncExitStack, served: contextlib.AbstractAsyncContextManager[None]) -> None:
    try:
        await stack.enter_async_context(served)
    except WirewatchError as error:
        log.error("web_not_served error=%s", error)


@contextlib.asynccontextmanager
async def _supervised(program: Program, measured: Measured, listen: str) -> AsyncIterator[None]:
    """Metrics and health at `listen`, which others may reach; raises WirewatchError where that is taken."""
    host, _, port = listen.rpartition(":")
    app = build_supervision(desk(program, AlertFeed(program.log, ALERTS), measured))
    async with served(app, host.strip("[]"), int(port)):
        yield


@contextlib.asynccontextmanager
async def _answering(program: Program, measured: Measured, settings: Web) -> AsyncIterator[None]:
    """The API where `settings` say; raises WirewatchError where that is taken."""
    host, _, port = settings.listen.rpartition(":")
    alerts = AlertFeed(program.log, ALERTS)
    app = Admission(build(desk(program, alerts, measured)), entrance(settings), program.store, program.clock)
    async with served(app, host.strip("[]"), int(port)), background(program.fail, [alerts.watch()]):
        try:
            yield
        finally:
            alerts.close()  # an open stream costs the server its whole patience


def entrance(settings: Web) -> Entrance:
    """Who is let in, by `settings`: beyond this machine nobody without a token or a user of the proxy."""
    host = settings.listen.rpartition(":")[0]
    proxy = settings.proxy
    return Entrance(
        hosts=_OURS | {host, *settings.names},
        local=is_loopback(host.strip("[]")),
        addresses=host in _ANYWHERE,
        proxy=None if proxy is None else Proxy([ip_network(each) for each in proxy.addresses], proxy.user_header),
        most=settings.requests_per_minute,
    )


def desk(program: Program, alerts: AlertFeed, measured: Measured) -> Desk:
    """What the API reads of `program`."""

    async def lags() -> tuple[TopicLag, ...]:
        return await topic_lags(program.log, GROUP, program.clock())

    return Desk(
        store=program.store,
        log=program.log,
        alerts=alerts,
        configuration=lambda: program.configuration,
        matcher=lambda: program.matcher,
        lags=lags,
        measured=measured,
        poll=program.asked.add,
        clock=program.clock,
    )
