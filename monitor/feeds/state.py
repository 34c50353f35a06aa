"""What ingest remembers of a feed between polls.

Each part is a record of its own, written by one owner, which its docstring names.
"""

from datetime import datetime

from monitor.feeds.address import Address
from monitor.feeds.condition import Incident
from monitor.feeds.dates.habit import DateHabit
from monitor.feeds.failures import Failures
from monitor.feeds.feed import Feed
from monitor.feeds.rhythm.budget import Account
from monitor.feeds.rhythm.pattern import Rhythm
from monitor.feeds.sitemap import SitemapState
from monitor.feeds.websub.hub import Hub
from monitor.feeds.wishes import Wishes
from monitor.records import Record


class Validators(Record, frozen=True, kw_only=True):
    """By what an unchanged feed is known, of the last poll that went well. Owner: `monitor.feeds.polling.outcome`."""

    etag: str | None = None  # byte for byte as given
    last_modified: str | None = None
    body_hash: str = ""  # of the last 200 body


class Schedule(Record, frozen=True, kw_only=True):
    """When the next poll is, and why not sooner or later. Owner: `monitor.feeds.polling`."""

    next_poll: datetime | None = None
    held_until: datetime | None = None  # server or feed ask to be left alone
    planned: datetime | None = None  # chosen by rhythm and budget, or as the backup of a hub
    backup: bool = False  # the next poll only makes sure of the hub


class Gap(Record, frozen=True, kw_only=True):
    """Entries may have been missed. Owner: `monitor.feeds.polling.gaps`."""

    at: datetime  # of the last poll that showed no entry of the one before
    longest_wait: float  # seconds between two polls since, growing while none is missed


class Withheld(Record, frozen=True, kw_only=True):
    """Entries that were no news, of all polls so far. Owner: `monitor.feeds.polling.outcome`."""

    repeated: int = 0  # the same article under another link
    old: int = 0  # older than max_age when the feed first showed them: archived, and nobody is told
    long_past: int = 0  # older than a month as well: left out


class FeedState(Record, frozen=True, kw_only=True):
    """What ingest knows of one feed."""

    feed: str  # id
    address: Address
    polls: int = 0
    last_poll: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None  # when it last brought an article
    validators: Validators = Validators()
    schedule: Schedule = Schedule()
    failures: Failures = Failures()
    wishes: Wishes = Wishes()
    dates: DateHabit = DateHabit()
    hub: Hub | None = None
    sitemaps: tuple[SitemapState, ...] = ()  # of a sitemap index: those that are read
    rhythm: Rhythm | None = None
    account: Account | None = None  # of the requests that the feed was given of the budget
    gap: Gap | None = None
    withheld: Withheld = Withheld()
    incident: Incident | None = None


def unpolled(feed: Feed) -> FeedState:
    """The state of a feed that nothing is known of yet."""
    return FeedState(feed=feed.id, address=Address(url=feed.url, configured=feed.url))
