"""The API over a store and a log in memory, with the configuration of the seeds."""

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient
from litestar.types import ASGIApp, Receive, Scope, Send

from agents.topics import ALERTS
from monitor.config.load import load
from monitor.log.base import TopicSpec
from monitor.log.memory import MemoryLog
from monitor.match.matcher import compile as compile_watchlists
from monitor.metrics.registry import Metrics
from monitor.status import TopicLag
from monitor.store.memory import MemoryStore
from monitor.web.access.admission import Admission, Entrance
from monitor.web.app import build
from monitor.web.desk import Desk
from monitor.web.stream.alerts import AlertFeed
from seeds.serve import CONFIG
from tests.store.builders import NOON

PARTITIONS = 2
ENTRANCE = Entrance(hosts=frozenset({"testserver.local", "127.0.0.1"}), most=100_000)
POLLED: list[str] = []  # feeds that were to be polled at once


class Web(NamedTuple):
    """An API and what it reads."""

    client: AsyncTestClient[Any]
    store: MemoryStore
    log: MemoryLog
    metrics: Metrics
    waiting: list[TopicLag]  # what waits in the log for agents


async def desk_over(
    store: MemoryStore, log: MemoryLog, metrics: Metrics | None = None, waiting: Sequence[TopicLag] = ()
) -> Desk:
    shown = metrics or Metrics()

    async def lags() -> tuple[TopicLag, ...]:
        return tuple(waiting)

    async def measured() -> Metrics:
        return shown

    await log.create_topics([TopicSpec(ALERTS, PARTITIONS)])
    configuration = load(CONFIG, {})
    matcher = compile_watchlists(configuration.watchlists)
    return Desk(
        store=store,
        log=log,
        alerts=AlertFeed(log, ALERTS),
        configuration=lambda: configuration,
        matcher=lambda: matcher,
        lags=lags,
        measured=measured,
        poll=POLLED.append,
        clock=lambda: NOON,
    )


def application(desk: Desk) -> Litestar:
    """The application over `desk`. Building it takes a quarter of a second, and all that it knows it asks its desk: so
    there is one a process, whose desk becomes what `desk` is.
    """
    if not _BUILT:
        own = dataclasses.replace(desk)
        _BUILT.append((build(own), own))
    app, own = _BUILT[0]
    vars(own).update(vars(desk))
    return app


_BUILT: list[tuple[Litestar, Desk]] = []


class Here:
    """Requests to an application from an address: of this machine unless told otherwise."""

    def __init__(self, app: ASGIApp, peer: str = "127.0.0.1") -> None:
        self._app, self._peer = app, peer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (self._peer, 50_000)
        await self._app(scope, receive, send)


@contextlib.asynccontextmanager
async def watched(feed: AlertFeed) -> AsyncIterator[None]:
    """`feed` looks for new messages meanwhile."""
    task = asyncio.create_task(feed.watch())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    store, log, metrics, waiting = MemoryStore(), MemoryLog(), Metrics(), list[TopicLag]()
    app = Here(Admission(application(await desk_over(store, log, metrics, waiting)), ENTRANCE, store, lambda: NOON))
    async with AsyncTestClient(app, base_url="http://testserver.local") as client:
        yield Web(client, store, log, metrics, waiting)
