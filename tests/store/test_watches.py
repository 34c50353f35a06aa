"""Which watches are configured, and how what is remembered of one goes on under another id, on every store."""

import asyncio

from msgspec.structs import replace

from monitor.alerting.attention.absence import Silence
from monitor.records import Acknowledgement, DecisionOutcome, Mute, MuteMatcher
from monitor.store.base import DecisionQuery, KnownWatch, Store
from tests.store.builders import NOON, alert_state, decided, minutes, watch_state

LATER = NOON + minutes(60)
OLD = KnownWatch(watch="truce", watchlist="desk", fingerprint="1")
NEW = KnownWatch(watch="peace", watchlist="talks", fingerprint="1")
OTHER = KnownWatch(watch="flood", watchlist="desk", fingerprint="2")


def mute(name: str, **about: str) -> Mute:
    matcher = MuteMatcher(**about)
    return Mute(id=name, matcher=matcher, until=LATER, reason="known", author="anna", created=NOON)


def acknowledgement(watch: str, story: str = "s-1", *, author: str = "anna") -> Acknowledgement:
    return Acknowledgement(watch=watch, story=story, author=author, at=NOON)


def silence(watch: str, seconds: float = 600.0) -> Silence:
    return Silence(watch=watch, since=NOON, heard=NOON, seconds=seconds)


async def test_an_empty_store_knows_no_watch(store: Store) -> None:
    assert await store.known_watches() == []
    assert await store.remember_watches([], {}, NOON) == {}
    assert await store.forget_watches(()) == 0


async def test_watches_are_known_by_id_as_they_were_configured_last(store: Store) -> None:
    await store.remember_watches([OLD, OTHER], {}, NOON)
    gone = replace(OLD, is_gone=True)
    assert await store.remember_watches([gone], {}, NOON) == {}
    assert await store.known_watches() == [OTHER, gone]


async def test_all_that_is_remembered_of_a_watch_goes_on_under_its_new_id_and_in_its_new_file(store: Store) -> None:
    await store.remember_watches([OLD, OTHER], {}, NOON)
    states = [alert_state("truce", "s-1"), alert_state("truce", "s-2"), alert_state("flood")]
    await store.record_decisions([], states, [watch_state("truce"), watch_state("flood")])
    for watch in ("truce", "flood"):
        await store.remember_silence(silence(watch))
        await store.remember_acknowledgement(acknowledgement(watch))
    for each in (mute("m-1", watch="truce", publisher="Herald"), mute("m-2", watch="flood"), mute("m-3", tag="truce")):
        await store.remember_mute(each)

    assert await store.remember_watches([NEW], {"truce": NEW}, NOON) == {"truce": "peace"}

    assert await store.known_watches() == [OTHER, NEW]
    assert await store.alert_states("truce", ["s-1", "s-2"]) == {}
    assert await store.alert_states("peace", ["s-1", "s-2"]) == {
        story: alert_state("peace", story) for story in ("s-1", "s-2")
    }
    assert await store.latest_alert_states("peace", NOON, 1) == [alert_state("peace", "s-2")]
    assert await store.watch_states() == {
        "peace": replace(watch_state("peace"), watchlist="talks"),
        "flood": watch_state("flood"),
    }
    assert await store.silences() == {"peace": silence("peace"), "flood": silence("flood")}
    said = {watch: await store.acknowledgements(watch) for watch in ("truce", "peace", "flood")}
    assert said == {"truce": [], "peace": [acknowledgement("peace")], "flood": [acknowledgement("flood")]}
    assert await store.mutes(NOON) == [
        mute("m-1", watch="peace", publisher="Herald"),
        mute("m-2", watch="flood"),
        mute("m-3", tag="truce"),
    ]
    assert await store.alert_states("flood", ["s-1"]) == {"s-1": alert_state("flood")}


async def test_nothing_takes_the_place_of_what_stands_under_the_new_id(store: Store) -> None:
    await store.remember_watches([OLD, replace(NEW, is_gone=True)], {}, NOON)
    own = alert_state("peace", alerts=7)
    states = [alert_state("truce"), alert_state("truce", "s-2"), own]
    await store.record_decisions([], states, [watch_state("truce", last=LATER), watch_state("peace")])
    for watch, seconds, author in (("truce", 60.0, "anna"), ("peace", 7.0, "ben")):
        await store.remember_silence(silence(watch, seconds))
        await store.remember_acknowledgement(acknowledgement(watch, author=author))

    await store.remember_watches([NEW], {"truce": NEW}, NOON)

    found = await store.alert_states("peace", ["s-1", "s-2"])
    assert found == {"s-1": own, "s-2": alert_state("peace", "s-2")}
    assert await store.watch_states() == {"peace": watch_state("peace")}
    assert await store.silences() == {"peace": silence("peace", 7.0)}
    assert await store.acknowledgements() == [acknowledgement("peace", author="ben")]


async def test_what_is_taken_over_once_is_not_taken_over_again(store: Store) -> None:
    await store.remember_watches([OLD], {}, NOON)
    await store.record_decisions([], [alert_state("truce")])
    done = await asyncio.gather(*(store.remember_watches([NEW], {"truce": NEW}, NOON) for _ in range(4)))
    assert sorted(map(len, done)) == [0, 0, 0, 1]
    await store.record_decisions([], [alert_state("truce", "s-2")])
    assert await store.remember_watches([NEW], {"truce": NEW}, NOON) == {}
    assert set(await store.alert_states("peace", ["s-1", "s-2"])) == {"s-1"}


async def test_what_is_held_keeps_its_state_for_its_release_and_recorded_decisions_keep_their_watch(
    store: Store,
) -> None:
    await store.remember_watches([OLD], {}, NOON)
    held = replace(alert_state("truce", "s-1", alerts=1), held=1)
    row = decided("m-1", DecisionOutcome.HELD, watch="truce")
    await store.record_decisions([row], [held, alert_state("truce", "s-2")])
    await store.remember_watches([NEW], {"truce": NEW}, NOON)
    assert await store.alert_states("truce", ["s-1", "s-2"]) == {"s-1": held}
    assert await store.alert_states("peace", ["s-1"]) == {"s-1": alert_state("peace", "s-1", alerts=2)}
    assert await store.decisions(DecisionQuery()) == [row]


async def test_a_watch_is_known_under_its_last_id_by_all_that_it_had_before_for_a_while(store: Store) -> None:
    last = replace(NEW, watch="talks")
    await store.remember_watches([OLD], {}, NOON)
    assert await store.renames() == {}
    await store.remember_watches([NEW], {"truce": NEW}, NOON)
    await store.remember_watches([OTHER], {}, NOON)
    await store.remember_watches([last], {"peace": last, "unknown": OTHER}, LATER)
    assert await store.renames() == {"truce": "talks", "peace": "talks"}
    await store.remember_watches([replace(NEW, is_gone=True)], {}, LATER)
    assert await store.renames() == {"truce": "talks", "peace": "talks"}
    assert await store.forget_renames(LATER) == 1
    assert await store.renames() == {"peace": "talks"}
    await store.remember_watches([NEW], {}, LATER)
    assert await store.renames() == {}


async def test_a_watch_that_gets_its_first_id_back_is_known_under_that(store: Store) -> None:
    await store.remember_watches([OLD], {}, NOON)
    await store.remember_watches([NEW], {"truce": NEW}, NOON)
    await store.remember_watches([OLD], {"peace": OLD}, NOON)
    assert await store.renames() == {"peace": "truce"}


async def test_a_watch_is_forgotten_once_it_is_gone_and_so_is_its_state(store: Store) -> None:
    await store.remember_watches([OLD, NEW, OTHER], {}, NOON)
    await store.record_decisions([], [], [watch_state("truce")])
    assert await store.forget_watches({"flood"}) == 1
    assert await store.known_watches() == [OTHER, OLD]
    await store.forget_watch_states(LATER)
    assert await store.forget_watches({"flood"}) == 1
    assert await store.known_watches() == [OTHER]
