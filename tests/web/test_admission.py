"""Who is let in, and what browsers may do with answers."""

import asyncio

import pytest

from monitor.log.memory import MemoryLog
from monitor.store.memory import MemoryStore
from monitor.web import server
from tests.web.conftest import Web, application, desk_over


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "localhost.evil.example"]
)
async def test_a_name_that_is_not_ours_is_refused(web: Web, host: str) -> None:
    answer = await web.client.get("/api/v1/alerts", headers={"Host": host})
    assert answer.status_code == 421
    assert "items" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8482", "testserver.local:80"])
async def test_our_own_names_are_answered_on_any_port(web: Web, host: str) -> None:
    assert (await web.client.get("/livez", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/alerts", "/livez", "/api/v1/none"])
async def test_every_answer_tells_browsers_to_run_and_embed_nothing(web: Web, path: str) -> None:
    headers = (await web.client.get(path)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_can_be_written(web: Web, method: str) -> None:
    assert (await web.client.request(method, "/api/v1/alerts")).status_code == 405


@pytest.mark.parametrize(
    "sent", [b"", b"GET /livez HT", b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\nGET /livez HT"]
)
async def test_who_does_not_send_a_whole_request_is_let_go(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_HEAD_SECONDS", 0.05)
    app = application(await desk_over(MemoryStore(), MemoryLog()))
    async with server.serving(app, "127.0.0.1", 0) as port, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        assert (await reader.read()).count(b"HTTP/1.1 200") == sent.count(b"\r\n\r\n")  # to its end
        writer.close()
