"""Whatever comes in whatever order, and wherever a worker is killed, each match ends in exactly one visible outcome."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.alerting.policy import Cap, Realert, Spike, Throttle
from monitor.records import Alert, ChangeKind, DecisionOutcome, Match, Relation, Visibility, Withdrawal
from monitor.store.base import DecisionQuery, DecisionRow
from tests.alerting.builders import match, minutes
from tests.alerting.desk import COUNTS_PUBLISHERS, WATCH, Desk, mute

Act = Callable[["World"], Awaitable[None]]

HELD, TOLD, RELEASED = DecisionOutcome.HELD, DecisionOutcome.TOLD, DecisionOutcome.RELEASED
POLICIES = [
    replace(COUNTS_PUBLISHERS, realert=realert, throttle=throttle, cap=cap, spike=spike)
    for realert in Realert
    for throttle in (None, Throttle(every_seconds=600, backoff_to_seconds=3600))
    for cap in (None, Cap(count=2, seconds=1800))
    for spike in (None, Spike(window_seconds=600, baseline_seconds=3600, ratio=2, min=2))
]


class World:
    """A log of matches, what was read of it, and every message that left."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.log: list[Match] = []
        self.sent: list[Alert] = []  # repeats among them
        self.mutes = 0

    async def arrives(self, one: Match) -> None:
        self.log.append(one)
        recorded = await self.desk.take(one, at=self.minute)
        self.send([recorded.row, *recorded.new])

    async def repeats(self, back: int) -> None:
        """A worker was killed after its last match was recorded; its successor begins so many messages back."""
        for one in self.log[-back:]:
            self.send([(await self.desk.take(one, at=self.minute)).row])

    async def ticks(self) -> None:
        self.sent += await self.desk.tick(self.minute)

    async def mutes_until(self, minute: float, until_changed: bool) -> None:
        self.mutes += 1
        until = minutes(self.minute + minute)
        await self.desk.mute(mute(until, name=f"mu-{self.mutes}", until_changed=until_changed))

    async def ends_mutes(self) -> None:
        for muted in await self.desk.store.mutes(minutes(-1e6)):
            await self.desk.mute(replace(muted, ended=self.desk.clock()))

    @property
    def minute(self) -> float:
        return (self.desk.clock() - minutes(0)).total_seconds() / 60

    def send(self, rows: Sequence[DecisionRow]) -> None:
        self.sent += [row.alert for row in rows if row.alert and row.decision.outcome is TOLD]

    async def rows(self) -> list[DecisionRow]:
        return list(await self.desk.store.decisions(DecisionQuery(), 10_000))


def _match(
    number: int,
    story: str,
    relation: Relation,
    visibility: Visibility,
    independent: int,
    merged: bool,
    withdrawal: Withdrawal | None,
) -> Match:
    return match(
        f"a-{number}",
        story=story,
        relation=relation,
        visibility=visibility,
        independent=independent,
        merged=("s-2",) if merged and story == "s-1" else (),
        storyline="sl-1" if merged else "",
        withdrawal=withdrawal,
    )


matches = st.builds(
    _match,
    st.integers(0, 12),
    st.sampled_from(("s-1", "s-2", "s-3")),
    st.sampled_from(tuple(Relation)),
    st.sampled_from((*[Visibility.LIVE] * 6, Visibility.SHADOW)),
    st.integers(1, 12),
    st.booleans(),
    st.sampled_from((*[None] * 8, *Withdrawal)),
)
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda one: lambda world: world.arrives(one), matches),
    st.builds(lambda one: lambda world: world.arrives(one), matches),
    st.builds(lambda back: lambda world: world.repeats(back), st.integers(1, 6)),
    st.just(lambda world: world.ticks()),
    st.builds(
        lambda minute, changed: lambda world: world.mutes_until(minute, changed), st.integers(1, 90), st.booleans()
    ),
    st.just(lambda world: world.ends_mutes()),
    st.builds(lambda story: lambda world: world.desk.acknowledge(story, world.minute), st.sampled_from(("s-1", "s-2"))),
    st.builds(lambda step: lambda world: _clock_steps(world, step), st.sampled_from((1, 5, 20, 61, 200, -3, -45))),
)
streams = st.tuples(st.sampled_from(POLICIES), st.lists(acts, max_size=40))


async def _clock_steps(world: World, step: float) -> None:
    world.desk.clock.now += timedelta(minutes=step)


def played(stream: tuple[object, list[Act]], *, repeated: bool = False) -> World:
    """The world after all of it, a year later; `repeated`: each match is read twice."""
    policy, steps = stream

    async def play() -> World:
        world = World(Desk(policy))  # type: ignore[arg-type]
        for act in steps:
            await act(world)
            if repeated:
                await world.repeats(1)
        world.desk.clock.now = minutes(60 * 24 * 31)
        await world.ticks()
        return world

    return asyncio.run(play())


def of_matches(world: World) -> list[DecisionRow]:
    rows = asyncio.run(world.rows())
    return [row for row in rows if row.decision.subject in {one.id for one in world.log}]


@given(streams)
def test_told_released_and_not_told_with_a_reason_are_all_matches(stream: tuple[object, list[Act]]) -> None:
    world = played(stream)
    rows = of_matches(world)
    assert {row.decision.subject for row in rows} == {one.id for one in world.log}
    assert len(rows) == len({row.decision.subject for row in rows})
    assert [row for row in rows if row.decision.outcome is HELD] == [], "in the end, nothing is held"


@given(streams)
def test_everything_that_is_told_left_under_the_id_that_the_ledger_names_and_nothing_else_did(
    stream: tuple[object, list[Act]],
) -> None:
    world = played(stream)
    rows = asyncio.run(world.rows())
    named = {row.decision.alert for row in rows if row.decision.outcome in (TOLD, RELEASED)}
    assert {alert.id for alert in world.sent} == named


@given(streams)
def test_nothing_is_told_twice_under_one_id_but_the_very_same_message(stream: tuple[object, list[Act]]) -> None:
    world = played(stream, repeated=True)
    assert len({alert.id for alert in world.sent}) == len(set(world.sent))


@given(streams)
def test_a_match_that_is_told_stands_in_one_message(stream: tuple[object, list[Act]]) -> None:
    world = played(stream)
    ids = {one.id for one in world.log}
    told = Counter(row.decision.subject for row in of_matches(world) if row.decision.outcome is TOLD)
    named = Counter(item.subject for alert in set(world.sent) if alert.held for item in alert.held.items)
    assert all(count == 1 for count in (told + Counter({key: n for key, n in named.items() if key in ids})).values())


@given(streams)
def test_reading_each_match_twice_changes_nothing(stream: tuple[object, list[Act]]) -> None:
    once, twice = played(stream), played(stream, repeated=True)
    assert set(once.sent) == set(twice.sent)
    assert asyncio.run(once.rows()) == asyncio.run(twice.rows())


@given(streams)
def test_a_watch_that_never_tells_again_tells_each_story_once_and_its_corrections(
    stream: tuple[object, list[Act]],
) -> None:
    never = replace(COUNTS_PUBLISHERS, realert=Realert.NEVER)
    world = played((never, stream[1]))
    told = [row for row in of_matches(world) if row.decision.outcome is TOLD]
    first = [row for row in told if ChangeKind.CORRECTION not in {change.kind for change in row.decision.changes}]
    assert max(Counter(row.decision.story for row in first).values(), default=0) <= 1
    assert all(row.decision.watch == WATCH for row in told)
