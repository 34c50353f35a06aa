"""A clock that ran ahead silences no feed."""

from datetime import timedelta

import pytest

from monitor.feeds.feed import Feed
from monitor.feeds.rhythm.pattern import Rhythm
from monitor.feeds.schedule.clock import at_present, ran_ahead
from monitor.feeds.schedule.due import Known, due_by_host, is_outdated
from monitor.feeds.schedule.waits import is_due, is_held
from monitor.feeds.state import FeedState
from tests.feeds.builders import NOON, a_feed, a_state

YEAR, HOUR = timedelta(days=365), timedelta(hours=1)


def polled_at(ahead: timedelta) -> FeedState:
    """The state after a poll by a clock that was so much ahead, and asked to wait for a week."""
    moment = NOON + ahead
    week = moment + timedelta(days=7)
    return a_state(last_poll=moment, last_success=moment, last_new=moment, next_poll=week, held_until=week)


@pytest.mark.parametrize(("ahead", "due"), [(YEAR, True), (HOUR, True), (timedelta(minutes=4), False), (-HOUR, False)])
def test_a_feed_that_was_polled_in_the_future_is_due_and_held_by_nobody(ahead: timedelta, due: bool) -> None:
    state = polled_at(ahead)
    assert (ran_ahead(state, NOON), is_due(state, NOON), is_held(state, NOON)) == (due, due, not due)


def test_what_is_remembered_of_it_counts_as_of_now() -> None:
    rhythm = Rhythm(until=NOON + YEAR, faded=NOON + YEAR)
    state = at_present(a_state(last_poll=NOON + YEAR, last_success=NOON - HOUR, rhythm=rhythm), NOON)
    assert (state.last_poll, state.last_success, state.last_new) == (NOON, NOON - HOUR, None)
    assert state.schedule.next_poll is None
    assert state.rhythm is not None
    assert (state.rhythm.until, state.rhythm.faded) == (NOON, NOON)


@pytest.mark.parametrize("feeds", [1, 100])
def test_a_program_whose_clock_is_set_back_while_it_runs_polls_on(feeds: int) -> None:
    configured = [Feed(id=f"f{number}", url=f"https://f{number}.example/", interval=60.0) for number in range(feeds)]
    states = {feed.id: a_state(feed, last_poll=NOON + YEAR, next_poll=NOON + YEAR + HOUR) for feed in configured}
    known = Known(configured, states, started=NOON + YEAR - HOUR)
    assert sum(map(len, due_by_host(known, (), NOON).values())) == feeds


def test_what_was_read_in_the_future_is_read_again() -> None:
    assert is_outdated(NOON + YEAR, HOUR, NOON)
    assert not is_outdated(NOON, HOUR, NOON)


def test_a_feed_that_was_polled_since_the_program_began_waits_as_it_was_told() -> None:
    feed = a_feed()
    states = {feed.id: a_state(feed, last_poll=NOON - HOUR, next_poll=NOON + HOUR)}
    assert due_by_host(Known([feed], states, started=NOON - 24 * HOUR), (), NOON) == {}


def test_a_feed_of_now_waits_as_it_was_told() -> None:
    state = a_state(a_feed(), last_poll=NOON - HOUR, next_poll=NOON + HOUR)
    assert not is_due(state, NOON)
