"""How a feed fares over its polls, and when people are told."""

from datetime import datetime, timedelta

from monitor.feeds.condition import Condition
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.failures import Failure, PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import Health, health
from monitor.feeds.polling.conclude import conclude, hurried
from monitor.feeds.polling.outcome import PollOutcome, begin, failed, read, unchanged
from monitor.feeds.response import ResponseFacts
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState
from monitor.records import Alert
from tests.feeds.builders import NOON, a_feed, an_entry, facts

HOUR = timedelta(hours=1)
HELD = facts(304, cache_control="max-age=7200")
GONE = 410


class Watch:
    """A feed whose polls are concluded one after another, as ingest does it."""

    def __init__(self, *, multiplier: float | None = None, feed: Feed | None = None) -> None:
        self.feed = feed or a_feed()
        self.multiplier = multiplier
        self.state: FeedState | None = None
        self.seen: dict[str, SeenEntry] = {}
        self.alerts: list[Alert] = []
        self.now = NOON

    def brings(self, *names: str, after: timedelta = HOUR, said: ResponseFacts | None = None) -> Health:
        entries = tuple(an_entry(name, published=self.now + after / 2) for name in names)
        return self.shows(*entries, after=after, said=said)

    def shows(self, *entries: Entry, after: timedelta = HOUR, said: ResponseFacts | None = None) -> Health:
        self.now += after
        poll = begin(hurried(self.feed, self.state), self.state, self.now, 0.0)
        parsed = ParsedFeed(entries=entries)
        return self._conclude(read(poll, said or facts(), parsed, self.seen, body_hash=str(self.now), moved_to=None))

    def is_unchanged(self, after: timedelta = HOUR, said: ResponseFacts | None = None) -> Health:
        self.now += after
        poll = begin(hurried(self.feed, self.state), self.state, self.now, 0.0)
        return self._conclude(unchanged(poll, said or facts(304), PollReason.NOT_MODIFIED, None))

    def fails(self, status: int = 500, after: timedelta = HOUR) -> Health:
        self.now += after
        poll = begin(hurried(self.feed, self.state), self.state, self.now, 0.0)
        failure = Failure(reason=PollReason.HTTP_ERROR, error=f"HTTP status {status}", status=status)
        return self._conclude(failed(poll, failure, facts(status)))

    def _conclude(self, outcome: PollOutcome) -> Health:
        concluded = conclude(self.feed, self.state, outcome, self.multiplier)
        self.state = concluded.state
        self.seen |= {row.entry: row for row in outcome.seen}
        self.alerts += [concluded.alert] if concluded.alert else []
        return self.health()

    def health(self, now: datetime | None = None) -> Health:
        return health(self.feed, self.state, now or self.now)

    def wait(self) -> timedelta:
        assert self.state is not None
        assert self.state.schedule.next_poll is not None
        return self.state.schedule.next_poll - self.now

    def hourly(self, hours: int) -> None:
        for number in range(hours):
            self.brings(f"hour-{number}", f"hour-{number - 1}")


def test_a_feed_is_never_polled_then_well() -> None:
    watch = Watch()
    assert watch.health().condition is Condition.NEVER_POLLED
    found = watch.brings("old")
    assert (found.condition, found.reason) == (Condition.OK, "the last poll went well")
    assert found.since == watch.now


def test_a_feed_that_asks_to_be_left_alone_is_waited_for() -> None:
    watch = Watch()
    watch.brings("old")
    found = watch.is_unchanged(said=HELD)
    assert found.condition is Condition.WAITING
    assert found.reason == "the server or the feed asks to be left alone until 2025-03-04 16:00 UTC"


def test_a_feed_that_fails_is_failing_since_its_first_failure() -> None:
    watch = Watch()
    watch.brings("old")
    watch.fails()
    found = watch.fails()
    assert found.condition is Condition.FAILING
    assert found.reason.startswith("2 polls in a row failed since 2025-03-04 14:00 UTC: the server answered with an")
    assert watch.is_unchanged().condition is Condition.OK
    assert watch.alerts == []


def test_a_feed_is_dead_after_ten_failures_over_three_days_and_people_are_told_once() -> None:
    watch = Watch()
    watch.brings("old")
    conditions = [watch.fails(after=timedelta(hours=9)).condition for _ in range(14)]
    assert conditions == [Condition.FAILING] * 9 + [Condition.DEAD] * 5
    (alert,) = watch.alerts
    assert (alert.watchlist, alert.watch, alert.severity) == ("wirewatch", "feed-health", "high")
    assert alert.title == "Feed herald: dead, no poll succeeds"
    assert "HTTP status 500" in alert.sentence


def test_many_failures_within_a_day_do_not_make_a_feed_dead() -> None:
    watch = Watch()
    assert {watch.fails(after=HOUR / 4).condition for _ in range(50)} == {Condition.FAILING}


def test_the_recovery_of_a_dead_feed_is_told_and_a_second_death_is_another_story() -> None:
    watch = Watch()
    watch.brings("old")
    for _ in range(2):
        for _ in range(12):
            watch.fails(after=timedelta(hours=9))
        watch.is_unchanged()
    assert [alert.title.partition(": ")[2] for alert in watch.alerts] == [
        "dead, no poll succeeds",
        "well again",
        "dead, no poll succeeds",
        "well again",
    ]
    assert len({alert.id for alert in watch.alerts}) == 4
    assert len({alert.story for alert in watch.alerts}) == 2
    assert watch.alerts[1].reason == "Watch 'feed-health': Feed herald: well again."
    assert watch.alerts[1].sentence.startswith("It was dead since 2025-03-04 22:00 UTC; the last poll went well")


def test_a_poll_concluded_again_after_a_crash_gives_the_same_alert() -> None:
    watch = Watch()
    watch.brings("old")
    for _ in range(9):
        watch.fails(after=timedelta(hours=9))
    stored = watch.state
    watch.fails(after=timedelta(hours=9))
    watch.state = stored
    watch.fails(after=timedelta(hours=0))
    assert len(watch.alerts) == 2
    assert watch.alerts[0] == watch.alerts[1]


def test_a_feed_is_gone_once_410_was_confirmed_over_a_day_and_then_tried_weekly() -> None:
    watch = Watch()
    watch.brings("old")
    found = [watch.fails(GONE, after=timedelta(hours=9)).condition for _ in range(4)]
    assert found == [Condition.FAILING] * 3 + [Condition.GONE]
    assert watch.wait() == timedelta(days=7)
    assert [alert.title for alert in watch.alerts] == ["Feed herald: gone for good"]


def test_410_in_between_other_failures_does_not_make_a_feed_gone() -> None:
    watch = Watch()
    for status in (GONE, GONE, 503) * 3:
        assert watch.fails(status, after=timedelta(hours=7)).condition is not Condition.GONE


def test_a_feed_that_falls_silent_is_told_once_and_so_is_its_next_entry() -> None:
    watch = Watch()
    watch.hourly(14 * 24)
    assert watch.alerts == []
    found = [watch.is_unchanged().condition for _ in range(24)]
    assert found.index(Condition.SILENT) in range(7, 16)
    assert set(found[16:]) == {Condition.SILENT}
    watch.brings("at-last", "hour-335")
    assert [alert.title.partition(": ")[2] for alert in watch.alerts] == [
        "silent against its own rhythm",
        "well again",
    ]
    assert watch.alerts[0].severity == "medium"
    assert "nothing new has come since 2025-03-18 12:00 UTC" in watch.alerts[0].sentence


def test_a_silent_feed_that_fails_for_a_while_is_not_told_again() -> None:
    watch = Watch()
    watch.hourly(14 * 24)
    for _ in range(20):
        watch.is_unchanged()
    watch.fails()
    watch.is_unchanged()
    assert len(watch.alerts) == 1


def test_polls_without_overlap_may_have_missed_entries_and_the_next_come_sooner() -> None:
    watch = Watch(feed=a_feed(interval=7200.0))
    watch.brings("a", "b")
    watch.brings("c", "d", after=2 * HOUR)
    assert watch.health().reason == (
        "the last poll went well; on 2025-03-04 15:00 UTC entries may have been missed, "
        "and it is polled more often since"
    )
    assert watch.wait() == HOUR
    watch.brings("e", "d")
    assert watch.wait() == HOUR


def test_a_feed_that_misses_nothing_for_long_goes_back_to_its_interval() -> None:
    watch = Watch()
    watch.brings("a")
    watch.brings("b")
    for _ in range(40):
        watch.is_unchanged()
    assert watch.health().reason == "the last poll went well"
    assert watch.wait() == timedelta(minutes=15)


def test_edits_and_renewed_entries_are_no_gap() -> None:
    watch = Watch()
    watch.brings("a")
    watch.shows(an_entry("a", text="changed"))
    assert watch.health().reason == "the last poll went well"


def test_by_rhythm_the_next_poll_is_planned_but_never_before_the_server_allows() -> None:
    watch = Watch(multiplier=0.01, feed=a_feed(interval=60.0))
    watch.hourly(48)
    assert timedelta(minutes=30) < watch.wait() < timedelta(minutes=40)  # just after its next entry
    assert watch.health().condition is Condition.OK
    watch.is_unchanged(said=HELD)
    assert watch.wait() == 2 * HOUR
    assert watch.health().condition is Condition.WAITING


def test_a_dear_request_makes_a_quiet_feed_wait_a_day_and_no_longer() -> None:
    watch = Watch(multiplier=1e6, feed=a_feed(interval=60.0))
    watch.brings("old")
    assert watch.wait() == timedelta(days=1)


def test_a_feed_that_gets_an_interval_is_not_taken_to_wait_for_its_old_plan() -> None:
    watch = Watch(multiplier=0.01, feed=a_feed(interval=60.0))
    watch.hourly(3)
    watch.multiplier, watch.feed = None, a_feed(interval=7200.0)
    assert watch.is_unchanged().condition is Condition.OK


def test_a_failing_feed_backs_off_by_rhythm_too() -> None:
    watch = Watch(multiplier=1e-6, feed=a_feed(interval=60.0))
    watch.brings("old")
    waits = []
    for _ in range(4):
        watch.fails()
        waits.append(watch.wait().total_seconds())
    assert waits == [120, 240, 480, 960]
