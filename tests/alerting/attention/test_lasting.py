"""Durations in words."""

import pytest

from monitor.alerting.attention.lasting import lasting


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (45, "45 seconds"), (60, "1 minute"), (5400, "90 minutes"), (7200, "2 hours"), (86_400, "1 day")],
)
def test_a_duration_is_said_in_the_largest_unit_that_divides_it(seconds: float, words: str) -> None:
    assert lasting(seconds) == words
