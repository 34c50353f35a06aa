"""What follows from a poll for the feed itself: what it teaches, when the next one is, whether people must be told."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from monitor.feeds.entries.changes import EntryReason
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import FAILING, GONE, GONE_COUNT, MISSED, PLANNED, Condition, health, moment_of
from monitor.feeds.health.notice import notice
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.rhythm.budget import ACCOUNT, LONGEST, SHORTEST, account_of, charge, entered, plan
from monitor.feeds.rhythm.observe import observe
from monitor.feeds.rhythm.pattern import RHYTHM, Rhythm, rhythm_of, written
from monitor.feeds.schedule.waits import HELD, unskipped
from monitor.feeds.state import FeedState
from monitor.feeds.websub.subscription import BACKUP
from monitor.records import Alert, Record

PARKED = timedelta(days=7)  # between two polls of a feed that is gone

_HURRY = "hurry"  # the longest wait in seconds, since entries were missed
_CALM = 1.25  # how much longer that may be after each poll that missed none
_BACKUP = "backup"  # moment of the poll that makes sure of a hub
_STATUS = re.compile(r"HTTP status (\d{3})")


class Conclusion(Record, frozen=True, kw_only=True):
    """All that follows; nothing is stored or published yet."""

    state: FeedState  # to store after publishing
    alert: Alert | None = None  # to publish before
    hub_missed: bool = False  # a poll found what the feed's hub should have handed over


def hurried(feed: Feed, state: FeedState | None) -> Feed:
    """`feed` with a shorter interval, where the last polls may have missed entries."""
    limit = _hurry(state.detail) if state else None
    return feed if limit is None else msgspec.structs.replace(feed, interval=min(feed.interval, limit))


def conclude(
    feed: Feed,
    before: FeedState | None,
    outcome: PollOutcome,
    price: float | None,
    *,
    live: bool = False,
    handed: bool = False,
) -> Conclusion:
    """What follows from the poll of `feed` that led from the state `before` to `outcome`.

    `price` is that of a request (see `monitor.feeds.rhythm.budget`), None where the interval of the feed decides. While
    it is `live`, a hub hands over what is new, and polls only make sure of it; what was `handed` over is no poll.
    """
    state = outcome.state
    now = state.last_poll
    if now is None:  # no poll, no conclusion
        return Conclusion(state=state)
    known = rhythm_of(before.detail.get(RHYTHM)) if before else None
    rhythm = known if outcome.error else observe(known, _dates(outcome), now)
    detail = _with(state.detail, {RHYTHM: written(rhythm) if rhythm else None, PLANNED: None})
    if not handed:
        detail = _gaps(detail, before, outcome, now)
    detail = _failures(detail, outcome, now)
    state = msgspec.structs.replace(state, detail=detail)
    if price is not None and not handed:
        state = _planned(state, known, rhythm, price, now)
    if state.detail.get(MISSED) == now.isoformat():
        state = _sooner(state, now)
    missed = live and not handed and before is not None and _BACKUP in before.detail and _has_new(outcome)
    state = _backed_up(state, now, live=(live or handed) and not missed)
    found = health(feed, state, rhythm, now)
    if found.condition is Condition.GONE:
        state = msgspec.structs.replace(state, next_poll=now + PARKED)
    state, alert = notice(feed, before, state, found)
    return Conclusion(state=state, alert=alert, hub_missed=missed)


def _dates(outcome: PollOutcome) -> list[datetime | None]:
    """Of the entries that were not there at the poll before."""
    new = (EntryReason.NEW, EntryReason.FIRST_POLL)
    return [entry.published for entry in outcome.entries if entry.reason in new]


def _gaps(detail: Mapping[str, str], before: FeedState | None, outcome: PollOutcome, now: datetime) -> dict[str, str]:
    """Where not one entry was seen before, others may have come and gone between the polls: twice as fast then."""
    limit = _hurry(detail)
    if before is not None and before.last_success is not None and _no_overlap(outcome):
        half = (now - before.last_success).total_seconds() / 2
        return _with(detail, {MISSED: now.isoformat(), _HURRY: f"{max(SHORTEST, half):.0f}"})
    if limit is None or outcome.error:
        return dict(detail)
    calm = limit * _CALM
    return _with(detail, {_HURRY: f"{calm:.0f}"} if calm < LONGEST else {_HURRY: None, MISSED: None})


def _no_overlap(outcome: PollOutcome) -> bool:
    reasons = {entry.reason for entry in outcome.entries} - {EntryReason.EMPTY, EntryReason.REPEATED}
    return reasons == {EntryReason.NEW}


def _failures(detail: Mapping[str, str], outcome: PollOutcome, now: datetime) -> dict[str, str]:
    """Since when polls fail, and since when the server says that the feed is gone."""
    if not outcome.error:
        return _with(detail, {FAILING: None, GONE: None, GONE_COUNT: None})
    failing = {FAILING: detail.get(FAILING, now.isoformat())}
    found = _STATUS.search(outcome.error)
    if found is None or found[1] != "410":
        return _with(detail, {**failing, GONE: None, GONE_COUNT: None})
    count = int(detail.get(GONE_COUNT, "0")) + 1
    return _with(detail, {**failing, GONE: detail.get(GONE, now.isoformat()), GONE_COUNT: str(count)})


def _planned(state: FeedState, known: Rhythm | None, rhythm: Rhythm | None, price: float, now: datetime) -> FeedState:
    """The next poll by rhythm and budget, but never before the server and the feed allow it."""
    rhythm = rhythm or Rhythm(until=now, faded=now)
    planned = unskipped(plan(rhythm, price, now, longest=_hurry(state.detail) or LONGEST), state.detail)
    account = charge(account_of(state.detail.get(ACCOUNT)), known or rhythm, price, now)
    detail = _with(state.detail, {PLANNED: planned.isoformat(), ACCOUNT: entered(account)})
    allowed = unskipped(max(state.next_poll or planned, planned), detail)
    return msgspec.structs.replace(state, next_poll=allowed, detail=detail)


def _backed_up(state: FeedState, now: datetime, *, live: bool) -> FeedState:
    """The next poll long after this one, where a hub hands over what is new; not for a feed that fails."""
    if not live or state.failures:
        return msgspec.structs.replace(state, detail=_with(state.detail, {_BACKUP: None}))
    moment = max(state.next_poll or now, unskipped(now + BACKUP, state.detail))
    detail = _with(state.detail, {_BACKUP: moment.isoformat(), PLANNED: moment.isoformat()})
    return msgspec.structs.replace(state, next_poll=moment, detail=detail)


def _has_new(outcome: PollOutcome) -> bool:
    return any(entry.reason is EntryReason.NEW for entry in outcome.entries)


def _sooner(state: FeedState, now: datetime) -> FeedState:
    """The next poll after half of the last wait at most, as far as server and feed allow."""
    wanted = now + timedelta(seconds=_hurry(state.detail) or SHORTEST)
    allowed = unskipped(max(wanted, moment_of(state, HELD) or wanted), state.detail)
    return msgspec.structs.replace(state, next_poll=min(state.next_poll or allowed, allowed))


def _hurry(detail: Mapping[str, str]) -> float | None:
    return float(detail[_HURRY]) if _HURRY in detail else None


def _with(detail: Mapping[str, str], changed: Mapping[str, str | None]) -> dict[str, str]:
    """`detail` with these values; None takes one away."""
    merged = {**detail, **changed}
    return {name: value for name, value in merged.items() if value is not None}
