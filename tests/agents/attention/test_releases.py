"""What was held is told when its hold is over: once, whatever happens."""

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agents.attention.releases import release_due
from monitor.alerting.policy import Policy, Throttle
from monitor.alerting.releases.batches import held_on
from monitor.alerting.renames import KnownWatch
from monitor.ledger.renames import take_over
from monitor.records import AlertKind, Change, ChangeKind, DecisionOutcome, DecisionReason, MuteMatcher, Severity
from monitor.store.base import AlertState
from monitor.store.memory import MemoryStore
from monitor.store.open import open_store
from tests.agents.attention.builders import Desk, Killed, as_spike, held, mute, untold
from tests.store.builders import NOON, minutes

HELD, RELEASED, TOLD = DecisionOutcome.HELD, DecisionOutcome.RELEASED, DecisionOutcome.TOLD


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_what_is_muted_is_told_when_the_mute_ends_and_not_before(desk: Desk) -> None:
    await desk.hold(*(held(number) for number in range(1, 15)))
    desk.clock.advance(59 * 60)
    await desk.round()
    assert desk.emitted == []
    desk.clock.advance(60)
    await desk.round()
    (alert,) = desk.told
    assert (alert.kind, alert.watch, alert.routes) == (AlertKind.RELEASE, "ceasefire", ("desk",))
    assert alert.held is not None
    assert (alert.held.count, len(alert.held.items)) == (14, 14)
    assert alert.held.why == "muted by anna until 2026-03-02 13:00 UTC: known"
    assert alert.reason == "Watch 'ceasefire': 14 matches were held: muted by anna until 2026-03-02 13:00 UTC: known."


async def test_held_messages_never_expire(desk: Desk) -> None:
    await desk.hold(held())
    desk.clock.advance(400 * 86_400)
    await desk.store.forget_decisions(desk.clock())
    await desk.round()
    assert [alert.title for alert in desk.told] == ["Title 1"]


async def test_a_release_is_told_once(desk: Desk) -> None:
    await desk.hold(held(1), held(2))
    desk.clock.advance(3600)
    for _ in range(3):
        await desk.round()
        desk.clock.advance(86_400)
    assert len([each for each in desk.emitted if each.topic == "news.alerts"]) == 1
    assert desk.of_watchlist("peace") == 1


async def test_every_match_that_was_held_says_with_which_message_it_was_told(desk: Desk) -> None:
    await desk.hold(held(1), held(2))
    desk.clock.advance(3600)
    await desk.round()
    (alert,) = desk.told
    assert await desk.ledger() == {"m-ceasefire-1": RELEASED, "m-ceasefire-2": RELEASED, alert.id: TOLD}
    told = {decision.subject: decision for decision in desk.decisions}
    assert {decision.alert for decision in told.values()} == {alert.id}
    assert {decision.reason for decision in told.values()} == {DecisionReason.MUTE_ENDED}
    assert desk.counted == [told[alert.id]]


async def test_a_single_match_is_told_as_itself_and_says_that_it_was_held(desk: Desk) -> None:
    await desk.hold(held())
    desk.clock.advance(3600)
    await desk.round()
    (alert,) = desk.told
    assert (alert.kind, alert.title, alert.sentence) == (AlertKind.FIRST, "Title 1", "A ceasefire was agreed.")
    assert alert.held is not None
    assert (alert.held.count, alert.held.why) == (1, "muted by anna until 2026-03-02 13:00 UTC: known")
    assert alert.raised == desk.clock()


async def test_a_single_match_of_a_story_that_was_told_meanwhile_is_its_next_alert(desk: Desk) -> None:
    told = replace(untold("ceasefire", "s-1"), alerts=1, last_alert="al-x", replaceable="al-x")
    await desk.hold(held())
    await desk.store.record_decisions([], [told])
    desk.clock.advance(3600)
    await desk.round()
    (alert,) = desk.told
    assert (alert.step, alert.replaces, alert.kind) == (2, "al-x", AlertKind.AGAIN)


async def test_the_first_alert_while_muted_counts_as_told_only_when_it_is_released(desk: Desk) -> None:
    await desk.hold(held())
    await desk.round()
    before = (await desk.store.alert_states("ceasefire", ["s-1"]))["s-1"]
    assert (before.alerts, before.told, before.last_alert) == (0, None, "")
    desk.clock.advance(3600)
    await desk.round()
    after = (await desk.store.alert_states("ceasefire", ["s-1"]))["s-1"]
    assert (after.alerts, after.last_alert, after.told_at) == (1, desk.told[0].id, desk.clock())
    assert after.told is not None
    assert after.told.words == ("word-1",)


async def test_a_mute_that_somebody_ends_releases_at_once(desk: Desk) -> None:
    desk.mutes = []
    await desk.store.remember_mute(mute())
    await desk.hold(held(1), held(2))
    await desk.round()
    assert desk.told == []
    await desk.store.remember_mute(mute(ended=NOON + minutes(1)))
    desk.clock.advance(61)
    await desk.round()
    assert [alert.held.count for alert in desk.told if alert.held] == [2]


async def test_a_mute_that_was_taken_out_of_the_watchlist_releases_at_once(desk: Desk) -> None:
    await desk.hold(held(1), held(2))
    await desk.round()
    assert desk.told == []
    desk.mutes = []
    await desk.round()
    assert len(desk.told) == 1


async def test_what_a_watch_held_is_told_though_the_watch_was_taken_out(desk: Desk) -> None:
    desk.policies = {"ceasefire": Policy(watch="ceasefire", watchlist="peace")}
    await desk.hold(held(1), held(2), held(3, DecisionReason.OVER_CAP))
    desk.policies = {}
    desk.clock.advance(3600)
    await desk.round()
    assert sorted(alert.kind for alert in desk.told) == [AlertKind.FIRST, AlertKind.RELEASE]


async def test_there_is_one_message_for_each_watch_and_mute(desk: Desk) -> None:
    desk.mutes = [mute(), mute("mute-2")]
    await desk.hold(
        held(1),
        held(2),
        held(3, by="mute-2"),
        held(4, by="mute-2"),
        held(1, watch="nato"),
        held(2, watch="nato"),
    )
    desk.clock.advance(3600)
    await desk.round()
    assert sorted((alert.watch, alert.held.count) for alert in desk.told if alert.held) == [
        ("ceasefire", 2),
        ("ceasefire", 2),
        ("nato", 2),
    ]


async def test_a_mute_that_was_prolonged_by_another_one_releases_nothing_before_that_ends(desk: Desk) -> None:
    await desk.hold(held())
    await desk.store.remember_mute(mute("mute-2", until=120))
    desk.clock.advance(3600)
    await desk.round()
    assert desk.told == []
    row = await desk.store.decision("m-ceasefire-1")
    assert row is not None
    assert (row.decision.until, row.decision.by, row.decision.outcome) == (NOON + minutes(120), "mute-2", HELD)
    assert desk.decisions == [row.decision], "who reads the topic knows until when it is held now"
    await desk.round()
    assert len(desk.decisions) == 1
    desk.clock.advance(3600)
    await desk.round()
    assert len(desk.told) == 1


async def test_what_was_over_the_cap_is_held_on_by_a_mute_of_its_watch(desk: Desk) -> None:
    await desk.hold(held(1, DecisionReason.OVER_CAP))
    await desk.store.remember_mute(mute(until=120))
    desk.clock.advance(3600)
    await desk.round()
    assert desk.told == []


async def test_a_mute_made_by_a_clock_that_runs_ahead_holds_on_and_nothing_is_written_anew(desk: Desk) -> None:
    days = 24 * 60.0
    ahead = replace(mute(until=40 * days), created=NOON + minutes(15 * days))
    row = held_on(held(), [ahead], NOON)
    assert row is not None
    await desk.hold(replace(row, unsent=False))
    desk.mutes = [ahead]
    assert await desk.store.held_due(desk.clock()) != [], "no mute of a right clock lasts so long"
    await desk.round()
    assert desk.emitted == []


async def test_a_mute_until_a_change_does_not_hold_a_change_on(desk: Desk) -> None:
    over, change = held(1, DecisionReason.OVER_CAP), Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    await desk.hold(replace(over, decision=replace(over.decision, changes=(change,))))
    await desk.store.remember_mute(mute("mute-2", until=120, until_changed=True))
    desk.clock.advance(3600)
    await desk.round()
    assert len(desk.told) == 1


async def test_a_mute_until_a_change_holds_on_what_is_none_and_another_mute_holds_a_change(desk: Desk) -> None:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40")
    over = held(2, DecisionReason.OVER_CAP, watch="nato")
    await desk.hold(held(1, DecisionReason.OVER_CAP), replace(over, decision=replace(over.decision, changes=(change,))))
    await desk.store.remember_mute(mute("mute-2", until=120, until_changed=True))
    await desk.store.remember_mute(mute("mute-3", until=120, matcher=MuteMatcher(watch="nato")))
    desk.clock.advance(3600)
    await desk.round()
    assert desk.told == []


async def test_an_ended_mute_holds_nothing_on(desk: Desk) -> None:
    await desk.hold(held(1, DecisionReason.OVER_CAP))
    await desk.store.remember_mute(mute("mute-2", until=120, ended=NOON + minutes(5)))
    desk.clock.advance(3600)
    await desk.round()
    assert len(desk.told) == 1


async def test_stories_that_a_throttle_held_are_told_each_by_itself_though_they_are_due_together(desk: Desk) -> None:
    desk.mutes = []
    await desk.hold(*(held(number, DecisionReason.THROTTLED, story=f"s-{number % 2}") for number in range(4)))
    desk.clock.advance(3600)
    await desk.round()
    assert sorted(alert.story for alert in desk.told) == ["s-0", "s-1"]


async def test_a_mute_of_something_else_holds_nothing_on(desk: Desk) -> None:
    await desk.hold(held())
    await desk.store.remember_mute(mute("mute-2", until=120, matcher=MuteMatcher(watch="ceasefire", tag="sport")))
    desk.clock.advance(3600)
    await desk.round()
    assert len(desk.told) == 1


async def test_the_overflow_of_a_cap_is_one_digest_of_which_twenty_are_shown(desk: Desk) -> None:
    loud = Severity.CRITICAL
    await desk.hold(
        *(held(number, DecisionReason.OVER_CAP, at=number / 60) for number in range(1, 490)),
        held(490, DecisionReason.OVER_CAP, severity=loud),
    )
    desk.clock.advance(3600)
    await desk.round()
    (alert,) = desk.told
    assert alert.held is not None
    assert (alert.held.count, len(alert.held.items), alert.severity) == (490, 20, loud)
    assert [item.title for item in alert.held.items[:3]] == ["Title 490", "Title 489", "Title 488"]
    assert alert.title == "Title 490"
    assert {decision.reason for decision in desk.decisions} == {DecisionReason.CAP_DIGEST}


async def test_what_a_throttle_held_goes_story_by_story_at_the_end_of_its_wait(desk: Desk) -> None:
    desk.mutes = []
    desk.policies = {
        "ceasefire": Policy(watch="ceasefire", watchlist="peace", throttle=Throttle(every_seconds=1800)),
    }
    throttled = DecisionReason.THROTTLED
    await desk.hold(
        held(1, throttled, story="s-1", until=30),
        held(2, throttled, story="s-1", until=30),
        held(3, throttled, story="s-2", until=45),
    )
    desk.clock.advance(1800)
    await desk.round()
    assert [(alert.story, alert.kind) for alert in desk.told] == [("s-1", AlertKind.RELEASE)]
    state = (await desk.store.alert_states("ceasefire", ["s-1"]))["s-1"]
    assert state.pace is not None
    assert state.pace.told == desk.clock(), "the next message of the story waits again"
    desk.clock.advance(900)
    await desk.round()
    assert [alert.story for alert in desk.told] == ["s-1", "s-2"]


@pytest.mark.parametrize(("stories", "figures"), [(("s-1", "s-1", "s-1"), ["12", "40"]), (("s-1", "s-1", "s-2"), [])])
async def test_what_changed_in_one_story_while_it_was_held_is_told_once_and_in_order(
    desk: Desk, stories: tuple[str, ...], figures: list[str]
) -> None:
    changes = [Change(kind=ChangeKind.FIGURE, what="dead", before="3", after=after) for after in ("40", "12", "12")]
    rows = [held(number, story=story) for number, story in enumerate(stories, start=1)]
    for row, change, minute in zip(rows, changes, (3, 1, 2), strict=True):
        changed = replace(row.decision, changes=(change,), at=row.decision.at + timedelta(minutes=minute))
        await desk.hold(replace(row, decision=changed))
    desk.clock.advance(7200)
    await desk.round()
    assert [change.after for change in desk.told[0].changes] == figures


async def test_a_spike_that_a_mute_held_is_told_as_a_spike(desk: Desk) -> None:
    await desk.hold(as_spike(held()))
    desk.clock.advance(3600)
    await desk.round()
    assert [alert.kind for alert in desk.told] == [AlertKind.SPIKE]


async def test_matches_that_go_to_several_receivers_are_released_to_all_of_them(desk: Desk) -> None:
    await desk.hold(held(1, routes=("desk",)), held(2, routes=("mail", "desk")))
    desk.clock.advance(3600)
    await desk.round()
    assert set(desk.told[0].routes) == {"desk", "mail"}


async def test_a_worker_leaves_the_watches_of_others_alone(desk: Desk) -> None:
    await desk.hold(held())
    desk.others = {"ceasefire"}
    desk.clock.advance(3600)
    await desk.round()
    assert desk.emitted == []
    desk.others = set()
    await desk.round()
    assert len(desk.told) == 1


async def test_killed_after_it_was_recorded_a_release_is_told_at_the_next_start_under_the_same_id(desk: Desk) -> None:
    await desk.hold(held(1), held(2))
    desk.clock.advance(3600)
    desk.is_killed = True
    with pytest.raises(Killed):
        await desk.round()
    (recorded,) = [subject for subject, outcome in (await desk.ledger()).items() if outcome is TOLD]
    desk.is_killed = False
    desk.clock.advance(100)
    await desk.round()
    assert [alert.id for alert in desk.told] == [recorded]
    assert len(desk.decisions) == 3


async def test_killed_before_it_was_recorded_nothing_is_lost(desk: Desk) -> None:
    await desk.hold(held(1), held(2))
    desk.clock.advance(3600)
    await release_due(replace_clock(desk).attending)
    await desk.round()
    assert len(desk.told) == 1


def replace_clock(desk: Desk) -> Desk:
    """The same store, seen by a program whose clock is an hour behind."""
    other = Desk(desk.store)
    other.clock.now = desk.clock() - timedelta(hours=1)
    return other


async def test_a_clock_that_steps_back_releases_nothing_twice(desk: Desk) -> None:
    await desk.hold(held(1), held(2))
    desk.clock.advance(3600)
    await desk.round()
    desk.clock.now -= timedelta(hours=2)
    for _ in range(30):
        desk.clock.advance(600)
        await desk.round()
    assert len(desk.told) == 1


async def test_a_clock_that_steps_forward_by_days_releases_once(desk: Desk) -> None:
    await desk.hold(
        held(1, DecisionReason.OVER_CAP, until=60),
        held(2, DecisionReason.OVER_CAP, until=120),
        held(3, DecisionReason.OVER_CAP, until=180),
    )
    desk.clock.advance(3 * 86_400)
    await desk.round()
    assert [alert.held.count for alert in desk.told if alert.held] == [3]


async def test_nothing_held_means_no_message(desk: Desk) -> None:
    desk.mutes = [mute(until=1)]
    desk.clock.advance(3600)
    await desk.round()
    assert desk.emitted == []


class Raced(MemoryStore):
    """A store in which another worker releases what was found to be due, before this one does."""

    async def alert_states(self, watch: str, stories: Collection[str]) -> dict[str, AlertState]:
        other, self.other = self.other, None
        if other is not None:
            assert await release_due(other.attending) == 1
        return await super().alert_states(watch, stories)

    other: Desk | None = None


async def test_of_two_workers_that_release_the_same_only_one_tells() -> None:
    store = Raced()
    one, two = Desk(store), Desk(store)
    await one.hold(held(1), held(2))
    for desk in (one, two):
        desk.clock.advance(3600)
    store.other = two
    assert await release_due(one.attending) == 0
    await one.round()
    assert len(one.told) == 1


@settings(max_examples=50)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([DecisionReason.MUTED, DecisionReason.THROTTLED, DecisionReason.OVER_CAP]),
            st.sampled_from(["ceasefire", "nato"]),
            st.sampled_from(["s-1", "s-2"]),
            st.integers(0, 300),
        ),
        max_size=30,
    ),
    steps=st.lists(st.tuples(st.integers(-90, 120), st.booleans()), min_size=1, max_size=20),
)
async def test_whatever_the_clock_does_and_whenever_it_is_killed_each_match_is_told_exactly_once(
    rows: list[tuple[DecisionReason, str, str, int]], steps: list[tuple[int, bool]]
) -> None:
    desk = Desk()
    every = [
        held(number, reason, watch=watch, story=story, until=until)
        for number, (reason, watch, story, until) in enumerate(rows)
    ]
    await desk.hold(*every)
    for minute, is_killed in [*steps, (10_000, False)]:
        desk.clock.now += timedelta(minutes=minute)
        desk.is_killed = is_killed
        try:
            await desk.round()
        except Killed:
            continue
    told = [item.subject for alert in desk.told if alert.held for item in alert.held.items]
    assert sorted(told) == sorted(row.decision.subject for row in every)
    assert set((await desk.ledger()).values()) <= {RELEASED, TOLD}


async def test_on_a_database_a_digest_of_hundreds_is_one_message_and_each_match_says_so(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/store.db")
    try:
        desk = Desk(store)
        await desk.hold(*(held(number, DecisionReason.OVER_CAP) for number in range(490)))
        desk.clock.advance(3600)
        for _ in range(3):
            await desk.round()
        assert [alert.held.count for alert in desk.told if alert.held] == [490]
        assert len(desk.decisions) == 491
    finally:
        await store.close()


async def test_what_a_watch_found_under_another_id_is_held_on_by_a_mute_of_its_present_one(desk: Desk) -> None:
    ids = [KnownWatch(watch=name, watchlist="peace", fingerprint="1") for name in ("ceasefire", "truce", "talks")]
    await desk.hold(held(1, DecisionReason.OVER_CAP), held(2, DecisionReason.OVER_CAP, watch="flood"))
    await desk.store.remember_mute(mute("mute-2", until=120))
    for each in ids:
        await take_over(desk.store, [each], NOON)
    (named,) = await desk.store.mutes(NOON)
    assert named.matcher.watch == "talks"
    desk.mutes = []
    desk.clock.advance(3600)
    await desk.round()
    assert [alert.watch for alert in desk.told] == ["flood"]
    desk.clock.advance(3600)
    await desk.round()
    assert [alert.watch for alert in desk.told] == ["flood", "ceasefire"]
