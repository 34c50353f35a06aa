"""News sitemaps read as feeds, alone and through an index."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import FeedTooLarge, FeedUnreadable, FetchError
from monitor.feeds.entry import Entry, ParsedFeed, SitemapLink
from monitor.feeds.failures import PollReason
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.seen import SeenEntry
from monitor.feeds.sitemap import SitemapState, choose
from monitor.feeds.state import FeedState
from monitor.fetch.parsers import inline_parser
from monitor.fetch.parsing.document import parse
from monitor.fetch.poll import poll
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from tests.feeds.builders import NOON, a_feed

SITE = "https://herald.example"
URL = f"{SITE}/news-sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
PROLOG = "<?xml version='1.0' encoding='UTF-8'?>\n<?xml-stylesheet type='text/xsl' href='/x.xsl'?><!-- made by x -->\n"


def news(name: str, more: str = "") -> str:
    return (
        f"<url><loc>{SITE}/{name}</loc><lastmod>2025-03-04T11:00:00Z</lastmod><news:news><news:publication>"
        "<news:name>The Herald</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2025-03-04T10:30:00+01:00</news:publication_date>"
        f"<news:title>On {name}</news:title><news:keywords>aid, Oslo , aid</news:keywords></news:news>{more}</url>"
    )


def urlset(*urls: str, prolog: str = PROLOG) -> bytes:
    return f"{prolog}<urlset {NAMESPACES}>{''.join(urls)}</urlset>".encode()


def index(**sitemaps: str) -> bytes:
    """An index of sitemaps by name, each with the time of its last change or ""."""
    rows = (
        f"<sitemap><loc>{SITE}/{name}.xml</loc>{f'<lastmod>{at}</lastmod>' if at else ''}</sitemap>"
        for name, at in sitemaps.items()
    )
    return f"<sitemapindex {NAMESPACES}>{''.join(rows)}</sitemapindex>".encode()


def read(document: bytes) -> ParsedFeed:
    return parse(document, "application/xml", URL)


def test_an_entry_has_what_the_sitemap_says_of_it() -> None:
    image = "<image:image><image:loc>x.jpg</image:loc><image:title>A tent</image:title></image:image>"
    parsed = read(urlset(news("aid", image)))
    expected = Entry(
        link=f"{SITE}/aid",
        title="On aid",
        published=datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
        updated=datetime(2025, 3, 4, 11, tzinfo=UTC),
        offset=60,
        language="en",
        tags=("aid", "Oslo"),
    )
    assert parsed == ParsedFeed(title="The Herald", entries=(expected,))


@pytest.mark.parametrize(
    "document",
    [
        urlset(news("aid"), prolog=""),
        urlset(news("aid"), prolog="\ufeff" + PROLOG),
        gzip.compress(urlset(news("aid"))),
        urlset(f"<url><loc>{SITE}/page</loc></url>", news("aid")),
        urlset(news("aid"))[: -len("</url></urlset>")] + b"</url><url><loc>https://cut.off",
        urlset(news("aid")).replace(b"xmlns:news", b"xmlns:other"),
        urlset(news("aid")).replace(b'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', b""),
        urlset(news("aid")).replace(b"urlset", b"sm:urlset").replace(b"xmlns=", b"xmlns:sm="),
        urlset(news("aid")).replace(b"On aid", b"<![CDATA[On aid]]>"),
    ],
)
def test_a_sitemap_is_read_as_publishers_write_it(document: bytes) -> None:
    assert [(entry.link, entry.title) for entry in read(document).entries] == [(f"{SITE}/aid", "On aid")]


def test_a_sitemap_without_news_at_the_moment_is_an_empty_feed() -> None:
    assert read(urlset()).entries == ()


ENTITIES = "<!DOCTYPE urlset [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (urlset(f"<url><loc>{SITE}/page</loc></url>"), "of pages, not of news"),
        (urlset(news("aid"), prolog=ENTITIES), "declares entities"),
        (urlset(news("aid"), prolog=ENTITIES + PROLOG), "declares entities"),
        (gzip.compress(urlset(news("aid"), prolog=ENTITIES)), "declares entities"),
        (gzip.compress(urlset(news("aid")))[:-20], "too early"),
        (b"\x1f\x8bnonsense", "cannot be decompressed"),
    ],
)
def test_what_is_no_news_sitemap_is_refused_clearly(document: bytes, reason: str) -> None:
    with pytest.raises(FeedUnreadable, match=reason):
        read(document)


FILM = (
    "<video:video xmlns:video='http://www.google.com/schemas/sitemap-video/1.1'><video:title>Film</video:title>"
    "<video:publication_date>2019-01-01</video:publication_date><video:tag>old</video:tag></video:video>"
)
PICTURE = "<image:image><image:title>Picture</image:title><image:caption>Caption</image:caption></image:image>"
OTHER_LANGUAGE = "<xhtml:link xmlns:xhtml='http://www.w3.org/1999/xhtml' rel='alternate' hreflang='de' href='x'/>"


@pytest.mark.parametrize("other", [FILM, PICTURE, OTHER_LANGUAGE, FILM + PICTURE])
def test_title_and_date_are_those_of_the_news_whatever_else_the_page_holds(other: str) -> None:
    plain = read(urlset(news("aid"))).entries
    behind = urlset(news("aid", other))
    before = urlset(news("aid").replace("<news:news>", other + "<news:news>"))
    assert read(before).entries == read(behind).entries == plain
    with pytest.raises(FeedUnreadable, match="not of news"):
        read(urlset(f"<url><loc>{SITE}/film</loc>{other}</url>"))


def test_a_bare_ampersand_and_entities_of_html_mean_themselves() -> None:
    document = (
        urlset(news("aid")).replace(b"On aid", b"Aid & trade &ndash; caf&eacute;").replace(b"/aid<", b"/a?b=1&c=2<")
    )
    (entry,) = read(document).entries
    assert (entry.title, entry.link) == ("Aid & trade – café", f"{SITE}/a?b=1&c=2")


def test_an_entity_in_the_body_leads_nowhere() -> None:
    document = urlset(news("aid")).replace(b"On aid", b"On &a; &#x61;id")
    assert read(document).entries[0].title == "On &a; aid"


@pytest.mark.parametrize(
    "document",
    [
        gzip.compress(b"<urlset>" + b" " * 20_000_000),
        urlset(*["<url><news:news/></url>"] * 5_001),
        b"<sitemapindex>" + b"<sitemap/>" * 50_001 + b"</sitemapindex>",
    ],
)
def test_more_than_a_feed_may_have_is_refused(document: bytes) -> None:
    with pytest.raises(FeedTooLarge):
        read(document)


def test_an_index_is_its_sitemaps() -> None:
    parsed = read(index(pages="", news="2025-03-04"))
    day = datetime(2025, 3, 4, tzinfo=UTC)
    links = (SitemapLink(url=f"{SITE}/pages.xml"), SitemapLink(url=f"{SITE}/news.xml", updated=day))
    assert parsed == ParsedFeed(sitemaps=links)


def test_of_an_index_the_news_are_read_and_what_changed_last() -> None:
    links = [SitemapLink(url=f"{SITE}/{day}.xml", updated=NOON + timedelta(days=day)) for day in range(5)]
    links += [SitemapLink(url=f"{SITE}/google-NEWS.xml"), SitemapLink(url=f"{SITE}/none.xml"), links[0]]
    known = SitemapState(url=f"{SITE}/4.xml", etag='"x"')
    chosen = choose(links, [known, SitemapState(url=f"{SITE}/gone.xml")])
    assert chosen == (SitemapState(url=f"{SITE}/google-NEWS.xml"), known, SitemapState(url=f"{SITE}/3.xml"))


class Newsroom:
    """An index with its sitemaps over several polls."""

    def __init__(self, index: list[Answer], **sitemaps: list[Answer]) -> None:
        script = {URL: index} | {f"{SITE}/{name}.xml": answers for name, answers in sitemaps.items()}
        self.fetcher, self.parser = MemoryFetcher(script), inline_parser()
        self.feed = a_feed(url=URL)
        self.state: FeedState | None = None
        self.seen: dict[str, SeenEntry] = {}
        self.now = NOON

    async def _seen(self) -> dict[str, SeenEntry]:
        return self.seen

    async def poll(self) -> PollOutcome:
        outcome = await poll(self.feed, self.state, self._seen, self.fetcher, self.parser, now=self.now, jitter=0.0)
        self.state = outcome.state
        self.seen |= {row.entry: row for row in outcome.seen}
        self.now += timedelta(hours=1)
        return outcome


def titles(outcome: PollOutcome) -> list[str]:
    return [article.title for article in outcome.articles]


async def test_a_sitemap_is_polled_like_any_feed() -> None:
    room = Newsroom([answer(urlset(news("a"))), answer(urlset(news("b"), news("a")))])
    assert (await room.poll()).reason is PollReason.FIRST_POLL
    outcome = await room.poll()
    assert (titles(outcome), outcome.articles[0].text, outcome.articles[0].language) == (["On b"], "", "en")


async def test_the_sitemaps_of_an_index_are_polled_with_validators_of_their_own() -> None:
    room = Newsroom(
        [answer(index(news="", more=""), etag='"index"')],
        news=[answer(urlset(news("a")), etag='"1"'), answer(urlset(news("b"), news("a")), etag='"2"')],
        more=[answer(urlset(news("c")), etag='"c"')],
    )
    assert ((await room.poll()).reason, len(room.seen)) == (PollReason.FIRST_POLL, 2)
    assert titles(await room.poll()) == ["On b"]
    outcome = await room.poll()
    assert (outcome.reason, outcome.articles) == (PollReason.NOT_MODIFIED, ())
    unconditional = [request.url for request in room.fetcher.requests if request.etag is None]
    assert sorted(unconditional) == sorted([URL, f"{SITE}/news.xml", f"{SITE}/more.xml"])


async def test_a_sitemap_of_pages_in_an_index_hides_nothing() -> None:
    pages = urlset(f"<url><loc>{SITE}/page</loc></url>")
    room = Newsroom(
        [answer(index(pages="2025-03-04", today=""))],
        pages=[answer(pages)],
        today=[answer(urlset(news("a"))), answer(urlset(news("b")))],
    )
    await room.poll()
    assert titles(await room.poll()) == ["On b"]


async def test_a_first_poll_counts_only_where_every_sitemap_answered() -> None:
    room = Newsroom(
        [answer(index(a="", b=""))],
        a=[answer(urlset(news("a")))],
        b=[answer(status=503), answer(urlset(news("b"))), FetchError("no route"), answer(urlset(news("c")))],
    )
    outcome = await room.poll()
    assert (outcome.reason, outcome.seen) == (PollReason.FAILED, ())
    assert "503" in outcome.error
    assert (await room.poll()).reason is PollReason.FIRST_POLL
    assert (await room.poll()).error == ""  # one of two is away for once
    assert titles(await room.poll()) == ["On c"]


async def test_an_index_all_of_whose_sitemaps_are_gone_has_failed() -> None:
    room = Newsroom([answer(index(a=""))], a=[answer(urlset(news("a"))), answer(status=404), answer(urlset(news("b")))])
    await room.poll()
    assert (await room.poll()).reason is PollReason.FAILED
    assert titles(await room.poll()) == ["On b"]


async def test_an_index_within_an_index_is_not_followed() -> None:
    room = Newsroom([answer(index(a=""))], a=[answer(index(b=""))], b=[answer(urlset(news("b")))])
    await room.poll()
    assert [request.url for request in room.fetcher.requests] == [URL, f"{SITE}/a.xml"]
