"""The server: the application served in the program's own loop, until the program ends."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from litestar.types import ASGIApp

from monitor.errors import WirewatchError
from monitor.web.connection import Connection
from monitor.web.heads import Heads

_GRACE_SECONDS = 2
_BACKLOG = 128
_HEAD_SECONDS = 10  # in which the head of a request has to come
_CONNECTIONS = 500  # at once; further requests are answered by 503


class _Server(uvicorn.Server):
    """Signals stay the program's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: who runs the server ends it."""
        yield


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int) -> AsyncIterator[int]:
    """Serves `app` on the port that is yielded (0: any that is free); raises WirewatchError where it is taken."""
    listener = _listener(host, port)
    config = uvicorn.Config(
        Heads(app),
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        proxy_headers=False,  # who is believed is said in the configuration, see `monitor.web.access`
        limit_concurrency=_CONNECTIONS,
        date_header=True,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        http=Connection,
        timeout_keep_alive=_HEAD_SECONDS,
        h11_max_incomplete_event_size=16_384,
        ws="none",
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await task


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)  # who comes before the server runs waits
    except OSError as error:
        listener.close()
        raise WirewatchError(f"cannot serve the API on {host}:{port}: {os.strerror(error.errno or 0)}") from error
    listener.setblocking(False)
    return listener
