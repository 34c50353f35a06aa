"""HEAD is answered as GET, without the body, by whatever answers GET."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from monitor.log.memory import MemoryLog
from monitor.store.memory import MemoryStore
from monitor.web.access.admission import Admission
from monitor.web.app import build_supervision
from monitor.web.server import serving
from tests.store.builders import NOON, alert
from tests.web.conftest import ENTRANCE, application, desk_over, watched


@pytest.fixture
async def url() -> AsyncIterator[str]:
    store, log = MemoryStore(), MemoryLog()
    await store.archive_alert(alert(1))
    desk = await desk_over(store, log)
    app = Admission(application(desk), ENTRANCE, store, lambda: NOON)
    async with watched(desk.alerts), serving(app, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"
        desk.alerts.close()


@pytest.mark.parametrize(
    "path", ["/", "/feeds", "/stories/s-1", "/api/v1/alerts", "/livez", "/readyz", "/healthz", "/static/page.css"]
)
async def test_head_has_the_head_of_get_and_no_body(url: str, path: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(url + path) as answer:
            expected = answer.status, answer.headers.get("Content-Type"), answer.headers.get("ETag")
        async with session.head(url + path) as answer:
            assert (answer.status, answer.headers.get("Content-Type"), answer.headers.get("ETag")) == expected
            assert answer.status == 200
            assert await answer.read() == b""


async def test_metrics_by_themselves_answer_head_too() -> None:
    app = build_supervision(await desk_over(MemoryStore(), MemoryLog()))
    async with (
        serving(app, "127.0.0.1", 0) as port,
        aiohttp.ClientSession() as session,
        session.head(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        assert (answer.status, await answer.read()) == (200, b"")


async def test_the_head_of_a_stream_ends(url: str) -> None:
    async with aiohttp.ClientSession() as session, session.head(f"{url}/api/v1/alerts/stream") as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert await answer.read() == b""


async def test_what_is_not_there_has_a_head_that_says_so(url: str) -> None:
    async with aiohttp.ClientSession() as session, session.head(f"{url}/api/v1/alerts/none") as answer:
        assert answer.status == 404
