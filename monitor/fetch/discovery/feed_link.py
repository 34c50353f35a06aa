"""Which links are to feeds, by what is said of them and by their addresses."""

import re
from urllib.parse import urlsplit

# https://www.rssboard.org/rss-autodiscovery and JSON Feed 1.1. The others are those of much else: they count where the
# address speaks of a feed, as application/json does for JSON Feed 1.0.
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_BROAD_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
_RELATIONS = frozenset({"alternate", "self", "rss", "atom", "service.feed"})
_FEED = re.compile(r"(?:^|[/.?&=_-])(?:rss\d?|atom|rdf|feeds?)(?:[/.?&=_-]|$)", re.IGNORECASE)
_HOST = re.compile(r"(?:rss|feeds?)\d?\.", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:RSS|(?:atom|json|news|web)[ -]?feeds?)\b|^\s*(?:XML|atom|feeds?|subscribe|syndication)\s*$", re.IGNORECASE
)
_MAX_WORDS = 60  # characters of a link that is about a feed, rather than of a headline


def is_feed_link(relations: str, kind: str, address: str) -> bool:
    """Whether a page names `address` as a feed of its own, by `rel` and `type` of the link."""
    named, kind = set(relations.lower().split()), kind_of(kind)
    if "feed" in named:
        return True
    if kind in _TYPES:
        return not named or bool(named & _RELATIONS)
    return "alternate" in named and kind in _BROAD_TYPES and speaks_of_feed(address)


def may_be_feed_link(address: str, kind: str, words: str) -> bool:
    """Whether a link in the text of a page may be to a feed, by its address, its `type` or its `words`."""
    return (
        kind_of(kind) in _TYPES or speaks_of_feed(address) or (len(words) <= _MAX_WORDS and bool(_WORDS.search(words)))
    )


def speaks_of_feed(address: str) -> bool:
    """Whether the path, the query or the host of `address` is named after feeds."""
    host, behind = urlsplit(address).netloc, address.partition("://")[2].partition("/")[2]
    return bool(_FEED.search(behind) or _HOST.match(host))


def kind_of(kind: str) -> str:
    """A media type without parameters."""
    return kind.partition(";")[0].strip().lower()
