"""What leaves the store by age: exactly what is old, in batches, and never what is still to be done."""

from datetime import timedelta

import pytest

from monitor.records import DecisionOutcome, DeliveryState
from monitor.store.base import DecisionQuery, Store
from monitor.store.sql import database
from tests.store.builders import (
    NOON,
    alert,
    alert_state,
    annotated,
    decided,
    delivery,
    feed_state,
    minutes,
    seen_entry,
    sketch,
    subscription,
    watch_state,
)

LONG_AGO, LATER = NOON - timedelta(days=90), NOON + minutes(1)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BATCH", 3)  # so that a few rows are deleted in more than one


async def test_alert_states_go_by_their_last_match(store: Store) -> None:
    for number in range(10):
        await store.record_decisions([], [alert_state(story=f"s-{number}", last=LONG_AGO)])
    await store.record_decisions([], [alert_state(story="s-0", last=LATER)])
    await store.record_decisions([], [alert_state(story="s-1", last=NOON)])
    assert await store.forget_alert_states(NOON) == 8
    assert await store.alert_states("ceasefire", ["s-0"]) == {"s-0": alert_state(story="s-0", last=LATER)}
    assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state(story="s-1", last=NOON)}
    assert await store.alert_states("ceasefire", ["s-2"]) == {}


async def test_decisions_go_by_age_and_never_while_they_are_held_or_unsent(store: Store) -> None:
    rows = [decided(f"m-{number}", at=LONG_AGO) for number in range(10)]
    kept = [
        decided("m-held", DecisionOutcome.HELD, until=LONG_AGO, at=LONG_AGO),
        decided("m-unsent", unsent=True, at=LONG_AGO),
        decided("m-new", at=NOON),
    ]
    await store.record_decisions([*rows, *kept])
    assert await store.forget_decisions(NOON) == 10
    left = await store.decisions(DecisionQuery())
    assert sorted(row.decision.subject for row in left) == ["m-held", "m-new", "m-unsent"]


async def test_watch_states_go_by_their_last_match(store: Store) -> None:
    await store.record_decisions([], [], [watch_state("old", last=LONG_AGO), watch_state("new", last=NOON)])
    assert await store.forget_watch_states(NOON) == 1
    assert set(await store.watch_states()) == {"new"}


async def test_deliveries_go_once_they_have_ended_and_never_while_they_wait(store: Store) -> None:
    old = {
        state: [delivery(number, state.value, state=state, created=LONG_AGO) for number in range(5)]
        for state in DeliveryState
    }
    for deliveries in old.values():
        await store.enqueue(deliveries)
    await store.enqueue([delivery(1, "desk", state=DeliveryState.SENT, created=NOON)])
    kept = {DeliveryState.PENDING, DeliveryState.HELD}
    assert await store.forget_deliveries(NOON) == 5 * (len(DeliveryState) - len(kept))
    left = await store.deliveries()
    assert [(each.receiver, each.state) for each in left if each.created == NOON] == [("desk", DeliveryState.SENT)]
    assert {each.state for each in left if each.created == LONG_AGO} == kept
    assert sorted(each.id for each in await store.due(NOON)) == sorted(each.id for each in old[DeliveryState.PENDING])
    assert len(await store.held_deliveries("held")) == 5


async def test_articles_go_by_fetch_time_and_alerts_by_the_moment_they_were_raised(store: Store) -> None:
    for number in range(4):
        await store.archive_article(annotated(f"old-{number}", fetched=LONG_AGO))
        await store.archive_alert(alert(number, raised=LONG_AGO))
    await store.archive_article(annotated("new", fetched=NOON))
    await store.archive_alert(alert(9, raised=NOON))
    assert await store.forget_archived(NOON) == 8
    assert await store.articles() == [annotated("new", fetched=NOON)]
    assert await store.alerts() == [alert(9, raised=NOON)]


async def test_feeds_that_were_taken_out_go_with_all_their_entries_once_they_are_old(store: Store) -> None:
    for feed, polled in {"kept": LONG_AGO, "removed": LONG_AGO, "removed-lately": NOON, "never-polled": None}.items():
        entries = [seen_entry(f"{feed}-{number}", feed) for number in range(7)]
        await store.remember_poll(feed_state(feed, last_poll=polled), entries)
    assert await store.forget_feeds({"kept"}, NOON) == 2
    assert set(await store.feed_states()) == {"kept", "removed-lately"}
    sizes = [len(await store.seen(feed)) for feed in ("kept", "removed-lately", "removed", "never-polled")]
    assert sizes == [7, 7, 0, 0]


async def test_subscriptions_go_with_their_feeds(store: Store) -> None:
    for feed in ("kept", "removed", "removed-too"):
        await store.remember_subscription(subscription(feed))
    assert await store.forget_subscriptions({"kept", "unknown"}) == 2
    assert await store.subscriptions() == {"kept": subscription("kept")}


async def test_leases_and_pauses_go_once_they_are_over(store: Store) -> None:
    await store.claim("old.example", "w1", LONG_AGO, 60)
    await store.claim("new.example", "w1", NOON, 60)
    await store.pause("old", LONG_AGO)
    await store.pause("new", LATER)
    assert (await store.forget_leases(NOON), await store.forget_pauses(NOON)) == (1, 1)
    assert await store.claim("old.example", "w2", NOON, 60)
    assert not await store.claim("new.example", "w2", NOON, 60)
    await store.enqueue([delivery(1, "new"), delivery(1, "old")])
    assert await store.receivers_due(NOON) == ["old"]


async def test_sketches_go_in_batches_too(store: Store) -> None:
    for number in range(10):
        await store.remember_sketch(sketch(f"a-{number}", placed=LONG_AGO if number else NOON))
    assert await store.forget_sketches(NOON) == 9
    assert [each.article for each in await store.sketches(LONG_AGO)] == ["a-0"]


async def test_forgetting_in_an_empty_store_forgets_nothing(store: Store) -> None:
    forgotten = [
        await store.forget_alert_states(NOON),
        await store.forget_watch_states(NOON),
        await store.forget_decisions(NOON),
        await store.forget_deliveries(NOON),
        await store.forget_archived(NOON),
        await store.forget_feeds((), NOON),
        await store.forget_leases(NOON),
        await store.forget_pauses(NOON),
    ]
    assert forgotten == [0] * len(forgotten)
