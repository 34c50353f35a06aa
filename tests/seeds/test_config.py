"""The demo's configuration means what it should."""

from pathlib import Path

from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.feeds.feed import FirstPoll
from monitor.notify.spec import Console
from seeds.serve import FEEDS, SeedServer
from tests.seeds.morning import entries, expected_alerts


def configured(directory: Path) -> Configuration:
    with SeedServer() as server:
        return load(server.write_config(directory), {})


def test_all_feeds_are_polled_on_this_machine_and_the_whole_morning_is_news(tmp_path: Path) -> None:
    feeds = configured(tmp_path).feeds
    assert {feed.id for feed in feeds} == {entry.feed for entry in entries()}
    assert {feed.url.rpartition("/")[2] for feed in feeds} == {path.name for path in FEEDS.iterdir()}
    assert all(feed.first_poll is FirstPoll.PUBLISH and feed.allow_private for feed in feeds)


def test_there_is_an_expectation_for_each_watch_and_for_no_other(tmp_path: Path) -> None:
    watches = {watch.id for watchlist in configured(tmp_path).watchlists for watch in watchlist.watches}
    assert watches == set(expected_alerts())
    assert min(expected_alerts().values()) >= 1


def test_alerts_go_to_the_console(tmp_path: Path) -> None:
    configuration = configured(tmp_path)
    assert configuration.receivers == (Console(name="console"),)
    assert configuration.default_routes == ("console",)
