"""Which entries become articles."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.entries.changes import Changes, find_changes
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.feed import FirstPoll
from monitor.identity import article_id
from monitor.records import Dating
from tests.feeds.builders import NOON, Seen, a_feed, after, an_entry, changes, reasons

FRONT = "https://herald.example/feed"
A, B = an_entry("aid"), an_entry("border")


def test_a_new_entry_becomes_an_article_with_all_that_the_feed_says() -> None:
    entry = an_entry(
        "talks",
        published=NOON - timedelta(hours=2),
        updated=NOON - timedelta(hours=1),
        authors=("Ada Obi",),
        language="en-GB",
        tags=("world",),
    )
    (article,) = changes(entry, feed=a_feed(tags=("wire",), tier=2)).articles
    assert article.id == article_id(entry.link, "herald", None, "", "")
    assert (article.feed, article.entry, article.version) == ("herald", "guid-talks", 1)
    assert (article.url, article.title, article.text) == ("https://herald.example/talks", "On talks", "talks")
    assert (article.published, article.updated) == (entry.published, entry.updated)
    assert (article.fetched, article.language, article.authors) == (NOON, "en-GB", ("Ada Obi",))
    assert (article.publisher, article.tags, article.source_tags) == ("herald.example", ("world",), ("wire",))
    assert article.tier == 2


def test_the_first_poll_of_a_feed_marks_what_it_finds_as_seen() -> None:
    found = changes(A, B, first_poll=True)
    assert reasons(found) == ["FIRST_POLL", "FIRST_POLL"]
    assert not found.articles
    assert {row.entry for row in found.seen} == {"guid-aid", "guid-border"}


def test_the_first_poll_publishes_where_the_feed_is_told_to() -> None:
    found = changes(A, feed=a_feed(first_poll=FirstPoll.PUBLISH), first_poll=True)
    assert reasons(found) == ["NEW"]
    assert len(found.articles) == 1


def test_an_entry_seen_before_is_not_published_again_and_costs_no_row() -> None:
    found = changes(A, B, seen=after((A,)))
    assert reasons(found) == ["SEEN", "NEW"]
    assert [article.entry for article in found.articles] == ["guid-border"]
    assert [row.entry for row in found.seen] == ["guid-border"]


def test_an_edited_entry_is_the_next_version_of_the_same_article() -> None:
    edited = an_entry("aid", text="aid, corrected")
    (first,) = changes(A).articles
    found = changes(edited, seen=after((A,)))
    assert reasons(found) == ["EDITED"]
    assert [(article.id, article.version) for article in found.articles] == [(first.id, 2)]
    assert reasons(changes(edited, seen=after((A,), (edited,)))) == ["SEEN"]


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"text": "other"}, ("text",)),
        ({"title": "Other"}, ("title",)),
        ({"title": "O", "text": "o"}, ("title", "text")),
    ],
)
def test_an_edit_says_what_changed(fields: dict[str, str], changed: tuple[str, ...]) -> None:
    (edit,) = changes(an_entry("aid", **fields), B, seen=after((A, B))).articles
    assert edit.changed == changed
    assert changes(A).articles[0].changed == ()


def _polled(entry: Entry, seen: Seen, moment: datetime) -> Changes:
    return find_changes(a_feed(), ParsedFeed(entries=(entry,)), seen, fetched=moment, first_poll=False)


def test_a_text_that_is_another_at_every_poll_is_published_ever_more_rarely() -> None:
    seen, published, moment = after((A,)), [], NOON
    for number in range(7 * 96):  # a week of polls, one each quarter of an hour
        moment += timedelta(minutes=15)
        found = _polled(an_entry("aid", text=f"{number} readers"), seen, moment)
        seen |= {row.entry: row for row in found.seen}
        published += [article.version for article in found.articles]
    assert published == list(range(2, 18))


def test_an_edit_that_was_held_back_is_published_as_it_stands_when_its_time_has_come() -> None:
    edits = [(an_entry("aid", text=f"edit {number}"),) for number in range(5)]
    seen, last = after((A,), *edits[:4]), an_entry("aid", text="the last word")
    seen |= {row.entry: row for row in changes(*edits[4], seen=seen).seen}
    assert reasons(_polled(last, seen, NOON + timedelta(minutes=29))) == ["HELD_BACK"]
    assert not _polled(last, seen, NOON + timedelta(minutes=29)).seen
    (edit,) = _polled(last, seen, NOON + timedelta(minutes=30)).articles
    assert (edit.text, edit.version) == ("the last word", 7)


def test_what_a_feed_has_not_shown_for_half_a_year_is_forgotten() -> None:
    seen, later = after((A, B)), NOON + timedelta(days=181)
    assert _polled(A, seen, later).forgotten == ("guid-border",)
    assert _polled(A, seen, NOON + timedelta(days=179)).forgotten == ()


def test_white_space_alone_is_no_edit() -> None:
    assert reasons(changes(an_entry("aid", text=" aid\n"), seen=after((A,)))) == ["SEEN"]


def test_articles_come_oldest_first_by_their_dates() -> None:
    late, early = an_entry("late", published=NOON), an_entry("early", published=NOON - timedelta(hours=3))
    assert [a.title for a in changes(early, late).articles] == ["On early", "On late"]
    assert [a.title for a in changes(late, early).articles] == ["On early", "On late"]


def test_articles_without_dates_come_in_the_reverse_order_of_the_feed() -> None:
    assert [a.title for a in changes(A, B).articles] == ["On border", "On aid"]


def test_an_article_without_a_date_stays_between_its_neighbours() -> None:
    newest, oldest = an_entry("newest", published=NOON), an_entry("oldest", published=NOON - timedelta(hours=1))
    assert [a.title for a in changes(newest, A, oldest).articles] == ["On oldest", "On aid", "On newest"]


def test_a_date_in_the_future_is_believed_for_an_hour_only() -> None:
    (soon,) = changes(an_entry("aid", published=NOON + timedelta(hours=1))).articles
    assert (soon.published, soon.dating) == (NOON + timedelta(hours=1), Dating.GIVEN)
    (later,) = changes(an_entry("aid", published=NOON + timedelta(hours=2))).articles
    assert (later.published, later.dating) == (None, Dating.AHEAD)


def test_a_date_without_a_zone_is_in_that_of_the_feeds_other_dates_now_or_before() -> None:
    zoned = an_entry("zoned", published=NOON - timedelta(hours=9), offset=540)
    bare = an_entry("bare", published_text="2025-03-04 18:30")
    morning = datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
    assert changes(bare, zoned).articles[-1].published == morning
    (later,) = changes(bare, dates=changes(zoned).dates).articles
    assert (later.published, later.dating) == (morning, Dating.ZONE_INFERRED)
    (alone,) = changes(bare).articles
    assert alone.dating is Dating.CLAMPED


def test_the_language_and_the_address_of_a_feed_tell_what_its_dates_mean() -> None:
    entry = an_entry("a", link="", published_text="03/02/2025 10:00 GMT")
    moments = [
        changes(entry, language=language, feed=a_feed(url=url)).articles[0].published
        for language, url in (("en-US", FRONT), ("fr", FRONT), (None, "https://herald.in/feed"), (None, FRONT))
    ]
    third, second = datetime(2025, 3, 2, 10, tzinfo=UTC), datetime(2025, 2, 3, 10, tzinfo=UTC)
    assert moments == [third, second, second, None]


def test_a_date_of_publication_that_cannot_be_read_gives_way_to_that_of_the_update() -> None:
    (article,) = changes(an_entry("a", published_text="just now", updated=NOON)).articles
    assert (article.published, article.dating) == (NOON, Dating.GIVEN)
    (other,) = changes(an_entry("a", published_text="just now")).articles
    assert (other.published, other.dating) == (None, Dating.UNREADABLE)


def test_no_date_stays_no_date() -> None:
    assert [article.published for article in changes(A).articles] == [None]


def test_where_a_feed_dates_only_updates_that_is_the_publication() -> None:
    (article,) = changes(an_entry("aid", updated=NOON)).articles
    assert article.published == NOON


def test_an_entry_with_neither_link_nor_title_nor_text_is_refused() -> None:
    found = changes(Entry(guid="only-an-id"), A)
    assert reasons(found) == ["EMPTY", "NEW"]
    assert len(found.articles) == len(found.seen) == 1


def test_an_entry_that_stands_twice_in_a_feed_is_published_once() -> None:
    found = changes(A, A)
    assert reasons(found) == ["NEW", "DUPLICATE"]
    assert len(found.articles) == 1


@pytest.mark.parametrize(
    ("configured", "title", "source", "link", "publisher"),
    [
        (
            {"publisher": "Reuters", "title": "Mine"},
            "The Herald",
            "https://p.example/",
            "https://h.example/a",
            "Reuters",
        ),
        ({"title": "Mine"}, "Aggregated", "https://www.paper.example/rss", "https://h.example/a", "paper.example"),
        ({"title": "Mine"}, "The Herald", "", "https://h.example/a", "Mine"),
        ({}, "The Herald", "", "https://h.example/a", "The Herald"),
        ({}, "The Herald", "http://[broken/", "https://h.example/a", "The Herald"),
        ({}, "x" * 999, "", "", "x" * 200),
        ({}, "", "", "https://www.other.example:8443/a", "other.example"),
        ({}, "", "", "", "herald.example"),
        ({}, "", "", "http://[broken/", "herald.example"),
    ],
)
def test_the_publisher_is_configured_or_behind_an_aggregator_or_the_feeds_title_or_a_host(
    configured: dict[str, str], title: str, source: str, link: str, publisher: str
) -> None:
    parsed = ParsedFeed(title=title, entries=(an_entry("a", link=link, source=source),))
    (article,) = find_changes(a_feed(**configured), parsed, {}, fetched=NOON, first_poll=False).articles
    assert article.publisher == publisher


def test_the_language_is_that_of_the_entry_or_of_the_feed_or_as_configured() -> None:
    feed = a_feed(language="fr")
    languages = [
        changes(an_entry("a", language="de"), feed=feed, language="en").articles[0].language,
        changes(A, feed=feed, language="en").articles[0].language,
        changes(A, feed=feed).articles[0].language,
    ]
    assert languages == ["de", "en", "fr"]


_WORDS = st.sampled_from(["", "a", "b", "http://[", "x" * 400])
_ENTRIES = st.builds(
    Entry,
    guid=_WORDS,
    link=st.sampled_from(["", "https://h.example/a", "http://www.h.example/a/?utm_source=x", "http://[", "https://h/"]),
    title=_WORDS,
    text=st.text(max_size=20),
)


@given(st.lists(st.lists(_ENTRIES, max_size=5), max_size=4))
def test_whatever_a_feed_holds_a_second_look_at_it_publishes_nothing(polls: list[list[Entry]]) -> None:
    seen = after(*(tuple(entries) for entries in polls))
    for entries in polls[-1:]:
        assert set(reasons(changes(*entries, seen=seen))) <= {"SEEN", "REPEATED", "DUPLICATE", "EMPTY"}


@given(st.lists(_ENTRIES, max_size=6))
def test_every_entry_gets_one_outcome_and_an_article_at_most(entries: list[Entry]) -> None:
    found = changes(*entries)
    assert len(found.outcomes) == len(entries)
    assert len(found.articles) == reasons(found).count("NEW")
