"""What is found of store, log, feeds, receivers and addresses: where it is to be told, and where not."""

from collections.abc import Sequence

import pytest

from monitor.doctor.edges import (
    Answer,
    address,
    answers,
    configured,
    fares,
    integrity,
    running,
    schema,
    topic_settings,
    topics,
)
from monitor.doctor.finding import Finding, Level, Point
from monitor.log.base import LARGEST_MESSAGE, TopicSpec
from monitor.status import Status
from tests.doctor.test_machine import level

WANTED = (TopicSpec("news.articles", 1, 24), TopicSpec("news.alerts", 4, 24))
THERE = {"news.articles": 1, "news.alerts": 4}
SET = {"cleanup.policy": "delete", "retention.ms": "86400000", "max.message.bytes": str(LARGEST_MESSAGE)}


def levels(found: Sequence[Finding]) -> list[Level]:
    return [level(each) for each in found]


@pytest.mark.parametrize(
    ("found", "expected"),
    [(None, Level.OK), ("0015", Level.OK), ("0016", Level.FAIL), ("0014", Level.WARN)],
)
def test_a_store_of_another_version_is_told(found: str | None, expected: Level) -> None:
    assert level(schema(found, "0015")) is expected


@pytest.mark.parametrize(
    ("verdict", "expected"), [("ok", Level.OK), (None, Level.OK), ("Page 7: btreeInitPage() returns 11", Level.FAIL)]
)
def test_a_damaged_database_is_told(verdict: str | None, expected: Level) -> None:
    assert level(integrity("store", verdict)) is expected


def test_that_not_all_of_a_database_was_looked_at_is_said() -> None:
    assert "--thorough" in integrity("store", None).found


def test_a_program_runs_or_does_not() -> None:
    assert running("4711").found == "it answers; process 4711 runs on it"
    assert running(None).found == "it answers; no program runs on it"


def test_topics_that_are_missing_or_otherwise_are_told() -> None:
    assert list(topics(WANTED, THERE)) == []
    (missing,) = topics(WANTED, {"news.articles": 1})
    assert (level(missing), missing.found.endswith(": news.alerts")) == (Level.WARN, True)
    (other,) = topics(WANTED, THERE | {"news.alerts": 8})
    assert (level(other), other.found) == (Level.FAIL, "news.alerts has 8 partitions, not 4")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"cleanup.policy": "compact,delete"}, [Level.FAIL]),
        ({"retention.ms": "86399999"}, [Level.WARN]),
        ({"retention.ms": "-1"}, []),
        ({"max.message.bytes": "1048588"}, [Level.WARN]),
    ],
)
def test_settings_of_topics_that_lose_messages_or_end_the_program_are_told(
    changed: dict[str, str], expected: list[Level]
) -> None:
    found = list(topic_settings(WANTED[:1], {"news.articles": SET | changed}))
    assert levels(found) == expected


def a_status(*problems: str) -> Status:
    return Status(
        installation="desk",
        problems=problems,
        lags=(),
        feeds={"ok": 3, "failing": 1},
        broken=(),
        polls_overdue_since=None,
        watches=1,
        coverage=(),
        receivers=1,
        waiting=(),
        archive={},
        deliveries={},
        unread=0,
        warnings=(),
    )


def test_what_status_knows_is_told() -> None:
    assert [(each.point, level(each)) for each in fares(a_status())] == [
        (Point.WORK, Level.OK),
        (Point.FEEDS, Level.OK),
    ]
    found = list(fares(a_status("feed 'wire' is dead", "watch 'truce' is blind")))
    assert levels(found) == [Level.WARN, Level.WARN, Level.OK]
    assert found[0].found == "feed 'wire' is dead"


def test_a_suspicious_configuration_is_told() -> None:
    assert level(configured(())) is Level.OK
    suspicious = configured(("feeds.yaml:3: odd",))
    assert (level(suspicious), "feeds.yaml:3: odd" in suspicious.found) == (Level.WARN, True)


def test_who_was_asked_and_has_a_problem_is_told() -> None:
    given = (Answer(name="a"), Answer(name="b", problem="timed out"), Answer(name="c", skipped="it asks for rest"))
    found = list(answers(Point.FEEDS, given, "brings a feed", "look"))
    assert levels(found) == [Level.OK, Level.WARN, Level.OK]
    assert found[2].found == "c: not asked, it asks for rest"


@pytest.mark.parametrize(
    ("answer", "problem", "is_running", "expected"),
    [
        (True, "", True, Level.OK),
        (True, "", False, Level.OK),
        (None, "", False, Level.OK),
        (None, "", True, Level.WARN),
        (None, "permission denied", False, Level.FAIL),
        (False, "", False, Level.FAIL),
    ],
)
def test_an_address_is_ours_free_or_taken(answer: bool | None, problem: str, is_running: bool, expected: Level) -> None:
    found = address("web", "127.0.0.1:8482", answer, problem=problem, is_running=is_running)
    assert level(found) is expected
