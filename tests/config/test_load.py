"""Loading a configuration: everything it says, or everything that is wrong with it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config.load import load, reload
from monitor.errors import ConfigError
from monitor.feeds.feed import FirstPoll
from tests.config.builders import GOOD, directory, loaded, mistakes, written


def test_a_small_configuration_is_enough(tmp_path: Path) -> None:
    configuration = loaded(tmp_path)
    assert [feed.id for feed in configuration.feeds] == ["wire"]
    assert [watchlist.id for watchlist in configuration.watchlists] == ["desk"]
    assert configuration.default_routes == ("console",)


def test_two_mistakes_in_a_watchlist_and_one_in_the_feeds_are_three_errors_with_file_and_line(tmp_path: Path) -> None:
    watchlist = "watches:\n  - id: a\n    when: {term: cease-fire}\n    severty: high\n"
    feeds = "feeds:\n  - {id: wire, url: https://wire.example/rss, interval: 5 minuts}\n"
    assert mistakes(directory(tmp_path, watchlists__desk=watchlist, feeds=feeds)) == [
        "feeds.yaml:2: expected a duration from 1s to 7d with its unit, such as 90s, 15m or 1h30m, not '5 minuts'",
        "watchlists/desk.yaml:3: unknown term 'cease-fire'",
        "watchlists/desk.yaml:4: unknown key 'severty'; did you mean 'severity'?",
    ]


def test_mistakes_of_every_kind_in_one_watch_are_told_at_once(tmp_path: Path) -> None:
    text = (
        "actors:\n  a: {nam: A}\n"
        "watches:\n  - id: x\n    when: {none: [{actor: b}]}\n    routes: [pager]\n    mode: loud\n"
        "    tests: [{txt: a}]\n"
        "  - id: x\n    when: {word: {text: wa, forms: prefix}}\n"
    )
    assert mistakes(directory(tmp_path, watchlists__desk=text)) == [
        "watchlists/desk.yaml:2: unknown key 'nam'; did you mean 'name'?",
        "watchlists/desk.yaml:4: the watch only excludes: expected 'event', or a condition in 'when'",
        "watchlists/desk.yaml:5: unknown actor or group 'b'",
        "watchlists/desk.yaml:6: unknown receiver 'pager'",
        "watchlists/desk.yaml:7: expected live, shadow or off, not 'loud'",
        "watchlists/desk.yaml:8: unknown key 'txt'; did you mean 'text'?",
        "watchlists/desk.yaml:9: id 'x' is taken already, at watchlists/desk.yaml:4",
        "watchlists/desk.yaml:10: the prefix 'wa' has fewer than 4 letters",
    ]


def test_a_watch_id_is_unique_over_all_watchlists(tmp_path: Path) -> None:
    target = directory(tmp_path, watchlists__a="watches:\n  - {id: truce, when: {word: truce}}\n")
    assert mistakes(target) == ["watchlists/desk.yaml:2: id 'truce' is taken already, at watchlists/a.yaml:2"]


def test_what_cannot_be_read_makes_no_further_mistakes(tmp_path: Path) -> None:
    target = directory(
        tmp_path,
        receivers="receivers: [",
        feeds="feeds: {",
        watchlists__desk="watches:\n  - {id: a, when: {word: x}, routes: [b], sources: {include_tags: [c]}}\n",
    )
    assert [mistake.split(":")[0] for mistake in mistakes(target)] == ["feeds.yaml", "receivers.yaml"]


def test_files_that_are_missing_are_named(tmp_path: Path) -> None:
    target = directory(tmp_path, feeds=None, receivers=None, watchlists__desk=None)
    assert mistakes(target) == [
        "feeds.yaml: cannot be read: No such file or directory",
        "receivers.yaml: cannot be read: No such file or directory",
        "watchlists: holds no watchlist: expected files such as leaders.yaml",
    ]


def test_a_directory_that_is_missing_is_named_as_the_user_gave_it() -> None:
    with pytest.raises(ConfigError) as caught:
        load(Path("no/such/place"), {})
    assert str(caught.value) == "no/such/place: is no directory; `wirewatch init` writes one"


def test_files_that_would_be_missed_are_told_of(tmp_path: Path) -> None:
    strays = {"recievers.yaml": "", "monitor.yml": "", "watchlists/a.yml": "", "watchlists/Élysée.yaml": "watches: []"}
    target = written(directory(tmp_path), {**strays, ".feeds.yaml": "", "prometheus.yaml": ""})
    assert mistakes(target) == [
        "monitor.yml: is not read; did you mean 'monitor.yaml'?",
        "recievers.yaml: is not read; did you mean 'receivers.yaml'?",
        "watchlists/a.yml: is not read; did you mean 'a.yaml'?",
        "watchlists/Élysée.yaml: the name of a watchlist must be of a-z, 0-9, '-' and '_'",
    ]


def test_a_key_with_nothing_after_it_counts_as_left_out(tmp_path: Path) -> None:
    configuration = loaded(tmp_path, monitor="annotate:\ningest:\n  interval:\n")
    assert configuration.settings.ingest.interval_seconds == 900


def test_feeds_take_what_they_do_not_say_from_the_defaults(tmp_path: Path) -> None:
    feeds = (
        "defaults: {interval: 1h, tags: [wire], language: fr, first_poll: publish, full_text: true}\n"
        "feeds:\n"
        "  - {id: a, url: https://a.example/rss}\n"
        "  - {id: b, url: https://b.example/rss, interval: 5m, tags: local, language: de, "
        "first_poll: seen, full_text: false}\n"
    )
    a, b = loaded(tmp_path, feeds=feeds).feeds
    assert (a.interval, a.tags, a.language, a.first_poll) == (3600, ("wire",), "fr", FirstPoll.PUBLISH)
    assert (b.interval, b.tags, b.language, b.first_poll) == (300, ("local",), "de", FirstPoll.SEEN)
    assert (a.full_text, b.full_text) == (True, False)


def test_the_interval_of_monitor_yaml_holds_where_feeds_say_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, monitor="ingest: {interval: 2m}").feeds[0].interval == 120


def test_a_reload_with_mistakes_keeps_the_good_configuration(tmp_path: Path) -> None:
    target = directory(tmp_path)
    good = load(target, {})
    (target / "feeds.yaml").write_text("feeds: []")
    after = reload(good, target, {})
    assert after.configuration is good
    assert [mistake.file for mistake in after.mistakes] == [str(target / "feeds.yaml")]


def test_a_reload_without_mistakes_brings_the_new_configuration(tmp_path: Path) -> None:
    target = directory(tmp_path)
    good = load(target, {})
    (target / "feeds.yaml").write_text("feeds: [{id: other, url: https://other.example/rss}]")
    after = reload(good, target, {})
    assert [feed.id for feed in after.configuration.feeds] == ["other"]
    assert not after.mistakes


_KEYS = (
    "version actors groups terms watches id when all any none actor term word phrase near event type forms en".split()
)
_SCALARS = st.sampled_from(["a", "macron", "SANCTION", "lemma", "", "*"]) | st.integers() | st.booleans() | st.none()
_PLAIN = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=20,
)


@given(watchlist=st.text(max_size=60) | _PLAIN.map(json.dumps))  # JSON is YAML
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_it_is_a_configuration_or_mistakes(tmp_path: Path, watchlist: str) -> None:
    target = directory(tmp_path)
    (target / "watchlists" / "desk.yaml").write_bytes(watchlist.encode("utf-8", "surrogatepass"))
    good = load(written(tmp_path / "good", GOOD), {})
    after = reload(good, target, {})
    assert bool(after.mistakes) is (after.configuration is good)


def test_the_good_configuration_of_the_builders_is_good(tmp_path: Path) -> None:
    assert mistakes(written(tmp_path, GOOD)) == []
