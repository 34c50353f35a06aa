"""What every fetcher does alike: the scripted one, and the real one before a server on loopback."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

import pytest

from monitor.errors import FeedTooLarge, FetchError, ForbiddenAddress
from monitor.fetch.base import FEED_TYPES, Fetcher, FetchRequest, FetchResponse
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from tests.fetch.server import scripted, serving

LIMITS = FetchLimits(body_bytes=1000, redirects=3)
ETAG, DATE = '"déjà-vu/1"', "Tue, 04 Mar 2025 12:00:00 GMT"


class World:
    """A fetcher, and where the script is served."""

    def __init__(self, fetcher: Fetcher, base: str, headers: Callable[[], Sequence[Mapping[str, str]]]) -> None:
        """`headers` gives what each request was sent so far."""
        self.fetcher, self.base, self.headers = fetcher, base, headers

    async def get(
        self, path: str, *, etag: str | None = None, since: str | None = None, private: bool = True
    ) -> FetchResponse:
        request = FetchRequest(url=self.base + path, etag=etag, last_modified=since, allow_private=private)
        return await self.fetcher.fetch(request)


class Worlds(Protocol):
    def __call__(self, script: Mapping[str, Sequence[Answer]]) -> AbstractAsyncContextManager[World]: ...


@asynccontextmanager
async def memory(script: Mapping[str, Sequence[Answer]]) -> AsyncIterator[World]:
    base = "http://127.0.0.1"
    fetcher = MemoryFetcher({base + path: answers for path, answers in script.items()}, limits=LIMITS)
    yield World(fetcher, base, lambda: fetcher.headers)


@asynccontextmanager
async def http(script: Mapping[str, Sequence[Answer]]) -> AsyncIterator[World]:
    async with serving(scripted(script)) as server:
        fetcher = HttpFetcher("Test/1", limits=LIMITS)
        try:
            yield World(fetcher, server.url(""), lambda: [headers for _, headers in server.requests])
        finally:
            await fetcher.close()


@pytest.fixture(params=[memory, http], ids=["memory", "http"])
def world(request: pytest.FixtureRequest) -> Worlds:
    made: Worlds = request.param
    return made


async def test_a_feed_is_its_bytes_and_what_the_headers_said(world: Worlds) -> None:
    served = answer(b"<rss/>", content_type="text/xml", etag=ETAG, last_modified=DATE, cache_control="max-age=9")
    async with world({"/feed": [served]}) as web:
        response = await web.get("/feed")
        assert (response.status, response.body, response.content_type) == (200, b"<rss/>", "text/xml")
        assert (response.facts.etag, response.facts.last_modified) == (ETAG, DATE)
        assert response.facts.cache_control == "max-age=9"
        assert (response.url, response.permanent_url) == (web.base + "/feed", None)


async def test_an_etag_sent_back_byte_for_byte_brings_not_modified(world: Worlds) -> None:
    async with world({"/feed": [answer(b"<rss/>", etag=ETAG)]}) as web:
        response = await web.get("/feed", etag=ETAG)
        assert (response.status, response.body, response.facts.etag) == (304, b"", ETAG)
        assert (await web.get("/feed", etag='"older"')).status == 200


async def test_a_date_sent_back_brings_not_modified(world: Worlds) -> None:
    async with world({"/feed": [answer(b"<rss/>", last_modified=DATE)]}) as web:
        assert (await web.get("/feed", since=DATE)).status == 304


async def test_answers_come_in_turn_and_the_last_stays(world: Worlds) -> None:
    async with world({"/feed": [answer(b"one"), answer(b"two")]}) as web:
        assert [(await web.get("/feed")).body for _ in range(3)] == [b"one", b"two", b"two"]


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
async def test_a_failure_that_the_server_names_is_a_value(world: Worlds, status: int) -> None:
    async with world({"/feed": [answer(b"sorry", status=status, retry_after="120")]}) as web:
        response = await web.get("/feed")
        assert (response.status, response.body, response.facts.retry_after) == (status, b"", "120")


@pytest.mark.parametrize(("statuses", "permanent"), [((301, 308), True), ((301, 302), False), ((307, 303), False)])
async def test_redirects_are_followed_and_permanent_where_all_are(
    world: Worlds, statuses: tuple[int, int], permanent: bool
) -> None:
    first, second = statuses
    script = {
        "/old": [answer(status=first, location="newer")],
        "/newer": [answer(status=second, location="/new")],
        "/new": [answer(b"<rss/>")],
    }
    async with world(script) as web:
        response = await web.get("/old")
        assert (response.body, response.url) == (b"<rss/>", web.base + "/new")
        assert response.permanent_url == (web.base + "/new" if permanent else None)


async def test_a_redirect_that_is_not_to_be_followed_is_a_value(world: Worlds) -> None:
    async with world({"/old": [answer(status=301, location="new")], "/new": [answer(b"<rss/>")]}) as web:
        request = FetchRequest(url=web.base + "/old", allow_private=True, follow=False)
        response = await web.fetcher.fetch(request)
        assert (response.status, response.url, response.location) == (301, web.base + "/old", web.base + "/new")


async def test_a_response_that_a_proxy_changed_is_as_good_as_the_servers(world: Worlds) -> None:
    async with world({"/feed": [answer(b"<rss/>", status=203)]}) as web:
        response = await web.get("/feed")
        assert (response.ok, response.status, response.body) == (True, 203, b"<rss/>")


async def test_a_server_that_wants_its_cookie_back_gets_it_within_the_poll_and_no_later(world: Worlds) -> None:
    asks = answer(status=302, location="/feed", cookies=("seen=1; Path=/; HttpOnly", 'm="a b"', 'j={"k":[1,2]}'))
    async with world({"/feed": [asks, answer(b"<rss/>")]}) as web:
        assert (await web.get("/feed")).body == b"<rss/>"
        assert (await web.get("/feed")).body == b"<rss/>"
        sent = [headers.get("Cookie") for headers in web.headers()]
        assert sent == [None, 'seen=1; m="a b"; j={"k":[1,2]}', None]


async def test_a_cookie_for_another_path_or_of_the_past_is_not_sent(world: Worlds) -> None:
    cookies = ("a=1; Path=/elsewhere", "b=2; Max-Age=0", "c=3; Secure")
    script = {"/old": [answer(status=302, location="/feed", cookies=cookies)], "/feed": [answer(b"<rss/>")]}
    async with world(script) as web:
        assert (await web.get("/old")).body == b"<rss/>"
        assert [headers.get("Cookie") for headers in web.headers()] == [None, None]


AS_BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def test_a_server_that_has_nothing_of_the_kind_is_asked_once_as_browsers_ask(world: Worlds) -> None:
    async with world({"/feed": [answer(status=406), answer(b"<rss/>")], "/strict": [answer(status=406)]}) as web:
        assert (await web.get("/feed")).body == b"<rss/>"
        assert (await web.get("/strict")).status == 406
        assert [headers["Accept"] for headers in web.headers()] == [FEED_TYPES, AS_BROWSERS] * 2


async def test_pages_that_a_response_names_are_kept_as_given(world: Worlds) -> None:
    links = ('</a>; rel="alternate", </b>; rel=hub', "</c>; rel=self")
    async with world({"/": [answer(b"<html>", links=links)]}) as web:
        assert (await web.get("/")).links == links


async def test_a_redirect_in_a_circle_ends(world: Worlds) -> None:
    async with world({"/a": [answer(status=302, location="/b")], "/b": [answer(status=302, location="/a")]}) as web:
        with pytest.raises(FetchError, match="more than 3 redirects"):
            await web.get("/a")


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://[::1", "http://", "data:,x"]
)
async def test_a_redirect_leads_to_http_and_https_only(world: Worlds, location: str) -> None:
    async with world({"/a": [answer(status=302, location=location)]}) as web:
        with pytest.raises(FetchError):
            await web.get("/a")


async def test_a_redirect_without_a_location_is_a_value(world: Worlds) -> None:
    async with world({"/a": [answer(status=302)]}) as web:
        assert (await web.get("/a")).status == 302


async def test_a_body_over_the_limit_is_refused(world: Worlds) -> None:
    async with world({"/feed": [answer(b"x" * 1001)], "/fits": [answer(b"x" * 1000)]}) as web:
        with pytest.raises(FeedTooLarge, match="1000 bytes"):
            await web.get("/feed")
        assert len((await web.get("/fits")).body) == 1000


async def test_a_connection_that_breaks_is_an_error_and_the_next_poll_goes_on(world: Worlds) -> None:
    async with world({"/feed": [FetchError("cut"), answer(b"<rss/>")]}) as web:
        with pytest.raises(FetchError):
            await web.get("/feed")
        assert (await web.get("/feed")).status == 200


async def test_an_address_that_is_not_public_is_refused(world: Worlds) -> None:
    async with world({"/feed": [answer(b"<rss/>")]}) as web:
        with pytest.raises(ForbiddenAddress):
            await web.get("/feed", private=False)
