"""A site's address instead of a feed's, before a real server on loopback."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web

from monitor.errors import FetchError, ForbiddenAddress
from monitor.feeds.site import COMMON_PATHS, Candidate, FeedLink, PageLinks, Source, worth_trying
from monitor.fetch.discovery.discover import DiscoveryLimits, discover
from monitor.fetch.discovery.link_header import header_links
from monitor.fetch.discovery.site_links import MAX_LINKS, site_links
from monitor.fetch.open import open_page_workers
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.memory import Answer, answer
from monitor.fetch.transport.redirects import Hop
from monitor.workers.base import Limits, Workers
from monitor.workers.inline import InlineWorkers
from tests.fetch.pages import Watch
from tests.fetch.server import Loopback, scripted, serving
from tests.fetch.test_sitemap import index, news, urlset

ATOM = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Herald (Atom)</title><entry><title>A</title></entry></feed>"
JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Herald (JSON)", "items": [{"id": "1"}]}'


def rss(title: str = "Herald", items: int = 1) -> bytes:
    item = "<item><title>A</title><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate></item>"
    return f"<rss version='2.0'><channel><title>{title}</title>{item * items}</channel></rss>".encode()


def html(head: str = "", body: str = "") -> Hop:
    page = f"<!doctype html><html><head><title>Herald</title>{head}</head><body>{body}</body></html>"
    return answer(page.encode(), content_type="text/html")


def link(href: str, kind: str = "application/rss+xml", title: str = "", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


class Site:
    """A site that feeds are looked for at."""

    def __init__(self, server: Loopback, tasks: Workers) -> None:
        self.server, self.tasks, self.watch = server, tasks, Watch()
        self.fetcher = HttpFetcher("Test/1")

    async def discover(self, path: str = "/", *, private: bool = True, requests: int = 12) -> tuple[Candidate, ...]:
        return await discover(
            self.server.url(path),
            self.fetcher,
            inline_parser(),
            self.tasks,
            allow_private=private,
            limits=DiscoveryLimits(requests=requests),
            sleep=self.watch.sleep,
        )

    async def paths(self, path: str = "/", requests: int = 12) -> list[str]:
        """The paths of the feeds found."""
        return [found.url.removeprefix(self.server.url("")) for found in await self.discover(path, requests=requests)]

    def asked(self) -> list[str]:
        return [path for path, _ in self.server.requests]


@asynccontextmanager
async def site(pages: Mapping[str, Answer], tasks: Workers | None = None) -> AsyncIterator[Site]:
    """A site of `pages`; every other path is not found."""
    known = scripted({path: [given] for path, given in pages.items()})

    async def handle(request: web.Request) -> web.StreamResponse:
        response = await known(request) if request.path in pages else web.Response(status=404)
        if isinstance(response, web.Response) and isinstance(response.body, bytes):
            response.body = response.body.replace(b"PORT", str(request.url.port).encode())
        return response

    async with serving(handle) as server:
        found = Site(server, tasks or InlineWorkers())
        try:
            yield found
        finally:
            await found.fetcher.close()


async def test_the_feeds_that_a_page_names_are_found_with_titles_and_types() -> None:
    head = link("/rss") + link("atom.xml", "application/atom+xml") + link("/f.json", "application/feed+json")
    pages = {"/": html(head), "/rss": answer(rss(items=2)), "/atom.xml": answer(ATOM), "/f.json": answer(JSON)}
    async with site(pages) as herald:
        found = await herald.discover()
        assert [(each.title, each.type, each.entries) for each in found] == [
            ("Herald", "RSS", 2),
            ("Herald (Atom)", "Atom", 1),
            ("Herald (JSON)", "JSON Feed", 1),
        ]
        assert {each.source for each in found} == {Source.NAMED}
        assert found[0].newest == datetime(2025, 3, 4, 10, tzinfo=UTC)
        assert herald.asked() == ["/", "/rss", "/atom.xml", "/f.json"]
        assert herald.watch.slept == [1.0] * 3


async def test_an_address_that_is_a_feed_already_is_that_feed() -> None:
    pages = {"/rss": answer(rss()), "/old": answer(status=301, location="/rss"), "/map": answer(urlset(news("a")))}
    async with site(pages) as herald:
        assert await herald.paths("/rss") == ["/rss"]
        assert await herald.paths("/old") == ["/rss"]
        (sitemap,) = await herald.discover("/map")
        assert (sitemap.type, sitemap.source) == ("news sitemap", Source.GIVEN)


async def test_feeds_of_comments_come_last_and_dead_links_not_at_all() -> None:
    head = (
        link("/comments/feed", title="Comments")
        + link("/gone")
        + link("/page")
        + link("/rss")
        + link("/rss?utm_source=x")
    )
    pages = {"/": html(head), "/comments/feed": answer(rss("C")), "/page": html(), "/rss": answer(rss())}
    async with site(pages) as herald:
        assert await herald.paths() == ["/rss", "/comments/feed"]


async def test_one_feed_at_two_addresses_is_one() -> None:
    async with site({"/": html(link("/a") + link("/b")), "/a": answer(rss()), "/b": answer(rss())}) as herald:
        assert await herald.paths() == ["/a"]


async def test_links_in_the_text_are_tried_where_the_page_names_none() -> None:
    body = "<a href='/about'>About</a><a href='javascript:rss()'>x</a><a href='/news/rss.xml'>Our <b>feed</b></a>"
    pages = {"/": html(link("/wp-json/", "application/json"), body), "/news/rss.xml": answer(rss(""))}
    async with site(pages) as herald:
        (found,) = await herald.discover()
        assert (found.title, found.source) == ("Our feed", Source.LINKED)
        assert herald.asked() == ["/", "/news/rss.xml"]


@pytest.mark.parametrize(
    ("body", "addresses"),
    [
        ("<a href='/syndication'>RSS</a>", ["/syndication"]),
        ("<a href='/x'> XML </a><a href='/y'>Feed</a><a href='/z'>Feed the poor</a>", ["/x", "/y"]),
        ("<a href='/syndication' title='News feed'><img src='x.png'></a>", ["/syndication"]),
        ("<a href='/syndication'><img src='x.png' alt='RSS'></a>", ["/syndication"]),
        ("<a href='/s' type='application/rss+xml'>All</a>", ["/s"]),
        ("<a href='https://feeds.h.example/all'>All</a>", ["https://feeds.h.example/all"]),
        ("<a href='feed://h.example/all.xml'>All</a>", ["http://h.example/all.xml"]),
        ("<a href='/a'>How the RSS became the party of the prime minister, and what its members say of it</a>", []),
        ("<a href='/press'>Press</a><a href='/feedback'>Feedback</a><a href='/across'>x</a>", []),
    ],
)
def test_what_a_text_links_to_as_a_feed(body: str, addresses: list[str]) -> None:
    found = site_links(html(body=body).body, "text/html", "https://h.example/").links
    assert [each.url.removeprefix("https://h.example") for each in found] == addresses


LINK = '<{}>; rel="alternate"; type="application/rss+xml"'


@pytest.mark.parametrize(
    ("headers", "addresses"),
    [
        ([LINK.format("/rss")], ["/rss"]),
        ([LINK.format("rss")], ["/deep/rss"]),
        (["</a>; rel=hub, " + LINK.format("/b") + ", " + LINK.format("/c,d")], ["/b", "/c,d"]),
        (["</a>; rel=preload; as=style", LINK.format("/b")], ["/b"]),
        (['</a>; title="a, <b>; c"; type="application/atom+xml"; rel="home alternate"'], ["/a"]),
        (["</a>;rel=alternate;type=application/feed+json"], ["/a"]),
        (["</wp-json/>; rel=alternate; type=application/json"], []),
        (["</a>; rel=alternate; hreflang=fr"], []),
        ([LINK.format("feed://h.example/x")], ["http://h.example/x"]),
        ([LINK.format("javascript:x")], []),
        (["/a; rel=alternate", "<", "", "<" * 60_000, "</a>" + "; " * 30_000, "</a>;x" + " " * 60_000], []),
    ],
)
def test_what_headers_name_a_feed(headers: list[str], addresses: list[str]) -> None:
    found = header_links(headers, "https://h.example/deep/page")
    assert [each.url.removeprefix("https://h.example") for each in found] == addresses


def test_the_title_in_a_header_is_that_of_the_feed() -> None:
    (found,) = header_links([LINK.format("/rss") + r'; title="The \"Herald\""; title="x"'], "https://h.example/")
    assert found.title == 'The "Herald"'


async def test_a_feed_that_only_a_header_names_is_found() -> None:
    page = answer(b"<html><body>Nothing here</body></html>", content_type="text/html", links=(LINK.format("x.xml"),))
    async with site({"/blog/": page, "/blog/x.xml": answer(rss())}) as herald:
        assert [(each.title, each.source) for each in await herald.discover("/blog/")] == [("Herald", Source.NAMED)]
        assert herald.asked() == ["/blog/", "/blog/x.xml"]


@pytest.mark.parametrize(
    ("content", "onward"),
    [
        ("0; url=/news/", "/news/"),
        ("0;URL='/news/'", "/news/"),
        ('5 ; Url = "news/" ; x', "/deep/news/"),
        ("0,/news/", "/news/"),
        ("1.5 url=/news/", "/news/"),
        ("0; url=https://other.example/", "https://other.example/"),
        ("300", ""),
        ("300; url=/deep/page#top", ""),
        ("0; url=javascript:x", ""),
        ("url=/news/", ""),
        ("0;" + " " * 100_000, ""),
    ],
)
def test_where_a_page_sends_its_readers_on_to(content: str, onward: str) -> None:
    page = html(f"<meta http-equiv='Refresh' content='{content.replace(chr(39), '&#39;')}'>").body
    found = site_links(page, "text/html", "https://h.example/deep/page")
    assert found.onward.removeprefix("https://h.example") == onward


def refresh(url: str) -> Hop:
    return html(f"<meta http-equiv=refresh content='0; url={url}'>")


async def test_a_page_that_only_sends_on_is_followed_to_the_feeds_there() -> None:
    pages = {"/": refresh("blog/"), "/blog/": html(link("feed.xml2")), "/blog/feed.xml2": answer(rss())}
    async with site(pages) as herald:
        assert await herald.paths() == ["/blog/feed.xml2"]
    async with site({"/": refresh("/feed.xml2"), "/feed.xml2": answer(rss())}) as herald:
        assert [(each.type, each.source) for each in await herald.discover()] == [("RSS", Source.LINKED)]


async def test_pages_that_send_on_in_a_circle_or_nowhere_come_to_an_end() -> None:
    async with site({"/": refresh("/a"), "/a": refresh("/b"), "/b": refresh("/a")}) as herald:
        assert await herald.paths() == []
        assert len(herald.asked()) <= 12
    async with site({"/": refresh("/gone"), "/feed": answer(rss())}) as herald:
        assert await herald.paths() == ["/feed"]


async def test_a_page_that_names_its_feed_and_loads_itself_anew_elsewhere_is_not_left() -> None:
    page = html("<meta http-equiv=refresh content='600; url=/later'>" + link("/rss"))
    async with site({"/": page, "/rss": answer(rss())}) as herald:
        assert await herald.paths() == ["/rss"]
        assert herald.asked() == ["/", "/rss"]


@pytest.mark.parametrize(
    "before",
    [
        b"<!--" + b" x" * 5_000 + b"-->",
        b"<?xml version='1.0'?>" + b"<?xml-stylesheet href='x'?>\n" * 300,
        b"\n" * 9_000,
    ],
)
async def test_much_may_stand_before_the_root_of_a_feed(before: bytes) -> None:
    async with site({"/feed": answer(before + rss())}) as herald:
        assert await herald.paths("/feed") == ["/feed"]


async def test_a_hostile_beginning_is_no_feed_and_costs_nothing() -> None:
    async with site({"/": answer(b"<!--" * 60_000), "/a": answer(b"<?" * 100_000)}) as herald:
        assert await herald.paths("/") == []
        assert await herald.paths("/a") == []


async def test_a_site_that_is_a_part_of_its_host_is_looked_at_first() -> None:
    pages = {"/desk/about": html(), "/desk/rss.xml": answer(rss("Desk")), "/feed": answer(rss("Host"))}
    async with site(pages) as herald:
        assert [each.title for each in await herald.discover("/desk/about")] == ["Desk"]


async def test_a_page_that_lists_the_feeds_is_read_as_well() -> None:
    pages = {"/": html(body="<a href='/rss'>RSS</a>"), "/rss": html(body="<a href='/world.rss'>World</a>")}
    async with site({**pages, "/world.rss": answer(rss("World"))}) as herald:
        assert await herald.paths() == ["/world.rss"]
        assert herald.asked() == ["/", "/rss", "/world.rss"]
    async with site({**pages, "/world.rss": html(body="<a href='/more.rss'>More</a>")}) as herald:
        assert await herald.paths() == []
        assert "/more.rss" not in herald.asked()


async def test_a_news_sitemap_of_robots_txt_is_better_than_guessing() -> None:
    robots = answer(b"Sitemap: http://127.0.0.1:PORT/pages.xml\nSitemap: http://127.0.0.1:PORT/news.xml")
    pages = {"/": html(), "/robots.txt": robots, "/news.xml": answer(index(a="")), "/feed": answer(rss())}
    async with site(pages) as herald:
        (found,) = await herald.discover()
        assert (found.type, found.source, found.title) == ("sitemap index", Source.ROBOTS, "127.0.0.1")
        assert herald.asked() == ["/", "/robots.txt", "/news.xml"]


async def test_common_paths_are_the_last_resort_and_one_is_enough() -> None:
    async with site({"/": html(), "/rss.xml": answer(rss()), "/feed.xml": answer(rss())}) as herald:
        assert await herald.paths() == ["/rss.xml"]
        assert herald.asked() == ["/", "/robots.txt", "/feed", "/rss", "/rss.xml"]


async def test_a_site_without_feeds_costs_a_bounded_number_of_requests() -> None:
    head = "".join(link(f"/{number}") for number in range(60))
    async with site({"/": html(head)}) as herald:
        assert await herald.paths() == []
        assert len(herald.asked()) == 12
    async with site({"/": html()}) as herald:
        assert await herald.paths() == []
        assert herald.asked() == ["/", "/robots.txt", *COMMON_PATHS]
    async with site({"/": html(head)}) as herald:
        assert await herald.paths(requests=3) == []
        assert herald.asked() == ["/", "/0", "/1"]


async def test_an_address_that_cannot_be_had_is_a_clear_error() -> None:
    async with site({}) as herald:
        with pytest.raises(FetchError, match="404"):
            await herald.discover()
        with pytest.raises(ForbiddenAddress):
            await herald.discover(private=False)


async def test_a_hostile_page_ends_its_worker_and_the_common_paths_are_tried() -> None:
    tasks = open_page_workers(limits=Limits(memory_bytes=1_000_000))
    page = html(body="<a href='/feed'>x</a>" * 80_000)
    try:
        async with site({"/": page, "/feed": answer(rss())}, tasks) as herald:
            assert [found.source for found in await herald.discover()] == [Source.COMMON]
    finally:
        await tasks.close()


@pytest.mark.parametrize(
    ("head", "addresses"),
    [
        (link("/rss", rel="Alternate home"), ["/rss"]),
        (link("/x", "APPLICATION/RSS+XML; charset=utf-8"), ["/x"]),
        (link("/x", "text/html", rel="feed"), ["/x"]),
        (link("/feed.json", "application/json"), ["/feed.json"]),
        (link("/wp-json/", "application/json"), []),
        (link("/x", "application/json+oembed"), []),
        (link("/x", rel="stylesheet"), []),
        (link("ftp://x.example/rss"), []),
        ("<base href='/deep/'>" + link("rss"), ["/deep/rss"]),
        ("<base href='http://[bad'>" + link("rss"), ["/rss"]),
        ("<link rel=alternate type=application/rss+xml>", []),
        ("<link type=application/atom+xml href=/x>", ["/x"]),
        (link("/x", rel="search"), []),
        (link("/feed/", "text/xml"), ["/feed/"]),
        (link("/sitemap.xml", "application/xml"), []),
        (link("feed://h.example/x"), ["http://h.example/x"]),
        (link("feed:https://h.example/x"), ["/x"]),
    ],
)
def test_what_names_a_feed(head: str, addresses: list[str]) -> None:
    found = site_links(html(head).body, "text/html", "https://h.example/")
    assert [each.url.removeprefix("https://h.example") for each in found.links] == addresses


@pytest.mark.parametrize("page", [b"", b"   ", b"\x00", b"<", b"<!-- -->", b"\xff\xfe\x00", b"<?xml version='1.0'?>"])
def test_a_page_that_is_none_names_nothing(page: bytes) -> None:
    assert site_links(page, "text/html", "https://h.example/") == PageLinks()


def test_links_are_bounded_and_each_address_is_tried_once() -> None:
    page = html(link("/rss") * 60).body
    found = site_links(page, "text/html", "https://h.example/").links
    assert len(found) == MAX_LINKS
    assert worth_trying(found) == (FeedLink(url="https://h.example/rss", source=Source.NAMED),)
