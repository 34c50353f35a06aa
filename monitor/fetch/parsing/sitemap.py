"""News sitemaps to entries, and sitemap indexes to the sitemaps that they list.

Formats: sitemaps.org, protocol 0.9, with the news extension of Google (schemas/sitemap-news/0.9). Read leniently, as
publishers write them: broken XML as far as it goes, any namespace or none. No entity but those of HTML is resolved.
"""

import io
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from monitor.errors import FeedTooLarge, FeedUnreadable, FetchError
from monitor.feeds.entry import Entry, ParsedFeed, SitemapLink
from monitor.fetch.parsing import fields
from monitor.fetch.parsing.dates import moment, written
from monitor.fetch.parsing.repair import mended, without_odd_references
from monitor.fetch.transport.body import Body
from monitor.fetch.transport.limits import FetchLimits

MAX_SITEMAPS = 50_000  # of an index, as the protocol has it

_GZIP = b"\x1f\x8b"
_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)[\s/>]")

_ASIDE = ("image", "video", "link", "pagemap")  # have titles and dates of their own

_Fields = dict[str, str]  # text by local name, the first of each


def unzipped(body: bytes) -> bytes:
    """`body`, unzipped where it is a gzip file, within the limits of a fetch; raises FeedTooLarge or FeedUnreadable."""
    if not body.startswith(_GZIP):
        return body
    content = Body("gzip", FetchLimits())
    try:
        content.feed(body)
        return content.content()
    except FeedTooLarge:
        raise
    except FetchError as error:
        raise FeedUnreadable(str(error)) from error


def is_sitemap(body: bytes) -> bool:
    """Whether the root of the XML document in `body` is that of a sitemap; a document type declaration has no place."""
    start = 0
    while found := _PROLOG.match(body, start):
        start = found.end()
    return bool(_ROOT.match(body, start))


def parse_sitemap(body: bytes, url: str) -> ParsedFeed:
    """The entries of a news sitemap, or the sitemaps of an index.

    Raises FeedUnreadable where a sitemap lists pages, but no news; FeedTooLarge where there are more than MAX_ENTRIES
    news or MAX_SITEMAPS sitemaps.
    """
    entries: list[Entry] = []
    sitemaps: list[SitemapLink] = []
    pages, name = 0, ""
    for kind, given, is_news in _rows(body):
        if kind == "sitemap":
            sitemaps.append(
                SitemapLink(url=fields.link(given.get("loc", ""), url), updated=moment(given.get("lastmod", "")))
            )
        elif is_news:
            entries.append(_entry(given, url))
            name = name or given.get("name", "")
        pages += kind == "url"
        _check(len(entries), len(sitemaps))
    if pages and not entries:
        raise FeedUnreadable("a sitemap of pages, not of news: its entries have no titles")
    return ParsedFeed(
        title=fields.title(name), entries=tuple(entries), sitemaps=tuple(link for link in sitemaps if link.url)
    )


def _check(entries: int, sitemaps: int) -> None:
    if entries > fields.MAX_ENTRIES:
        raise FeedTooLarge(f"more than {fields.MAX_ENTRIES} entries")
    if sitemaps > MAX_SITEMAPS:
        raise FeedTooLarge(f"more than {MAX_SITEMAPS} sitemaps")


def _rows(body: bytes) -> Iterator[tuple[str, _Fields, bool]]:
    """Every <url> and <sitemap>: its name, the texts in it, and whether it is news."""
    rows = etree.iterparse(
        io.BytesIO(mended(without_odd_references(body))),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
    )
    try:
        for _, element in rows:
            kind = _local(element.tag)
            if kind in ("url", "sitemap"):
                yield kind, *_texts(element)
                element.clear()
                while element.getprevious() is not None:  # or the tree would keep what was read
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise FeedUnreadable(f"not a sitemap that can be read: {error}"[:300]) from error


def _texts(element: etree._Element) -> tuple[_Fields, bool]:
    """The texts of an entry and of the news in it, and whether it is news; those of pictures and films are not its."""
    given: _Fields = {}
    news = False
    for part in element:
        name = _local(part.tag)
        news = news or name == "news"
        if name not in _ASIDE:
            for inner in part.iter(etree.Element):
                given.setdefault(_local(inner.tag), _text(inner))
    return given, news


def _text(element: etree._Element) -> str:
    """The text of `element`, without entities: only the five of XML can be known."""
    rest = (part.tail or "" for part in element if not isinstance(part.tag, str))
    return "".join((element.text or "", *rest)).strip()


def _local(tag: object) -> str:
    """The name without its namespace, or without its prefix where that was never declared."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _entry(given: _Fields, url: str) -> Entry:
    published, updated = written(given.get("publication_date", "")), written(given.get("lastmod", ""))
    return Entry(
        link=fields.page(given.get("loc", ""), url),
        title=fields.title(given.get("title", "")),
        published=published.moment,
        updated=updated.moment,
        published_text=published.text,
        updated_text=updated.text,
        offset=updated.offset if published.offset is None else published.offset,
        language=fields.language(given.get("language")),
        tags=fields.names(given.get("keywords", "").split(",")),
    )
