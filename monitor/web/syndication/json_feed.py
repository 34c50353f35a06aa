"""JSON Feed 1.1."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from monitor.records import Record
from monitor.web.syndication.entries import Entry

CONTENT_TYPE: Final = "application/feed+json"


class Author(Record, frozen=True, kw_only=True):
    """Who wrote an item."""

    name: str


class Item(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A story as a watch told it."""

    id: str
    title: str
    content_text: str
    url: str | msgspec.UnsetType = msgspec.UNSET  # left out where the article has no page
    date_published: datetime
    date_modified: datetime
    authors: tuple[Author, ...]
    tags: tuple[str, ...]


class JsonFeed(Record, frozen=True, kw_only=True):
    """A feed."""

    version: str = "https://jsonfeed.org/version/1.1"
    title: str
    feed_url: str
    items: tuple[Item, ...]


def json_feed(title: str, address: str, entries: Sequence[Entry]) -> JsonFeed:
    """The feed of `entries` at `address`."""
    return JsonFeed(title=title, feed_url=address, items=tuple(map(_item, entries)))


def _item(entry: Entry) -> Item:
    return Item(
        id=entry.id,
        title=entry.title,
        content_text=entry.text,
        url=entry.link or msgspec.UNSET,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=(Author(name=entry.author or "Wirewatch"),),
        tags=entry.tags,
    )
