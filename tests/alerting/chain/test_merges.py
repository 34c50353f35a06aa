"""Stories that turn out to be one, and stories of one storyline: nothing is told again, nothing untold."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from monitor.alerting.policy import Realert, Throttle
from monitor.records import (
    AlertKind,
    DecisionOutcome,
    DecisionReason,
    Event,
    EventType,
    Match,
    Party,
    Relation,
    Span,
    Withdrawal,
)
from tests.alerting.builders import TITLE, article, match, minutes
from tests.alerting.desk import COUNTS_PUBLISHERS, Desk, follow_up, mute, publishers

R = DecisionReason
ONE, OTHER = match("a-1"), match("b-1", story="s-2")


def merged(name: str, independent: int = 1) -> Match:
    """An article of the older story, after the younger one was found to be a part of it."""
    return replace(follow_up(name, independent), merged=("s-2",))


async def test_two_stories_that_are_merged_after_both_were_told_are_told_again_only_on_a_change() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    assert await desk.reasons(ONE, OTHER, merged("a-2", 2), merged("a-3", 3), merged("a-4", 4)) == [
        R.FIRST_IN_STORY,
        R.FIRST_IN_STORY,
        R.NOTHING_MATERIAL,
        R.MATERIAL_CHANGE,
        R.NOTHING_MATERIAL,
    ]
    assert [alert.step for alert in desk.left] == [1, 1, 3]
    assert desk.left[2].replaces == desk.left[1].id
    assert len({alert.id for alert in desk.left}) == 3


async def test_what_only_the_merged_story_told_is_told() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    assert await desk.reasons(OTHER, merged("a-2")) == [R.FIRST_IN_STORY, R.NOTHING_MATERIAL]


async def test_a_late_article_of_the_merged_story_belongs_to_the_older_one() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(OTHER, merged("a-2", 3))
    late = replace(follow_up("b-2", 3), story="s-2")
    [decision] = await desk.decisions(late)
    assert (decision.reason, decision.story) == (R.NOTHING_MATERIAL, "s-1")
    assert ((await desk.state("s-2")).part_of, (await desk.state("s-1")).parts) == ("s-1", ("s-2",))


async def test_a_story_that_was_merged_twice_is_still_known() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(OTHER, merged("a-2"))
    third = replace(follow_up("c-1"), story="s-0", merged=("s-1",))
    assert await desk.reasons(third) == [R.NOTHING_MATERIAL]


async def test_merging_again_and_again_counts_nothing_twice() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(ONE, OTHER, merged("a-2", 2), merged("a-3", 2), merged("a-4", 3))
    assert desk.left[-1].step == 3
    own, part = await desk.state("s-1"), await desk.state("s-2")
    assert (own.alerts, own.suppressed, part.alerts) == (2, 2, 1)


async def test_an_acknowledgement_and_a_mute_of_the_merged_story_hold() -> None:
    acknowledged, muted = Desk(), Desk()
    for desk in (acknowledged, muted):
        await desk.take(OTHER)
    await acknowledged.acknowledge("s-2", at=2)
    await muted.mute(mute(minutes(60), story="s-2"))
    every = replace(merged("a-2"), relation=Relation.FOLLOW_UP)
    for desk in (acknowledged, muted):
        desk.rules = replace(desk.rules, policies={"eu-sanctions": replace(COUNTS_PUBLISHERS, realert=Realert.EVERY)})
        desk.clock.advance(120)
    assert await acknowledged.reasons(every) == [R.ACKNOWLEDGED]
    assert await muted.reasons(every) == [R.MUTED]


async def test_what_of_the_merged_story_is_held_counts_as_told_once_it_is_released() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.mute(mute(minutes(60), story="s-2"))
    await desk.take(OTHER)
    assert await desk.reasons(merged("a-2")) == [R.MUTED]
    await desk.tick(61)
    assert await desk.reasons(merged("a-3")) == [R.NOTHING_MATERIAL]


def strike(who: str = "RUS", whom: str = "UKR", *, future: bool = False) -> Event:
    sentence = Span(text=TITLE, start=0, end=len(TITLE))
    actor, recipient = (Party(text=name, start=0, end=2, country=name) for name in (who, whom))
    return Event(
        id="e-1",
        type=EventType.ASSAULT,
        actors=(actor,),
        recipients=(recipient,),
        trigger=sentence,
        sentence=sentence,
        future=future,
    )


async def test_what_was_held_is_told_in_its_storyline_once_it_is_released() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60), story="s-1"))
    await desk.take(of_storyline("a-1", "s-1", strike()))
    await desk.tick(60)
    assert await desk.reasons(of_storyline("b-1", "s-2", strike())) == [R.TOLD_ELSEWHERE]


def of_storyline(name: str, story: str, event: Event | None) -> Match:
    return match(name, story=story, storyline="sl-1", event=event, of=article(name))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (strike(), R.TOLD_ELSEWHERE),
        (None, R.TOLD_ELSEWHERE),
        (strike("ISR"), R.FIRST_IN_STORY),
        (strike(whom="GEO"), R.FIRST_IN_STORY),
    ],
)
async def test_another_story_of_the_storyline_repeats_it_unless_others_do_what_was_told(
    event: Event | None, reason: DecisionReason
) -> None:
    desk = Desk()
    told, second = await desk.decisions(of_storyline("a-1", "s-1", strike()), of_storyline("b-1", "s-2", event))
    assert (told.reason, second.reason) == (R.FIRST_IN_STORY, reason)
    is_repeat = reason is R.TOLD_ELSEWHERE
    assert second.detail == (f"the same was told under: {TITLE}" if is_repeat else "")


async def test_a_change_in_another_story_of_the_storyline_is_told_as_a_change() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(of_storyline("a-1", "s-1", strike()))
    counted = replace(of_storyline("b-1", "s-2", strike()), independent=3)
    assert await desk.reasons(counted) == [R.MATERIAL_CHANGE]
    assert desk.left[-1].changes == (publishers("1", "3"),)
    assert desk.left[-1].kind is AlertKind.CHANGE
    assert desk.left[-1].replaces == desk.left[0].id


async def test_in_another_story_of_the_storyline_a_new_place_is_a_change() -> None:
    desk = Desk()
    told, elsewhere = (
        replace(strike(), location=Span(text=place, start=0, end=len(place))) for place in ("Velna", "Ostrava")
    )
    first, second = of_storyline("a-1", "s-1", told), of_storyline("b-1", "s-2", elsewhere)
    assert await desk.reasons(first, second) == [R.FIRST_IN_STORY, R.MATERIAL_CHANGE]
    assert await Desk().reasons(first, replace(follow_up("a-2"), event=elsewhere)) == [
        R.FIRST_IN_STORY,
        R.NOTHING_MATERIAL,
    ]


async def test_an_overview_that_was_told_keeps_no_story_of_the_storyline_from_being_told() -> None:
    desk = Desk()
    overview = of_storyline("a-1", "s-1", None)
    article = replace(overview.article, title="What we know so far about the sanctions")
    await desk.take(replace(overview, article=article))
    assert await desk.reasons(of_storyline("b-1", "s-2", None)) == [R.FIRST_IN_STORY]


async def test_the_same_event_days_later_in_the_storyline_is_another_one() -> None:
    desk = Desk()
    await desk.take(of_storyline("a-1", "s-1", strike()))
    desk.clock.now += timedelta(hours=73)
    assert await desk.reasons(of_storyline("b-1", "s-2", strike())) == [R.FIRST_IN_STORY]


async def test_what_was_held_in_the_storyline_is_not_told_there() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60), story="s-1"))
    first, second = await desk.decisions(of_storyline("a-1", "s-1", strike()), of_storyline("b-1", "s-2", strike()))
    assert (first.outcome, second.reason) == (DecisionOutcome.HELD, R.FIRST_IN_STORY)


async def test_what_is_new_is_new_to_both_stories() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    assert await desk.reasons(ONE, replace(OTHER, independent=5), merged("a-2", 5)) == [
        R.FIRST_IN_STORY,
        R.FIRST_IN_STORY,
        R.NOTHING_MATERIAL,
    ]


async def test_an_alert_of_the_merged_story_ends_an_acknowledgement_made_before_it() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, realert=Realert.EVERY))
    await desk.take(ONE)
    await desk.acknowledge("s-1", at=1)
    assert await desk.reasons(OTHER, merged("a-2")) == [R.FIRST_IN_STORY, R.EVERY_MATCH]


async def test_the_throttle_waits_after_an_alert_of_the_merged_story() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, throttle=Throttle(every_seconds=1800)))
    assert await desk.reasons(OTHER, merged("a-2", 3)) == [R.FIRST_IN_STORY, R.THROTTLED]


async def test_what_of_the_merged_story_was_throttled_goes_with_the_next_alert_of_the_whole() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, throttle=Throttle(every_seconds=1800)))
    await desk.take(OTHER, replace(follow_up("b-2", 3), story="s-2"))
    await desk.take(merged("a-2", 5), at=40)
    assert desk.left[-1].held is not None
    assert ([item.article for item in desk.left[-1].held.items], await desk.held()) == (["b-2"], [])
    assert (await desk.state("s-2")).held == 0


async def test_news_that_is_held_in_the_merged_story_is_not_held_again() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(OTHER)
    await desk.mute(mute(minutes(60)))
    assert await desk.reasons(replace(follow_up("b-2", 3), story="s-2"), merged("a-2", 3)) == [
        R.MUTED,
        R.NOTHING_MATERIAL,
    ]


async def test_a_correction_goes_to_those_who_were_told_in_the_merged_story() -> None:
    desk = Desk()
    await desk.take(replace(OTHER, routes=("phone",)), replace(merged("a-2"), withdrawal=Withdrawal.WITHDRAWN))
    assert desk.left[-1].routes == ("desk", "phone")


async def test_a_match_that_the_merged_story_has_seen_is_the_same_match() -> None:
    desk = Desk()
    await desk.take(OTHER, merged("a-2"))
    await desk.store.forget_decisions(minutes(60))
    assert (await desk.take(OTHER)).row.decision.reason is R.SAME_MATCH


async def test_what_is_not_told_names_the_alert_of_the_merged_story() -> None:
    desk = Desk()
    [told, repeated] = await desk.decisions(OTHER, merged("a-2"))
    assert repeated.alert == told.alert


async def test_an_event_whose_other_side_is_not_told_may_be_the_one_that_was_told() -> None:
    alone = replace(strike(), recipients=())
    desk = Desk()
    assert await desk.reasons(of_storyline("a-1", "s-1", strike()), of_storyline("b-1", "s-2", alone)) == [
        R.FIRST_IN_STORY,
        R.TOLD_ELSEWHERE,
    ]


async def test_what_stands_deep_in_the_text_makes_no_other_event_of_a_repeat() -> None:
    deep = Span(text="An aside.", start=2_000, end=2_009)
    aside = replace(strike("ISR", "LBN"), id="e-2", trigger=deep, sentence=deep)
    repeat = replace(of_storyline("b-1", "s-2", strike()), events=(strike(), aside))
    assert await Desk().reasons(of_storyline("a-1", "s-1", strike()), repeat) == [R.FIRST_IN_STORY, R.TOLD_ELSEWHERE]
