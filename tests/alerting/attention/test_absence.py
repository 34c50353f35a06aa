"""Whether a watch has no match for longer than it allows, while its feeds are well."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from monitor.alerting.attention.absence import Hearing, Poll, Silence, absence_alert, is_absent, silence_after
from monitor.alerting.policy import Absence, Policy
from monitor.records import AlertKind
from tests.alerting.builders import NOON

ABSENCE = Absence(max_gap_seconds=24 * 3600)
POLICY = Policy(watch="ceasefire", watchlist="europe", routes=("desk",), absence=ABSENCE)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Watch:
    """A watch that is looked at every ten minutes; each look comes after a poll of every feed that is well."""

    def __init__(self, feeds: int = 1) -> None:
        self.now = NOON
        self.last_match: datetime | None = None
        self.polled: list[datetime] = [NOON] * feeds
        self.dead: set[int] = set()
        self.brought: set[int] = set()
        self.missed: datetime | None = None
        self.silence: Silence | None = None
        self.told: list[datetime] = []

    def goes_on(self, hours: float) -> "Watch":
        until = self.now + hours * HOUR
        while self.now < until:
            self.now += 10 * MINUTE
            self.polled = [was if feed in self.dead else self.now for feed, was in enumerate(self.polled)]
            self.look()
        return self

    def look(self) -> None:
        feeds = [
            Hearing(is_well=feed not in self.dead, brought=feed in self.brought, polled=polled, missed=self.missed)
            for feed, polled in enumerate(self.polled)
        ]
        self.silence = silence_after(self.silence, "ceasefire", self.last_match, feeds, self.now)
        if is_absent(self.silence, ABSENCE):
            self.told.append(self.now)
            self.silence = replace(self.silence, told=self.now)

    @property
    def hours_told(self) -> list[float]:
        return [round((moment - NOON) / HOUR) for moment in self.told]


def test_a_day_without_a_match_is_told_once() -> None:
    assert Watch().goes_on(23.5).told == []
    assert Watch().goes_on(100).hours_told == [24]


def test_a_match_in_between_begins_the_day_anew() -> None:
    watch = Watch().goes_on(20)
    watch.last_match = watch.now
    assert watch.goes_on(23.5).told == []
    assert watch.goes_on(10).hours_told == [44]


def test_after_an_absence_the_next_one_is_told_only_when_a_match_came_in_between() -> None:
    watch = Watch().goes_on(60)
    watch.last_match = watch.now
    assert watch.goes_on(60).hours_told == [24, 84]


def test_a_dead_feed_is_no_silence() -> None:
    watch = Watch().goes_on(10)
    watch.dead = {0}
    assert watch.goes_on(500).told == []


def test_the_time_while_the_feed_was_dead_does_not_count_once_it_lives_again() -> None:
    watch = Watch().goes_on(10)
    watch.dead = {0}
    watch.goes_on(50)
    watch.dead = set()
    assert watch.goes_on(13).told == []
    assert len(watch.goes_on(2).told) == 1


def test_silence_counts_while_more_than_half_of_the_feeds_are_well() -> None:
    watch = Watch(feeds=5)
    watch.dead = {0, 1}
    assert watch.goes_on(30).hours_told == [24]
    watch = Watch(feeds=4)
    watch.dead = {0, 1}
    assert watch.goes_on(30).told == []


def test_a_dead_feed_that_brought_the_matches_is_no_silence_whatever_the_others_do() -> None:
    watch = Watch(feeds=10)
    watch.dead, watch.brought = {0}, {0}
    assert watch.goes_on(30).told == []
    watch = Watch(feeds=10)
    watch.dead, watch.brought = {0}, {0, 1, 2}
    assert watch.goes_on(30).hours_told == [24]


def test_a_watch_without_a_feed_is_never_silent() -> None:
    assert Watch(feeds=0).goes_on(100).told == []


def test_feeds_that_nobody_polls_count_for_nothing() -> None:
    watch = Watch()
    for _ in range(100):
        watch.now += HOUR
        watch.look()
    assert watch.told == []


def test_the_time_before_a_poll_that_may_have_missed_entries_does_not_count() -> None:
    watch = Watch().goes_on(20)
    watch.now += 30 * HOUR  # the program was off
    watch.missed = watch.now + 10 * MINUTE
    assert watch.goes_on(3).told == []


def test_of_two_feeds_that_are_well_one_may_have_missed_something() -> None:
    watch = Watch(feeds=2)
    watch.look()
    silence = watch.silence
    for missed, seconds in ((1, 600.0), (2, 0.0)):
        watch.silence = silence
        feeds = [
            Hearing(is_well=True, polled=NOON + 10 * MINUTE, missed=NOON + 10 * MINUTE if number < missed else None)
            for number in range(2)
        ]
        for minute in (10, 12):
            now = NOON + minute * MINUTE
            watch.silence = silence_after(watch.silence, "ceasefire", None, feeds, now)
        assert watch.silence is not None
        assert watch.silence.seconds == seconds


def test_a_watch_that_had_a_match_before_it_was_looked_at_first_is_silent_since_that() -> None:
    silence = silence_after(None, "ceasefire", NOON - HOUR, [], NOON)
    assert (silence.since, silence.heard) == (NOON - HOUR, NOON)


def test_a_program_that_was_off_counts_what_its_feeds_held_in_between() -> None:
    watch = Watch().goes_on(20)
    watch.now += 30 * HOUR
    assert watch.goes_on(1).hours_told == [50]


def test_what_the_last_poll_brought_has_two_minutes_to_become_a_match() -> None:
    watch = Watch().goes_on(23.9)
    watch.now += 10 * MINUTE
    watch.polled = [watch.now]
    for _ in range(2):
        watch.look()
        watch.now += MINUTE
    assert watch.told == []
    watch.last_match = watch.now
    watch.look()
    watch.now += 2 * MINUTE
    watch.look()
    assert watch.told == []


def test_polls_that_come_faster_than_that_count_all_the_same() -> None:
    watch = Watch()
    while watch.now < NOON + 25 * HOUR:
        watch.now += timedelta(seconds=30)
        watch.polled = [watch.now]
        watch.look()
    assert watch.hours_told == [24]


def test_a_look_since_which_nothing_was_polled_changes_nothing() -> None:
    watch = Watch().goes_on(1)
    for minute in (2, 3, 4):
        watch.now += minute * MINUTE
        watch.look()
        if minute == 2:
            before = watch.silence
    assert watch.silence == before


def test_an_absence_is_told_at_the_longest_gap_and_not_before() -> None:
    silence = Silence(watch="ceasefire", since=NOON, seconds=86_400, heard=NOON)
    assert is_absent(silence, ABSENCE)
    assert not is_absent(replace(silence, seconds=86_399), ABSENCE)
    assert not is_absent(replace(silence, told=NOON), ABSENCE)


def test_a_clock_that_steps_back_tells_nothing_twice() -> None:
    watch = Watch().goes_on(30)
    watch.now -= 20 * HOUR
    assert watch.goes_on(100).hours_told == [24]


def test_a_poll_from_before_the_clock_stepped_back_counts_no_time_that_has_not_passed() -> None:
    watch = Watch().goes_on(1)
    watch.now -= 20 * HOUR
    for _ in range(60):
        watch.now += 3 * MINUTE
        watch.look()
    assert watch.silence is not None
    assert watch.silence.seconds <= 4 * 3600


def test_a_clock_that_ran_far_ahead_stops_no_counting() -> None:
    watch = Watch().goes_on(1)
    assert watch.silence is not None
    ahead = NOON + 9999 * HOUR
    watch.silence = replace(watch.silence, heard=ahead, coming=Poll(at=ahead, seen=ahead))
    assert len(watch.goes_on(30).told) == 1


def test_the_alert_says_since_when_and_has_one_id_for_one_absence() -> None:
    silence = Silence(watch="ceasefire", since=NOON, seconds=86_400, heard=NOON)
    alert = absence_alert(POLICY, ABSENCE, silence, NOON + 24 * HOUR)
    assert alert.title == "No match for 1 day: ceasefire"
    assert "The last one was at 2025-03-04 12:00 UTC" in alert.sentence
    assert (alert.kind, alert.routes) == (AlertKind.ABSENCE, ("desk",))
    assert alert.id == absence_alert(POLICY, ABSENCE, silence, NOON + 25 * HOUR).id
    later = replace(silence, since=NOON + HOUR)
    assert alert.id != absence_alert(POLICY, ABSENCE, later, NOON + 24 * HOUR).id
