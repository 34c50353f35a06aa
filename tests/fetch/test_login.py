"""Feeds that ask who comes: what is sent, to whom, and that nobody sees it."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from monitor.feeds.address import Address
from monitor.feeds.failures import PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.login import Login, basic, bearer
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState
from monitor.fetch.base import FetchRequest
from monitor.fetch.parsers import inline_parser
from monitor.fetch.poll import poll
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from monitor.fetch.transport.origin import is_same_site
from monitor.secret import Secret
from tests.feeds.builders import NOON, a_feed, a_state
from tests.fetch.server import scripted, serving
from tests.fetch.test_contract import Worlds, world  # noqa: F401 - a fixture

FEED = b"<rss version='2.0'><channel><title>Herald</title><item><title>A</title></item></channel></rss>"
HOME, AWAY = "https://herald.example/feed", "https://mirror.example/feed"


def test_a_login_is_one_header_whose_value_is_not_shown() -> None:
    known = basic("desk", "hünter2:x")
    assert (known.header, known.value.reveal()) == (
        "Authorization",
        "Basic " + base64.b64encode("desk:hünter2:x".encode()).decode(),
    )
    assert bearer("t0ken").value.reveal() == "Bearer t0ken"
    feed, request = a_feed(login=bearer("t0ken")), FetchRequest(url="", login=known)
    for shown in (repr(known), str(known), repr(feed), repr(request)):
        assert "t0ken" not in shown
        assert known.value.reveal() not in shown


@pytest.mark.parametrize("login", [basic("desk", "word"), bearer("t"), Login(header="X-Api-Key", value=Secret("k"))])
async def test_the_login_goes_with_the_request(world: Worlds, login: Login) -> None:  # noqa: F811
    async with world({"/feed": [answer(FEED)]}) as web:
        await web.fetcher.fetch(FetchRequest(url=web.base + "/feed", allow_private=True, login=login))
        assert [headers[login.header] for headers in web.headers()] == [login.value.reveal()]


async def test_a_cookie_that_logs_in_stands_beside_those_that_the_server_sets(world: Worlds) -> None:  # noqa: F811
    script = {"/feed": [answer(status=302, location="/feed", cookies=("seen=1",)), answer(FEED)]}
    async with world(script) as web:
        login = Login(header="Cookie", value=Secret("session=s3cret"))
        await web.fetcher.fetch(FetchRequest(url=web.base + "/feed", allow_private=True, login=login))
        assert [headers["Cookie"] for headers in web.headers()] == ["session=s3cret", "seen=1; session=s3cret"]


async def test_a_redirect_takes_the_login_to_no_other_host_and_back_home_again() -> None:
    script: dict[str, list[Answer]] = {
        HOME: [answer(status=302, location=AWAY), answer(FEED)],
        AWAY: [answer(status=302, location="https://herald.example:8443/feed")],
        "https://herald.example:8443/feed": [answer(status=302, location="http://herald.example/feed")],
        "http://herald.example/feed": [answer(status=302, location="//herald.example.evil.example/feed")],
        "http://herald.example.evil.example/feed": [answer(status=302, location=HOME)],
    }
    fetcher = MemoryFetcher(script)
    await fetcher.fetch(FetchRequest(url=HOME, login=bearer("t0ken")))
    sent = [headers.get("Authorization") for headers in fetcher.headers]
    assert sent == ["Bearer t0ken", None, None, None, None, "Bearer t0ken"]


@asynccontextmanager
async def two_hosts() -> AsyncIterator[tuple[str, list[str | None]]]:
    """The address of a feed whose host sends on to another, and what that other one was told."""
    told: list[str | None] = []
    async with serving(scripted({"/feed": [answer(FEED)]})) as other:
        moved = scripted({"/feed": [answer(status=301, location=other.url("/feed", "localhost"))]})
        async with serving(moved) as home:
            yield home.url("/feed"), told
        told += [headers.get("Authorization") for _, headers in other.requests]


async def test_a_redirect_takes_the_login_to_no_other_host_on_the_wire() -> None:
    fetcher = HttpFetcher("Test/1")
    try:
        async with two_hosts() as (url, told):
            request = FetchRequest(url=url, allow_private=True, login=basic("desk", "hunter2"))
            assert (await fetcher.fetch(request)).body == FEED
        assert told == [None]
    finally:
        await fetcher.close()


@pytest.mark.parametrize(
    ("url", "home", "same"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("https://A.example:443/x", "https://a.example", True),
        ("https://a.example./x", "https://a.example/", True),
        ("https://a.example/", "http://a.example/", True),
        ("http://a.example/", "https://a.example/", False),
        ("https://a.example:8443/", "http://a.example/", False),
        ("https://a.example/", "http://a.example:8080/", False),
        ("https://b.a.example/", "https://a.example/", False),
        ("https://a.example@b.example/", "https://a.example/", False),
        ("https://a.example:x/", "https://a.example/", False),
    ],
)
def test_what_is_meant_for_one_site_goes_there_only(url: str, home: str, same: bool) -> None:
    assert is_same_site(url, home) is same


async def polled(fetcher: MemoryFetcher, feed: Feed, state: FeedState | None = None) -> tuple[PollReason, str]:
    async def seen() -> dict[str, SeenEntry]:
        return {}

    outcome = await poll(feed, state, seen, fetcher, inline_parser(), now=NOON, jitter=0.0)
    return outcome.reason, outcome.error


async def test_a_poll_logs_in_and_says_what_a_refusal_means() -> None:
    known, unknown = a_feed(url=HOME, login=bearer("t0ken")), a_feed(url=HOME)
    fetcher = MemoryFetcher({HOME: [answer(FEED), answer(status=401), answer(status=401), answer(status=407)]})
    assert (await polled(fetcher, known))[1] == ""
    assert fetcher.headers[0]["Authorization"] == "Bearer t0ken"
    assert await polled(fetcher, known) == (PollReason.HTTP_ERROR, "HTTP status 401: it refuses the login")
    assert await polled(fetcher, unknown) == (PollReason.HTTP_ERROR, "HTTP status 401: it asks for a login")
    assert (await polled(fetcher, unknown))[1] == "HTTP status 407: the proxy asks for a login, see ingest.proxy"


async def test_a_feed_that_moved_for_good_takes_its_login_nowhere() -> None:
    fetcher, feed = MemoryFetcher({AWAY: [answer(FEED)]}), a_feed(url=HOME, login=bearer("t0ken"))
    await polled(fetcher, feed, a_state(feed, address=Address(url=AWAY, configured=HOME)))
    assert [headers.get("Authorization") for headers in fetcher.headers] == [None]
