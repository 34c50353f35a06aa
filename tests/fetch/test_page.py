"""Full texts: the pages of new articles, before a real server on loopback."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from monitor.feeds.entries.full_text import TextReason
from monitor.feeds.polling.outcome import PollOutcome
from monitor.fetch.open import open_page_workers
from monitor.fetch.pages.full_text import Enricher, EnrichLimits
from monitor.fetch.pages.main_text import main_text
from monitor.fetch.pages.page import NoPage, PageLimits, Pages
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.memory import Answer, answer
from monitor.records import Article
from monitor.workers.base import Limits, Workers
from monitor.workers.inline import InlineWorkers
from tests.feeds.builders import a_feed
from tests.fetch.pages import OTHER, STORY, SUMMARY, Watch, a_poll, an_article, html, page
from tests.fetch.server import Handler, Loopback, scripted, serving

pytestmark = pytest.mark.slow(0.5)  # each: child processes

NO_RULES = {"/robots.txt": [answer(status=404)]}


class Site:
    """A site, and an enricher that fetches from it."""

    def __init__(self, server: Loopback, pages: Pages, limits: EnrichLimits, watch: Watch) -> None:
        self.server, self.pages, self.watch = server, pages, watch
        self.enricher = Enricher(pages, limits=limits)

    async def enrich(self, *articles: Article) -> PollOutcome:
        return await self.enricher.enrich(*a_poll(*articles))

    async def enrich_paths(self, *paths: str) -> PollOutcome:
        return await self.enrich(*(an_article(self.server.url(path), minute=at) for at, path in enumerate(paths)))

    def asked(self) -> list[str]:
        return [path for path, _ in self.server.requests]


@asynccontextmanager
async def site(
    script: Mapping[str, Sequence[Answer]] | Handler,
    *,
    tasks: Workers | None = None,
    limits: PageLimits | None = None,
    poll_limits: EnrichLimits | None = None,
) -> AsyncIterator[Site]:
    handler = scripted({**NO_RULES, **script}) if isinstance(script, Mapping) else script
    async with serving(handler) as server:
        fetcher, watch = HttpFetcher("Test/1"), Watch()
        pages = Pages(fetcher, tasks or InlineWorkers(), watch, limits=limits, sleep=watch.sleep)
        try:
            yield Site(server, pages, poll_limits or EnrichLimits(), watch)
        finally:
            await fetcher.close()


def reasons(outcome: PollOutcome) -> list[TextReason]:
    return [text.reason for text in outcome.texts]


async def test_an_article_gets_the_main_text_of_its_page_and_says_so() -> None:
    async with site({"/aid": [html(*STORY)]}) as herald:
        outcome = await herald.enrich_paths("/aid")
    (article,) = outcome.articles
    assert (article.text, article.text_source) == ("\n".join(STORY), "page")
    assert (article.id, article.title, article.published) == (
        outcome.texts[0].article,
        "Aid for the south",
        Watch().now,
    )
    assert reasons(outcome) == [TextReason.PAGE]


async def test_a_feed_that_does_not_ask_for_full_texts_costs_no_request() -> None:
    async with site({"/aid": [html(*STORY)]}) as herald:
        feed, polled = a_poll(an_article(herald.server.url("/aid")), feed=a_feed())
        assert await herald.enricher.enrich(feed, polled) is polled
        assert herald.asked() == []


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (answer(status=404), TextReason.HTTP_ERROR),
        (answer(status=503), TextReason.HTTP_ERROR),
        (answer(page(*STORY), content_type="application/pdf"), TextReason.NOT_HTML),
        (answer(content_type="text/html"), TextReason.NO_TEXT),
        (html("Subscribe to read."), TextReason.SHORTER),
        (html(*OTHER), TextReason.ELSEWHERE),
        (answer(b"\x00\xff<", content_type="text/html"), TextReason.NO_TEXT),
        (answer(b"x" * 20_001, content_type="text/html"), TextReason.TOO_LARGE),
        (answer(status=302, location="/aid"), TextReason.NO_RESPONSE),
        (answer(status=302, location="gopher://127.0.0.1/"), TextReason.NO_RESPONSE),
    ],
    ids=lambda value: value.name if isinstance(value, TextReason) else "",
)
async def test_the_summary_stays_where_the_page_brings_nothing_better(served: Answer, reason: TextReason) -> None:
    async with site({"/aid": [served]}, limits=PageLimits(bytes=20_000)) as herald:
        outcome = await herald.enrich_paths("/aid")
    assert reasons(outcome) == [reason]
    assert (outcome.articles[0].text, outcome.articles[0].text_source) == (SUMMARY, "feed")


async def test_an_article_without_a_link_keeps_its_text() -> None:
    async with site({}) as herald:
        assert reasons(await herald.enrich(an_article(""))) == [TextReason.NO_LINK]


async def test_a_page_at_an_address_that_is_not_public_is_refused() -> None:
    async with site({"/aid": [html(*STORY)]}) as herald:
        feed, polled = a_poll(an_article(herald.server.url("/aid")), feed=a_feed(full_text=True))
        assert reasons(await herald.enricher.enrich(feed, polled)) == [TextReason.REFUSED]
        assert herald.asked() == []


async def test_a_redirect_is_followed_where_its_target_may_be_fetched() -> None:
    rules = answer(b"User-agent: *\nDisallow: /private/", content_type="text/plain")
    script = {
        "/robots.txt": [rules],
        "/open": [answer(status=302, location="/aid")],
        "/shut": [answer(status=302, location="/private/aid")],
        "/aid": [html(*STORY)],
        "/private/aid": [html(*STORY)],
    }
    async with site(script) as herald:
        outcome = await herald.enrich_paths("/open", "/shut", "/private/aid")
        assert reasons(outcome) == [TextReason.PAGE, TextReason.ROBOTS, TextReason.ROBOTS]
        assert "/private/aid" not in herald.asked()


async def test_only_the_newest_articles_of_a_poll_are_fetched_and_their_order_stays() -> None:
    async with site({f"/{name}": [html(*STORY)] for name in "abcd"}, poll_limits=EnrichLimits(pages=2)) as herald:
        outcome = await herald.enrich_paths("/a", "/b", "/c", "/d")
        assert [article.url[-1] for article in outcome.articles] == ["a", "b", "c", "d"]
        assert reasons(outcome) == [TextReason.TOO_MANY] * 2 + [TextReason.PAGE] * 2
        assert herald.asked() == ["/robots.txt", "/d", "/c"]


async def test_there_is_a_gap_between_two_pages_of_a_host_and_a_longer_one_where_it_wants_that() -> None:
    async with site({"/a": [html(*STORY)], "/b": [answer(status=404)], "/c": [html(*STORY)]}) as herald:
        await herald.enrich_paths("/a", "/b", "/c")
        assert herald.watch.slept == [1.0, 1.0]
    slow = answer(b"User-agent: *\nCrawl-delay: 3", content_type="text/plain")
    async with site({"/robots.txt": [slow], "/a": [html(*STORY)], "/b": [html(*STORY)]}) as herald:
        await herald.enrich_paths("/a", "/b")
        assert herald.watch.slept == [3.0]


async def test_a_host_that_wants_a_very_long_gap_gives_one_page_a_poll() -> None:
    rules = answer(b"User-agent: *\nCrawl-delay: 60", content_type="text/plain")
    async with site({"/robots.txt": [rules], "/a": [html(*STORY)], "/b": [html(*STORY)]}) as herald:
        assert reasons(await herald.enrich_paths("/a", "/b")) == [TextReason.NO_TIME, TextReason.PAGE]
        assert herald.watch.slept == []
        await herald.watch.sleep(61)
        assert reasons(await herald.enrich_paths("/a")) == [TextReason.PAGE]


@pytest.mark.parametrize("status", [403, 500, 503])
async def test_a_host_that_will_not_have_us_rests(status: int) -> None:
    async with site({"/a": [answer(status=status)], "/b": [html(*STORY)]}) as herald:
        assert reasons(await herald.enrich_paths("/b", "/a")) == [TextReason.PAUSED, TextReason.HTTP_ERROR]
        await herald.watch.sleep(601)
        assert reasons(await herald.enrich_paths("/b")) == [TextReason.PAGE]


async def test_a_host_that_asks_to_be_left_alone_is_left_alone_for_as_long() -> None:
    script = {"/a": [answer(status=429, retry_after="3600")], "/b": [html(*STORY)]}
    async with site(script) as herald:
        assert reasons(await herald.enrich_paths("/b", "/a")) == [TextReason.PAUSED, TextReason.HTTP_ERROR]
        await herald.watch.sleep(3500)
        assert reasons(await herald.enrich_paths("/b")) == [TextReason.PAUSED]
        await herald.watch.sleep(101)
        assert reasons(await herald.enrich_paths("/b")) == [TextReason.PAGE]


async def test_a_page_that_never_comes_costs_its_own_time_and_its_host_rests() -> None:
    async def silent(request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        await asyncio.sleep(3600)
        raise AssertionError

    async with site(silent, limits=PageLimits(seconds=0.3)) as herald:
        outcome = await herald.enrich_paths("/a", "/b", "/c")
        assert reasons(outcome) == [TextReason.PAUSED, TextReason.PAUSED, TextReason.TOO_LARGE]
        assert herald.asked() == ["/robots.txt", "/c"]


async def test_what_was_had_when_the_time_of_a_poll_is_up_is_kept() -> None:
    release = asyncio.Event()

    async def slow_after_the_first(request: web.Request) -> web.StreamResponse:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        if request.path != "/c":
            await release.wait()
        return web.Response(body=page(*STORY), content_type="text/html")

    async with site(slow_after_the_first, poll_limits=EnrichLimits(seconds=1.0)) as herald:
        outcome = await herald.enrich_paths("/a", "/b", "/c")
        release.set()
        assert reasons(outcome) == [TextReason.NO_TIME, TextReason.NO_TIME, TextReason.PAGE]
        assert [article.text_source for article in outcome.articles] == ["feed", "feed", "page"]


PATIENT = EnrichLimits(seconds=120.0)  # where workers start on a busy machine
COSTLY = b"<html><body><article><p>" + b"<span>w</span>" * 300_000  # minutes of CPU


async def test_a_hostile_page_costs_itself_only() -> None:
    tasks = open_page_workers(limits=Limits(cpu_seconds=1))
    hostile = answer(COSTLY, content_type="text/html")
    try:
        async with site({"/bad": [hostile], "/aid": [html(*STORY)]}, tasks=tasks, poll_limits=PATIENT) as herald:
            outcome = await herald.enrich_paths("/aid", "/bad")
    finally:
        await tasks.close()
    assert reasons(outcome) == [TextReason.PAGE, TextReason.WORKER_TIMEOUT]


async def test_the_worker_that_a_page_kills_is_replaced() -> None:
    tasks = open_page_workers(limits=Limits(memory_bytes=8_000_000))
    large = answer(page("word " * 900_000), content_type="text/html")
    try:
        async with site({"/bad": [large], "/aid": [html(*STORY)]}, tasks=tasks, poll_limits=PATIENT) as herald:
            assert reasons(await herald.enrich_paths("/aid", "/bad")) == [TextReason.PAGE, TextReason.WORKER_DIED]
    finally:
        await tasks.close()


@pytest.mark.parametrize("url", ["http://", "http://[::1", "ftp://h.example/x", "http://h.example:99999/"])
async def test_a_link_that_is_none_is_a_reason(url: str) -> None:
    async with site({}) as herald:
        with pytest.raises(NoPage) as error:
            await herald.pages.read(url, allow_private=True)
        assert error.value.reason is TextReason.NO_RESPONSE


def test_the_encoding_of_a_page_is_that_of_its_header_or_of_its_own_word() -> None:
    body = page("Žižkov a Vršovice se dohodly na společném postupu.", *STORY).decode()
    named = body.replace("<head>", "<head><meta charset='iso-8859-2'>").encode("iso-8859-2")
    assert "Žižkov" in main_text(named, "text/html", "https://h.example/")
    assert "Žižkov" in main_text(body.encode("utf-16"), "text/html; charset=utf-16", "https://h.example/")
    lie = "text/html; charset=iso-8859-1"
    assert "Žižkov" in main_text(body.encode(), lie, "https://h.example/")
    assert "Žižkov" in main_text(
        body.replace("</p>", "@</p>").encode().replace(b"@", b"\xc5"), lie, "https://h.example/"
    )
