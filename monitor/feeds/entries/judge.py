"""Why an entry becomes an article, or does not.

An article that is older than `max_age` when its feed first shows it is no news: publishers move articles, refill feeds
and change what they show. It is published with a mark, so that it is archived and nobody is told; one of more than a
month is not even that, or a feed that shows its archive would cost the language work of years.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from monitor.feeds.dates.decide import Dated
from monitor.feeds.entries.candidates import look_of_row
from monitor.feeds.entries.likeness import likeness
from monitor.feeds.entries.recognise import Recognised
from monitor.feeds.feed import FirstPoll
from monitor.feeds.seen import SeenEntry
from monitor.records import Dating

# Some publishers write the time or a number of readers into their texts: every poll would find every entry edited.
FREE_EDITS = 5  # versions of an article that are published as they come; after each more it must wait twice as long
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=30), timedelta(days=1)

LONG_PAST = timedelta(days=30)
_LATER = {
    Dating.ZONE_UNKNOWN: timedelta(hours=12),
    Dating.DAY: timedelta(hours=36),
}  # than such a date it may have been


class EntryReason(StrEnum):
    """Why an entry became an article, or did not."""

    NEW = "new"
    OLD = "older than max_age when the feed first showed it: archived, and nobody is told"
    EDITED = "edited since it was seen"
    HELD_BACK = "edited too often: waits for a while, and is published as it stands then"
    SEEN = "seen before"
    REPEATED = "seen before under another link"
    FIRST_POLL = "found by the first poll of the feed, counts as seen"
    LONG_PAST = "older than max_age and than a month when the feed first showed it: left out"
    DUPLICATE = "stands twice in this feed"
    EMPTY = "refused: neither link, title nor text"


PUBLISHED = frozenset({EntryReason.NEW, EntryReason.OLD, EntryReason.EDITED})


class Moment(NamedTuple):
    """When a poll looks at its entries."""

    fetched: datetime
    since: datetime  # the poll before, or `fetched`: what was news then has not grown old while nobody looked
    max_age: timedelta
    first_poll: FirstPoll | None = None  # what happens at the first poll of a feed, None at the others


class Judgement(NamedTuple):
    """Why an entry becomes an article or not, and whether it is old."""

    reason: EntryReason
    old: bool = False


def judge(found: Recognised, date: Dated, moment: Moment) -> Judgement:
    """What becomes of an entry that stands in the feed for the first time in this poll."""
    if found.known is None:
        return _first_seen(date, moment)
    if found.known.content_hash == found.content_hash:
        same_place = found.known.link == found.link or found.known.guid == found.candidate.given
        return Judgement(EntryReason.SEEN if same_place else EntryReason.REPEATED, found.known.old)
    old = found.known.old and _is_touched_up(found, found.known)
    if old and _age(date, moment) > LONG_PAST:
        return Judgement(EntryReason.LONG_PAST, old)
    waits = moment.fetched - found.known.seen < _pause(found.version)
    return Judgement(EntryReason.HELD_BACK if waits else EntryReason.EDITED, old)


def _first_seen(date: Dated, moment: Moment) -> Judgement:
    if moment.first_poll is FirstPoll.PUBLISH:
        return Judgement(EntryReason.NEW)
    age = _age(date, moment)
    old = age > moment.max_age
    if moment.first_poll is not None:
        return Judgement(EntryReason.FIRST_POLL, old)
    if not old:
        return Judgement(EntryReason.NEW)
    return Judgement(EntryReason.LONG_PAST if age > LONG_PAST else EntryReason.OLD, old)


def _age(date: Dated, moment: Moment) -> timedelta:
    """How old an article dated so was, at least; nothing of one without a date."""
    if date.moment is None:
        return timedelta(0)
    return min(moment.fetched, moment.since) - date.moment - _LATER.get(date.dating, timedelta(0))


def _is_touched_up(found: Recognised, known: SeenEntry) -> bool:
    """Whether an edit leaves an article what it was; what is written anew is news."""
    return all(likeness(found.candidate.look, look_of_row(known)))


def _pause(version: int) -> timedelta:
    """How long after `version` of an article the next may follow."""
    if version <= FREE_EDITS:
        return timedelta(0)
    return min(FIRST_PAUSE * (1 << min(version - FREE_EDITS - 1, 16)), LONGEST_PAUSE)
