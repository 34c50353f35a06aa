"""One story, one alert, whoever carries it; and what makes it be told again."""

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.newsroom import (
    OTHER_STRIKE,
    STRIKE,
    STRIKE_IN_OTHER_WORDS,
    STRIKE_TOLL,
    copies,
    news,
    receivers,
    story,
    strike,
    title,
    velna,
    watchlist,
)

FIRST = f"desk: first velna | {STRIKE[0]}"


async def test_a_wire_story_from_twenty_publishers_is_told_once(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [FIRST]
        await desk.at("09:02", *copies(10))
        await desk.at("09:30", *copies(19)[10:])
        assert await desk.left(by="12:00") == []


async def test_copies_of_one_agency_are_one_publisher_however_many_print_them(open_desk: OpenDesk) -> None:
    publishers = velna("story: {again: publishers, publishers: 3}")
    async with open_desk(watchlist(publishers)) as desk:
        await desk.at("09:00", strike(), *copies(19))
        assert await desk.left(by="10:00") == [FIRST]


async def test_the_same_happening_in_other_words_is_not_told_again(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        await desk.at("09:20", news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="10:00") == [FIRST]


async def test_a_toll_that_jumps_is_told_once_more_and_says_from_what_to_what(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        await desk.at("18:00", news("courier", *STRIKE_TOLL))
        assert await desk.left(by="18:01") == [FIRST, f"desk: change velna | {STRIKE_TOLL[0]} (dead 3 → 40)"]
        await desk.at("18:30", news("post", "Velna counts its dead: 40", STRIKE_TOLL[1]))
        assert await desk.left(by="19:00") == []


async def test_another_strike_on_the_same_night_is_a_story_of_its_own(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", strike())
        await desk.at("09:30", news("courier", *OTHER_STRIKE))
        assert await desk.left(by="10:00") == [FIRST, f"desk: first velna | {OTHER_STRIKE[0]}"]


async def test_stories_that_have_nothing_to_do_with_each_other_are_told_each(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", *(story(number) for number in range(1, 13)))
        told = await desk.left(by="09:01")
        assert sorted(told) == sorted(f"desk: first velna | {title(number)}" for number in range(1, 13))


async def test_two_watches_are_told_of_one_story_each_once(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna(), velna(name="coast"))) as desk:
        await desk.at("09:00", strike())
        await desk.at("09:10", *copies(3))
        assert sorted(await desk.left(by="10:00")) == [f"desk: first coast | {STRIKE[0]}", FIRST]


async def test_a_watch_that_tells_every_match_tells_follow_ups_and_no_copies(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("story: {realert: every}"))) as desk:
        await desk.at("09:00", strike(), *copies(3))
        await desk.at("09:20", news("courier", *STRIKE_IN_OTHER_WORDS))
        assert await desk.left(by="10:00") == [FIRST, f"desk: again velna | {STRIKE_IN_OTHER_WORDS[0]}"]


async def test_a_watch_that_never_tells_again_is_silent_when_the_toll_jumps(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("story: {realert: never}"))) as desk:
        await desk.at("09:00", strike())
        await desk.at("18:00", news("courier", *STRIKE_TOLL))
        assert await desk.left(by="19:00") == [FIRST]


async def test_a_watch_that_asks_for_modes_alone_is_silent_when_the_toll_jumps(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("story: {again: modality}"))) as desk:
        await desk.at("09:00", strike())
        await desk.at("18:00", news("courier", *STRIKE_TOLL))
        assert await desk.left(by="19:00") == [FIRST]


async def test_a_story_of_a_feed_that_the_watch_excludes_is_told_from_the_copy_it_sees(
    open_desk: OpenDesk,
) -> None:
    excluding = velna("sources: {exclude_tags: [blog]}")
    async with open_desk(watchlist(excluding)) as desk:
        await desk.at("09:00", news("blog", *STRIKE, tags=("blog",)))
        assert await desk.left(by="09:10") == []
        await desk.at("09:20", *copies(2))
        assert await desk.left(by="09:30") == [f"desk: first velna | {STRIKE[0]} - The 1th Mail"]


async def test_five_independent_publishers_are_told_where_a_watch_asks_for_them(open_desk: OpenDesk) -> None:
    publishers = velna("story: {again: publishers, publishers: 3}")
    telling = [
        ("courier", STRIKE_IN_OTHER_WORDS),
        (
            "post",
            (
                "Three dockers die as Velna port is bombed",
                "Drones from Karsova attacked the docks of Velna port on Monday. The harbour master said 3 dock "
                "workers were killed and two silos of lowland wheat burned until noon.",
            ),
        ),
    ]
    async with open_desk(watchlist(publishers)) as desk:
        await desk.at("09:00", strike(), *copies(19))
        await desk.at("09:20", *(news(name, *text) for name, text in telling))
        assert await desk.left(by="10:00") == [
            FIRST,
            f"desk: change velna | {telling[1][1][0]} (independent publishers 1 → 3)",
        ]


async def test_an_old_article_is_not_told_as_news(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna())) as desk:
        await desk.at("09:00", news("archive", *STRIKE, old=True))
        assert await desk.left(by="10:00") == []


async def test_a_watch_in_shadow_tells_nobody_and_one_that_has_expired_neither(open_desk: OpenDesk) -> None:
    shadow, gone = velna("mode: shadow"), velna("expires: 2026-10-05T08:30Z", name="gone")
    async with open_desk(watchlist(shadow, gone)) as desk:
        await desk.at("08:00", story(1))
        assert await desk.left(by="08:29") == [f"desk: first gone | {title(1)}"]
        await desk.at("09:00", strike())
        assert await desk.left(by="10:00") == []


async def test_a_story_is_told_to_the_receivers_that_the_watch_names(open_desk: OpenDesk) -> None:
    async with open_desk(watchlist(velna("routes: [mail]")), receivers(desk="", mail="")) as desk:
        await desk.at("09:00", strike())
        assert await desk.left(by="09:01") == [f"mail: first velna | {STRIKE[0]}"]
