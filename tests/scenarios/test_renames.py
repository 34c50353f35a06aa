"""A watch gets another id: it goes on where it was, over a reload and a restart, as long as it says the same."""

import pytest

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk
from tests.scenarios.newsroom import (
    STRIKE,
    STRIKE_IN_OTHER_WORDS,
    STRIKE_TOLL,
    news,
    story,
    strike,
    title,
    velna,
    watchlist,
)

RENAMED = velna(name="coast")
STRUCK = (
    "Turkey strikes airport in Iraq",
    "Turkey struck an airport in northern Iraq on Friday, Kurdish officials said. The runway of Erbil was hit twice, "
    "and flights to the lowlands were turned back until the evening.",
)
DENIED = (
    "Turkey denies striking airport in Iraq",
    "Turkey denied that it had struck an airport in northern Iraq on Friday. The runway of Erbil was hit twice, and "
    "flights to the lowlands were turned back until the evening, Kurdish officials had said.",
)
REPEAT = news("courier", *STRIKE_IN_OTHER_WORDS)


@pytest.fixture(params=["reload", "restart"])
def how(request: pytest.FixtureRequest) -> str:
    """How the program comes to its new watchlist."""
    return str(request.param)


async def change(desk: Desk, how: str, when: str, watches: str) -> None:
    await (desk.reloads if how == "reload" else desk.restarts)(when, watches)


async def test_a_story_that_was_told_is_not_told_again_and_its_next_change_is(open_desk: OpenDesk, how: str) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [f"desk: first velna | {STRIKE[0]}"]
        await change(desk, how, "10:00", watchlist(RENAMED))
        await desk.at("11:00", REPEAT)
        assert await desk.left(by="11:59") == []
        await desk.at("12:00", news("post", *STRIKE_TOLL))
        (told,) = await desk.left(by="12:01")
        assert told.startswith(f"desk: change coast | {STRIKE_TOLL[0]} (")


async def test_a_watch_that_was_taken_out_first_goes_on_too(open_desk: OpenDesk, how: str) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [f"desk: first velna | {STRIKE[0]}"]
        await change(desk, how, "10:00", watchlist("{id: wolves, when: {word: wolves}}"))
        await change(desk, how, "11:00", watchlist("{id: wolves, when: {word: wolves}}", RENAMED))
        await desk.at("12:00", REPEAT)
        assert await desk.left(by="13:00") == []


async def test_two_watches_of_one_rule_that_are_both_renamed_tell_again(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna(), velna(name="port"))) as desk:
        await desk.at("09:00", strike())
        assert len(await desk.left(by="09:01")) == 2
        await desk.reloads("10:00", watchlist(RENAMED, velna(name="harbour")))
        await desk.at("11:00", REPEAT)
        assert sorted(await desk.left(by="12:00")) == [
            f"desk: first {name} | {STRIKE_IN_OTHER_WORDS[0]}" for name in ("coast", "harbour")
        ]


async def test_a_watch_with_another_rule_is_new(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [f"desk: first velna | {STRIKE[0]}"]
        await desk.reloads("10:00", watchlist(velna("severity: high", name="coast")))
        await desk.at("11:00", REPEAT)
        assert await desk.left(by="12:00") == [f"desk: first coast | {STRIKE_IN_OTHER_WORDS[0]}"]


async def test_mutes_and_acknowledgements_go_on(open_desk: OpenDesk, how: str) -> None:
    every = "story: {realert: every}"
    async with open_desk(watchlist(velna(every))) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [f"desk: first velna | {STRIKE[0]}"]
        await desk.acknowledges("09:10", watch="velna", story="herald")
        await desk.mutes("09:20", until="14:00", watch="velna")
        await change(desk, how, "10:00", watchlist(velna(every, name="coast")))
        await desk.at("11:00", REPEAT, story(1))
        assert await desk.left(by="13:59") == []
        assert await desk.left(by="14:01") == [f"desk: first coast | {title(1)}"]


async def test_what_is_held_is_told_once_under_the_id_that_found_it(open_desk: OpenDesk, how: str) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.mutes("08:00", until="12:00", watch="velna")
        await desk.at("09:00", strike())
        await change(desk, how, "10:00", watchlist(RENAMED))
        await desk.at("11:00", REPEAT)
        assert await desk.left(by="11:59") == []
        assert await desk.left(by="12:01") == [f"desk: first velna | {STRIKE[0]}"]
        await desk.at("13:00", news("mail", STRIKE[0], STRIKE[1]))
        assert await desk.left(by="14:00") == []


async def test_the_cap_of_a_watch_goes_on(open_desk: OpenDesk, how: str) -> None:
    capped = "throttle: {cap: 2/h}"
    async with open_desk(watchlist(velna(capped))) as desk:
        await desk.at("09:00", story(1), story(2))
        assert len(await desk.left(by="09:01")) == 2
        await change(desk, how, "09:10", watchlist(velna(capped, name="coast")))
        await desk.at("09:20", story(3))
        assert await desk.left(by="09:59") == ["desk: notice coast | Watch coast is over its cap of 2 in 1 hour"]
        assert await desk.left(by="10:01") == [f"desk: first coast | {title(3)}"]


async def test_who_was_told_under_the_old_id_is_told_that_it_is_denied(open_desk: OpenDesk, how: str) -> None:
    """The denial does not meet the watch."""
    attacks = "{{id: {}, event: {{type: ASSAULT}}}}"
    async with open_desk(watchlist(attacks.format("attacks"))) as desk:
        await desk.at("09:00", news("first", *STRUCK))
        assert await desk.left(by="09:01") == [f"desk: first attacks | {STRUCK[0]}"]
        await change(desk, how, "10:00", watchlist(attacks.format("raids")))
        await desk.at("11:00", news("later", *DENIED))
        (told,) = await desk.left(by="11:01")
        assert told.startswith(f"desk: change raids | {DENIED[0]} (")
