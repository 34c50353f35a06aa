"""Whether a watch has no match for longer than it allows, while its feeds are well: a dead feed is no silence.

Only time between two polls that went well counts, of feeds that were well whenever they were looked at in between and
missed no entry. Of several feeds more than half must be well, of those that a watch looks at and of those among them
that brought its last matches; and half of those that are well must have been polled and have missed nothing. One alert
an absence: the next comes after there was a match again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention.lasting import lasting
from monitor.alerting.attention.own_alert import own_alert
from monitor.alerting.policy import Absence, Policy
from monitor.records import Alert, AlertKind, Record

ON_THE_WAY: Final = timedelta(minutes=2)
"""What a poll brought is given so long to become a match, before the poll counts."""


class Hearing(Record, frozen=True, kw_only=True):
    """How one of the feeds fares that a watch looks at."""

    is_well: bool
    brought: bool = False  # one of the last matches of the watch
    polled: datetime | None = None  # the last time that went well
    missed: datetime | None = None  # entries may have been missed before this poll


class Poll(Record, frozen=True, kw_only=True):
    """A poll that brought nothing so far."""

    at: datetime
    seen: datetime  # when it was looked at first


class Silence(Record, frozen=True, kw_only=True):
    """How long a watch has had no match."""

    watch: str  # its id
    since: datetime  # of its last match, or when it was looked at first
    seconds: float = 0.0  # without a match, while feeds were well
    heard: datetime  # up to when they are counted
    coming: Poll | None = None  # that counts `ON_THE_WAY` after it was seen
    is_broken: bool = False  # feeds were not well since `heard`
    told: datetime | None = None  # when the absence was told


def silence_after(
    silence: Silence | None, watch: str, last_match: datetime | None, feeds: Sequence[Hearing], now: datetime
) -> Silence:
    """How long `watch` has had no match as of a look at `now` at its `feeds`; `silence` is that of the last look."""
    if silence is None:
        return Silence(watch=watch, since=last_match or now, heard=now)
    silence = _not_ahead(silence, now)
    if last_match is not None and last_match > silence.since:
        return Silence(watch=watch, since=last_match, heard=last_match)
    well = [feed for feed in feeds if feed.is_well and feed.polled is not None]
    brought = _brought(feeds)
    if not _are_most(well, feeds) or (brought and not _are_most(_brought(well), brought)):
        return replace(silence, is_broken=True, coming=None)
    return _with_next_poll(_counted(silence, now), well, now)


def _brought(feeds: Sequence[Hearing]) -> list[Hearing]:
    return [feed for feed in feeds if feed.brought]


def _are_most(well: Sequence[Hearing], feeds: Sequence[Hearing]) -> bool:
    return 2 * len(well) > len(feeds)


def is_absent(silence: Silence, absence: Absence) -> bool:
    """Whether an absence is to be told."""
    return silence.told is None and silence.seconds >= absence.max_gap_seconds


def absence_alert(policy: Policy, absence: Absence, silence: Silence, now: datetime) -> Alert:
    """Tells that the watch has had no match; its id is a function of the watch and of the last match."""
    gap = lasting(absence.max_gap_seconds)
    return own_alert(
        policy,
        "absence",
        silence.since,
        now,
        kind=AlertKind.ABSENCE,
        severity=policy.severity,
        title=f"No match for {gap}: {policy.watch}",
        sentence=f"The last one was at {silence.since:%Y-%m-%d %H:%M} UTC; the feeds that the watch looks at are well.",
        reason=f"Watch '{policy.watch}': no match for {gap}, the most that it allows.",
        routes=policy.routes,
    )


def _counted(silence: Silence, now: datetime) -> Silence:
    """`silence` with the time up to the poll that was seen long enough ago."""
    poll = silence.coming
    if poll is None or now - poll.seen < ON_THE_WAY:
        return silence
    more = timedelta(0) if silence.is_broken else poll.at - silence.heard
    seconds = silence.seconds + more.total_seconds()
    return replace(silence, seconds=seconds, heard=poll.at, coming=None, is_broken=False)


def _with_next_poll(silence: Silence, well: Sequence[Hearing], now: datetime) -> Silence:
    """`silence` with the poll that is to count next, if there was one: half of the feeds were polled since."""
    polled = sorted(feed.polled for feed in well if feed.polled is not None)[len(well) // 2]
    if silence.coming is not None or polled <= silence.heard:
        return silence
    missed = [feed for feed in well if feed.missed is not None and feed.missed > silence.heard]
    is_broken = silence.is_broken or 2 * len(missed) > len(well)
    return replace(silence, coming=Poll(at=polled, seen=now), is_broken=is_broken)


def _not_ahead(silence: Silence, now: datetime) -> Silence:
    """`silence` without moments that a clock told which ran ahead."""
    poll = silence.coming
    if poll is not None:
        poll = Poll(at=min(poll.at, now), seen=min(poll.seen, now))
    return replace(silence, heard=min(silence.heard, now), coming=poll)
