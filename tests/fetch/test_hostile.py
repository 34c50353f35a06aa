"""Hostile feeds beside good ones: each costs its own poll only."""

import pytest

from benchmarks.hostile_feeds import GOOD, play

QUICK = (
    "billion laughs",
    "gzip of 1000 to 1",
    "a body without end",
    "100 redirects",
    "not a feed",
    "a JSON of brackets",
)
SLOW = ("author of 32 KB", "1 byte a second", "no answer")


@pytest.mark.slow(21)
async def test_hostile_feeds_end_in_a_reason_and_the_good_ones_go_on_meanwhile() -> None:
    seen = await play(20.0, (*QUICK, *SLOW))
    assert set(QUICK) <= set(seen.ended)
    assert all(ended.reason for ended in seen.ended.values())
    assert len(seen.polls) == GOOD
    assert sum(len(times) for times in seen.polls.values()) >= 2 * GOOD
