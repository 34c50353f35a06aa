"""Canaries go the whole way and leave no trace; where they do not, people are told."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from agents.canary.rounds import Watch, arrival
from agents.runtime.edges import Emission
from agents.runtime.processing import Outcome
from agents.topics import ALERTS, ARTICLES, CANARIES, DECISIONS
from monitor.canary import canary_at
from monitor.errors import DeliveryDelayed
from monitor.metrics import catalogue
from monitor.nlp.inline import InlineAnnotator
from monitor.notify.cloudevent import alert_of
from monitor.notify.memory import MemoryReceiver
from monitor.records import CANARY, Alert, AlertKind, Article, Severity, decode, encode
from monitor.store.base import DecisionQuery
from tests.canary.way import DEADLINE, EVERY, Way
from tests.config.builders import loaded
from tests.store.builders import NOON

pytestmark = pytest.mark.slow(2)  # each: language work

WATCHES = """
watches:
  - {id: everything, when: {word: sanctions}}
  - {id: trap, when: {word: canary of Wirewatch}}
"""
RECEIVERS = "receivers:\n  desk: {type: console}\n"


@pytest.fixture
def way(tmp_path: Path) -> Way:
    return Way(loaded(tmp_path, watchlists__desk=WATCHES, receivers=RECEIVERS), InlineAnnotator())


def told(way: Way) -> list[Alert]:
    return [alert_of(value) for value in way.written[ALERTS]]


async def nothing(_: object) -> Outcome:
    return Outcome()


async def test_a_canary_arrives_and_its_time_is_taken(way: Way) -> None:
    await way.wait(0)
    assert len(way.written[CANARIES]) == 1
    assert await arrival(way.store) == NOON
    assert way.tally.metrics.value(catalogue.CANARY_SECONDS) == 1


async def test_one_sets_out_at_the_start_and_then_in_every_interval(way: Way) -> None:
    for _ in range(20):
        await way.wait(EVERY / 5)
    sent = [decode(value, Article).fetched for value in way.written[ARTICLES]]
    assert len(sent) == 4
    assert {(later - earlier).total_seconds() for earlier, later in pairwise(sent)} == {EVERY}


async def test_nobody_hears_of_canaries_and_nothing_is_kept_of_them(way: Way) -> None:
    for _ in range(3):
        await way.wait(EVERY)
    assert (way.written[ALERTS], way.written[DECISIONS], way.desk.taken) == ([], [], [])
    assert await way.store.decisions(DecisionQuery()) == []
    assert (await way.store.stories(), await way.store.sketches(NOON)) == ([], [])
    assert (await way.store.articles(), await way.store.alerts()) == ([], [])
    assert (await way.store.deliveries(), await way.store.delivery_counts()) == ([], {})
    assert await way.store.watch_states() == {}
    assert set((await way.store.counts()).values()) == {0}
    assert (way.tally.articles, way.tally.mentions, way.tally.alerts) == ({}, 0, {})


async def test_an_article_of_a_publisher_with_its_words_is_no_canary_and_is_told_as_ever(way: Way) -> None:
    await way.wait(0)
    forged = canary_at(NOON)
    await way.publish(Emission(ARTICLES, "a-1", encode(_by_publisher(forged))))
    assert {alert.watch for alert in told(way)} == {"everything", "trap"}
    assert len(way.written[CANARIES]) == 1


def _by_publisher(article: Article) -> Article:
    return replace(article, id="a-1", feed="herald", publisher="herald.example")


@pytest.mark.parametrize("agent", ["story", "annotate", "match", "alert", "deliver_canary"])
async def test_where_an_agent_processes_and_does_nothing_people_are_told_once_and_when_it_is_over(
    way: Way, agent: str
) -> None:
    await way.wait(0)
    good = way.agents[agent]
    way.agents[agent] = good._replace(handle=nothing)
    await way.wait(EVERY)
    await way.wait(DEADLINE)
    assert told(way) == []
    for _ in range(3):
        await way.wait(EVERY)
    (absence,) = told(way)
    assert (absence.kind, absence.severity) == (AlertKind.NOTICE, Severity.CRITICAL)
    assert absence.sentence == f"No canary arrived since {NOON:%Y-%m-%d %H:%M} UTC."
    way.agents[agent] = good
    for _ in range(3):
        await way.wait(EVERY)
    assert told(way)[0] == absence
    assert [alert.title for alert in told(way)][1:] == ["Wirewatch: articles come through again"]
    assert [alert.id for alert in way.desk.taken] == [alert.id for alert in told(way)]


async def test_of_two_workers_one_sends_and_the_other_takes_over_when_it_is_gone(way: Way) -> None:
    other = Watch()
    for _ in range(4):
        await way.wait(10, "w-1")
        await way.wait(10, "w-2", other)
    assert (len(way.written[ARTICLES]), other.since) == (1, None)
    await way.wait(EVERY, "w-2", other)
    assert len(way.written[ARTICLES]) == 2
    await way.wait(1, "w-1")
    assert way.watch == Watch()


async def test_a_clock_that_runs_back_stops_no_canary(way: Way) -> None:
    await way.wait(0)
    way.clock.now -= timedelta(hours=1)
    await way.wait(0)
    assert len(way.written[ARTICLES]) == 2


async def test_a_heartbeat_follows_each_canary_and_one_that_fails_keeps_none_from_arriving(tmp_path: Path) -> None:
    outside = MemoryReceiver("outside")
    outside.failures.append(DeliveryDelayed("answered 503"))
    way = Way(loaded(tmp_path, watchlists__desk=WATCHES, receivers=RECEIVERS), InlineAnnotator(), outside)
    for _ in range(3):
        await way.wait(EVERY)
    metrics = way.tally.metrics
    assert (metrics.value(catalogue.HEARTBEATS, "failed"), metrics.value(catalogue.HEARTBEATS, "ok")) == (1, 2)
    assert (len(outside.taken), metrics.value(catalogue.CANARY_SECONDS)) == (2, 3)
    assert {alert.watch for alert in outside.taken} == {CANARY}
