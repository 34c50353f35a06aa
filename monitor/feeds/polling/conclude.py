"""What follows from a poll for the feed itself: what it teaches, when the next one is, whether people must be told."""

from datetime import datetime, timedelta

import msgspec

from monitor.feeds.condition import Condition
from monitor.feeds.entries.judge import EntryReason
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import health
from monitor.feeds.health.notice import notice
from monitor.feeds.polling.gaps import gap_after
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.rhythm.budget import LONGEST, SHORTEST, charge, plan
from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import Rhythm
from monitor.feeds.schedule.waits import longest_hold
from monitor.feeds.state import FeedState, Schedule
from monitor.feeds.websub.subscription import BACKUP
from monitor.feeds.wishes import unskipped
from monitor.records import Alert, Record

PARKED = timedelta(days=7)  # between two polls of a feed that is gone


class Conclusion(Record, frozen=True, kw_only=True):
    """All that follows; nothing is stored or published yet."""

    state: FeedState  # to store after publishing
    alert: Alert | None = None  # to publish before
    hub_missed: bool = False  # a poll found what the feed's hub should have pushed


def hurried(feed: Feed, state: FeedState | None) -> Feed:
    """`feed` with a shorter interval, where the last polls may have missed entries."""
    if state is None or state.gap is None:
        return feed
    return msgspec.structs.replace(feed, interval=min(feed.interval, state.gap.longest_wait))


def conclude(
    feed: Feed,
    before: FeedState | None,
    outcome: PollOutcome,
    multiplier: float | None,
    *,
    live: bool = False,
    pushed: bool = False,
) -> Conclusion:
    """What follows from the poll of `feed` that led from the state `before` to `outcome`.

    `multiplier` is that of the budget (see `monitor.feeds.rhythm.budget`), None where the interval of the feed decides.
    While it is `live`, a hub pushes what is new, and polls only make sure of it; what was `pushed` is no poll.
    """
    now = outcome.state.last_poll
    if now is None:  # no poll, no conclusion
        return Conclusion(state=outcome.state)
    state = _learnt(outcome, before, now)
    if not pushed:
        state = msgspec.structs.replace(state, gap=gap_after(before, outcome, now))
    if multiplier is not None and not pushed:
        state = _planned(feed, state, before, multiplier, now)
    if state.gap is not None and state.gap.at == now:
        state = _sooner(feed, state, now)
    missed = live and not pushed and before is not None and before.schedule.backup and _has_new(outcome)
    state = _backed_up(feed, state, now, live=(live or pushed) and not missed)
    found = health(feed, state, now)
    if found.condition is Condition.GONE:
        state = _rescheduled(state, next_poll=now + PARKED)
    state, alert = notice(feed, before, state, found)
    return Conclusion(state=state, alert=alert, hub_missed=missed)


def _learnt(outcome: PollOutcome, before: FeedState | None, now: datetime) -> FeedState:
    """The state with what the poll teaches of the rhythm, and without the plan that led to it."""
    known = before.rhythm if before else None
    rhythm = known if outcome.error else observe(known, _dates(outcome), now)
    state = msgspec.structs.replace(outcome.state, rhythm=rhythm)
    return _rescheduled(state, planned=None)


def _dates(outcome: PollOutcome) -> list[datetime | None]:
    """Of the entries that were not there at the poll before."""
    new = (EntryReason.NEW, EntryReason.FIRST_POLL)
    return [entry.published for entry in outcome.entries if entry.reason in new]


def _planned(feed: Feed, state: FeedState, before: FeedState | None, multiplier: float, now: datetime) -> FeedState:
    """The next poll by rhythm and budget, but never before the server and the feed allow it."""
    rhythm = state.rhythm or Rhythm(until=now, faded=now)
    known = (before.rhythm if before else None) or rhythm
    longest = state.gap.longest_wait if state.gap else LONGEST
    planned = unskipped(plan(rhythm, multiplier, now, longest=longest), state.wishes, longest_hold(feed))
    allowed = unskipped(max(state.schedule.next_poll or planned, planned), state.wishes, longest_hold(feed))
    state = msgspec.structs.replace(state, account=charge(state.account, known, multiplier, now))
    return _rescheduled(state, next_poll=allowed, planned=planned)


def _backed_up(feed: Feed, state: FeedState, now: datetime, *, live: bool) -> FeedState:
    """The next poll long after this one, where a hub pushes what is new; not for a feed that fails."""
    if not live or state.failures.count:
        return _rescheduled(state, backup=False)
    moment = max(state.schedule.next_poll or now, unskipped(now + BACKUP, state.wishes, longest_hold(feed)))
    return _rescheduled(state, next_poll=moment, planned=moment, backup=True)


def _has_new(outcome: PollOutcome) -> bool:
    return any(entry.reason is EntryReason.NEW for entry in outcome.entries)


def _sooner(feed: Feed, state: FeedState, now: datetime) -> FeedState:
    """The next poll after half of the last wait at most, as far as server and feed allow."""
    wanted = now + timedelta(seconds=state.gap.longest_wait if state.gap else SHORTEST)
    allowed = unskipped(max(wanted, state.schedule.held_until or wanted), state.wishes, longest_hold(feed))
    return _rescheduled(state, next_poll=min(state.schedule.next_poll or allowed, allowed))


def _rescheduled(state: FeedState, **changed: datetime | bool | None) -> FeedState:
    """`state` with these fields of its schedule."""
    schedule: Schedule = msgspec.structs.replace(state.schedule, **changed)
    return msgspec.structs.replace(state, schedule=schedule)
