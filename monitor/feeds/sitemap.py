"""Sitemap indexes (sitemaps.org, protocol 0.9): which sitemaps of one are read, and what is remembered of each."""

from collections.abc import Sequence
from datetime import UTC, datetime

from monitor.feeds.entry import SitemapLink
from monitor.records import Record

READ = 3  # sitemaps of an index that are read at a poll

_NEVER = datetime.min.replace(tzinfo=UTC)


class SitemapState(Record, frozen=True, kw_only=True):
    """What is remembered of one sitemap of an index. Owner: `monitor.fetch.sitemap_index`, of those chosen here."""

    url: str
    etag: str | None = None  # byte for byte as given
    last_modified: str | None = None
    body_hash: str = ""


def choose(links: Sequence[SitemapLink], known: Sequence[SitemapState]) -> tuple[SitemapState, ...]:
    """The sitemaps to read: those that are called news first, of these the ones that changed last; at most READ.

    What is `known` of them is kept.
    """
    memory = {state.url: state for state in known}
    ranked = sorted(links, key=lambda link: ("news" in link.url.lower(), link.updated or _NEVER), reverse=True)
    urls = dict.fromkeys(link.url for link in ranked)
    return tuple(memory.get(url) or SitemapState(url=url) for url in list(urls)[:READ])
