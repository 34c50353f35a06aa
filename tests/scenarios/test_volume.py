"""Throttle, cap and groups: volume is held, told later in fewer messages, and a runaway watch is named."""

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import (
    STRIKE,
    STRIKE_IN_OTHER_WORDS,
    STRIKE_TOLL,
    flood,
    news,
    receivers,
    story,
    strike,
    title,
    velna,
    watchlist,
)

EVERY = "story: {realert: every}"
SECOND = ("Silos still burn in port of Velna", STRIKE_IN_OTHER_WORDS[1])
FIRST = f"desk: first velna | {STRIKE[0]}"


async def test_five_hundred_matches_under_a_cap_of_ten_an_hour_are_ten_and_one(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("throttle: {cap: 10/h}, owner: ana"))) as desk:
        await desk.at("09:00", *flood(500))
        told = await desk.left(by="09:59")
        assert len([each for each in told if each.startswith("desk: first velna")]) == 10
        assert len([each for each in told if each.startswith("desk: notice")]) == 1
        assert len(told) == 11
        later = await desk.left(by="10:01")
        assert len(later) == 1
        assert later[0].startswith("desk: release velna of 490 | ")
        assert await desk.left(by="13:00") == []


async def test_after_the_hour_of_a_cap_alerts_come_one_by_one_again(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("throttle: {cap: 2/h}"))) as desk:
        await desk.at("09:00", story(1), story(2))
        assert sorted(await desk.left(by="09:59")) == [f"desk: first velna | {title(number)}" for number in (1, 2)]
        await desk.at("10:01", story(3))
        assert await desk.left(by="11:00") == [f"desk: first velna | {title(3)}"]


async def test_a_cap_of_one_watch_is_not_that_of_another(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("throttle: {cap: 1/h}"), velna(name="coast"))) as desk:
        await desk.at("09:00", story(1), story(2))
        told = await desk.left(by="09:01")
        coast = [f"desk: first coast | {title(number)}" for number in (1, 2)]
        assert sorted(each for each in told if " coast " in each) == coast


async def test_a_throttle_holds_a_change_until_its_wait_is_over(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("throttle: {then: {every: 30m}}"))) as desk:
        await desk.at("09:00", strike())
        await desk.at("09:10", news("courier", *STRIKE_TOLL))
        assert await desk.left(by="09:29") == [FIRST]
        assert await desk.left(by="09:30") == [f"desk: change velna | {STRIKE_TOLL[0]} (dead 3 → 40)"]
        assert await desk.left(by="12:00") == []


async def test_a_throttle_of_one_story_holds_no_other_story(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("throttle: {then: {every: 6h}}"))) as desk:
        await desk.at("09:00", strike(), story(1), story(2))
        assert sorted(await desk.left(by="09:01")) == [
            f"desk: first velna | {title(1)}",
            FIRST,
            f"desk: first velna | {title(2)}",
        ]


async def test_waits_get_longer_up_to_their_limit(open_desk: OpenDesk) -> None:
    backing = velna(f"{EVERY}, throttle: {{then: {{every: 30m, backoff_to: 1h}}}}")
    tellings = [f"Velna silos: report {number}" for number in ("one", "two", "three", "four")]
    async with open_desk(watchlist(backing)) as desk:
        await desk.at("09:00", strike())
        await desk.at("09:01", news("one", tellings[0], STRIKE_IN_OTHER_WORDS[1]))
        assert await desk.left(by="09:29") == [FIRST]
        assert await desk.left(by="09:30") == [f"desk: again velna | {tellings[0]}"]
        await desk.at("09:31", news("two", tellings[1], STRIKE[1] + " Cranes were hit too, a foreman said."))
        assert await desk.left(by="10:29") == []


async def test_a_burst_on_many_watches_is_one_message_of_a_receiver_that_groups_articles(open_desk: OpenDesk) -> None:
    names = ("velna", "coast", "harbour")
    grouping = "group_by: article, group_wait: 60s"
    async with open_desk(watchlist(*(velna(name=name) for name in names)), receivers(desk=grouping)) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:00") == []
        (told,) = await desk.left(by="09:01")
        assert told.startswith("desk: group of 3 [")
        assert await desk.left(by="12:00") == []


async def test_a_burst_of_one_story_is_one_message_of_a_receiver_that_groups_stories(open_desk: OpenDesk) -> None:
    grouping = "group_by: story, group_wait: 60s"
    async with open_desk(watchlist(velna(EVERY)), receivers(desk=grouping)) as desk:
        await desk.at("09:00", strike(), story(1))
        await desk.at("09:00", news("courier", *STRIKE_IN_OTHER_WORDS))
        told = await desk.left(by="09:01")
        assert len(told) == 2
        assert any(each.startswith("desk: group of 2 [") for each in told)
        assert f"desk: first velna | {title(1)}" in told


async def test_a_single_alert_in_a_group_is_told_as_itself(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk="group_by: story, group_wait: 60s")) as desk:
        await desk.at("09:00", story(1))
        assert await desk.left(by="09:01") == [f"desk: first velna | {title(1)}"]


async def test_a_receiver_of_loud_alerts_gets_no_quiet_ones(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna()), receivers(desk="min_severity: high")) as desk:
        await desk.at("09:00", story(1))
        assert await desk.left(by="12:00") == []


async def test_a_step_of_severity_reaches_the_duty_phone(open_desk: OpenDesk) -> None:
    steps = velna("severity: {base: medium, raise: [{if: {figure: {dead: {gte: 10}}}, to: critical}]}")
    async with open_desk(watchlist(steps), receivers(desk="", phone="min_severity: critical")) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [FIRST]
        await desk.at("18:00", news("courier", *STRIKE_TOLL))
        change = f"change velna | {STRIKE_TOLL[0]} (dead 3 → 40)"
        assert sorted(await desk.left(by="18:01")) == [f"desk: {change}", f"phone: {change}"]
