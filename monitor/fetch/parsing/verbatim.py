"""A feed with its fields as feedparser gives them, for comparison with another parser; ingest keeps plain text only."""

from datetime import datetime
from typing import Any

from monitor.feeds.entry import Entry
from monitor.fetch.parsing.dates import moment
from monitor.fetch.parsing.document import clear, is_json, read_document
from monitor.fetch.parsing.encoding import in_utf8
from monitor.fetch.parsing.from_feedparser import link_of, summary_of, text_of, title_of
from monitor.fetch.parsing.jsonfeed import parse_json_feed
from monitor.fetch.parsing.sitemap import is_sitemap, parse_sitemap, unzipped
from monitor.records import Record


class VerbatimEntry(Record, frozen=True, kw_only=True):
    """One entry; "" and None where the feed gave nothing. Markup is sanitized, but still there."""

    id: str  # guid, else link
    link: str
    title: str
    published: datetime | None  # UTC, as the feed has it: one in the future is not corrected
    updated: datetime | None  # UTC; that of publication where the feed has no other
    author: str
    language: str | None  # of the entry, else of the feed
    summary: str
    content: str  # the first, where there are several


class VerbatimFeed(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The entries of one document, or why there are none."""

    file: str
    entries: tuple[VerbatimEntry, ...] | None = None
    sitemaps: tuple[str, ...] = ()  # addresses, of a sitemap index
    error: str = ""


def read_verbatim(body: bytes, content_type: str, url: str, name: str = "") -> VerbatimFeed:
    """The feed in `body`, called `name`; raises as `monitor.fetch.parsing.document.parse` does."""
    with clear():
        body = in_utf8(unzipped(body), content_type)
        if is_json(body) or is_sitemap(body):
            parsed = parse_json_feed(body, url) if is_json(body) else parse_sitemap(body, url)
            sitemaps = tuple(link.url for link in parsed.sitemaps)
            return VerbatimFeed(file=name, entries=tuple(map(_from_entry, parsed.entries)), sitemaps=sitemaps)
        document = read_document(body, url, safe_html=True)
        entries = tuple(_from_xml(entry, document["feed"]) for entry in document["entries"])
        return VerbatimFeed(file=name, entries=entries)


def _from_entry(entry: Entry) -> VerbatimEntry:
    return VerbatimEntry(
        id=entry.guid or entry.link,
        link=entry.link,
        title=entry.title,
        published=entry.published,
        updated=entry.updated or entry.published,
        author=", ".join(entry.authors),
        language=entry.language,
        summary="",
        content=entry.text,
    )


def _from_xml(entry: Any, feed: Any) -> VerbatimEntry:
    contents = entry.get("content") or [{}]
    published = moment(text_of(entry, "published"))
    link = _fit(link_of(entry))
    return VerbatimEntry(
        id=_text(entry, "id") or link,
        link=link,
        title=_fit(title_of(entry)),
        published=published,
        updated=moment(text_of(entry, "updated")) or published,
        author=_text(entry, "author"),
        language=_language(entry, feed),
        summary=_fit(summary_of(entry)),
        content=_text(contents[0], "value"),
    )


def _language(entry: Any, feed: Any) -> str | None:
    details = [*(entry.get("content") or ()), dict.get(entry, "title_detail") or {}, feed]
    return next((language for detail in details if (language := _text(detail, "language"))), None)


def _text(mapping: Any, name: str) -> str:
    """The value where it is text."""
    value = mapping.get(name)
    return _fit(value) if isinstance(value, str) else ""


def _fit(value: str) -> str:
    """`value` without what no UTF-8 can hold."""
    return value.encode("utf-8", "replace").decode()
