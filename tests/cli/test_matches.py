"""What became of each match, as `wirewatch matches` tells it."""

import pytest

from monitor.alerting.decide import decide
from monitor.cli.entries import newest
from monitor.cli.history.matches import Outcome, judged
from monitor.records import Relation, Visibility
from tests.alerting.builders import match

SHADOW = Visibility.SHADOW


def test_the_first_of_a_story_is_told_and_the_others_say_why_not() -> None:
    copy = match("a-2", relation=Relation.EXACT_COPY)
    told, suppressed, shadow = judged([match("a-1"), copy, match("a-3", watch="quiet", visibility=SHADOW)])
    assert (told.outcome, suppressed.outcome, shadow.outcome) == (Outcome.TOLD, Outcome.SUPPRESSED, Outcome.SHADOW)
    assert suppressed.reason == "copy of an article already alerted"
    assert shadow.reason == "shadow watch"


def test_what_was_told_names_its_alert() -> None:
    first = match("a-1")
    (told,) = judged([first])
    _, decision = decide(None, first, first.found)
    assert decision.alert
    assert told.alert == decision.alert.id


def test_a_match_that_a_crash_wrote_twice_stands_there_once() -> None:
    assert len(list(judged([match("a-1"), match("a-1")]))) == 1


@pytest.mark.parametrize(("last", "left"), [(None, [1, 2, 3]), (2, [2, 3]), (0, []), (9, [1, 2, 3])])
def test_the_newest_are_the_last(last: int | None, left: list[int]) -> None:
    assert newest([1, 2, 3], last) == left
