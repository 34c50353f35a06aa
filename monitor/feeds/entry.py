"""A feed as it was read: its entries in the order of the feed, cleaned of markup, not yet judged."""

from datetime import datetime

from monitor.records import Record


class Entry(Record, frozen=True, kw_only=True):
    """One entry. Texts are plain and without control characters; "" where the feed gave nothing usable."""

    guid: str = ""  # what the feed calls its id
    link: str = ""  # absolute, http or https
    title: str = ""
    text: str = ""  # of the content, else of the summary; paragraphs parted by "\n"
    published: datetime | None = None  # UTC
    updated: datetime | None = None  # UTC
    published_text: str = ""  # as the feed wrote it, where only the rest of the feed tells what it means
    updated_text: str = ""
    offset: int | None = None  # minutes that the zone of its dates is east of UTC, where they name it
    authors: tuple[str, ...] = ()
    language: str | None = None  # BCP 47
    tags: tuple[str, ...] = ()
    source: str = ""  # address of the site or feed that an aggregator has it from, absolute
    content_hash: str = ""  # of an entry whose bytes were read before: stands for its text, which is left out


class SitemapLink(Record, frozen=True, kw_only=True):
    """A sitemap that an index lists."""

    url: str  # absolute, http or https
    updated: datetime | None = None  # UTC


class ParsedFeed(Record, frozen=True, kw_only=True):
    """One feed document."""

    title: str = ""
    language: str | None = None  # BCP 47
    site_url: str = ""
    ttl: float | None = None  # seconds for which the feed asks to be left alone (RSS <ttl>)
    skip_hours: tuple[int, ...] = ()  # of the day, in UTC, in which the feed asks not to be polled (RSS <skipHours>)
    skip_days: tuple[int, ...] = ()  # of the week, 0 is Monday (RSS <skipDays>)
    hub: str = ""  # WebSub hub, where the feed names one
    self_url: str = ""  # what the feed calls its own address; a hub knows it by that
    expired: bool = False  # the feed says that it will never change again (JSON Feed)
    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[SitemapLink, ...] = ()  # of a sitemap index, which has no entries of its own
