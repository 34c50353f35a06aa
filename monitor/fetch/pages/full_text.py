"""Full texts for the articles of a poll, within bounds: a slow host of pages costs the feed's schedule little."""

import asyncio

import msgspec

from monitor.feeds.entries.full_text import TextOutcome, TextReason, with_page_text
from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.fetch.pages.page import NoPage, Pages
from monitor.records import Article, Record

_Result = tuple[Article, TextOutcome]


class EnrichLimits(Record, frozen=True, kw_only=True):
    """What the pages of one poll may cost."""

    pages: int = 10  # of the newest articles
    seconds: float = 20.0  # for all of them


class Enricher:
    """Replaces the texts of articles by those of their pages, for the feeds that are configured so."""

    def __init__(self, pages: Pages, *, limits: EnrichLimits | None = None) -> None:
        self._pages, self._limits = pages, limits or EnrichLimits()

    async def enrich(self, feed: Feed, outcome: PollOutcome) -> PollOutcome:
        """`outcome` with the full texts that could be had, and in `texts` what became of every article's.

        The articles that are left out are the oldest. Never raises for anything that a server or a page does.
        """
        if not feed.full_text or not outcome.articles:
            return outcome
        newest = outcome.articles[::-1]
        tried, left = newest[: self._limits.pages], newest[self._limits.pages :]
        results: list[_Result] = []
        try:
            async with asyncio.timeout(self._limits.seconds):
                for article in tried:
                    results.append(await self._one(feed, article))  # one by one: what was had when time is up stays
        except TimeoutError:
            results += [_as_it_was(article, TextReason.NO_TIME) for article in tried[len(results) :]]
        results += [_as_it_was(article, TextReason.TOO_MANY) for article in left]
        articles, texts = zip(*results[::-1], strict=True)
        return msgspec.structs.replace(outcome, articles=articles, texts=texts)

    async def _one(self, feed: Feed, article: Article) -> _Result:
        if not article.url:
            return _as_it_was(article, TextReason.NO_LINK)
        try:
            text = await self._pages.read(article.url, allow_private=feed.allow_private)
        except NoPage as error:
            return _as_it_was(article, error.reason, error.error)
        # Off the loop: the words of a long page take some milliseconds to compare.
        enriched, reason = await asyncio.to_thread(with_page_text, article, text)
        return enriched, TextOutcome(article=article.id, reason=reason)


def _as_it_was(article: Article, reason: TextReason, error: str = "") -> _Result:
    return article, TextOutcome(article=article.id, reason=reason, error=error)
