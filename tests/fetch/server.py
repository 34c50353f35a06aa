"""A web server on loopback that answers what it was told to, and counts who came."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer
from multidict import CIMultiDict

from monitor.errors import FetchError
from monitor.fetch.transport.memory import Answer
from monitor.fetch.transport.redirects import Hop

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Loopback:
    """A running server: `requests` by path with their headers, in order."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: list[tuple[str, CIMultiDict[str]]] = []
        self.connections: set[object] = set()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@asynccontextmanager
async def serving(handler: Handler, host: str = "127.0.0.1") -> AsyncIterator[Loopback]:
    loopback = Loopback(0)

    async def handle(request: web.Request) -> web.StreamResponse:
        loopback.requests.append((request.path, CIMultiDict(request.headers)))
        loopback.connections.add(request.transport)
        return await handler(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    server = TestServer(app, host=host)
    await server.start_server()
    loopback.port = server.port or 0
    try:
        yield loopback
    finally:
        await server.close()


def scripted(script: Mapping[str, Sequence[Answer]]) -> Handler:
    """A handler that gives each path its answers in turn, the last for ever; a scripted error breaks it off."""
    remaining = {path: list(answers) for path, answers in script.items()}

    async def handle(request: web.Request) -> web.StreamResponse:
        answers = remaining[request.path]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, FetchError):
            return await _break_off(request)
        return _respond(answer, request)

    return handle


async def _break_off(request: web.Request) -> web.StreamResponse:
    """Half a body, and the connection is cut."""
    response = web.StreamResponse(headers={"Content-Length": "10"})
    await response.prepare(request)
    await response.write(b"<rss>")
    assert request.transport is not None
    request.transport.close()
    return response


def _respond(hop: Hop, request: web.Request) -> web.Response:
    named = {
        "ETag": hop.facts.etag,
        "Last-Modified": hop.facts.last_modified,
        "Retry-After": hop.facts.retry_after,
        "Cache-Control": hop.facts.cache_control,
        "Location": hop.location,
        "Content-Type": hop.content_type,
    }
    headers = CIMultiDict({name: value for name, value in named.items() if value is not None})
    headers.extend([("Set-Cookie", cookie) for cookie in hop.cookies])
    headers.extend([("Link", link) for link in hop.links])
    if hop.facts.status in (200, 203) and _unchanged(hop, request):
        return web.Response(status=304, headers={k: v for k, v in headers.items() if k != "Content-Type"})
    return web.Response(status=hop.facts.status, headers=headers, body=hop.body)


def _unchanged(hop: Hop, request: web.Request) -> bool:
    if etag := request.headers.get("If-None-Match"):
        return etag == hop.facts.etag
    since = request.headers.get("If-Modified-Since")
    return since is not None and since == hop.facts.last_modified
