"""A simulated day of polling, scored by the servers that are polled."""

from datetime import timedelta

import pytest

from benchmarks.politeness import score
from monitor.feeds.schedule import waits as schedule

FAULTS = (
    "unconditional",
    "other validators than given last",
    "inside what was asked for",
    "in an hour to skip",
    "within the gap",
)


@pytest.mark.slow(10)
async def test_a_day_of_polling_is_polite() -> None:
    figures = await score(hours=24)
    assert {name: figures[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert figures["most connections of a host"] == 1
    assert figures["requests"] > 800
    assert figures["articles"] > 200


@pytest.mark.slow(3)
async def test_the_score_finds_who_does_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "longest_hold", lambda feed: timedelta(0))
    monkeypatch.setattr(schedule, "MAX_RETRY_AFTER", timedelta(0))
    assert (await score(hours=4))["inside what was asked for"] > 10
