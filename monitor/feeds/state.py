"""What ingest remembers of a feed and of its entries between polls."""

from datetime import datetime

from monitor.records import Record


class FeedState(Record, frozen=True, kw_only=True):
    """What ingest knows of one feed."""

    feed: str  # id
    url: str  # where it is polled now (a permanent redirect rewrites it)
    etag: str | None = None  # byte for byte as given
    last_modified: str | None = None
    body_hash: str = ""  # of the last 200 body
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None  # when it last brought an article
    failures: int = 0  # in a row
    error: str = ""  # of the last poll, "" if it went well
    polls: int = 0
    detail: dict[str, str] = {}  # what later capabilities remember (redirect counts, hub lease, rhythm)


class SeenEntry(Record, frozen=True, kw_only=True):
    """An entry that a feed has shown before."""

    feed: str
    entry: str  # entry id within the feed
    article: str  # article id
    version: int = 1
    content_hash: str = ""  # of title and text; another one is an edit
    title_hash: str = ""  # of the title alone, to tell what an edit changed; "" where it is not known
    text_hash: str = ""
    link: str = ""  # canonical
    seen: datetime
