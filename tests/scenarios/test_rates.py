"""Spikes and absence: more than usual, and nothing for long, where feeds are well."""

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import copies, flood, strike, velna, watchlist

SPIKE = velna("spike: {window: 1h, baseline: 1d, ratio: 3, min: 5}")
ABSENCE = velna("absence: {max_gap: 6h}")


async def test_a_burst_against_a_quiet_day_is_told_once(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(SPIKE)) as desk:
        items = list(flood(40))
        for hour in range(8):
            await desk.at(f"{hour + 1:02}:30", items[hour])
        assert await desk.left(by="+1 09:00") == []
        await desk.at("+1 12:00", *items[20:30])
        (told,) = await desk.left(by="+1 12:30")
        assert told.startswith("desk: spike velna | ")
        await desk.at("+1 12:31", *items[30:35])
        assert await desk.left(by="+1 12:50") == []


async def test_copies_make_no_spike(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(SPIKE)) as desk:
        await desk.at("+1 12:00", strike(), *copies(19))
        assert await desk.left(by="+1 13:00") == []


async def test_a_watch_that_counts_tells_no_match_by_itself(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(SPIKE)) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="10:00") == []


async def test_no_match_for_hours_is_told_once_while_the_feeds_are_well(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(ABSENCE)) as desk:
        await desk.at("09:00", strike())
        await desk.polls("09:30", until="20:00", well=True)
        told = await desk.left(by="20:30")
        assert [each.partition(" | ")[0] for each in told] == ["desk: absence velna"]


async def test_a_dead_feed_is_no_silence(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(ABSENCE)) as desk:
        await desk.at("09:00", strike())
        await desk.polls("09:30", until="20:00", well=False)
        assert await desk.left(by="20:30") == []
