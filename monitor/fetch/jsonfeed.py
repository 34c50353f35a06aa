"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: a field of the wrong type counts as missing."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from monitor.errors import FeedTooLarge, FeedUnreadable
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.fetch import fields


def parse_json_feed(body: bytes, url: str) -> ParsedFeed:
    """The JSON Feed in `body`; raises FeedUnreadable where it is none."""
    document = _document(body)
    items = document.get("items")
    if not isinstance(items, list) or "jsonfeed.org/version/" not in _text(document, "version"):
        raise FeedUnreadable("JSON, but no JSON Feed: no version of jsonfeed.org, or no items")
    if len(items) > fields.MAX_ENTRIES:
        raise FeedTooLarge(f"more than {fields.MAX_ENTRIES} entries")
    return ParsedFeed(
        title=fields.title(_text(document, "title")),
        language=fields.language(_text(document, "language")),
        site_url=fields.link(_text(document, "home_page_url"), url),
        hub=_hub(document, url),
        entries=tuple(_entry(item, url) for item in items if isinstance(item, dict)),
    )


def _document(body: bytes) -> dict[str, object]:
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))  # json: half an emoji is no reason to lose a feed
    except ValueError as error:
        raise FeedUnreadable(f"not JSON: {error}") from error
    if not isinstance(document, dict):
        raise FeedUnreadable("JSON, but no object")
    return document


def _entry(item: Mapping[str, object], url: str) -> Entry:
    text = _text(item, "content_html") or _text(item, "content_text") or _text(item, "summary")
    return Entry(
        guid=fields.guid(_text(item, "id")),
        link=fields.link(_text(item, "url") or _text(item, "external_url"), url),
        title=fields.title(_text(item, "title")),
        text=fields.text(text),
        published=_moment(_text(item, "date_published")),
        updated=_moment(_text(item, "date_modified")),
        authors=fields.names(_authors(item)),
        language=fields.language(_text(item, "language")),
        tags=fields.names(_strings(item.get("tags"))),
    )


def _authors(item: Mapping[str, object]) -> list[str]:
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else []
    return [_text(author, "name") for author in (*listed, item.get("author")) if isinstance(author, dict)]


def _hub(document: Mapping[str, object], url: str) -> str:
    hubs = document.get("hubs")
    for hub in hubs if isinstance(hubs, list) else []:
        if isinstance(hub, dict) and _text(hub, "type").lower() == "websub":
            return fields.link(_text(hub, "url"), url)
    return ""


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _text(mapping: Mapping[str, object], name: str) -> str:
    """The value of `name` where it is text, or a number as some publishers write ids."""
    value = mapping.get(name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _moment(value: str) -> datetime | None:
    """RFC 3339; a time without a zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
