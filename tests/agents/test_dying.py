"""Wherever the program dies between a match and its receivers, nothing is lost and nothing is told twice."""

import asyncio
from datetime import time
from random import Random
from typing import Final

import pytest
from msgspec.structs import replace

from monitor.alerting.policy import Cap, Policy, Realert, Spike, Throttle
from monitor.alerting.timing import Digest, Group, Quiet, QuietMode, Timing
from monitor.notify.spec import File, ReceiverSpec
from monitor.records import AlertKind, DecisionOutcome, Match, Mute, MuteMatcher, Relation
from tests.agents.dying import Newsroom
from tests.alerting.builders import NOON, elsewhere, evidence, match, minutes
from tests.whole.kills.accounts import Accounts, faults

SPIKE: Final = Spike(window_seconds=120, baseline_seconds=240, ratio=1.5, min=2)
POLICIES: Final = {
    policy.watch: policy
    for policy in (
        Policy(watch="plain", watchlist="europe"),
        Policy(watch="capped", watchlist="europe", cap=Cap(count=1, seconds=300)),
        Policy(watch="throttled", watchlist="europe", realert=Realert.EVERY, throttle=Throttle(every_seconds=100)),
        Policy(watch="muted", watchlist="europe"),
        Policy(watch="counted", watchlist="europe", spike=SPIKE, each_match=False),
        Policy(watch="counted-muted", watchlist="europe", spike=SPIKE, each_match=False),
    )
}
MUTES: Final = [
    Mute(
        id=f"mute-{watch}",
        matcher=MuteMatcher(watch=watch),
        until=minutes(until),
        reason="known",
        author="anna",
        created=minutes(-60),
    )
    for watch, until in (("muted", 5), ("counted-muted", 7))
]


def _quiet(until: int, mode: QuietMode) -> Timing:
    return Timing(quiet=Quiet(zone="UTC", begins=time(11), ends=time(12, until), mode=mode))


RECEIVERS: Final[tuple[ReceiverSpec, ...]] = tuple(
    File(name=name, path=f"/{name}", timing=timing)
    for name, timing in {
        "plain": Timing(),
        "quiet": _quiet(3, QuietMode.HOLD),
        "dropping": _quiet(2, QuietMode.DROP),
        "digest": Timing(digest=Digest(cron="*/2 * * * *")),
        "grouped": Timing(group=Group(wait_seconds=30)),
    }.items()
)
COUNTED: Final = ("counted", "counted-muted")
STREAM: Final[tuple[tuple[float, str, str, Relation], ...]] = (
    (0, "plain", "s-1", Relation.NEW_STORY),
    (0, "second", "s-1", Relation.NEW_STORY),
    (0, "capped", "s-2", Relation.NEW_STORY),
    (0, "throttled", "s-3", Relation.NEW_STORY),
    (0, "muted", "s-4", Relation.NEW_STORY),
    (1, "capped", "s-5", Relation.NEW_STORY),
    (1, "throttled", "s-3", Relation.FOLLOW_UP),
    (1, "muted", "s-6", Relation.NEW_STORY),
    (1, "plain", "s-1", Relation.NEAR_DUPLICATE),
    (2, "capped", "s-7", Relation.NEW_STORY),
    (2, "throttled", "s-3", Relation.FOLLOW_UP),
    (3, "throttled", "s-3", Relation.FOLLOW_UP),
    *((minute, watch, f"s-9{minute}", Relation.NEW_STORY) for minute in (0, 4, 4.5) for watch in COUNTED),
    *((5, watch, "s-10", Relation.NEW_STORY) for watch in COUNTED),
    (6, "muted", "s-8", Relation.NEW_STORY),
)
"""In which minute something comes, for which watch and in which story."""

LONGEST: Final = 30.0  # minutes, after which nothing may be held


def _stream() -> list[tuple[float, Match]]:
    stream = enumerate(sorted(STREAM, key=lambda comes: comes[0]))
    return [(minute, _match(minute, at, watch, story, relation)) for at, (minute, watch, story, relation) in stream]


def _match(minute: float, number: int, watch: str, story: str, relation: Relation) -> Match:
    of = replace(elsewhere(f"a-{number}", story), published=minutes(minute), fetched=minutes(minute))
    found = evidence("term boat", "boat", of)
    return replace(match(of.id, found, watch=watch, story=story, relation=relation, of=of), routes=())


async def morning(*deaths: int, chance: Random | None = None) -> tuple[Accounts, int]:
    """What everybody says at its end, and how many steps it took."""
    room, stream = Newsroom(POLICIES, MUTES, RECEIVERS, deaths, chance), _stream()
    while stream or await room.is_waiting():
        assert room.clock() < minutes(LONGEST), "something is held for ever"
        while stream and stream[0][0] <= (room.clock() - NOON).total_seconds() / 60:
            room.comes(stream.pop(0)[1])
        await room.round()
    return await room.accounts(), room.steps


@pytest.fixture(scope="module")
def undisturbed() -> tuple[Accounts, int]:
    return asyncio.run(morning())


def test_the_morning_holds_and_releases_everywhere(undisturbed: tuple[Accounts, int]) -> None:
    accounts, _ = undisturbed
    assert faults(accounts) == []
    assert {row.decision.outcome for row in accounts.on_matches.values()} == {
        DecisionOutcome.TOLD,
        DecisionOutcome.RELEASED,
        DecisionOutcome.NOT_TOLD,
    }
    assert {each.receiver for each in accounts.deliveries if each.bundle} == {"quiet", "digest", "grouped"}
    assert {AlertKind.SPIKE, AlertKind.NOTICE, AlertKind.RELEASE} < {alert.kind for alert in accounts.alerts}
    assert {alert.watch for alert in accounts.alerts if alert.kind is AlertKind.SPIKE} == set(COUNTED)
    assert accounts.repeats == 0


@pytest.mark.slow(8)
async def test_wherever_it_dies_all_is_told_once(undisturbed: tuple[Accounts, int]) -> None:
    whole, steps = undisturbed
    for death in range(1, steps + 1):
        accounts, _ = await morning(death)
        assert faults(accounts) == [], f"died before step {death}"
        assert accounts.on_matches.keys() == whole.on_matches.keys()
        assert accounts.shown == whole.shown, f"died before step {death}"
        assert accounts.repeats <= 1


@pytest.mark.slow(3)
async def test_dying_again_on_the_way_up_changes_nothing(undisturbed: tuple[Accounts, int]) -> None:
    whole, steps = undisturbed
    for death in range(1, steps + 1, 3):
        accounts, _ = await morning(death, death + 1, death + 2 + death % 7)
        assert faults(accounts) == [], f"died before step {death}"
        assert accounts.shown == whole.shown, f"died before step {death}"


@pytest.mark.parametrize("seed", range(60))
async def test_in_whatever_order_they_get_on_and_die_all_is_told_once(
    seed: int, undisturbed: tuple[Accounts, int]
) -> None:
    whole, steps = undisturbed
    chance = Random(seed)
    accounts, _ = await morning(*chance.sample(range(1, steps), 4), chance=chance)
    assert faults(accounts) == []
    assert accounts.on_matches.keys() == whole.on_matches.keys()
    assert accounts.shown == whole.shown
