"""Which feeds a worker polls now."""

from datetime import timedelta

from monitor.feeds.schedule.due import READ_AGAIN, Known, due_by_host, is_outdated
from monitor.feeds.state import FeedState
from tests.feeds.builders import NOON, a_feed, a_state

HERALD = a_feed(id="herald", url="https://www.herald.example/rss")
SPORT = a_feed(id="sport", url="https://www.herald.example/sport.rss")
COURIER = a_feed(id="courier", url="https://courier.example/rss")
FEEDS = (HERALD, SPORT, COURIER)


def waiting(*feeds: str, minutes: int = 10) -> dict[str, FeedState]:
    return {feed: a_state(a_feed(id=feed), next_poll=NOON + timedelta(minutes=minutes)) for feed in feeds}


def test_feeds_of_one_host_come_together_in_the_order_of_the_list() -> None:
    due = due_by_host(Known(FEEDS, {}, NOON), (), NOON)
    assert due == {"www.herald.example": [HERALD, SPORT], "courier.example": [COURIER]}


def test_a_feed_whose_time_has_not_come_is_left_out() -> None:
    known = Known(FEEDS, waiting("herald", "courier"), NOON)
    assert due_by_host(known, (), NOON) == {"www.herald.example": [SPORT]}
    assert due_by_host(known, (), NOON + timedelta(minutes=10)).keys() == {"www.herald.example", "courier.example"}


def test_a_feed_of_which_a_hub_pushed_something_is_read_at_once() -> None:
    known = Known(FEEDS, waiting("herald", "sport", "courier"), NOON)
    assert due_by_host(known, {"courier"}, NOON) == {"courier.example": [COURIER]}


def test_what_was_due_at_the_start_of_many_feeds_is_spread_and_what_falls_due_later_is_not() -> None:
    many = [a_feed(id=f"f-{n}", url=f"https://h{n}.example/rss", interval=900.0) for n in range(200)]
    known = Known(many, waiting("f-7", minutes=1), NOON)
    assert 0 < len(due_by_host(known, (), NOON + timedelta(seconds=5))) < 199
    assert len(due_by_host(known, (), NOON + timedelta(seconds=10))) == 199
    assert "h7.example" in due_by_host(known, (), NOON + timedelta(minutes=1))


def test_what_was_never_read_or_is_half_a_minute_old_is_outdated() -> None:
    assert is_outdated(None, READ_AGAIN, NOON)
    assert not is_outdated(NOON, READ_AGAIN, NOON + timedelta(seconds=29))
    assert is_outdated(NOON, READ_AGAIN, NOON + timedelta(seconds=30))
