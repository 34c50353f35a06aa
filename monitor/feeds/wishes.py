"""What a feed asks of those who poll it: `<ttl>`, `<skipHours>` and `<skipDays>` of RSS 2.0."""

from datetime import UTC, datetime, timedelta

from monitor.feeds.entry import ParsedFeed
from monitor.records import Record

_A_WEEK = timedelta(days=7)


class Wishes(Record, frozen=True, kw_only=True):
    """What a feed asks for, kept for the polls that bring no body. Owner: this file."""

    ttl: float = 0.0  # seconds for which to leave it alone after a poll
    skip_hours: tuple[int, ...] = ()  # of the day, in UTC
    skip_days: tuple[int, ...] = ()  # of the week, 0 is Monday


def wishes_of(parsed: ParsedFeed) -> Wishes:
    """What the feed asks for in this document."""
    return Wishes(ttl=parsed.ttl or 0.0, skip_hours=parsed.skip_hours, skip_days=parsed.skip_days)


def unskipped(moment: datetime, wishes: Wishes, longest: timedelta = _A_WEEK) -> datetime:
    """The first moment from `moment` on that is in no hour or day in which the feed asks not to be polled.

    That is `longest` after `moment` at most. A feed that names all hours or all days names none.
    """
    free = moment.astimezone(UTC)
    for _ in range(8 * 24):
        if free.hour not in wishes.skip_hours and free.weekday() not in wishes.skip_days:
            return min(free, moment + longest)
        free = free.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment
