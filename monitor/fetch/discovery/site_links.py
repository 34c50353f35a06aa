"""The feeds that a web page names or links to; runs in a worker process (`monitor.workers.pebble`)."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import html  # type: ignore[import-untyped]
from lxml.etree import LxmlError  # type: ignore[import-untyped]
from w3lib.encoding import html_to_unicode

from monitor.feeds.site import FeedLink, Source
from monitor.fetch.parsing import fields
from monitor.fetch.parsing import plain_text as plain

MAX_LINKS = 50
MAX_CHARACTERS = 2_000_000  # of a page; feeds are named at its head

# https://www.rssboard.org/rss-autodiscovery and JSON Feed 1.1. application/json is that of JSON Feed 1.0, and of much
# else: it counts where the address speaks of a feed.
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_FEED = re.compile(r"(?:^|[/.?&=_-])(?:rss\d?|atom|rdf|feeds?)(?:[/.?&=_-]|$)", re.IGNORECASE)


def site_links(body: bytes, content_type: str, url: str) -> tuple[FeedLink, ...]:
    """What may be feeds of the page in `body`, in its order: those that it names, then those that it links to."""
    text = plain.clean(html_to_unicode(content_type, body)[1])[:MAX_CHARACTERS]
    try:
        page = html.document_fromstring(text)
    except (LxmlError, ValueError, AssertionError):  # empty, or no document
        return ()
    base = fields.link(next((tag.get("href") or "" for tag in page.iter("base")), ""), url) or url
    found = (*_named(page, base), *_linked(page, base))
    return found[:MAX_LINKS]


def _named(page: Any, base: str) -> Iterator[FeedLink]:
    for tag in page.iter("link"):
        address, title = fields.link(tag.get("href") or "", base), fields.title(tag.get("title") or "")
        if address and _is_feed(tag, address):
            yield FeedLink(url=address, title=title, source=Source.NAMED)


def _is_feed(tag: Any, address: str) -> bool:
    relations = (tag.get("rel") or "").lower().split()
    kind = (tag.get("type") or "").partition(";")[0].strip().lower()
    if "feed" in relations:
        return True
    return "alternate" in relations and (kind in _TYPES or (kind == "application/json" and bool(_FEED.search(address))))


def _linked(page: Any, base: str) -> Iterator[FeedLink]:
    for tag in page.iter("a"):
        address = fields.link(tag.get("href") or "", base)
        if address and _FEED.search(address.partition("://")[2].partition("/")[2]):
            yield FeedLink(url=address, title=fields.title(tag.text_content()), source=Source.LINKED)
