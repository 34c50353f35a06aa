"""What is remembered of a watch in a story, of a watch over all stories, and of each decision."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention.cap import Window
from monitor.alerting.attention.counts import Counts
from monitor.alerting.attention.throttle import Pace
from monitor.alerting.facts import Facts, merged
from monitor.records import Alert, Decision, DecisionOutcome, Record, Severity


class AlertState(Record, frozen=True, kw_only=True):
    """What the alert agent knows of one watch in one story."""

    watch: str
    story: str
    alerts: int  # raised so far; 0 where people were told nothing yet
    first: datetime  # when the first match was decided
    last: datetime  # when the last match was decided
    last_alert: str  # id of the alert that told last, "" while there is none
    suppressed: int = 0  # distinct matches that told nobody, or not at once
    matches: tuple[str, ...] = ()  # ids of the matches already decided (the most recent ones)
    told: Facts | None = None  # by its alerts; what is held is told once it is released
    told_at: datetime | None = None  # when its last alert was raised
    pace: Pace | None = None  # where the watch has a throttle
    held: int = 0  # matches that are held
    unsure: int = 0  # alerts that were for digests alone; nobody counts as told by them
    held_facts: Facts | None = None  # what they tell once they are released
    replaceable: str = ""  # id of the last alert, where it told this story alone; the next one replaces it
    routes: tuple[str, ...] = ()  # of its alerts: a correction goes to all of them
    parts: tuple[str, ...] = ()  # ids of the stories that were merged into this one
    part_of: str = ""  # id of the story that this one was merged into


class WatchState(Record, frozen=True, kw_only=True):
    """What the alert agent knows of one watch, over all stories."""

    watch: str
    watchlist: str  # name of the watch's file
    last: datetime  # when the last match was decided
    last_match: datetime | None = None  # when a match with news was decided last, told or not; None before the first
    feeds: tuple[str, ...] = ()  # ids of those that brought its last matches, the latest last
    window: Window | None = None  # where the watch has a cap
    counts: Counts | None = None  # where the watch tells spikes
    blind_since: datetime | None = None  # when its last feed stopped, once people were told; None while one is alive


class DecisionRow(Record, frozen=True, kw_only=True):
    """A decision as it is recorded, with all that a repeat of its message needs to say the same again."""

    decision: Decision
    alert: Alert | None = None  # that told it; of what is held, as it would have told it
    facts: Facts | None = None  # of what is held: what people know once it is released
    unsent: bool = False  # its messages may not be in the log yet, and no other message would repeat them

    @property
    def is_held(self) -> bool:
        """Whether it waits for its release."""
        return self.decision.outcome is DecisionOutcome.HELD


class DecisionQuery(Record, frozen=True, kw_only=True):
    """Which decisions are asked for; all that is given must hold."""

    watch: str | None = None  # its id
    stories: tuple[str, ...] | None = None  # ids, one of these
    articles: tuple[str, ...] | None = None  # ids, one of these
    alert: str | None = None  # id of the alert that told it, or had told its story before
    subject: str | None = None  # match id; alert id of what is no match
    by: str | None = None  # id of the mute, acknowledgement or bundle that decided it
    outcome: DecisionOutcome | None = None
    since: datetime | None = None  # decided then or later
    receiver: str | None = None  # "" for those on matches; None for these and those at receivers
    beyond: tuple[datetime, str, str] | None = None  # those that follow the row of this moment, subject and receiver


class AlertQuery(Record, frozen=True, kw_only=True):
    """Which alerts are asked for; all that is given must hold."""

    watchlist: str | None = None  # name of the watch's file
    watch: str | None = None  # its id
    story: str | None = None  # id
    severities: tuple[Severity, ...] | None = None  # one of these
    since: datetime | None = None  # raised then or later
    beyond: tuple[datetime, str] | None = None  # those that follow the alert of this moment and id


class DailyHits(Record, frozen=True, kw_only=True):
    """What became of the matches of a watch that were decided on one day."""

    watch: str  # its id
    day: date  # UTC
    told: int  # at once, or released later
    held: int  # still
    not_told: int


class ToldStory(Record, frozen=True, kw_only=True):
    """A story that people were told, by the alerts that are asked for."""

    latest: Alert  # the newest of them
    alerts: int  # how many there are
    watches: dict[str, Severity]  # ids of theirs, sorted, each with the highest of its alerts
    first: datetime  # when the first of them was raised
    severity: Severity  # the highest of theirs


ALL_ALERTS: Final = AlertQuery()
"""Every one."""


def unknown(watch: str, story: str, now: datetime) -> AlertState:
    """The state of a story, or of a storyline, of which nothing is known."""
    return AlertState(watch=watch, story=story, alerts=0, first=now, last=now, last_alert="")


def told_in_storyline(
    state: AlertState, facts: Iterable[Facts | None], alert: Alert, now: datetime, *, alone: bool
) -> AlertState:
    """`state` of a storyline after `alert` told `facts` in it; `alone` is whether it told nothing else."""
    return replace(
        state,
        last=now,
        told=together((state.told, *facts)),
        told_at=now,
        last_alert=alert.id,
        replaceable=alert.id if alone else "",
        routes=tuple(dict.fromkeys((*state.routes, *alert.routes))),
    )


def together(facts: Iterable[Facts | None]) -> Facts | None:
    """All of `facts` as one, the later ones told later; None where there are none."""
    given = [each for each in facts if each is not None]
    return reduce(merged, given) if given else None
