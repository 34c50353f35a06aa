"""A feed as the user configured it."""

from enum import StrEnum
from typing import Final

from monitor.feeds.login import Login
from monitor.records import LOWEST_TIER, Record

LONGEST_HOLD: Final = 86_400.0  # seconds
MAX_AGE: Final = 172_800.0  # seconds


class FirstPoll(StrEnum):
    """What happens to the entries that the first poll of a feed finds."""

    SEEN = "seen"  # they count as seen: only news from now on
    PUBLISH = "publish"  # they are published


class Feed(Record, frozen=True, kw_only=True):
    """One feed to poll."""

    id: str  # short name, unique
    url: str
    title: str = ""
    interval: float = 900.0  # seconds between polls where nothing else says more
    longest_hold: float = LONGEST_HOLD  # seconds for which caching headers and the feed may put off a poll
    by_rhythm: bool = False  # its rhythm and the budget decide when it is polled, `interval` is only the shortest wait
    tags: tuple[str, ...] = ()
    tier: int = LOWEST_TIER  # of trust, from 1, the most, to 4
    publisher: str = ""  # whose its articles are; "" means what `entries.changes.publisher_of` says
    owner: str = ""  # who owns the publisher, "" where nothing is known of that
    language: str | None = None  # BCP 47, where the feed does not say
    first_poll: FirstPoll = FirstPoll.SEEN
    allow_private: bool = False  # addresses that are not public may be polled
    login: Login | None = None  # for the host of `url` only
    max_age: float = MAX_AGE  # seconds; an article that is older when the feed first shows it is no news
    full_text: bool = False  # the text of each new article is fetched from its own page
