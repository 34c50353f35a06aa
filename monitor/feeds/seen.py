"""What ingest remembers of the entries of a feed between polls."""

from datetime import datetime

from monitor.records import Record


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
    guid: str = ""  # as given, "" where there was none
    published: datetime | None = None  # UTC
    title_sketch: bytes = b""  # what likeness is told by, see `monitor.feeds.entries.likeness`
    text_sketch: bytes = b""
    old: bool = False  # older than max_age when the feed first showed it
    seen: datetime
