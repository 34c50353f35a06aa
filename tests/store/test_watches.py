"""Which watches are configured, and how what is remembered of one goes on under another id, on every store."""

import asyncio
from collections.abc import Awaitable, Callable

import psycopg
from msgspec.structs import replace
from psycopg import sql

from monitor.alerting.attention.absence import Silence
from monitor.alerting.facts import Facts
from monitor.records import Acknowledgement, DecisionOutcome, Mute, MuteMatcher, encode
from monitor.store.base import DecisionQuery, KnownWatch, Store
from tests.postgres.databases import without_rows
from tests.store.builders import NOON, alert_state, decided, minutes, watch_state

_WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
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


def told(*articles: str) -> Facts:
    return Facts(articles=articles)


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


async def test_what_stands_under_both_ids_is_joined_and_of_the_rest_the_later_stays(store: Store) -> None:
    await store.remember_watches([OLD, replace(NEW, is_gone=True)], {}, NOON)
    own = replace(alert_state("peace", alerts=7), told=told("a-1"), told_at=NOON)
    other = replace(alert_state("truce"), told=told("a-2"), told_at=LATER, last_alert="al-2", last=LATER)
    states = [other, alert_state("truce", "s-2"), own, alert_state("peace", "s-3")]
    await store.record_decisions([], states, [watch_state("truce", last=LATER), watch_state("peace")])
    for watch, at in (("truce", LATER), ("peace", NOON)):
        await store.remember_silence(replace(silence(watch), heard=at))
        await store.remember_acknowledgement(replace(acknowledgement(watch), at=at))
        await store.remember_acknowledgement(replace(acknowledgement(watch, "s-2"), at=NOON + (LATER - at)))

    await store.remember_watches([NEW], {"truce": NEW}, NOON)

    found = await store.alert_states("peace", ["s-1", "s-2", "s-3"])
    assert found == {
        "s-1": replace(other, watch="peace", alerts=7, told=told("a-1", "a-2")),
        "s-2": alert_state("peace", "s-2"),
        "s-3": alert_state("peace", "s-3"),
    }
    assert await store.alert_states("truce", ["s-1", "s-2"]) == {}
    assert await store.watch_states() == {"peace": replace(watch_state("peace", last=LATER), watchlist="talks")}
    assert await store.silences() == {"peace": replace(silence("peace"), heard=LATER)}
    said = {each.story: each for each in await store.acknowledgements()}
    assert said == {story: replace(acknowledgement("peace", story), at=LATER) for story in ("s-1", "s-2")}


async def test_a_watch_that_is_named_back_knows_what_it_told_and_what_it_holds(store: Store) -> None:
    await store.remember_watches([OLD], {}, NOON)
    held = replace(alert_state("truce", alerts=1), told=told("a-1"), told_at=NOON, held=1, held_facts=told("a-2"))
    await store.record_decisions([], [held])
    await store.remember_watches([NEW], {"truce": NEW}, NOON)
    state = (await store.alert_states("peace", ["s-1"]))["s-1"]
    after = replace(state, alerts=3, told=told("a-1", "a-2", "a-3"), told_at=LATER, last_alert="al-3")
    await store.record_decisions([], [after])

    await store.remember_watches([OLD], {"peace": OLD}, LATER)

    expected = replace(after, watch="truce", held=1, held_facts=told("a-2"))
    assert await store.alert_states("truce", ["s-1"]) == {"s-1": expected}
    assert await store.alert_states("peace", ["s-1"]) == {}


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


async def test_what_another_worker_tells_at_that_moment_goes_on_too(
    postgres_database: str, open_here: Callable[[str], Awaitable[Store]]
) -> None:
    """Its transaction is open when the states are read, and ends before they are written."""
    store = await open_here(without_rows(postgres_database))
    await store.remember_watches([OLD], {}, NOON)
    await store.record_decisions([], [alert_state("truce")], [watch_state("truce")])
    later, met = alert_state("truce", alerts=7), watch_state("truce", last=LATER)
    async with await psycopg.AsyncConnection.connect(postgres_database) as worker:
        for table, row in (("alert_states", later), ("watch_states", met)):
            change = sql.SQL("UPDATE {} SET record = %s").format(sql.Identifier(table))
            await worker.execute(change, (encode(row).decode(),))
        taking_over = asyncio.create_task(store.remember_watches([NEW], {"truce": NEW}, NOON))
        async with await psycopg.AsyncConnection.connect(postgres_database, autocommit=True) as looking:
            while await (await looking.execute(_WAITING)).fetchone() is None:
                assert not taking_over.done()
    await taking_over
    assert await store.alert_states("peace", ["s-1"]) == {"s-1": replace(later, watch="peace")}
    assert await store.watch_states() == {"peace": replace(met, watch="peace", watchlist="talks")}
