"""How the API is asked: with the token, without following anybody elsewhere, and with a clear word where it fails."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from monitor.errors import Refused
from monitor.mcp.api import Api

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@contextlib.asynccontextmanager
async def asking(answer: Answer, token: str | None = None) -> AsyncIterator[Api]:
    app = web.Application()
    app.router.add_get("/api/v1/{rest:.*}", answer)
    async with TestServer(app) as server:
        api = Api(f"http://{server.host}:{server.port}/", token)
        try:
            yield api
        finally:
            await api.close()


async def echo(request: web.Request) -> web.Response:
    return web.json_response(
        {"path": request.raw_path, "token": request.headers.get("Authorization"), "query": dict(request.query)}
    )


@pytest.mark.parametrize(("token", "sent"), [("ww_abc", "Bearer ww_abc"), (None, None)])
async def test_the_token_is_sent_where_there_is_one(token: str | None, sent: str | None) -> None:
    async with asking(echo, token) as api:
        assert (await api.get("status"))["token"] == sent


async def test_an_id_stays_one_step_of_the_path_and_what_is_left_out_is_not_asked() -> None:
    async with asking(echo) as api:
        found = await api.get("stories", "../alerts?x=1", watch=None, limit=3)
    assert found["path"].startswith("/api/v1/stories/..%2Falerts%3Fx=1?")
    assert found["query"] == {"limit": "3"}


async def test_a_redirection_is_not_followed() -> None:
    async def elsewhere(_request: web.Request) -> web.Response:
        raise web.HTTPFound("http://elsewhere.example/")

    async with asking(elsewhere, "ww_abc") as api:
        with pytest.raises(Refused, match="302: the program gives no reason"):
            await api.get("status")


async def test_the_reason_of_a_refusal_is_told_with_every_mistake() -> None:
    async def refuse(_request: web.Request) -> web.Response:
        problem = {"title": "Bad Request", "detail": "'q' is no watch", "errors": [{"key": "q", "message": "a quote"}]}
        return web.json_response(problem, status=400, content_type="application/problem+json")

    async with asking(refuse) as api:
        with pytest.raises(Refused, match="400: 'q' is no watch; a quote"):
            await api.get("search", q='"')
