"""Quiet hours hold what comes, and tell it in one message at their end."""

import pytest

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import STRIKE, STRIKE_TOLL, news, receivers, story, strike, title, velna, watchlist

NIGHT = 'quiet: {tz: Europe/Paris, from: "22:00", to: "07:00"}'
LOUD = velna("severity: critical", name="loud")


def first(number: int, watch: str = "velna") -> str:
    return f"first {watch} | {title(number)}"


async def test_what_comes_at_night_is_one_message_in_the_morning(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT)) as desk:
        await desk.at("19:59", story(1))  # 21:59 in Paris
        assert await desk.left(by="19:59") == [f"desk: {first(1)}"]
        await desk.at("20:00", story(2))
        await desk.at("23:30", story(3))
        assert await desk.left(by="+1 04:59") == []
        assert await desk.left(by="+1 05:00") == [f"desk: quiet hours of 2 [{first(3)}; {first(2)}]"]
        assert await desk.left(by="+1 12:00") == []


async def test_a_single_alert_of_the_night_is_told_as_one_that_waited(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT)) as desk:
        await desk.at("23:30", story(3))
        assert await desk.left(by="+1 05:00") == [f"desk: quiet hours of 1 [{first(3)}]"]


async def test_a_night_without_news_sends_nothing(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT)) as desk:
        assert await desk.left(by="+1 05:01") == []


async def test_what_is_loud_enough_passes(open_desk: OpenDesk) -> None:
    night = NIGHT[:-1] + ", pass: critical}"
    async with open_desk(watchlist(velna(), LOUD), receivers(desk=night)) as desk:
        await desk.at("23:30", story(1))
        assert await desk.left(by="23:31") == [f"desk: {first(1, 'loud')}"]
        assert await desk.left(by="+1 05:00") == [f"desk: quiet hours of 1 [{first(1)}]"]


async def test_a_receiver_that_drops_gets_nothing_of_the_night(open_desk: OpenDesk) -> None:
    night = NIGHT[:-1] + ", mode: drop}"
    async with open_desk(watchlist(velna()), receivers(desk=night)) as desk:
        await desk.at("23:30", story(1))
        await desk.at("+1 05:00", story(2))
        assert await desk.left(by="+1 06:00") == [f"desk: {first(2)}"]


async def test_quiet_hours_of_one_receiver_are_not_those_of_another(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT, duty="")) as desk:
        await desk.at("23:30", story(1))
        assert await desk.left(by="23:31") == [f"duty: {first(1)}"]
        assert await desk.left(by="+1 05:00") == [f"desk: quiet hours of 1 [{first(1)}]"]


@pytest.mark.parametrize(
    ("day", "evening", "before", "end"),
    [
        (19, "20:30", "05:59", "06:00"),  # the night of 24 to 25 October: Paris goes from +2 to +1
        (18, "20:30", "04:59", "05:00"),  # the night before
        (173, "21:30", "04:59", "05:00"),  # the night of 27 to 28 March: from +1 to +2
        (172, "21:30", "05:59", "06:00"),  # the night before
    ],
    ids=["autumn", "before autumn", "spring", "before spring"],
)
async def test_they_end_at_seven_on_the_nights_of_a_clock_change(
    open_desk: OpenDesk, day: int, evening: str, before: str, end: str
) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT)) as desk:
        await desk.at(f"+{day} {evening}", story(1))
        assert await desk.left(by=f"+{day + 1} {before}") == []
        assert await desk.left(by=f"+{day + 1} {end}") == [f"desk: quiet hours of 1 [{first(1)}]"]


async def test_a_change_of_a_story_that_waits_goes_with_it(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT)) as desk:
        await desk.at("21:00", strike())
        await desk.at("23:30", news("courier", *STRIKE_TOLL))
        assert await desk.left(by="+1 05:00") == [
            f"desk: quiet hours of 2 [change velna | {STRIKE_TOLL[0]} (dead 3 → 40); first velna | {STRIKE[0]}]"
        ]


async def test_hours_at_noon_hold_too(open_desk: OpenDesk) -> None:
    noon = 'quiet: {tz: UTC, from: "12:00", to: "13:00"}'
    async with open_desk(watchlist(velna()), receivers(desk=noon)) as desk:
        await desk.at("11:59", story(1))
        await desk.at("12:00", story(2))
        assert await desk.left(by="12:59") == [f"desk: {first(1)}"]
        assert await desk.left(by="13:00") == [f"desk: quiet hours of 1 [{first(2)}]"]


async def test_a_program_that_was_off_in_the_morning_tells_the_night_once_it_is_back(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk=NIGHT)) as desk:
        await desk.at("23:30", story(1))
        await desk.at("23:40", story(2))
        await desk.restarts("+1 11:00")
        assert await desk.left(by="+1 11:01") == [f"desk: quiet hours of 2 [{first(2)}; {first(1)}]"]
        await desk.restarts("+1 12:00")
        assert await desk.left(by="+1 12:01") == []
