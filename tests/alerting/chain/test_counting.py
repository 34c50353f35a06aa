"""What follows from a match beside the chain: spikes."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from monitor.alerting.policy import Spike
from monitor.records import AlertKind, DecisionOutcome, DecisionReason, Match, Relation, Visibility
from monitor.store.base import DecisionQuery
from tests.alerting.builders import NOON, match, minutes
from tests.alerting.desk import POLICY, WATCH, Desk, mute

R = DecisionReason
HOUR = 3600.0
SPIKE = Spike(window_seconds=2 * HOUR, baseline_seconds=24 * HOUR, ratio=3, min=3)
COUNTED = replace(POLICY, spike=SPIKE, each_match=False)


def at(desk: Desk, name: str, minute: float, **others: object) -> Match:
    """An article of a story of its own, published then."""
    made = match(name, story=f"s-{name}")
    moment = minutes(minute)
    return replace(made, article=replace(made.article, published=moment, fetched=moment), **others)


async def counted_for_a_day(**others: object) -> Desk:
    """A watch that had one match a while ago."""
    desk = Desk(COUNTED)
    first = at(desk, "a-0", -24 * 60, **others)
    desk.clock.now = NOON - timedelta(days=1)
    await desk.take(first, at=-24 * 60)
    return desk


async def test_a_watch_for_spikes_tells_one_and_no_match() -> None:
    desk = await counted_for_a_day()
    for number in range(5):
        await desk.take(at(desk, f"b-{number}", number), at=number)
    [alert] = desk.left
    assert (alert.kind, alert.title) == (AlertKind.SPIKE, "3 matches in 2 hours, usually 0.1: eu-sanctions")
    decision = await desk.of(alert.id)
    assert (decision.outcome, decision.reason, decision.alert) == (DecisionOutcome.TOLD, R.SPIKE, alert.id)
    assert decision.title == alert.title
    assert decision.id != (await desk.of(at(desk, "b-2", 2).id)).id


async def test_a_muted_spike_is_held_and_told_later_and_takes_no_story_with_it() -> None:
    desk = await counted_for_a_day()
    await desk.mute(mute(minutes(60)))
    for number in range(5):
        await desk.take(at(desk, f"b-{number}", number), at=number)
    assert desk.left == []
    assert len(await desk.held()) == 1
    [released] = await desk.tick(60)
    assert (released.kind, released.held and released.held.count) == (AlertKind.SPIKE, 1)
    assert await desk.store.alert_states(WATCH, ["s-b-2"]) != {}
    assert (await desk.state("s-b-2")).alerts == 0


async def test_a_young_watch_says_that_it_does_not_know_what_is_usual() -> None:
    desk = Desk(COUNTED)
    for number in range(1, 5):
        await desk.take(at(desk, f"b-{number}", number), at=number)
    assert desk.left == []
    rows = [row.decision for row in await desk.store.decisions(DecisionQuery()) if row.decision.reason is R.YOUNG_WATCH]
    assert [row.outcome for row in rows] == [DecisionOutcome.NOT_TOLD]


async def test_a_watch_that_has_expired_counts_no_spike() -> None:
    desk = Desk(replace(COUNTED, expires=minutes(0)))
    await desk.take(at(desk, "b-1", 1), at=1)
    assert (await desk.watch_state()).counts is None


async def test_a_shadow_watch_counts_no_spike() -> None:
    desk = Desk(COUNTED)
    await desk.take(at(desk, "b-1", 1, visibility=Visibility.SHADOW), at=1)
    assert (await desk.watch_state()).counts is None


async def test_the_feeds_of_the_last_matches_are_known_for_those_that_tell_absence_each_once_and_at_most_eight() -> (
    None
):
    desk = Desk()
    for number, feed in enumerate(["wire", *(f"paper-{number}" for number in range(9)), "paper-3"]):
        each = at(desk, f"b-{number}", number)
        await desk.take(replace(each, article=replace(each.article, feed=feed)), at=number)
    state = await desk.watch_state()
    assert state.feeds == ("paper-1", "paper-2", "paper-4", "paper-5", "paper-6", "paper-7", "paper-8", "paper-3")
    assert state.last_match == minutes(10)


@pytest.mark.parametrize(
    "others",
    [{"relation": Relation.EXACT_COPY}, {"relation": Relation.SAME_ARTICLE}, {"visibility": Visibility.SHADOW}],
)
async def test_a_copy_an_edit_or_a_match_of_a_shadow_watch_ends_no_absence(others: dict[str, object]) -> None:
    desk = Desk()
    await desk.take(at(desk, "b-1", 1, **others), at=1)
    state = await desk.watch_state()
    assert (state.last_match, state.feeds) == (None, ())
