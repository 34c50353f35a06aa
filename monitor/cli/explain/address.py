"""The articles at an address, for `wirewatch explain`: the newest entries of a feed, or the article of a page."""

import asyncio
from datetime import datetime

import msgspec

from monitor.cli.addresses import refused
from monitor.errors import FeedUnreadable, FetchError, ForbiddenAddress, WirewatchError
from monitor.feeds.entries.changes import find_changes, publisher_of
from monitor.feeds.entry import ParsedFeed
from monitor.feeds.feed import Feed, FirstPoll
from monitor.feeds.login import status_words
from monitor.fetch.base import FEED_TYPES, FetchRequest, FetchResponse
from monitor.fetch.open import open_fetcher, open_page_workers, open_parser
from monitor.fetch.pages.main_text import main_text
from monitor.fetch.pages.metadata import page_facts
from monitor.fetch.parsing.fields import MAX_TEXT
from monitor.fetch.settings import FetchSettings
from monitor.identity import article_id
from monitor.records import Article, Record, TextSource

_TYPES = f"text/html, application/xhtml+xml, {FEED_TYPES}"
_HTML = ("text/html", "application/xhtml+xml")


class Found(Record, frozen=True, kw_only=True):
    """What stands at an address."""

    articles: tuple[Article, ...]  # the newest first
    of: int  # how many there are; of a feed only some are asked for
    feed: str | None = None  # its title; None for a page


async def articles_at(
    request: FetchRequest, feed: Feed | None, settings: FetchSettings, *, newest: int, now: datetime
) -> Found:
    """The `newest` entries of the feed that answers `request`, or the one article of a page.

    feed: the configured one, whose tags the articles have; None for none. Raises WirewatchError, in words for people,
    where there is neither, and where it must not be fetched.
    """
    fetcher = open_fetcher(settings)
    try:
        response = await fetcher.fetch(msgspec.structs.replace(request, accept=_TYPES))
    except ForbiddenAddress as error:
        raise WirewatchError(refused(error)) from error
    except FetchError as error:
        raise WirewatchError(f"{request.url}: {error}") from error
    finally:
        await fetcher.close()
    if not response.ok:
        raise WirewatchError(f"{request.url}: {status_words(response.status, request.login)}")
    if _is_html(response):
        return await _page(response, now)
    return await _entries(response, feed or Feed(id="explain", url=request.url), newest, now)


def _is_html(response: FetchResponse) -> bool:
    kind = response.content_type.partition(";")[0].strip().lower()
    return kind in _HTML and not response.body.lstrip()[:5].lower().startswith((b"<?xml", b"<rss", b"<feed"))


async def _entries(response: FetchResponse, feed: Feed, newest: int, now: datetime) -> Found:
    parser = open_parser(workers=1)
    try:
        parsed = await parser.parse(response.body, response.content_type, response.url)
    except (FeedUnreadable, FetchError) as error:
        kind = response.content_type or "no Content-Type"
        raise WirewatchError(f"{response.url} is neither a web page nor a feed ({kind}): {error}") from error
    finally:
        await parser.close()
    feed = msgspec.structs.replace(feed, first_poll=FirstPoll.PUBLISH)  # of whatever age
    articles = find_changes(feed, parsed, {}, fetched=now, first_poll=True).articles[::-1]
    if not articles:
        raise WirewatchError(f"the feed at {response.url} has no entries{_hint(parsed)}")
    return Found(articles=articles[:newest], of=len(articles), feed=parsed.title or feed.title or response.url)


def _hint(parsed: ParsedFeed) -> str:
    return f"; it lists {len(parsed.sitemaps)} sitemaps, of which each is one" if parsed.sitemaps else ""


async def _page(response: FetchResponse, now: datetime) -> Found:
    tasks = open_page_workers()
    try:
        body = response.body, response.content_type, response.url
        text = await tasks.run(main_text, *body)
        facts = await tasks.run(page_facts, *body)
    except (FeedUnreadable, FetchError) as error:
        raise WirewatchError(f"{response.url} cannot be read: {error}") from error
    finally:
        await asyncio.shield(tasks.close())
    first, _, rest = text.partition("\n")
    text = rest if first == facts.title else text
    if not text.strip():
        raise WirewatchError(f"{response.url} has no text of an article; a page that scripts fill cannot be read")
    url, feed = response.url, Feed(id="explain", url=response.url)
    article = Article(
        id=article_id(url, feed.id, None, facts.title, text),
        feed=feed.id,
        entry=url,
        url=url,
        title=facts.title,
        text=text[:MAX_TEXT],
        text_source=TextSource.PAGE,
        published=min(facts.published or now, now),
        fetched=now,
        publisher=publisher_of(feed, url),
        owner=feed.owner,
    )
    return Found(articles=(article,), of=1)
