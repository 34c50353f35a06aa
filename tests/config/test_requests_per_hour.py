"""A budget of requests: which feeds are polled by their rhythm, and which keep an interval."""

from pathlib import Path

from monitor.feeds.feed import Feed
from monitor.feeds.rhythm.budget import SHORTEST
from tests.config.builders import directory, loaded, mistakes

FEEDS = """
feeds:
  - {id: wire, url: https://wire.example/rss}
  - {id: slow, url: https://slow.example/rss, interval: 6h}
"""
BUDGET = "ingest: {requests_per_hour: 600}\n"
OPML = '<opml version="2.0"><body><outline text="Third" xmlUrl="https://third.example/rss"/></body></opml>'


def feeds(root: Path, *, monitor: str | None, text: str = FEEDS) -> dict[str, Feed]:
    target = directory(root, feeds=text)
    (target / "feeds.opml").write_text(OPML, "utf-8")
    return {feed.url.split("/")[2].split(".")[0]: feed for feed in loaded(root, feeds=text, monitor=monitor).feeds}


def test_without_a_budget_every_feed_has_an_interval(tmp_path: Path) -> None:
    found = feeds(tmp_path, monitor=None)
    assert {name: feed.interval for name, feed in found.items()} == {"wire": 900, "slow": 21600, "third": 900}
    assert not any(feed.by_rhythm for feed in found.values())


def test_with_a_budget_a_feed_without_an_interval_of_its_own_is_polled_by_its_rhythm(tmp_path: Path) -> None:
    found = feeds(tmp_path, monitor=BUDGET)
    assert {name: feed.by_rhythm for name, feed in found.items()} == {"wire": True, "slow": False, "third": True}
    assert (found["wire"].interval, found["slow"].interval) == (SHORTEST, 21600)
    assert loaded(tmp_path, monitor=BUDGET).settings.ingest.requests_per_hour == 600


def test_an_interval_for_all_feeds_of_the_list_counts_as_their_own(tmp_path: Path) -> None:
    found = feeds(tmp_path, monitor=BUDGET, text="defaults: {interval: 1h}\n" + FEEDS)
    assert {name: feed.interval for name, feed in found.items()} == {"wire": 3600, "slow": 21600, "third": 3600}
    assert not any(feed.by_rhythm for feed in found.values())


def test_a_budget_of_nothing_is_refused(tmp_path: Path) -> None:
    target = directory(tmp_path, monitor="ingest:\n  requests_per_hour: 0\n")
    assert mistakes(target) == ["monitor.yaml:2: expected a whole number from 1 to 1000000, not 0"]
