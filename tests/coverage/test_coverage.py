"""How the feeds fare together that a watch looks at, with the clock passed in."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from monitor.alerting.state import DailyHits
from monitor.coverage.coverage import Coverage, blind_watches, coverages
from monitor.coverage.gap import usual_gap
from monitor.feeds.failures import Failures
from monitor.feeds.feed import Feed
from monitor.feeds.state import FeedState
from monitor.match.watchlist import Sources, Watch, Watchlist
from tests.feeds.builders import NOON, a_failure, a_feed, a_state

WIRE, BLOG = a_feed(id="wire", tags=("wire",), language="en"), a_feed(id="blog", tags=("blog",), language="fr")
INTERVAL = timedelta(seconds=WIRE.interval)
ALL, OF_WIRE = Watch(id="all"), Watch(id="of-wire", sources=Sources(include_tags=("wire",)))


def well(feed: Feed) -> FeedState:
    return a_state(feed, last_poll=NOON, last_success=NOON)


def failing(feed: Feed, polls: int = 1, hours: float = 0.0) -> FeedState:
    since = NOON - timedelta(hours=hours)
    failures = Failures(count=polls, since=since, last=a_failure())
    return replace(a_state(feed, last_poll=NOON, last_success=since - INTERVAL), failures=failures)


def coverage(watch: Watch, *states: FeedState, feeds: tuple[Feed, ...] = (WIRE, BLOG)) -> Coverage:
    return coverages([watch], feeds, {state.feed: state for state in states}, NOON)[watch.id]


def test_feeds_are_counted_of_those_that_the_watch_looks_at() -> None:
    found = coverage(ALL, well(WIRE), failing(BLOG))
    assert (found.feeds, found.alive, found.states, found.languages) == (2, 1, {"ok": 1, "failing": 1}, ("en",))
    assert not found.is_blind
    assert found.reason == "1 of 2 feeds that the watch looks at fare well; 1 failing"
    assert coverage(OF_WIRE, well(WIRE), failing(BLOG)).feeds == 1


def test_a_watch_is_blind_from_the_first_failed_poll_of_its_last_feed() -> None:
    found = coverage(ALL, failing(WIRE, 1), failing(BLOG, 20, hours=100))
    assert (found.is_blind, found.blind_since, found.is_lasting) == (True, NOON, False)
    assert found.reason == "no feed that the watch looks at brings anything: 1 dead, 1 failing"
    assert not coverage(ALL, well(WIRE), failing(BLOG, 20, hours=100)).is_blind


def test_a_watch_is_blind_for_good_once_each_of_its_feeds_is_dead() -> None:
    found = coverage(ALL, failing(WIRE, 20, hours=80), failing(BLOG, 20, hours=100))
    assert (found.is_blind, found.is_lasting, found.blind_since) == (True, True, NOON - timedelta(hours=80))


def test_other_watches_are_not_blind() -> None:
    states = {state.feed: state for state in (failing(WIRE), well(BLOG))}
    found = coverages([ALL, OF_WIRE], [WIRE, BLOG], states, NOON)
    assert {name: each.is_blind for name, each in found.items()} == {"all": False, "of-wire": True}


def test_feeds_that_were_never_polled_are_waited_for() -> None:
    assert not coverage(ALL).is_blind
    assert coverage(ALL).alive == 0
    assert not coverage(ALL, failing(WIRE)).is_blind
    assert coverage(OF_WIRE, failing(WIRE)).is_blind


def test_a_watch_that_looks_at_no_feed_is_blind_since_ever() -> None:
    found = coverage(Watch(id="none", sources=Sources(include_tags=("sport",))), well(WIRE), well(BLOG))
    assert (found.is_blind, found.blind_since, found.is_lasting) == (True, None, False)
    assert found.reason == "the watch looks at no feed that is configured"


def test_blind_watches_are_counted_by_watchlist() -> None:
    lists = [
        Watchlist(id="peace", watches=(ALL, OF_WIRE)),
        Watchlist(id="trade", watches=(Watch(id="x", sources=Sources(exclude_tags=("wire",))),)),
        Watchlist(id="empty"),
    ]
    states = {state.feed: state for state in (failing(WIRE), well(BLOG))}
    assert blind_watches(lists, [WIRE, BLOG], states, NOON) == {"peace": 1, "trade": 0, "empty": 0}


@pytest.mark.parametrize(
    ("matches", "gap"), [((), None), ((1, 1), None), ((1, 1, 1), 72_000.0), ((24, 24, 12), 3600.0)]
)
def test_the_usual_gap_is_that_of_the_days_since_the_first_match(matches: tuple[int, ...], gap: float | None) -> None:
    first = date(2025, 3, 2)  # two and a half days before noon
    hits = [
        DailyHits(watch="all", day=first + timedelta(days=day), told=count, held=0, not_told=0)
        for day, count in enumerate(matches)
    ]
    assert usual_gap(hits, NOON) == gap
