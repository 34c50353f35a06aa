"""The feeds of a site: where they may be, and which is best."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from monitor.identity import canonical_url
from monitor.records import Record

COMMON_BELOW = ("feed", "rss.xml", "feed.xml", "atom.xml")  # of a site that is a part of its host
COMMON_PATHS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/news-sitemap.xml")


class Source(StrEnum):
    """How a feed was found, the surest way first."""

    GIVEN = "the address is a feed"
    NAMED = "the page names it as its feed"
    LINKED = "the page links to it"
    ROBOTS = "robots.txt names it"
    COMMON = "it stands where feeds often stand"


class FeedLink(Record, frozen=True, kw_only=True):
    """An address that may be one of a feed."""

    url: str  # absolute, http or https
    title: str = ""
    source: Source


class PageLinks(Record, frozen=True, kw_only=True):
    """What a page has to say of feeds."""

    links: tuple[FeedLink, ...] = ()  # those that it names, then those that it links to
    onward: str = ""  # the page that it sends its readers on to by itself


class Candidate(Record, frozen=True, kw_only=True):
    """A feed that was found, fetched and read."""

    url: str
    title: str  # its own, else that of the link to it
    type: str  # "RSS", "Atom", "JSON Feed", "news sitemap" or "sitemap index"
    source: Source
    entries: int
    newest: datetime | None = None  # publication of its newest entry
    hub: str = ""


def common_addresses(host: str, path: str) -> tuple[str, ...]:
    """Where the feed of a page at `path` of `host` often stands: in its own folder, then at the root."""
    folder = path[: path.rfind("/") + 1]
    below = [f"{host}{folder}{name}" for name in COMMON_BELOW] if folder not in ("", "/") else []
    return (*below, *(host + common for common in COMMON_PATHS))


def worth_trying(links: Iterable[FeedLink]) -> tuple[FeedLink, ...]:
    """`links` in the order in which to try them, each address once: feeds of comments come last."""
    unique: dict[str, FeedLink] = {}
    for link in links:
        unique.setdefault(canonical_url(link.url), link)
    return tuple(sorted(unique.values(), key=lambda link: is_of_comments(link.url, link.title)))


def best_first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """`candidates`: feeds of articles before those of comments, surer before less sure, full before empty ones."""
    sources = list(Source)
    return tuple(
        sorted(
            candidates,
            key=lambda found: (
                is_of_comments(found.url, found.title),
                sources.index(found.source),
                found.entries == 0 and found.type != "sitemap index",
            ),
        )
    )


def is_of_comments(url: str, title: str) -> bool:
    """Whether a feed is one of readers' comments, by its name."""
    return "comment" in url.lower() or "comment" in title.lower()
