"""The hub that a feed names."""

from monitor.feeds.entry import ParsedFeed
from monitor.records import Record


class Hub(Record, frozen=True, kw_only=True):
    """Where a feed is to be subscribed to. Owner: this file."""

    url: str
    topic: str  # by which address the hub knows the feed


def hub_of(parsed: ParsedFeed, url: str) -> Hub | None:
    """The hub that a document names, polled at `url`; None where it names none."""
    return Hub(url=parsed.hub, topic=parsed.self_url or url) if parsed.hub else None
