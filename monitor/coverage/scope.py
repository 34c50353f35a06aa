"""Which feeds a watch looks at, as far as the configuration tells."""

from collections.abc import Sequence

from monitor.feeds.feed import Feed
from monitor.identity import host
from monitor.match.watchlist import Sources
from monitor.text.language_range import speaks


def in_scope(sources: Sources, feeds: Sequence[Feed]) -> list[Feed]:
    """Those of all configured `feeds` whose articles can meet a watch with `sources`.

    A name to include that is none of the feeds' may be that of a publisher, or of the host of a link, in any of them.
    """
    named = {name for feed in feeds for name in _names(feed)}
    is_named = bool(sources.include) and named.issuperset(sources.include)
    return [feed for feed in feeds if _looks_at(sources, feed, by_name=is_named)]


def _looks_at(sources: Sources, feed: Feed, *, by_name: bool) -> bool:
    """Whether articles of `feed` can meet a watch with `sources`; by_name: only where one to include is the feed's."""
    tags, names = set(feed.tags), _names(feed)
    if names & set(sources.exclude) or tags & set(sources.exclude_tags):
        return False
    if by_name and sources.include and names.isdisjoint(sources.include):
        return False
    if sources.include_tags and not tags & set(sources.include_tags):
        return False
    if sources.tiers and feed.tier not in sources.tiers:
        return False
    return not sources.languages or any(speaks(wanted, feed.language or "und") for wanted in sources.languages)


def _names(feed: Feed) -> set[str]:
    return {feed.id, feed.publisher, host(feed.url)} - {""}
