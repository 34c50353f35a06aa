"""A feed with its fields as feedparser gives them, for comparison with another parser; ingest keeps plain text only."""

from datetime import datetime
from typing import Any

from monitor.feeds.entry import Entry
from monitor.fetch.parsing.dates import moment
from monitor.fetch.parsing.document import clear, is_json, read_document
from monitor.fetch.parsing.jsonfeed import parse_json_feed
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
    error: str = ""


def read_verbatim(body: bytes, content_type: str, url: str) -> tuple[VerbatimEntry, ...]:
    """The entries of the feed in `body`; raises as `monitor.fetch.parsing.document.parse` does."""
    with clear():
        if is_json(body):
            return tuple(_from_json(entry) for entry in parse_json_feed(body, url).entries)
        document = read_document(body, content_type, url, safe_html=True)
        return tuple(_from_xml(entry, document["feed"]) for entry in document["entries"])


def _from_json(entry: Entry) -> VerbatimEntry:
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
    published = moment(_dated(entry, "published"))
    link = _text(entry, "link")
    return VerbatimEntry(
        id=_text(entry, "id") or link,
        link=link,
        title=_text(entry, "title"),
        published=published,
        updated=moment(_dated(entry, "updated")) or published,
        author=_text(entry, "author"),
        language=_language(entry, feed),
        summary=_text(entry, "summary"),
        content=_text(contents[0], "value"),
    )


def _language(entry: Any, feed: Any) -> str | None:
    details = [*(entry.get("content") or ()), dict.get(entry, "title_detail") or {}, feed]
    return next((language for detail in details if (language := _text(detail, "language"))), None)


def _text(mapping: Any, name: str) -> str:
    """The value where it is text, without what no UTF-8 can hold."""
    value = mapping.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _dated(entry: Any, name: str) -> str:
    """The text of a date. `dict.get`, because feedparser's own falls back to other dates."""
    value = dict.get(entry, name)
    return value if isinstance(value, str) else ""
