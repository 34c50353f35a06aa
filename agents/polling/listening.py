"""Where hubs call: subscriptions with the client that asks hubs and the address at which they confirm and push."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from agents.polling.subscriptions import Hubs, HubStore, Subscriptions
from agents.runtime.edges import Edges
from monitor.config.configuration import Ingest
from monitor.errors import WirewatchError
from monitor.feeds.feed import Feed
from monitor.fetch.open import open_hub_client
from monitor.fetch.websub import CallbackServer
from monitor.secret import read_key


@contextlib.asynccontextmanager
async def subscribed(
    ingest: Ingest, data_dir: Path, feeds: Callable[[], Sequence[Feed]], store: HubStore, edges: Edges
) -> AsyncIterator[Subscriptions]:
    """Subscriptions that listen for their hubs; `run` them beside. Raises WirewatchError where the port is taken."""
    key = await asyncio.to_thread(read_key, data_dir / "websub.key")
    client = open_hub_client(ingest.fetch)
    subscriptions = Subscriptions(Hubs(feeds, store, client, edges, key, ingest.websub_callback))
    server = CallbackServer(subscriptions.confirm, subscriptions.receive, max_bytes=ingest.fetch.limits.body_bytes)
    host, _, port = ingest.websub_listen.rpartition(":")
    try:
        await subscriptions.load()
        await _start(server, host.strip("[]"), int(port))
        yield subscriptions
    finally:
        await server.close()
        await client.close()


async def _start(server: CallbackServer, host: str, port: int) -> None:
    try:
        await server.start(host, port)
    except OSError as error:
        raise WirewatchError(f"cannot listen for hubs on {host}:{port}: {os.strerror(error.errno or 0)}") from error
