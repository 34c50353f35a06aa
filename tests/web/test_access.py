"""Who may ask: from this machine, by a token, by the user that a proxy names; and what browsers may send."""

import asyncio
import base64
import logging
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import aiohttp
import pytest
from litestar.routes import HTTPRoute
from litestar.testing import AsyncTestClient
from msgspec.structs import replace

from agents.composition.serving import entrance
from agents.topics import ALERTS
from monitor.actions.tokens import create_token, revoke_token
from monitor.config.configuration import Web
from monitor.errors import Transient
from monitor.log.memory import MemoryLog
from monitor.metrics.registry import Metrics
from monitor.notify.cloudevent import cloud_event
from monitor.records import Scope, Token
from monitor.store.memory import MemoryStore
from monitor.web.access.admission import Admission, Entrance
from monitor.web.access.caller import Proxy
from monitor.web.access.limit import RateLimit, client_of
from monitor.web.access.once import READING
from monitor.web.app import build
from monitor.web.server import serving
from tests.store.builders import NOON, alert
from tests.web.conftest import Here, application, desk_over, watched

ELSEWHERE, PROXY = "203.0.113.9", "10.0.0.7"
OURS = frozenset({"wirewatch.example", "127.0.0.1"})
OPEN = Entrance(hosts=OURS, local=False)
LOCAL = Entrance(hosts=OURS)
PROXIED = Entrance(hosts=OURS, local=False, proxy=Proxy([ip_network("10.0.0.0/24")], "x-forwarded-user"))
READ, WRITE, FEED = Scope.READ, Scope.WRITE, Scope.FEED
MUTE = {"watch": "ceasefire", "for": "8h", "reason": "known"}


def changes() -> list[tuple[str, str]]:
    """Method and path of everything that changes something, of API and pages."""
    store = MemoryStore()
    desk = asyncio.run(desk_over(store, MemoryLog(), Metrics()))
    found = {
        (method, re.sub(r"\{[^}]*\}", "x-1", route.path))
        for route in build(desk).routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method not in READING
    }
    assert ("POST", "/api/v1/mutes") in found
    assert len(found) >= 10
    return sorted(found)


CHANGES = changes()


@asynccontextmanager
async def reached(
    entrance: Entrance, *, peer: str = ELSEWHERE, store: MemoryStore | None = None
) -> AsyncIterator[AsyncTestClient[Any]]:
    store = store or MemoryStore()
    desk = await desk_over(store, MemoryLog(), Metrics())
    app = Here(Admission(application(desk), entrance, store, lambda: NOON, lambda: 0.0), peer)
    async with AsyncTestClient(app, base_url="http://wirewatch.example") as client:
        yield client


async def token(store: MemoryStore, *scopes: Scope, name: str = "wall") -> str:
    return (await create_token(store, name, scopes, expires=None, now=NOON)).secret


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


async def statuses(client: AsyncTestClient[Any], requests: Iterable[tuple[str, str]], **more: Any) -> set[int]:
    return {(await client.request(method, path, **more)).status_code for method, path in requests}


async def test_from_elsewhere_nobody_is_answered_without_a_token() -> None:
    async with reached(OPEN) as client:
        answer = await client.get("/api/v1/alerts")
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
        assert "Basic" in answer.headers["www-authenticate"]
        assert await statuses(client, [*CHANGES, ("GET", "/metrics"), ("GET", "/api/v1/openapi.json")]) == {401}


async def test_supervisors_need_no_token() -> None:
    async with reached(OPEN) as client:
        assert await statuses(client, [("GET", "/livez"), ("GET", "/readyz")]) == {200}
        assert await statuses(client, [("POST", "/livez")]) == {401}


async def test_a_token_that_reads_writes_nothing() -> None:
    store = MemoryStore()
    secret = await token(store, READ)
    async with reached(OPEN, store=store) as client:
        assert (await client.get("/api/v1/alerts", headers=bearer(secret))).status_code == 200
        assert await statuses(client, CHANGES, headers=bearer(secret)) == {403}
    assert await store.mutes(NOON) == []


async def test_a_token_that_writes_also_reads_and_its_name_is_the_author() -> None:
    store = MemoryStore()
    secret = await token(store, WRITE, name="anna")
    async with reached(OPEN, store=store) as client:
        assert (await client.get("/api/v1/alerts", headers=bearer(secret))).status_code == 200
        made = await client.post("/api/v1/mutes", json=MUTE, headers=bearer(secret))
        assert (made.status_code, made.json()["mute"]["author"]) == (201, "anna")


async def test_browsers_give_a_token_as_a_password() -> None:
    store = MemoryStore()
    basic = base64.b64encode(f"anyone:{await token(store, READ)}".encode()).decode()
    async with reached(OPEN, store=store) as client:
        answer = await client.get("/api/v1/alerts", headers={"Authorization": f"Basic {basic}"})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "value",
    ["Bearer ww_wrong", "Bearer", "", "Basic !!!", "Basic " + base64.b64encode(b"\xff\xfe").decode(), "Digest x", "x"],
)
async def test_what_is_no_token_is_refused(value: str) -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        assert (await client.get("/api/v1/alerts", headers={"Authorization": value})).status_code == 401


async def test_a_token_ends_at_once_when_it_is_revoked_and_when_it_runs_out() -> None:
    store = MemoryStore()
    revoked, expired = await token(store, READ), await token(store, READ, name="old")
    async with reached(OPEN, store=store) as client:
        await revoke_token(store, "wall", NOON)
        old: Token = next(each for each in await store.tokens() if each.name == "old")
        await store.remember_token(replace(old, expires=NOON - timedelta(seconds=1)))
        for secret in (revoked, expired):
            assert (await client.get("/api/v1/alerts", headers=bearer(secret))).status_code == 401


async def test_a_stream_ends_with_the_token_that_opened_it() -> None:
    store, log = MemoryStore(), MemoryLog()
    secret, desk = await token(store, READ), await desk_over(store, log)
    app = Admission(application(desk), Entrance(hosts=frozenset({"127.0.0.1"}), local=False), store, lambda: NOON)
    async with watched(desk.alerts), serving(app, "127.0.0.1", 0) as port, aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{port}/api/v1/alerts/stream"
        async with session.get(url, headers=bearer(secret)) as stream:
            assert await stream.content.readline() == b"retry: 2000\n"
            await log.produce(ALERTS, b"al-1", cloud_event(alert(1)))
            while b"al-1" not in await stream.content.readline():
                pass
            await revoke_token(store, "wall", NOON)
            await log.produce(ALERTS, b"al-2", cloud_event(alert(2)))
            assert b"al-2" not in await stream.read()
        desk.alerts.close()


async def test_the_hash_of_a_token_is_no_token() -> None:
    store = MemoryStore()
    await token(store, READ)
    [kept] = await store.tokens()
    async with reached(OPEN, store=store) as client:
        for secret in (kept.digest, f"ww_{kept.digest}"):
            assert (await client.get("/api/v1/alerts", headers=bearer(secret))).status_code == 401


async def test_a_feed_is_read_with_a_token_in_its_address_and_that_token_reads_nothing_else() -> None:
    store = MemoryStore()
    await store.archive_alert(alert(1))
    secret, reading = await token(store, FEED), await token(store, READ, name="reads")
    async with reached(OPEN, store=store) as client:
        for path in ("/api/v1/alerts.atom", "/api/v1/alerts.json"):
            assert (await client.get(f"{path}?watch=ceasefire&token={secret}")).status_code == 200
            assert (await client.get(f"{path}?token={reading}")).status_code == 403
        for path in ("/api/v1/alerts", "/api/v1/status", "/api/v1/openapi.json", "/metrics"):
            assert (await client.get(f"{path}?token={secret}")).status_code == 401
            assert (await client.get(path, headers=bearer(secret))).status_code == 403
        assert await statuses(client, [("POST", f"/api/v1/mutes?token={secret}")]) == {401}


async def test_a_feed_says_its_address_without_the_token() -> None:
    store = MemoryStore()
    await store.archive_alert(alert(1))
    secret = await token(store, FEED)
    async with reached(OPEN, store=store) as client:
        atom = await client.get(f"/api/v1/alerts.atom?token={secret}&watch=ceasefire")
        feed = await client.get(f"/api/v1/alerts.json?watch=ceasefire&t%6Fken={secret}")
    assert feed.json()["feed_url"].endswith("/api/v1/alerts.json?watch=ceasefire")
    assert secret not in atom.text + feed.text


async def test_a_token_is_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    secret, feed = await token(store, WRITE), await token(store, FEED, name="feed")
    with caplog.at_level(logging.DEBUG, "monitor"):
        async with reached(OPEN, store=Failing(store)) as client:
            for path in (f"/api/v1/alerts.atom?token={feed}", "/api/v1/alerts", f"/api/v1/alerts?limit={secret}"):
                await client.get(path, headers={} if feed in path else bearer(secret))
            await client.post("/api/v1/mutes", json=MUTE, headers=bearer(secret) | {"Idempotency-Key": "k"})
    assert "web_unanswered" in caplog.text, "or nothing was logged at all"
    for each in (secret, feed):
        assert each not in caplog.text


class Failing(MemoryStore):
    """Knows tokens, and is away for the rest."""

    def __init__(self, of: MemoryStore) -> None:
        self.__dict__ |= of.__dict__

    async def alerts(self, *_: Any, **__: Any) -> Any:
        raise Transient("the store is away")

    async def begin_request(self, *_: Any, **__: Any) -> Any:
        raise Transient("the store is away")


class Away(MemoryStore):
    async def token(self, digest: str) -> Token | None:
        raise Transient("the store is away")


async def test_where_tokens_cannot_be_looked_up_nobody_is_let_in() -> None:
    async with reached(OPEN, store=Away()) as client:
        assert (await client.get("/api/v1/alerts", headers=bearer("ww_x"))).status_code == 503


async def test_on_this_machine_nobody_needs_a_token_and_the_author_is_local() -> None:
    for peer in ("127.0.0.1", "::1"):
        async with reached(LOCAL, peer=peer) as client:
            made = await client.post("/api/v1/mutes", json=MUTE)
            assert made.json()["mute"]["author"] == "local"


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "X-Forwarded-Host"])
async def test_what_a_proxy_on_this_machine_hands_on_is_not_from_this_machine(header: str) -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        assert (await client.get("/api/v1/alerts", headers={header: "127.0.0.1"})).status_code == 401


async def test_the_user_that_the_proxy_names_is_the_author() -> None:
    async with reached(PROXIED, peer=PROXY) as client:
        made = await client.post("/api/v1/mutes", json=MUTE, headers={"X-Forwarded-User": "anna"})
        assert made.json()["mute"]["author"] == "anna"
        assert (await client.get("/api/v1/alerts")).status_code == 401
        for name in ("", " ", "x" * 101, "a\x7fb"):
            assert (await client.get("/api/v1/alerts", headers={"X-Forwarded-User": name})).status_code == 401


@pytest.mark.parametrize("peer", [ELSEWHERE, "10.0.1.7", "127.0.0.1", ""])
async def test_a_user_named_by_somebody_else_than_the_proxy_is_not_believed(peer: str) -> None:
    async with reached(PROXIED, peer=peer) as client:
        answer = await client.get("/api/v1/alerts", headers={"X-Forwarded-User": "anna", "X-Forwarded-For": PROXY})
        assert answer.status_code == 401


async def test_addresses_are_those_that_readers_use_behind_a_proxy_with_tls() -> None:
    headers = {"X-Forwarded-User": "anna", "X-Forwarded-Proto": "https"}
    async with reached(PROXIED, peer=PROXY) as client:
        feed = (await client.get("/api/v1/alerts.json", headers=headers)).json()
    assert feed["feed_url"] == "https://wirewatch.example/api/v1/alerts.json"


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://wirewatch.example.evil.example"},
    {"Origin": "http://wirewatch.example:81"},
    {"Origin": "file://wirewatch.example"},
    {"Origin": "http://[wirewatch.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://wirewatch.example"},
    {"Content-Type": "application/x-www-form-urlencoded"},
    {"Content-Type": "text/plain;charset=UTF-8"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_what_a_page_elsewhere_sends_changes_nothing(headers: dict[str, str]) -> None:
    for let_in, peer, more in (
        (LOCAL, "127.0.0.1", {}),
        (PROXIED, PROXY, {"X-Forwarded-User": "anna"}),
    ):
        store = MemoryStore()
        async with reached(let_in, peer=peer, store=store) as client:
            for method, path in CHANGES:
                sent = {"Content-Type": "application/json"} | more | headers
                answer = await client.request(method, path, content=b"{}", headers=sent)
                assert answer.status_code == 403, (method, path)
        assert store._requests == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://wirewatch.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://wirewatch.example"},  # behind a proxy that speaks TLS
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {},
    ],
    ids=str,
)
async def test_what_our_own_pages_and_programs_send_is_done(headers: dict[str, str]) -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        assert (await client.post("/api/v1/mutes", json=MUTE, headers=headers)).status_code == 201


async def test_answers_let_forms_of_our_pages_tell_their_origin() -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        assert (await client.get("/api/v1/alerts")).headers["referrer-policy"] == "same-origin"


async def test_no_other_page_is_told_that_it_may_ask() -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        for method in ("OPTIONS", "GET"):
            answer = await client.request(method, "/api/v1/mutes", headers=headers)
            assert not [name for name in answer.headers if name.startswith("access-control-")]


async def test_who_asks_too_often_waits_and_others_do_not() -> None:
    store = MemoryStore()
    few = Entrance(hosts=OURS, local=False, most=3, proxy=PROXIED.proxy)
    async with reached(few, peer=PROXY, store=store) as client:
        anna, bert = {"X-Forwarded-User": "anna"}, {"X-Forwarded-User": "bert"}
        assert [(await client.get("/api/v1/alerts", headers=anna)).status_code for _ in range(5)] == [
            *[200] * 3,
            429,
            429,
        ]
        assert (await client.get("/api/v1/alerts", headers=bert)).status_code == 200
        late = await client.get("/api/v1/alerts", headers=anna)
        assert (late.headers["retry-after"], late.headers["content-type"]) == ("60", "application/problem+json")


async def test_guesses_at_tokens_are_counted_before_they_are_looked_up() -> None:
    async with reached(Entrance(hosts=OURS, local=False, most=2), store=Away()) as client:
        guesses = [(await client.get("/api/v1/alerts", headers=bearer("ww_x"))).status_code for _ in range(3)]
    assert guesses == [503, 503, 429]


def test_a_window_begins_with_the_first_request_and_ends_after_a_minute_however_many_come() -> None:
    moments = [0.0, 30.0, 59.0, 61.0, 62.0, 63.0]
    now = [0.0]
    limit = RateLimit(2, lambda: now[-1])
    found = [now.append(moment) or limit.allows("a") for moment in moments]  # type: ignore[func-returns-value]
    assert found == [True, True, False, True, True, False]


def test_a_network_of_ipv6_is_one_client() -> None:
    assert client_of("2001:db8::1") == client_of("2001:db8::2:3") != client_of("2001:db8:0:1::1")
    assert client_of("203.0.113.9") != client_of("203.0.113.8")


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/api/v1/feeds/..%2f..%2f..%2fetc%2fpasswd",
        "/api/v1/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/v1/alerts/%00",
        "//etc/passwd",
        "/api/v1/stories/....//....//etc/passwd",
    ],
)
async def test_no_path_leads_to_a_file(path: str) -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        answer = await client.get(path)
    assert answer.status_code in {400, 404}
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/%2e%2e", "/\\evil.example", "/api/v1//evil.example/", "/api/v1/alerts/"]
)
async def test_nobody_is_sent_elsewhere(path: str) -> None:
    async with reached(LOCAL, peer="127.0.0.1") as client:
        for query in ("", "?next=//evil.example&url=https://evil.example&redirect=//evil.example"):
            answer = await client.get(path + query, follow_redirects=False)
            location = answer.headers.get("location", "")
            assert "evil.example" not in location or location.startswith("/")
            assert not location.startswith(("//", "/\\", "http"))


async def test_a_server_for_all_addresses_goes_by_any_of_them_and_by_its_names() -> None:
    everywhere = Entrance(hosts=OURS, local=False, addresses=True)
    async with reached(everywhere) as client:
        for host, status in (
            ("192.0.2.1:8482", 200),
            ("[2001:db8::1]:8482", 200),
            ("Wirewatch.Example", 200),
            ("evil.example", 421),
            ("192.0.2.1.evil.example", 421),
        ):
            assert (await client.get("/livez", headers={"Host": host})).status_code == status, host


@pytest.mark.parametrize(
    ("settings", "local", "addresses"),
    [
        (Web(listen="127.0.0.1:8482"), True, False),
        (Web(listen="[::1]:8482"), True, False),
        (Web(listen="localhost:8482"), True, False),
        (Web(listen="0.0.0.0:8482", names=("wirewatch.example",)), False, True),
        (Web(listen="192.0.2.1:8482"), False, False),
        (Web(listen="wirewatch.example:8482"), False, False),
    ],
)
def test_beyond_this_machine_everybody_needs_a_token(settings: Web, local: bool, addresses: bool) -> None:
    made = entrance(settings)
    assert (made.local, made.addresses, made.proxy) == (local, addresses, None)
    assert made.hosts >= {"localhost", settings.listen.rpartition(":")[0], *settings.names}


async def test_a_search_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.web.questions.SECONDS", 0.01)
    async with reached(LOCAL, peer="127.0.0.1", store=Slow()) as client:
        answer = await client.get("/api/v1/search?q=truce")
    assert (answer.status_code, "took longer" in answer.text) == (422, True)


class Slow(MemoryStore):
    async def candidates(self, *_: Any, **__: Any) -> Any:
        await asyncio.Event().wait()
