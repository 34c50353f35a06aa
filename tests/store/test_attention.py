"""Mutes, acknowledgements and silences of watches, on every store."""

from datetime import timedelta

from msgspec.structs import replace

from monitor.alerting.attention.absence import Silence
from monitor.records import Acknowledgement, DecisionOutcome, Mute, MuteMatcher
from monitor.store.base import Store
from tests.store.builders import NOON, decided, minutes

LATER = NOON + minutes(60)


def mute(name: str = "mute-1", *, until: float = 60) -> Mute:
    return Mute(
        id=name,
        matcher=MuteMatcher(watch="ceasefire", publisher="Herald"),
        until=NOON + minutes(until),
        reason="known",
        author="anna",
        created=NOON,
        origin="command",
    )


def acknowledgement(story: str = "s-1", watch: str = "ceasefire", *, at: float = 0) -> Acknowledgement:
    return Acknowledgement(watch=watch, story=story, author="anna", comment="we know", at=NOON + minutes(at))


async def test_an_empty_store_holds_nothing_back(store: Store) -> None:
    assert await store.mutes(NOON - timedelta(days=365)) == []
    assert await store.acknowledgements() == []
    assert await store.silences() == {}


async def test_mutes_are_there_until_long_after_their_end(store: Store) -> None:
    for each in (mute("late", until=90), mute("early", until=10), mute("middle")):
        await store.remember_mute(each)
    assert [each.id for each in await store.mutes(NOON)] == ["early", "middle", "late"]
    assert [each.id for each in await store.mutes(LATER)] == ["middle", "late"]
    assert (await store.mutes(LATER))[0] == mute("middle")


async def test_a_mute_that_is_ended_stays_and_says_so(store: Store) -> None:
    await store.remember_mute(mute())
    ended = replace(mute(), ended=NOON + minutes(5))
    await store.remember_mute(ended)
    assert await store.mutes(NOON) == [ended]


async def test_one_acknowledgement_stands_for_a_watch_and_story(store: Store) -> None:
    await store.remember_acknowledgement(acknowledgement())
    await store.remember_acknowledgement(acknowledgement("s-2", at=1))
    await store.remember_acknowledgement(acknowledgement(watch="nato", at=2))
    await store.remember_acknowledgement(acknowledgement(at=3))
    assert [(each.watch, each.story) for each in await store.acknowledgements()] == [
        ("ceasefire", "s-1"),
        ("nato", "s-1"),
        ("ceasefire", "s-2"),
    ]
    assert await store.acknowledgements("ceasefire") == [acknowledgement(at=3), acknowledgement("s-2", at=1)]


async def test_silences_of_watches_are_kept_by_watch(store: Store) -> None:
    for seconds in (0.0, 600.0):
        await store.remember_silence(Silence(watch="ceasefire", since=NOON, heard=NOON, seconds=seconds))
    await store.remember_silence(Silence(watch="nato", since=NOON, heard=NOON))
    assert {watch: each.seconds for watch, each in (await store.silences()).items()} == {"ceasefire": 600.0, "nato": 0}


async def test_what_is_over_is_forgotten_and_nothing_else(store: Store) -> None:
    for number in range(5):
        await store.remember_mute(mute(f"old-{number}", until=-60))
        await store.remember_acknowledgement(acknowledgement(f"old-{number}", at=-60))
    await store.remember_mute(mute())
    await store.remember_acknowledgement(acknowledgement())
    for watch in ("ceasefire", "removed"):
        await store.remember_silence(Silence(watch=watch, since=NOON, heard=NOON))
    forgotten = [
        await store.forget_mutes(NOON),
        await store.forget_acknowledgements(NOON),
        await store.forget_silences({"ceasefire"}),
    ]
    assert forgotten == [5, 5, 1]
    assert await store.mutes(NOON - timedelta(days=1)) == [mute()]
    assert await store.acknowledgements() == [acknowledgement()]
    assert set(await store.silences()) == {"ceasefire"}


async def test_a_store_knows_which_mutes_hold_matches_now(store: Store) -> None:
    held = [
        decided("m-1", DecisionOutcome.HELD, by="mute-1"),
        decided("m-2", DecisionOutcome.HELD, by="mute-1"),
        decided("m-3", DecisionOutcome.HELD, by="mute-2"),
        decided("m-4", DecisionOutcome.HELD),  # throttled
        decided("m-5", by="mute-3"),  # told
        decided("al-1", DecisionOutcome.HELD, receiver="desk", by="bundle"),
    ]
    await store.record_decisions(held)
    assert await store.holding() == {"mute-1", "mute-2"}
    await store.record_decisions([], released=[decided("m-3", DecisionOutcome.RELEASED, by="mute-2")])
    assert await store.holding() == {"mute-1"}
