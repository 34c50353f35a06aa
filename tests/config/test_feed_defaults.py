"""What a feed has that says nothing of itself."""

from pathlib import Path

from monitor.feeds.feed import LONGEST_HOLD, MAX_AGE
from tests.config.builders import directory, loaded


def test_a_feed_that_says_nothing_is_put_off_for_a_day_at_most(tmp_path: Path) -> None:
    (feed,) = loaded(tmp_path).feeds
    assert feed.longest_hold == LONGEST_HOLD


def test_a_feed_has_the_hold_of_the_defaults_unless_it_has_one_of_its_own(tmp_path: Path) -> None:
    own = "  - {id: b, url: https://b.example/, longest_hold: 3h}\n"
    text = "defaults: {longest_hold: 2h}\nfeeds:\n  - {id: a, url: https://a.example/}\n" + own
    assert [feed.longest_hold for feed in loaded(tmp_path, feeds=text).feeds] == [7200.0, 10800.0]


def test_an_owner_is_said_for_all_feeds_those_of_opml_files_included_and_for_each(tmp_path: Path) -> None:
    target = directory(tmp_path)
    (target / "feeds.opml").write_text('<opml version="2.0"><body><outline xmlUrl="https://c.example/"/></body></opml>')
    feeds = "feeds:\n  - {id: a, url: https://a.example/}\n  - {id: b, url: https://b.example/, owner: Echo Group}\n"
    assert [feed.owner for feed in loaded(tmp_path, feeds=feeds).feeds] == ["", "Echo Group", ""]
    found = loaded(tmp_path, feeds=f"defaults: {{owner: Herald Group}}\n{feeds}").feeds
    assert [feed.owner for feed in found] == ["Herald Group", "Echo Group", "Herald Group"]


def test_a_tier_is_said_for_all_feeds_those_of_opml_files_included_and_is_the_lowest_where_nobody_does(
    tmp_path: Path,
) -> None:
    target = directory(tmp_path)
    (target / "feeds.opml").write_text('<opml version="2.0"><body><outline xmlUrl="https://c.example/"/></body></opml>')
    feeds = "feeds:\n  - {id: a, url: https://a.example/}\n  - {id: b, url: https://b.example/, tier: 1}\n"
    assert [feed.tier for feed in loaded(tmp_path, feeds=feeds).feeds] == [4, 1, 4]
    assert [feed.tier for feed in loaded(tmp_path, feeds=f"defaults: {{tier: 2}}\n{feeds}").feeds] == [2, 1, 2]


def test_how_old_news_may_be_is_said_for_all_feeds_and_for_each(tmp_path: Path) -> None:
    assert [feed.max_age for feed in loaded(tmp_path).feeds] == [MAX_AGE]
    feeds = "feeds:\n  - {id: a, url: https://a.example/}\n  - {id: b, url: https://b.example/, max_age: 6h}\n"
    monitor = "ingest: {max_age: 7d}\n"
    assert [feed.max_age for feed in loaded(tmp_path, feeds=feeds, monitor=monitor).feeds] == [604800.0, 21600.0]
    found = loaded(tmp_path, feeds=f"defaults: {{max_age: 3d}}\n{feeds}", monitor=monitor).feeds
    assert [feed.max_age for feed in found] == [259200.0, 21600.0]
