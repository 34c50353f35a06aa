"""Mutes hold and release, acknowledgements end at a change, and nothing that was held is forgotten."""

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import (
    STRIKE,
    STRIKE_IN_OTHER_WORDS,
    STRIKE_TOLL,
    copies,
    flood,
    news,
    receivers,
    story,
    strike,
    title,
    velna,
    watchlist,
)

CHANGE = f"change velna | {STRIKE_TOLL[0]} (dead 3 → 40)"


def first(number: int, watch: str = "velna") -> str:
    return f"desk: first {watch} | {title(number)}"


async def test_the_first_alert_while_muted_is_told_when_the_mute_ends(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", story(1))
        assert await desk.left(by="11:59") == []
        assert await desk.left(by="12:00") == [first(1)]
        assert await desk.left(by="18:00") == []


async def test_fourteen_that_were_held_are_one_message(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", *flood(14))
        assert await desk.left(by="11:59") == []
        (told,) = await desk.left(by="12:00")
        assert told.startswith("desk: release velna of 14 | ")
        assert await desk.left(by="18:00") == []


async def test_a_copy_that_comes_after_the_release_is_not_told_again(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", strike())
        assert await desk.left(by="12:00") == [f"desk: first velna | {STRIKE[0]}"]
        await desk.at("12:30", *copies(3), news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="13:00") == []


async def test_copies_while_muted_are_held_with_their_original_and_told_in_one(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", strike(), *copies(5))
        assert await desk.left(by="12:00") == [f"desk: release velna of 6 | {STRIKE[0]}"]


async def test_a_copy_by_a_publisher_that_is_not_muted_is_told(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", publisher="herald.example")
        await desk.at("09:30", strike(), *copies(2))
        assert await desk.left(by="09:31") == [f"desk: first velna | {STRIKE[0]} - The 1th Mail"]


async def test_a_mute_that_somebody_ends_releases_at_once(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        mute = await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", story(1))
        await desk.ends_mute("10:00", mute)
        assert await desk.left(by="10:01") == [first(1)]
        assert await desk.left(by="13:00") == []


async def test_a_mute_of_one_watch_leaves_the_others_alone(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna(), velna(name="coast"))) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", story(1))
        assert await desk.left(by="09:31") == [first(1, "coast")]
        assert await desk.left(by="12:00") == [first(1)]


async def test_a_mute_of_one_story_leaves_other_stories_of_the_watch_alone(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        await desk.mutes("09:10", until="20:00", watch="velna", story="herald")
        await desk.at("09:30", story(1))
        await desk.at("18:00", news("courier", *STRIKE_TOLL))
        assert await desk.left(by="19:59") == [f"desk: first velna | {STRIKE[0]}", first(1)]
        assert await desk.left(by="20:00") == [f"desk: {CHANGE}"]


async def test_a_mute_until_something_changes_ends_with_the_change(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("story: {realert: every}"))) as desk:
        await desk.at("09:00", strike())
        await desk.mutes("09:10", until="+1 09:10", story="herald", until_changed=True)
        await desk.at("09:20", news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="17:59") == [f"desk: first velna | {STRIKE[0]}"]
        await desk.at("18:00", news("post", *STRIKE_TOLL))
        told = await desk.left(by="18:01")
        assert f"desk: {CHANGE}" in told
        assert await desk.left(by="+2 09:00") == []


async def test_a_mute_of_a_publisher_holds_what_it_prints(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", publisher="gazette.example")
        await desk.at("09:30", story(1), strike())
        assert await desk.left(by="09:31") == [f"desk: first velna | {STRIKE[0]}"]
        assert await desk.left(by="12:00") == [first(1)]


async def test_a_mute_of_a_tag_holds_what_has_it(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", tag="sport")
        await desk.at("09:30", news("club", "Velna wins the cup", "Velna won the cup of the coast.", tags=("sport",)))
        assert await desk.left(by="11:59") == []
        assert await desk.left(by="12:00") == ["desk: first velna | Velna wins the cup"]


async def test_a_mute_in_the_watchlist_holds_until_its_end(open_desk: OpenDesk) -> None:
    muted = watchlist(velna()) + "mutes: [{watch: velna, until: 2026-10-05T12:00Z, reason: known}]\n"
    async with open_desk(muted) as desk:
        await desk.at("09:30", story(1))
        assert await desk.left(by="11:59") == []
        assert await desk.left(by="12:00") == [first(1)]


async def test_what_was_held_over_a_restart_is_told_once(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", story(1), story(2))
        await desk.restarts("11:00")
        await desk.restarts("14:00")
        (told,) = await desk.left(by="14:01")
        assert told.startswith("desk: release velna of 2 | ")
        await desk.restarts("15:00")
        assert await desk.left(by="16:00") == []


async def test_a_clock_that_goes_back_releases_nothing_twice(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", story(1))
        assert await desk.left(by="12:00") == [first(1)]
        assert await desk.left(by="11:00") == []
        assert await desk.left(by="12:30") == []


async def test_two_mutes_hold_until_the_later_one_ends(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.mutes("09:00", until="14:00", publisher="gazette.example")
        await desk.at("09:30", story(1))
        assert await desk.left(by="13:59") == []
        assert await desk.left(by="14:00") == [first(1)]


async def test_what_a_mute_held_is_told_although_its_watch_is_gone(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna(), velna(name="coast"))) as desk:
        await desk.mutes("09:00", until="12:00", watch="velna")
        await desk.at("09:30", story(1))
        await desk.restarts("10:00", watchlist(velna(name="coast")))
        assert await desk.left(by="12:00") == [first(1, "coast"), first(1)]


async def test_a_mute_over_quiet_hours_is_told_in_the_morning(open_desk: OpenDesk) -> None:
    night = 'quiet: {tz: UTC, from: "22:00", to: "07:00"}'
    async with open_desk(watchlist(velna()), receivers(desk=night)) as desk:
        await desk.mutes("20:00", until="23:00", watch="velna")
        await desk.at("20:30", story(1))
        assert await desk.left(by="+1 06:59") == []
        assert await desk.left(by="+1 07:00") == [f"desk: quiet hours of 1 [first velna | {title(1)}]"]


async def test_an_acknowledged_story_is_silent_for_a_watch_that_tells_every_match(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("story: {realert: every}"))) as desk:
        await desk.at("09:00", strike())
        await desk.acknowledges("09:10", watch="velna", story="herald")
        await desk.at("09:20", news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="17:59") == [f"desk: first velna | {STRIKE[0]}"]
        await desk.at("18:00", news("post", *STRIKE_TOLL))
        assert await desk.left(by="18:01") == [f"desk: {CHANGE}"]


async def test_an_acknowledgement_ends_at_the_change(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("story: {realert: every}"))) as desk:
        await desk.at("09:00", strike())
        await desk.acknowledges("09:10", watch="velna", story="herald")
        await desk.at("18:00", news("post", *STRIKE_TOLL))
        await desk.at("18:30", news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="19:00") == [
            f"desk: first velna | {STRIKE[0]}",
            f"desk: {CHANGE}",
            f"desk: again velna | {STRIKE_IN_OTHER_WORDS[0]}",
        ]


async def test_an_acknowledgement_of_one_watch_leaves_the_other_alone(open_desk: OpenDesk) -> None:
    every = "story: {realert: every}"
    async with open_desk(watchlist(velna(every), velna(every, name="coast"))) as desk:
        await desk.at("09:00", strike())
        await desk.left(by="09:01")
        await desk.acknowledges("09:10", watch="velna", story="herald")
        await desk.at("09:20", news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="10:00") == [f"desk: again coast | {STRIKE_IN_OTHER_WORDS[0]}"]
