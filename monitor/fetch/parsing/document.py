"""Bytes of a feed to entries: RSS 0.9x, 1.0 (RDF) and 2.0 and Atom by feedparser, the other formats by ourselves.

Runs in a worker process (`monitor.fetch.parsers`): a hostile document may cost much before it is refused.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from xml.sax import SAXException

import feedparser  # type: ignore[import-untyped]

from monitor.errors import FeedTooLarge, FeedUnreadable
from monitor.feeds.entry import ParsedFeed
from monitor.fetch.parsing import fields
from monitor.fetch.parsing.encoding import in_utf8
from monitor.fetch.parsing.feedparser_patch import patch
from monitor.fetch.parsing.from_feedparser import text_of, written_entries
from monitor.fetch.parsing.isolation import read_isolated
from monitor.fetch.parsing.jsonfeed import parse_json_feed
from monitor.fetch.parsing.raw_entry import Written, cleaned
from monitor.fetch.parsing.repair import is_xml, mended, with_links, without_odd_references
from monitor.fetch.parsing.sitemap import is_sitemap, parse_sitemap, unzipped

_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_ROOTS = re.compile(rb"<[\w:.-]{0,40}(?:rss|feed|rdf|channel|item|entry|urlset|sitemapindex)", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HEAD = 1_000  # bytes in which a web page shows that it is one
_HOURS = {f"{hour:0{width}}": hour % 24 for hour in range(25) for width in (1, 2)}  # some write 24 for midnight
_DAYS = {day: number for number, day in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_MAX_LIST = 4_000  # bytes of <skipHours> and <skipDays>
_WARM_UP = b"<rss version='2.0'><channel><item><description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>"

_TYPE = "application/xml; charset=utf-8"

patch()


def parse(body: bytes, content_type: str, url: str) -> ParsedFeed:
    """The feed in `body`; `content_type` is the header as given, `url` the base of relative links.

    Raises FeedUnreadable where the bytes are no feed or declare entities of their own, FeedTooLarge where there are
    more than MAX_ENTRIES entries, MemoryError where there is not enough.
    """
    with clear():
        body = in_utf8(unzipped(body), content_type)
        if is_json(body):
            return parse_json_feed(body, url)
        if is_sitemap(body):
            return parse_sitemap(body, url)
        document = read_document(body, url)  # only plain text is kept, so nothing need be made safe
        return parsed_feed(document["feed"], body, url, written_entries(document))


@contextmanager
def clear() -> Iterator[None]:
    """Makes a clear FeedUnreadable of whatever a hostile document makes the libraries raise."""
    try:
        yield
    except (FeedUnreadable, FeedTooLarge, MemoryError):
        raise
    except Exception as error:
        raise FeedUnreadable(f"{type(error).__name__}: {error}"[:300]) from error


def parsed_feed(feed: Any, body: bytes, url: str, entries: Sequence[Written]) -> ParsedFeed:
    """The feed element of feedparser's result for `body` with `entries`, cleaned."""
    return ParsedFeed(
        title=fields.title(text_of(feed, "title") or text_of(feed, "dc_title")),
        language=fields.language(text_of(feed, "language")),
        site_url=fields.link(text_of(feed, "link"), url),
        ttl=_ttl(text_of(feed, "ttl")),
        skip_hours=_numbers(_HOURS, _listed(body, b"skipHours", b"hour")),
        skip_days=_numbers(_DAYS, _listed(body, b"skipDays", b"day")),
        hub=_linked(feed, "hub", url),
        self_url=_linked(feed, "self", url),
        entries=tuple(cleaned(entry, url) for entry in entries),
    )


def whole_entries(body: bytes) -> bytes:
    """`body`, which breaks off, up to the end of its last entry that is whole: half an address is another one."""
    end = max(body.rfind(tag) + len(tag) for tag in (b"</item>", b"</entry>"))
    return body[:end] if end > len(b"</entry>") else body


def is_json(body: bytes) -> bool:
    """Whether `body` may be a JSON Feed."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def read_document(body: bytes, url: str, *, safe_html: bool = False) -> Any:
    """feedparser's result for `body`, which is what `in_utf8` gave.

    `safe_html` has it sanitize markup and resolve the relative links there, which costs time. Raises FeedUnreadable
    where the bytes are no feed or declare entities of their own, FeedTooLarge where there are more than MAX_ENTRIES
    entries, and whatever a hostile document makes feedparser run into.
    """
    if declares_entities(body):
        raise FeedUnreadable("refused: a DOCTYPE that declares entities")
    if not _ROOTS.search(body):  # feedparser takes long to find that out
        raise FeedUnreadable(_what(body))
    body = without_odd_references(with_links(body))
    document = _feedparsed(body, url, safe_html)
    if document["bozo"]:
        document = _without_faults(body, url, safe_html) or document
    if not document["entries"] and not document.get("version"):
        raise FeedUnreadable(_why(document))
    if len(document["entries"]) > fields.MAX_ENTRIES:
        raise FeedTooLarge(f"more than {fields.MAX_ENTRIES} entries")
    return document


def _without_faults(body: bytes, url: str, safe_html: bool) -> Any | None:
    """feedparser's result for `body` mended, or with its faulty entries set aside; None where neither helps."""
    better = mended(body)
    if is_xml(better):
        return _feedparsed(better, url, safe_html)
    return read_isolated(better, partial(_feedparsed, url=url, safe_html=safe_html))


def _feedparsed(body: bytes, url: str, safe_html: bool) -> Any:
    headers = {"content-type": _TYPE, "content-location": url}
    return feedparser.parse(
        io.BytesIO(body),  # a string it would take for an address or a file to open
        response_headers={name: value for name, value in headers.items() if value},
        sanitize_html=safe_html,
        resolve_relative_uris=safe_html,
    )


def is_well_formed(document: Any) -> bool:
    """Whether feedparser's result comes from an XML parser that found no fault."""
    return not document["bozo"]


def warm_up() -> None:
    """Loads all that a feed can make the libraries load."""
    parse(_WARM_UP, "", "https://feed.example/")


def declares_entities(body: bytes) -> bool:
    """Whether the DOCTYPE of an XML document has an internal subset with entities: no feed needs them, bombs do."""
    start = 0
    while found := _PROLOG.match(body, start):
        start = found.end()
    return bool(_SUBSET.match(body, start)) and b"<!entity" in body[start:].lower()


def _what(body: bytes) -> str:
    """What `body` is, which has nothing of a feed."""
    if not body.strip():
        return "the answer is empty"
    is_page = _PAGE.search(body[:_HEAD]) is not None
    return ("a web page, and " if is_page else "") + "neither RSS, RDF, Atom nor JSON Feed"


def _why(document: Any) -> str:
    error = document.get("bozo_exception")
    cause = f" ({error})" if isinstance(error, SAXException) else ""
    return f"neither RSS, RDF, Atom, JSON Feed nor sitemap{cause}"[:300]


def _linked(feed: Any, rel: str, url: str) -> str:
    """The first address that the feed names in a link of this relation."""
    found = (text_of(link, "href") for link in dict.get(feed, "links") or () if text_of(link, "rel") == rel)
    return fields.link(next(found, ""), url)


def _ttl(value: str) -> float | None:
    """<ttl> counts minutes (RSS 2.0)."""
    return float(value) * 60 if re.fullmatch(r"\d{1,7}", value.strip(), re.ASCII) else None


def _listed(body: bytes, name: bytes, item: bytes) -> list[str]:
    """The texts of the elements `item` in the first element `name`, which feedparser does not keep apart."""
    start = body.find(b"<%s>" % name)
    end = body.find(b"</%s>" % name, start) if start >= 0 else -1
    inside = body[start:end] if 0 <= end < start + _MAX_LIST else b""
    return [found.decode("ascii") for found in re.findall(rb"<%s>\s{0,9}(\w{1,9})" % item, inside)]


def _numbers(names: Mapping[str, int], given: Iterable[str]) -> tuple[int, ...]:
    """What stands for each name, once; none where that would be all of them, and no poll were ever allowed."""
    found = sorted({names[name.lower()] for name in given if name.lower() in names})
    return tuple(found) if len(found) < len(set(names.values())) else ()
