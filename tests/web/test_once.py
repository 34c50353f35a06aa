"""Two requests with one key at the same time."""

import asyncio
from typing import Any

import pytest
from litestar.exceptions import HTTPException

from monitor.log.memory import MemoryLog
from monitor.store.memory import MemoryStore
from monitor.web.access.once import Once
from tests.web.conftest import desk_over


async def empty() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}


def asking() -> Any:
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/mutes",
        "raw_path": b"/api/v1/mutes",
        "query_string": b"",
        "headers": [(b"idempotency-key", b"k-1")],
        "state": {},
    }


async def test_of_two_at_once_one_is_done_and_the_other_has_to_ask_again() -> None:
    once = Once(await desk_over(MemoryStore(), MemoryLog()))
    begun, go_on, done = asyncio.Event(), asyncio.Event(), list[str]()

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        begun.set()
        await go_on.wait()
        done.append(scope["path"])
        await send({"type": "http.response.start", "status": 201, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"made", "more_body": False})

    answers: list[Any] = []

    async def take(message: Any) -> None:
        answers.append(message)

    first = asyncio.create_task(once.handle(asking(), empty, take, handler))
    await begun.wait()
    with pytest.raises(HTTPException) as refused:
        await once.handle(asking(), empty, take, handler)
    assert (refused.value.status_code, refused.value.headers) == (409, {"Retry-After": "1"})
    go_on.set()
    await first
    await once.handle(asking(), empty, take, handler)
    assert done == ["/api/v1/mutes"]
    assert answers[:2] == answers[2:]
    assert [each.get("status", each.get("body")) for each in answers[:2]] == [201, b"made"]
