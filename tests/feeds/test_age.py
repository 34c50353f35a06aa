"""Old articles that appear in a feed are no news."""

from datetime import datetime, timedelta

import pytest

from monitor.feeds.entry import Entry
from monitor.feeds.feed import FirstPoll
from tests.feeds.builders import NOON, a_feed, after, an_entry, changes, reasons

HOURS, DAYS = timedelta(hours=1), timedelta(days=1)


def dated(age: timedelta, name: str = "a", **fields: object) -> Entry:
    return an_entry(name, **{"published": NOON - age, **fields})


@pytest.mark.parametrize(
    ("age", "reason", "old"),
    [
        (47 * HOURS, "NEW", [False]),
        (49 * HOURS, "OLD", [True]),
        (29 * DAYS, "OLD", [True]),
        (31 * DAYS, "LONG_PAST", []),
        (900 * DAYS, "LONG_PAST", []),
    ],
)
def test_an_article_that_is_old_when_its_feed_first_shows_it_is_marked_or_left_out(
    age: timedelta, reason: str, old: list[bool]
) -> None:
    found = changes(dated(age))
    assert reasons(found) == [reason]
    assert [article.old for article in found.articles] == old
    assert [row.old for row in found.seen] == [reason != "NEW"]


def test_what_is_left_out_is_seen_from_then_on() -> None:
    assert reasons(changes(dated(900 * DAYS), seen=after((dated(900 * DAYS),)))) == ["SEEN"]


def test_how_old_is_old_the_feed_says() -> None:
    week, ever = a_feed(max_age=7 * 86400.0), a_feed(max_age=3650 * 86400.0)
    assert reasons(changes(dated(6 * DAYS), feed=week)) == ["NEW"]
    assert reasons(changes(dated(8 * DAYS), feed=week)) == ["OLD"]
    assert reasons(changes(dated(900 * DAYS), feed=ever)) == ["NEW"]


def test_at_the_first_poll_all_is_news_where_the_user_wants_it_published() -> None:
    publish = a_feed(first_poll=FirstPoll.PUBLISH)
    (article,) = changes(dated(900 * DAYS), feed=publish, first_poll=True).articles
    assert not article.old
    assert reasons(changes(dated(900 * DAYS), feed=publish)) == ["LONG_PAST"]


def test_an_article_without_a_date_is_news() -> None:
    assert reasons(changes(an_entry("a"), an_entry("b", published_text="long ago"))) == ["NEW", "NEW"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-03-02 01:00", "NEW"),  # 59 hours, or 47 in the far west
        ("2025-03-01 23:00", "OLD"),
        ("2025-03-01", "NEW"),  # the last moment of that day, in the far west
        ("2025-02-28", "OLD"),
    ],
)
def test_where_the_date_is_not_sure_to_the_hour_the_article_counts_as_younger(text: str, reason: str) -> None:
    assert reasons(changes(an_entry("a", published_text=text))) == [reason]


@pytest.mark.parametrize(("since", "reason"), [(NOON - HOURS, "OLD"), (NOON - 3 * DAYS, "NEW")])
def test_what_was_news_while_nobody_looked_is_news(since: datetime, reason: str) -> None:
    assert reasons(changes(dated(60 * HOURS), since=since)) == [reason]


def test_a_last_poll_in_the_future_makes_nothing_old() -> None:
    assert reasons(changes(dated(HOURS), since=NOON + 365 * DAYS)) == ["NEW"]


_TEXT = "The sides met in Muscat for the third time this year and agreed to meet again when the ships have left."


@pytest.mark.parametrize("age", [60 * HOURS, 900 * DAYS])
def test_an_old_article_that_is_touched_up_stays_old_and_one_written_anew_is_news(age: timedelta) -> None:
    seen = after((dated(age, text=_TEXT), an_entry("b")))
    touched = changes(dated(age, text=f"{_TEXT} Corrected."), an_entry("b"), seen=seen)
    assert [article.old for article in touched.articles] == ([True] if age < 30 * DAYS else [])
    (anew,) = changes(dated(age, text="An embargo was declared at noon."), an_entry("b"), seen=seen).articles
    assert not anew.old


def test_an_article_that_was_news_when_it_was_first_seen_stays_so_when_it_is_edited_days_later() -> None:
    seen = after((dated(HOURS, text=_TEXT),))
    (edit,) = changes(dated(90 * HOURS, text=f"{_TEXT} Corrected."), seen=seen).articles
    assert (edit.version, edit.old) == (2, False)


def test_what_the_first_poll_finds_old_stays_old_when_it_is_touched_up() -> None:
    first = {row.entry: row for row in changes(dated(60 * HOURS, text=_TEXT), first_poll=True).seen}
    (edit,) = changes(dated(60 * HOURS, text=f"{_TEXT} Corrected."), seen=first).articles
    assert edit.old
