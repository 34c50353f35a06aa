"""Digests: what was gathered goes out at set times, once, and never empty."""

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import STRIKE, copies, receivers, story, strike, title, velna, watchlist

TWICE = 'digest: {cron: "0 7,17 * * *"}'


def first(number: int, watch: str = "velna") -> str:
    return f"first {watch} | {title(number)}"


async def test_what_came_since_the_last_slot_is_one_message_the_newest_first(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(mail=TWICE)) as desk:
        await desk.at("08:00", story(1))
        await desk.at("09:00", story(2))
        assert await desk.left(by="16:59") == []
        assert await desk.left(by="17:00") == [f"mail: digest of 2 [{first(2)}; {first(1)}]"]
        await desk.at("18:00", story(3))
        assert await desk.left(by="+1 06:59") == []
        assert await desk.left(by="+1 07:00") == [f"mail: digest of 1 [{first(3)}]"]


async def test_an_empty_digest_is_not_sent(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(mail=TWICE)) as desk:
        assert await desk.left(by="17:01") == []
        assert await desk.left(by="+3 17:01") == []


async def test_the_loudest_come_first(open_desk: OpenDesk) -> None:
    loud = velna("severity: critical", name="loud")
    async with open_desk(watchlist(loud, velna()), receivers(mail=TWICE)) as desk:
        await desk.at("08:00", story(1))
        await desk.at("09:00", story(2))
        assert await desk.left(by="17:00") == [
            f"mail: digest of 4 [{first(2, 'loud')}; {first(1, 'loud')}; {first(2)}; {first(1)}]"
        ]


async def test_a_digest_shows_the_first_and_counts_the_others(open_desk: OpenDesk) -> None:
    short = 'digest: {cron: "0 17 * * *", most: 2}'
    async with open_desk(watchlist(velna()), receivers(mail=short)) as desk:
        for number in range(1, 6):
            await desk.at(f"08:0{number}", story(number))
        assert await desk.left(by="17:00") == [f"mail: digest of 2 [{first(5)}; {first(4)}] and 3 more"]
        assert await desk.left(by="+1 17:00") == []


async def test_after_a_restart_in_between_the_digest_comes_once_and_whole(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(mail=TWICE)) as desk:
        await desk.at("08:00", story(1))
        await desk.restarts("12:00")
        await desk.at("13:00", story(2))
        assert await desk.left(by="17:00") == [f"mail: digest of 2 [{first(2)}; {first(1)}]"]
        await desk.restarts("17:05")
        assert await desk.left(by="18:00") == []


async def test_a_program_that_was_off_at_the_slot_sends_it_once_it_is_back(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(mail=TWICE)) as desk:
        await desk.at("08:00", story(1))
        await desk.restarts("+1 20:00")
        assert await desk.left(by="+1 20:01") == [f"mail: digest of 1 [{first(1)}]"]
        assert await desk.left(by="+2 08:00") == []


async def test_a_receiver_away_for_a_day_across_a_slot_gets_each_digest_once(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(mail=TWICE)) as desk:
        await desk.at("08:00", story(1))
        desk.goes_away("mail")
        assert await desk.left(by="17:05") == []
        await desk.at("18:00", story(2))
        assert await desk.left(by="+1 07:05") == []
        desk.comes_back("mail")
        assert await desk.left(by="+1 12:00") == [f"mail: digest of 1 [{first(1)}]", f"mail: digest of 1 [{first(2)}]"]
        assert await desk.left(by="+2 18:00") == []


async def test_a_story_is_in_one_digest_however_many_copies_come_later(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(mail=TWICE)) as desk:
        await desk.at("16:50", strike())
        await desk.at("17:10", *copies(5))
        assert await desk.left(by="+1 08:00") == [f"mail: digest of 1 [first velna | {STRIKE[0]}]"]


async def test_one_receiver_gets_the_digest_and_another_each_alert(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk="", mail=TWICE)) as desk:
        await desk.at("08:00", story(1))
        assert await desk.left(by="08:01") == [f"desk: {first(1)}"]
        assert await desk.left(by="17:00") == [f"mail: digest of 1 [{first(1)}]"]


async def test_slots_are_those_of_the_receivers_zone(open_desk: OpenDesk) -> None:
    tokyo = 'digest: {cron: "0 7 * * *", tz: Asia/Tokyo}'
    async with open_desk(watchlist(velna()), receivers(mail=tokyo)) as desk:
        await desk.at("08:00", story(1))
        assert await desk.left(by="21:59") == []
        assert await desk.left(by="22:00") == [f"mail: digest of 1 [{first(1)}]"]


async def test_a_slot_in_quiet_hours_goes_out_at_their_end(open_desk: OpenDesk) -> None:
    both = 'digest: {cron: "0 3 * * *"}, quiet: {tz: UTC, from: "22:00", to: "07:00"}'
    async with open_desk(watchlist(velna()), receivers(mail=both)) as desk:
        await desk.at("08:00", story(1))
        assert await desk.left(by="+1 06:59") == []
        assert await desk.left(by="+1 07:00") == [f"mail: digest of 1 [{first(1)}]"]


async def test_no_digest_on_a_weekend_that_the_receiver_does_not_want(open_desk: OpenDesk) -> None:
    weekdays = 'digest: {cron: "0 7 * * 1-5"}'
    async with open_desk(watchlist(velna()), receivers(mail=weekdays)) as desk:
        await desk.at("+4 08:00", story(1))  # Friday
        assert await desk.left(by="+6 23:00") == []
        assert await desk.left(by="+7 07:00") == [f"mail: digest of 1 [{first(1)}]"]
