"""Who is let in, and what browsers may do with answers."""

import pytest

from tests.web.conftest import Web


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
