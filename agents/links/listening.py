"""Where links lead: the key that they are signed with, the offers of messages, the address that is listened on."""

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from agents.links.desk import Desk
from agents.links.server import LinkServer
from monitor.alerting.links.offer import Offer
from monitor.alerting.links.settings import LISTEN, LinkSettings
from monitor.clock import Clock
from monitor.errors import StoreError, WirewatchError
from monitor.secret import read_key
from monitor.store.base import Store


def offered(settings: LinkSettings, data_dir: Path) -> Offer | None:
    """What messages offer by links; None where there are none. The key is made where there is none yet.

    Raises StoreError where it can neither be read nor made.
    """
    if not settings.on:
        return None
    try:
        key = settings.secret.reveal().encode() if settings.secret else read_key(data_dir / "links.key")
    except OSError as error:
        raise StoreError(f"the key of links, {data_dir / 'links.key'}: {error.strerror}") from error
    return Offer((settings.base_url or f"http://{settings.listen}").rstrip("/"), key)


@contextlib.asynccontextmanager
async def answering(settings: LinkSettings, offer: Offer, store: Store, clock: Clock) -> AsyncIterator[int]:
    """Answers those who follow links, on the port that is yielded; raises WirewatchError where it is taken."""
    server = LinkServer(Desk(store, offer.key, clock))
    host, _, port = (settings.listen or LISTEN).rpartition(":")
    try:
        yield await _start(server, host.strip("[]"), int(port))
    finally:
        await server.close()


async def _start(server: LinkServer, host: str, port: int) -> int:
    try:
        return await server.start(host, port)
    except OSError as error:
        raise WirewatchError(f"cannot listen for links on {host}:{port}: {os.strerror(error.errno or 0)}") from error
