"""What became of each match, as `wirewatch matches` tells it."""

import pytest

from monitor.alerting.state import DecisionRow
from monitor.cli.entries import newest
from monitor.cli.history.matches import judged
from monitor.records import Match, Relation, Visibility
from tests.alerting.builders import match
from tests.alerting.desk import Desk

FIRST, COPY = match("a-1"), match("a-2", relation=Relation.EXACT_COPY)
SHADOW = match("a-3", watch="quiet", visibility=Visibility.SHADOW)


async def rows(*matches: Match) -> list[DecisionRow]:
    """What is recorded of them."""
    desk = Desk()
    return [(await desk.take(each)).row for each in matches]


async def test_the_first_of_a_story_is_told_and_the_others_say_why_not() -> None:
    shown = [each.decision for each in judged([FIRST, COPY, SHADOW], await rows(FIRST, COPY, SHADOW))]
    assert [(each.outcome.value, each.reason.value) for each in shown if each] == [
        ("told", "first alert of this watch in this story"),
        ("not told", "copy of an article already alerted"),
        ("not told", "shadow watch"),
    ]


async def test_what_was_told_names_its_alert() -> None:
    [row] = await rows(FIRST)
    [told] = judged([FIRST], [row])
    assert row.alert
    assert told.decision
    assert told.decision.alert == row.alert.id


async def test_a_match_that_a_crash_wrote_twice_stands_there_once() -> None:
    assert len(list(judged([FIRST, FIRST], await rows(FIRST)))) == 1


def test_a_match_that_nobody_decided_yet_stands_there_without_a_decision() -> None:
    assert [each.decision for each in judged([FIRST], [])] == [None]


@pytest.mark.parametrize(("last", "left"), [(None, [1, 2, 3]), (2, [2, 3]), (0, []), (9, [1, 2, 3])])
def test_the_newest_are_the_last(last: int | None, left: list[int]) -> None:
    assert newest([1, 2, 3], last) == left
