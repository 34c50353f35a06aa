"""The feeds that a web page names or links to; runs in a worker process (`monitor.workers.pebble`)."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag

from lxml import html  # type: ignore[import-untyped]
from lxml.etree import LxmlError  # type: ignore[import-untyped]
from w3lib.encoding import html_to_unicode

from monitor.feeds.site import FeedLink, PageLinks, Source
from monitor.feeds.written_address import without_reader_scheme
from monitor.fetch.discovery.feed_link import is_feed_link, may_be_feed_link
from monitor.fetch.parsing import fields
from monitor.fetch.parsing import plain_text as plain

MAX_LINKS = 50
MAX_CHARACTERS = 2_000_000  # of a page; feeds are named at its head

# https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps
_REFRESH = re.compile(
    r"\s*+\d{1,3}(?:\.\d*+)?+(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?+(?:\"([^\"]*)|'([^']*)|(.*))",
    re.IGNORECASE | re.DOTALL,
)


def site_links(body: bytes, content_type: str, url: str) -> PageLinks:
    """What the page in `body` says of feeds, in its order."""
    text = plain.clean(html_to_unicode(content_type, body)[1])[:MAX_CHARACTERS]
    try:
        page = html.document_fromstring(text)
    except (LxmlError, ValueError, AssertionError):  # empty, or no document
        return PageLinks()
    base = fields.link(next((tag.get("href") or "" for tag in page.iter("base")), ""), url) or url
    found = (*_named(page, base), *_linked(page, base))
    return PageLinks(links=found[:MAX_LINKS], onward=_onward(page, base, url))


def _named(page: Any, base: str) -> Iterator[FeedLink]:
    for tag in page.iter("link"):
        address = _address(tag, base)
        if address and is_feed_link(tag.get("rel") or "", tag.get("type") or "", address):
            yield FeedLink(url=address, title=fields.title(tag.get("title") or ""), source=Source.NAMED)


def _linked(page: Any, base: str) -> Iterator[FeedLink]:
    for tag in page.iter("a", "area"):
        address, title = _address(tag, base), fields.title(_words(tag))
        if address and (_opens_reader(tag) or may_be_feed_link(address, tag.get("type") or "", title)):
            yield FeedLink(url=address, title=title, source=Source.LINKED)


def _address(tag: Any, base: str) -> str:
    return fields.link(without_reader_scheme(_href(tag)), base)


def _opens_reader(tag: Any) -> bool:
    return without_reader_scheme(_href(tag)) != _href(tag)


def _href(tag: Any) -> str:
    return (tag.get("href") or "").strip()


def _words(tag: Any) -> str:
    """What people see of a link: its text, else what stands for it."""
    images = [image.get("alt") or "" for image in tag.iter("img")]
    texts = (tag.text_content(), tag.get("title") or "", tag.get("alt") or "", *images)
    return next((text for text in texts if text.strip()), "")


def _onward(page: Any, base: str, url: str) -> str:
    """The page that a meta refresh leads to; "" where that is none, or the same."""
    for tag in page.iter("meta"):
        found = _REFRESH.match(tag.get("content") or "") if (tag.get("http-equiv") or "").lower() == "refresh" else None
        address = fields.link(next(filter(None, found.groups()), ""), base) if found else ""
        if address and urldefrag(address).url != urldefrag(url).url:
            return address
    return ""
