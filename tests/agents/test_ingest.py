"""Ingest with full texts: between the poll and the publication, and never in the way of either."""

import logging
from datetime import timedelta

import pytest

from agents.ingest import ingest_once
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission
from agents.topics import ARTICLES
from monitor.feeds.feed import Feed, FirstPoll
from monitor.fetch.pages.full_text import Enricher
from monitor.fetch.pages.page import Pages
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from monitor.records import Article, decode
from monitor.store.memory import MemoryStore
from monitor.workers.inline import InlineWorkers
from tests.feeds.builders import NOON, a_feed
from tests.fetch.pages import STORY, SUMMARY, Watch, html

SITE = "https://www.herald.example"


def rss(*names: str) -> Answer:
    items = "".join(
        f"<item><title>On {name}</title><link>{SITE}/{name}</link><description>{SUMMARY}</description></item>"
        for name in names
    )
    return answer(f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>".encode())


class Newsroom:
    """One feed, its site and what is published."""

    def __init__(self, feed: Feed, /, **pages: list[Answer]) -> None:
        self.feed, self.watch, self.store = feed, Watch(), MemoryStore()
        self.fetcher = MemoryFetcher({f"{SITE}/{name.replace('_', '.')}": answers for name, answers in pages.items()})
        self.published: list[Article] = []

    async def poll(self) -> None:
        pages = Pages(self.fetcher, InlineWorkers(), self.watch, sleep=self.watch.sleep)
        await ingest_once(
            Polling(
                feeds=lambda: [self.feed],
                store=self.store,
                fetcher=self.fetcher,
                parser=inline_parser(),
                edges=Edges(self.emit, self.watch, self.fatal, self.watch.sleep),
                random=lambda: 0.0,
                worker="w",
                concurrency=1,
                enrich=Enricher(pages).enrich,
            )
        )
        self.watch.now += timedelta(hours=1)

    async def emit(self, emission: Emission) -> None:
        assert emission.topic == ARTICLES
        self.published.append(decode(emission.value, Article))

    def fatal(self, error: BaseException) -> None:
        raise error

    def texts(self) -> list[tuple[str, str]]:
        return [(article.text_source, article.text) for article in self.published]


def wanting(*, full_text: bool) -> Feed:
    return a_feed(url=f"{SITE}/feed", full_text=full_text, first_poll=FirstPoll.PUBLISH)


async def test_a_new_article_is_published_with_the_text_of_its_page() -> None:
    room = Newsroom(
        wanting(full_text=True), feed=[rss("a")], robots_txt=[answer(status=404)], a=[html(*STORY, title="On a")]
    )
    await room.poll()
    assert room.texts() == [("page", "\n".join(STORY))]


async def test_an_article_whose_page_is_unavailable_is_published_with_its_summary() -> None:
    room = Newsroom(wanting(full_text=True), feed=[rss("a")], robots_txt=[answer(status=404)], a=[answer(status=500)])
    await room.poll()
    assert room.texts() == [("feed", SUMMARY)]


async def test_a_page_is_fetched_once_and_its_text_is_no_edit_of_the_entry() -> None:
    room = Newsroom(
        wanting(full_text=True),
        feed=[rss("a"), rss("b", "a")],
        robots_txt=[answer(status=404)],
        a=[html(*STORY, title="On a")],
    )
    await room.poll()
    await room.poll()
    assert [article.title for article in room.published] == ["On a", "On b"]
    assert [request.url for request in room.fetcher.requests].count(f"{SITE}/a") == 1


async def test_the_pages_of_a_feed_that_wants_none_are_left_alone() -> None:
    room = Newsroom(wanting(full_text=False), feed=[rss("a")], a=[html(*STORY, title="On a")])
    await room.poll()
    assert [request.url for request in room.fetcher.requests] == [f"{SITE}/feed"]
    assert room.texts() == [("feed", SUMMARY)]


async def test_what_a_poll_found_to_be_no_news_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    def feed(*dates: str) -> Answer:
        items = "".join(
            f"<item><title>Of {date}</title><link>{SITE}/{date}</link><pubDate>{date}T08:00:00Z</pubDate></item>"
            for date in dates
        )
        return answer(f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>".encode())

    caplog.set_level(logging.INFO)
    room = Newsroom(wanting(full_text=False), feed=[feed("2025-03-04"), feed("2025-03-04", "2025-03-01", "2021-03-01")])
    await room.poll()
    await room.poll()
    await room.poll()
    assert [(article.title, article.old) for article in room.published] == [
        ("Of 2025-03-04", False),
        ("Of 2025-03-01", True),
    ]
    assert [record.getMessage() for record in caplog.records if "withheld" in record.getMessage()] == [
        "entries_withheld feed=herald old=1 long_past=1"
    ]
    state = await room.store.feed_state("herald")
    assert state is not None
    assert (state.withheld.old, state.withheld.long_past) == (1, 1)


async def test_a_feed_that_a_clock_polled_in_the_future_is_polled_now_with_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    room = Newsroom(wanting(full_text=False), feed=[rss("a"), rss("b", "a")])
    right = room.watch.now
    room.watch.now = right + timedelta(days=365)
    await room.poll()
    room.watch.now = right
    await room.poll()
    assert [article.title for article in room.published] == ["On a", "On b"]
    assert [record.levelname for record in caplog.records if "clock_ran_ahead" in record.getMessage()] == ["WARNING"]
    state = await room.store.feed_state("herald")
    assert state is not None
    assert state.last_poll == right


@pytest.mark.parametrize(("days", "levels"), [(365, ["WARNING"]), (-365, ["WARNING"]), (0, [])])
async def test_a_clock_that_is_wrong_is_told(days: int, levels: list[str], caplog: pytest.LogCaptureFixture) -> None:
    said = f"{NOON:%a, %d %b %Y %H:%M:%S} GMT"
    body = b"<rss version='2.0'><channel><title>Herald</title><item><title>a</title></item></channel></rss>"
    room = Newsroom(wanting(full_text=False), feed=[answer(body, date=said)])
    room.watch.now = NOON + timedelta(days=days)
    await room.poll()
    assert [record.levelname for record in caplog.records if "clock_differs" in record.getMessage()] == levels
