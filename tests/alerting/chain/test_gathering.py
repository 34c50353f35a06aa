"""What was held of a story goes with the next message of that story, and nothing is forgotten."""

from msgspec.structs import replace

from monitor.alerting.policy import Cap, Realert, Throttle
from monitor.records import AlertKind, DecisionOutcome, DecisionReason, HeldItem, Relation, Withdrawal
from tests.alerting.builders import elsewhere, match, minutes
from tests.alerting.desk import COUNTS_PUBLISHERS, Desk, follow_up, mute, publishers

R = DecisionReason
FIRST = match("a-1")
THROTTLED = replace(COUNTS_PUBLISHERS, throttle=Throttle(every_seconds=1800))


async def test_what_the_throttle_held_goes_with_the_next_message_of_its_story() -> None:
    desk = Desk(THROTTLED)
    await desk.take(FIRST, follow_up("a-2", 3))
    assert (await desk.state()).held == 1
    second = await desk.take(follow_up("a-3", 5), at=35)
    [_, alert] = desk.left
    assert (alert.kind, alert.article, alert.changes) == (AlertKind.CHANGE, "a-3", (publishers("1", "5"),))
    assert alert.held is not None
    assert (alert.held.count, alert.held.why, alert.held.since) == (1, "told too recently", minutes(2))
    assert [item.article for item in alert.held.items] == ["a-2"]
    assert isinstance(alert.held.items[0], HeldItem)
    released = await desk.of(follow_up("a-2").id)
    assert (released.outcome, released.reason, released.alert) == (DecisionOutcome.RELEASED, R.WITH_CHANGE, alert.id)
    assert second.row.alert == alert
    assert [row.unsent for row in second.released] == [True]
    state = await desk.state()
    assert (state.held, state.held_facts, state.alerts) == (0, None, 2)
    assert await desk.tick(60) == []


async def test_a_correction_takes_along_what_the_throttle_still_holds() -> None:
    desk = Desk(THROTTLED)
    withdrawn = match("a-1", relation=Relation.SAME_ARTICLE, withdrawal=Withdrawal.WITHDRAWN)
    assert await desk.reasons(FIRST, follow_up("a-2", 3), withdrawn) == [R.FIRST_IN_STORY, R.THROTTLED, R.CORRECTION]
    assert desk.left[-1].held is not None
    assert ([item.article for item in desk.left[-1].held.items], await desk.held()) == (["a-2"], [])


async def test_what_the_throttle_holds_is_told_at_the_end_of_its_wait_where_nothing_comes() -> None:
    desk = Desk(THROTTLED)
    await desk.take(FIRST, follow_up("a-2", 3))
    assert await desk.tick(30) == []
    [alert] = await desk.tick(31)
    assert (alert.kind, alert.article, alert.step, alert.replaces) == (AlertKind.CHANGE, "a-2", 2, desk.left[0].id)
    assert await desk.reasons(follow_up("a-3", 3)) == [R.NOTHING_MATERIAL]
    assert (await desk.state()).alerts == 2


async def test_what_a_mute_holds_stays_held_while_others_tell_the_story() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60), publisher="herald.example"))
    other = match("a-2")
    other = replace(other, article=replace(other.article, publisher="post.example"))
    assert await desk.reasons(FIRST, other) == [R.MUTED, R.FIRST_IN_STORY]
    assert (desk.left[0].held, await desk.held()) == (None, ["a-1"])
    [released] = await desk.tick(61)
    assert (released.article, released.kind, released.step) == ("a-1", AlertKind.AGAIN, 2)


async def test_what_is_due_anyway_goes_with_the_story_and_is_not_told_twice() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60)))
    await desk.take(FIRST)
    await desk.take(follow_up("a-2"), at=60)
    [alert] = desk.left
    assert (alert.article, alert.held and [item.article for item in alert.held.items]) == ("a-2", ["a-1"])
    assert await desk.tick(60) == []


async def test_what_was_muted_until_a_change_goes_with_the_change() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.mute(mute(minutes(600), until_changed=True))
    assert await desk.reasons(FIRST, follow_up("a-2", 3)) == [R.MUTED, R.FIRST_IN_STORY]
    assert desk.left[0].held is not None
    assert await desk.held() == []


async def test_what_is_over_the_cap_is_one_message_at_the_end_of_the_window() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, cap=Cap(count=1, seconds=3600)))
    await desk.take(*(match(f"a-{n}", story=f"s-{n}") for n in range(4)))
    [digest] = await desk.tick(61)
    assert (digest.kind, digest.held and digest.held.count, digest.replaces) == (AlertKind.RELEASE, 3, "")
    further = [replace(follow_up(f"b-{n}", 3), story=f"s-{n}", article=elsewhere(f"b-{n}", f"s-{n}")) for n in (2, 3)]
    assert await desk.reasons(*further) == [
        R.MATERIAL_CHANGE,
        R.OVER_CAP,
    ]
    assert desk.left[-2].replaces == "", "a message that told several stories stays as it is"


async def test_what_people_were_told_in_a_release_is_replaced_by_the_next_alert_of_its_story() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.mute(mute(minutes(60)))
    await desk.take(FIRST)
    [released] = await desk.tick(60)
    await desk.take(follow_up("a-2", 3))
    assert desk.left[-1].replaces == released.id
    assert (released.kind, released.held and released.held.count) == (AlertKind.FIRST, 1)


async def test_of_much_that_was_held_the_first_and_the_last_state_are_told_as_one_change() -> None:
    desk = Desk(THROTTLED)
    await desk.take(FIRST, follow_up("a-2", 3), follow_up("a-3", 5))
    await desk.take(follow_up("a-4", 10), at=40)
    assert desk.left[-1].changes == (publishers("1", "10"),)


async def test_an_edit_that_is_told_takes_along_the_version_before_it() -> None:
    desk = Desk(THROTTLED)
    held = follow_up("a-2", 3)
    await desk.take(FIRST, held)
    await desk.take(replace(held, id="m-edit", relation=Relation.SAME_ARTICLE, independent=5), at=40)
    assert ((await desk.of(held.id)).outcome, desk.left[-1].article) == (DecisionOutcome.RELEASED, "a-2")


async def test_what_goes_along_is_told() -> None:
    desk = Desk(replace(THROTTLED, realert=Realert.EVERY))
    await desk.take(FIRST, follow_up("a-2", 5))
    await desk.take(follow_up("a-3", 2), at=40)
    assert (await desk.take(follow_up("a-4", 5), at=200)).row.decision.reason is R.EVERY_MATCH
