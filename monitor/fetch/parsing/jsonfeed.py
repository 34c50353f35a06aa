"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: a field of the wrong type counts as missing."""

import json
from collections.abc import Mapping, Sequence

from monitor.errors import FeedTooLarge, FeedUnreadable
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.fetch.parsing import fields
from monitor.fetch.parsing.dates import written
from monitor.fetch.parsing.raw_entry import Text, body_of, text_of


def parse_json_feed(body: bytes, url: str) -> ParsedFeed:
    """The JSON Feed in `body`, which is UTF-8; raises FeedUnreadable where it is none. One without items is empty."""
    document = _document(body)
    items = document.get("items") or []
    if not isinstance(items, list) or "jsonfeed.org/version/" not in _text(document, "version"):
        raise FeedUnreadable("JSON, but no JSON Feed: no version of jsonfeed.org, or items that are no list")
    if len(items) > fields.MAX_ENTRIES:
        raise FeedTooLarge(f"more than {fields.MAX_ENTRIES} entries")
    authors = _authors(document)
    return ParsedFeed(
        title=fields.title(_text(document, "title")),
        language=fields.language(_text(document, "language")),
        site_url=fields.link(_text(document, "home_page_url"), url),
        hub=_hub(document, url),
        self_url=fields.link(_text(document, "feed_url"), url),
        expired=document.get("expired") is True,
        entries=tuple(_entry(item, authors, url) for item in items if isinstance(item, dict)),
    )


def _document(body: bytes) -> dict[str, object]:
    try:
        document = json.loads(body.decode("utf-8", "replace"))  # json: half an emoji is no reason to lose a feed
    except ValueError as error:
        raise FeedUnreadable(f"not JSON: {error}") from error
    if not isinstance(document, dict):
        raise FeedUnreadable("JSON, but no object")
    return document


def _entry(item: Mapping[str, object], authors: Sequence[str], url: str) -> Entry:
    """An item; `authors` are those of the feed, for an item that names none."""
    published, updated = written(_text(item, "date_published")), written(_text(item, "date_modified"))
    return Entry(
        guid=fields.guid(_text(item, "id")),
        link=_link(item, url),
        title=fields.plain_title(_text(item, "title")),
        text=_body(item),
        published=published.moment,
        updated=updated.moment,
        published_text=published.text,
        updated_text=updated.text,
        offset=updated.offset if published.offset is None else published.offset,
        authors=fields.names(_authors(item) or authors),
        language=fields.language(_text(item, "language")),
        tags=fields.names(_strings(item.get("tags"))),
    )


def _link(item: Mapping[str, object], url: str) -> str:
    """The item's own page, else the page that it is about, its id where that is an address, or a recording."""
    own = fields.page(_text(item, "url") or _text(item, "external_url"), url) or fields.page(_text(item, "id"), "")
    return own or next(filter(None, (fields.page(each, url) for each in _attached(item))), "")


def _attached(item: Mapping[str, object]) -> list[str]:
    attachments = item.get("attachments")
    listed = attachments if isinstance(attachments, list) else []
    given = [each for each in listed if isinstance(each, dict)]
    return [_text(each, "url") for each in given if not _text(each, "mime_type").startswith("image/")]


def _body(item: Mapping[str, object]) -> str:
    """The content, unless it only leads to the article or the summary is twice as long.

    `content_text` and `summary` are plain text: `<` and `&` mean themselves there.
    """
    markup = Text(_text(item, "content_html"))
    content = markup if text_of(markup) else Text(_text(item, "content_text"), is_plain=True)
    return body_of((content,), Text(_text(item, "summary"), is_plain=True))


def _authors(item: Mapping[str, object]) -> list[str]:
    authors = item.get("authors")
    listed = authors if isinstance(authors, list) else []
    given = [author for author in (*listed, item.get("author")) if isinstance(author, dict)]  # "author" is that of 1.0
    return [name for author in given if (name := _text(author, "name"))]


def _hub(document: Mapping[str, object], url: str) -> str:
    """The first hub that speaks WebSub: others, such as rssCloud, are not for us."""
    hubs = document.get("hubs")
    given = [hub for hub in hubs if isinstance(hub, dict)] if isinstance(hubs, list) else []
    usable = (fields.link(_text(hub, "url"), url) for hub in given if _text(hub, "type").lower() == "websub")
    return next(filter(None, usable), "")


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _text(mapping: Mapping[str, object], name: str) -> str:
    """The value of `name` where it is text, or a number as some publishers write ids."""
    value = mapping.get(name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
