"""Full texts for the articles of a poll, within bounds: a slow host of pages costs the feed's schedule little."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec

from monitor.feeds.feed import Feed
from monitor.feeds.full_text import TextOutcome, TextReason, with_page_text
from monitor.feeds.outcome import PollOutcome
from monitor.fetch.page import NoPage, Pages
from monitor.records import Article, Record


class EnrichLimits(Record, frozen=True, kw_only=True):
    """What the pages of one poll may cost."""

    pages: int = 10  # of the newest articles
    seconds: float = 20.0  # for all of them
    gap_seconds: float = 1.0  # between two pages, where robots.txt asks for no longer one


class Enricher:
    """Replaces the texts of articles by those of their pages, for the feeds that are configured so."""

    def __init__(
        self,
        pages: Pages,
        *,
        limits: EnrichLimits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`sleep` waits the seconds between two pages."""
        self._pages, self._limits, self._sleep = pages, limits or EnrichLimits(), sleep

    async def enrich(self, feed: Feed, outcome: PollOutcome) -> PollOutcome:
        """`outcome` with the full texts that could be had, and in `texts` what became of every article's.

        The articles that are left out are the oldest. Never raises for anything that a server or a page does.
        """
        if not feed.full_text or not outcome.articles:
            return outcome
        newest = outcome.articles[::-1]
        tried, left = newest[: self._limits.pages], newest[self._limits.pages :]
        found: list[tuple[Article, TextOutcome]] = []
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._collect(feed, tried, found)
        except TimeoutError:
            found += [_as_it_was(article, TextReason.NO_TIME) for article in tried[len(found) :]]
        found += [_as_it_was(article, TextReason.TOO_MANY) for article in left]
        articles, texts = zip(*found[::-1], strict=True)
        return msgspec.structs.replace(outcome, articles=articles, texts=texts)

    async def _collect(
        self, feed: Feed, articles: tuple[Article, ...], found: list[tuple[Article, TextOutcome]]
    ) -> None:
        """Adds each article to `found` as soon as it is done with, so that what was had when time is up is kept."""
        wait = 0.0
        for article in articles:
            if not article.url:
                found.append(_as_it_was(article, TextReason.NO_LINK))
                continue
            await self._sleep(wait)
            try:
                page = await self._pages.read(article.url, allow_private=feed.allow_private)
            except NoPage as error:
                found.append(_as_it_was(article, error.reason, error.error))
                continue
            # Off the loop: the words of a long page take some milliseconds to compare.
            enriched, reason = await asyncio.to_thread(with_page_text, article, page.text)
            found.append((enriched, TextOutcome(article=article.id, reason=reason)))
            wait = max(page.delay, self._limits.gap_seconds)


def _as_it_was(article: Article, reason: TextReason, error: str = "") -> tuple[Article, TextOutcome]:
    return article, TextOutcome(article=article.id, reason=reason, error=error)
