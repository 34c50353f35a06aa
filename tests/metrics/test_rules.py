"""Each rule fires on its failure and on nothing else, and each promise has one."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.metrics.catalogue import CATALOGUE
from monitor.metrics.metric import PREFIX, Histogram
from tests.contract.programs import need
from tests.docs.pages import page
from tests.metrics.promtool import check, evaluate, rules

NAME = re.compile(r"\bwirewatch_\w+")
PROMISE = re.compile(r"^## (\d+)\. ", re.MULTILINE)
JOB = '{job="wirewatch"}'


class Failure(NamedTuple):
    """What a metric does as something fails, by a value a minute, and when that is to be told."""

    series: Mapping[str, str]
    at: str
    firing: int = 1


WELL = {
    f"up{JOB}": "1x200",
    f"process_start_time_seconds{JOB}": "1000x200",
    "wirewatch_ready": "1x200",
    'wirewatch_oldest_waiting_seconds{agent="annotate"}': "0 5 20 0x197",
    'wirewatch_retries_total{agent="story"}': "0 1 1x198",
    'wirewatch_deliveries_total{receiver="desk",result="sent"}': "0+1x200",
    'wirewatch_deliveries_total{receiver="desk",result="failed"}': "0x200",
    'wirewatch_deliveries_total{receiver="desk",result="pending"}': "0+1x200",
    'wirewatch_delivery_oldest_waiting_seconds{receiver="desk"}': "0 60 0x198",
    'wirewatch_dead_letters_total{reason="undecodable"}': "0x200",
    'wirewatch_dead_letters_total{reason="worker_died"}': "0x200",
    'wirewatch_polls_total{result="refused"}': "0x200",
    'wirewatch_polls_total{result="not_modified"}': "0+10x200",
    'wirewatch_polls_total{result="worker_timeout"}': "0x200",
    "wirewatch_polls_told_to_wait_total": "0 1 2 2x197",
    "wirewatch_repeated_alerts_total": "0x200",
    "wirewatch_held_overdue_seconds": "0 1 2 0x197",
    "wirewatch_articles_unindexed": "500 100 0x198",
    'wirewatch_article_to_alert_seconds_bucket{since="fetched",le="2.0"}': "0+2x200",
    'wirewatch_article_to_alert_seconds_bucket{since="fetched",le="+Inf"}': "0+2x200",
    "wirewatch_canary_age_seconds": "20 80 140 200 260 320 5x194",
    "wirewatch_canary_limit_seconds": "420x200",
    'wirewatch_heartbeats_total{result="failed"}': "0 1 1x198",
    'wirewatch_feeds{state="dead"}': "0x200",
    'wirewatch_feeds{state="failing"}': "2x200",
    'wirewatch_watch_blind{watchlist="peace"}': "0 1 1 0x197",
    "wirewatch_config_reload_ok": "1x200",
}
FAILURES = {
    "WirewatchDown": Failure({f"up{JOB}": "1x5 0x10"}, "10m"),
    "WirewatchRestarts": Failure({f"process_start_time_seconds{JOB}": "1000x2 1100 1200 1300x50"}, "6m"),
    "WirewatchNotReady": Failure({"wirewatch_ready": "1x2 0x20"}, "10m"),
    "WirewatchRetries": Failure({'wirewatch_retries_total{agent="story"}': "0+2x30"}, "15m"),
    "WirewatchWorkWaits": Failure({'wirewatch_oldest_waiting_seconds{agent="annotate"}': "0+60x30"}, "15m"),
    "WirewatchDeliveryFailed": Failure(
        {'wirewatch_deliveries_total{receiver="desk",result="failed"}': "0x5 1x20"}, "8m"
    ),
    "WirewatchReceiverBehind": Failure(
        {'wirewatch_delivery_oldest_waiting_seconds{receiver="desk"}': "0+60x40"}, "25m"
    ),
    "WirewatchDeadLetters": Failure({'wirewatch_dead_letters_total{reason="worker_died"}': "0x5 1x20"}, "8m"),
    "WirewatchHostileFeed": Failure({'wirewatch_polls_total{result="worker_timeout"}': "0x5 1x20"}, "8m"),
    "WirewatchUnreadableMessages": Failure({'wirewatch_dead_letters_total{reason="undecodable"}': "0x5 1x20"}, "8m"),
    "WirewatchAddressRefused": Failure({'wirewatch_polls_total{result="refused"}': "0x5 1x20"}, "8m"),
    "WirewatchUnwelcome": Failure({"wirewatch_polls_told_to_wait_total": "0+1x30"}, "20m"),
    "WirewatchStoryToldTwice": Failure({"wirewatch_repeated_alerts_total": "0x5 1x20"}, "8m"),
    "WirewatchHoldOverdue": Failure({"wirewatch_held_overdue_seconds": "0+60x30"}, "15m"),
    "WirewatchSearchBehind": Failure({"wirewatch_articles_unindexed": "500x200"}, "150m"),
    "WirewatchSlow": Failure(
        {
            'wirewatch_article_to_alert_seconds_bucket{since="fetched",le="2.0"}': "0x60",
            'wirewatch_article_to_alert_seconds_bucket{since="fetched",le="900.0"}': "0+2x60",
            'wirewatch_article_to_alert_seconds_bucket{since="fetched",le="+Inf"}': "0+2x60",
        },
        "40m",
    ),
    "WirewatchCanaryAbsent": Failure({"wirewatch_canary_age_seconds": "0+60x30"}, "10m"),
    "WirewatchHeartbeatFails": Failure({'wirewatch_heartbeats_total{result="failed"}': "0+1x30"}, "20m"),
    "WirewatchFeedsBroken": Failure({'wirewatch_feeds{state="dead"}': "0x5 2x60"}, "40m"),
    "WirewatchWatchBlind": Failure({'wirewatch_watch_blind{watchlist="peace"}': "0x5 2x60"}, "25m"),
    "WirewatchReloadRefused": Failure({"wirewatch_config_reload_ok": "1x5 0x20"}, "8m"),
}


def names_of(text: str) -> set[str]:
    return set(NAME.findall(text))


def known_names() -> set[str]:
    """As Prometheus has them: of a histogram three."""
    found = set[str]()
    for metric in CATALOGUE:
        ends = ("_bucket", "_sum", "_count") if isinstance(metric, Histogram) else ("",)
        found |= {f"{PREFIX}{metric.name}{end}" for end in ends}
    return found


@pytest.fixture(autouse=True, scope="module")
def promtool() -> None:
    need("promtool")


def test_prometheus_takes_the_rules() -> None:
    check()


def test_each_rule_looks_at_metrics_that_there_are() -> None:
    assert {name for rule in rules() for name in names_of(rule.expression)} <= known_names()
    assert {name for failure in FAILURES.values() for name in names_of(" ".join(failure.series))} <= known_names()


def test_each_promise_has_a_rule_that_names_it() -> None:
    promises = set(PROMISE.findall(page("docs/promises.md").text))
    assert {rule.promise for rule in rules()} - {""} == promises


def test_each_rule_has_a_failure_that_it_fires_on() -> None:
    assert [rule.name for rule in rules()] == list(FAILURES)


@pytest.mark.parametrize("at", ["4m", "60m", "180m"])
def test_where_nothing_fails_nothing_fires(tmp_path: Path, at: str) -> None:
    evaluate(tmp_path, WELL, at, dict.fromkeys(FAILURES, 0))


@pytest.mark.parametrize("name", FAILURES)
def test_a_rule_fires_on_its_failure_and_no_other_rule_does(tmp_path: Path, name: str) -> None:
    failure = FAILURES[name]
    evaluate(tmp_path, {**WELL, **failure.series}, failure.at, {**dict.fromkeys(FAILURES, 0), name: failure.firing})


def test_that_nobody_scrapes_wirewatch_is_told_too(tmp_path: Path) -> None:
    evaluate(tmp_path, {'up{job="other"}': "1x20"}, "10m", {"WirewatchDown": 1})
