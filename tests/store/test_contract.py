"""What every store promises, on every store."""

import asyncio
from datetime import datetime, timedelta

from msgspec.structs import replace

from monitor.records import Alert, DecisionOutcome, Delivery, DeliveryState, Relation, Severity
from monitor.store.base import AlertQuery, DecisionQuery, DecisionRow, Store, ToldStory
from monitor.store.memory import MemoryStore
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

HELD, RELEASED = DecisionOutcome.HELD, DecisionOutcome.RELEASED


async def test_an_empty_store_knows_nothing(store: Store) -> None:
    assert await store.feed_states() == {}
    assert await store.feed_state("bbc") is None
    assert await store.seen("bbc") == {}
    assert await store.subscriptions() == {}
    assert await store.sketches(NOON) == []
    assert await store.alert_states("ceasefire", ["s-1"]) == {}
    assert list(await store.latest_alert_states("ceasefire", NOON, 9)) == []
    assert await store.watch_state("ceasefire") is None
    assert await store.watch_states() == {}
    assert await store.decision("m-1") is None
    assert await store.decisions(DecisionQuery()) == []
    assert await store.held_due(NOON) == []
    assert await store.unsent_decisions() == []
    assert await store.due(NOON) == []
    assert await store.deliveries() == []
    assert await store.delivery_counts() == {}
    assert await store.articles() == []
    assert await store.alerts() == []
    assert await store.counts() == {"articles": 0, "copies": 0, "mentions": 0, "events": 0, "alerts": 0}


async def test_migrating_again_keeps_everything(store: Store) -> None:
    await store.record_decisions([], [alert_state()])
    await store.migrate()
    assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}


class TestSubscriptions:
    async def test_a_subscription_is_remembered_beside_the_state_of_its_feed(self, store: Store) -> None:
        await store.remember_poll(feed_state("bbc"), [])
        await store.remember_subscription(subscription("bbc"))
        await store.remember_subscription(subscription("bbc", until=NOON))
        assert await store.subscriptions() == {"bbc": subscription("bbc", until=NOON)}
        assert await store.feed_states() == {"bbc": feed_state("bbc")}


class TestFeeds:
    async def test_a_poll_is_remembered_with_its_entries(self, store: Store) -> None:
        await store.remember_poll(feed_state("bbc"), [seen_entry("1"), seen_entry("2")])
        await store.remember_poll(feed_state("afp"), [seen_entry("1", "afp")])
        assert await store.feed_states() == {"bbc": feed_state("bbc"), "afp": feed_state("afp")}
        assert await store.feed_state("afp") == feed_state("afp")
        assert await store.seen("bbc") == {"1": seen_entry("1"), "2": seen_entry("2")}

    async def test_a_later_poll_replaces_the_state_and_adds_to_the_entries(self, store: Store) -> None:
        await store.remember_poll(feed_state(), [seen_entry("1"), seen_entry("2")])
        await store.remember_poll(feed_state(etag=None, failures=2), [seen_entry("2", version=2), seen_entry("3")])
        assert await store.feed_state("bbc") == feed_state(etag=None, failures=2)
        known = await store.seen("bbc")
        assert {entry: known[entry].version for entry in known} == {"1": 1, "2": 2, "3": 1}

    async def test_a_poll_without_entries_is_remembered(self, store: Store) -> None:
        await store.remember_poll(feed_state(failures=1), [])
        assert await store.feed_state("bbc") == feed_state(failures=1)

    async def test_entries_are_forgotten_with_a_poll_and_those_of_other_feeds_stay(self, store: Store) -> None:
        await store.remember_poll(feed_state("bbc"), [seen_entry("1"), seen_entry("2")])
        await store.remember_poll(feed_state("afp"), [seen_entry("1", "afp")])
        await store.remember_poll(feed_state("bbc"), [seen_entry("3")], ["1", "unknown"])
        assert set(await store.seen("bbc")) == {"2", "3"}
        assert set(await store.seen("afp")) == {"1"}

    async def test_entry_ids_may_be_anything_a_feed_can_say(self, store: Store) -> None:
        hostile = ["x" * 100_000, "nul \x00 inside", "", "' OR 1=1 --", "🗞 %s :name"]
        await store.remember_poll(feed_state(), [seen_entry(entry) for entry in hostile])
        assert set(await store.seen("bbc")) == set(hostile)


class TestLeases:
    async def test_a_free_host_is_taken_and_then_refused_to_others(self, store: Store) -> None:
        assert await store.claim("bbc.example", "one", NOON, 60)
        assert not await store.claim("bbc.example", "two", NOON + minutes(0.5), 60)
        assert await store.claim("afp.example", "two", NOON, 60)

    async def test_its_holder_renews_a_lease(self, store: Store) -> None:
        await store.claim("bbc.example", "one", NOON, 60)
        assert await store.claim("bbc.example", "one", NOON + minutes(0.5), 60)
        assert not await store.claim("bbc.example", "two", NOON + minutes(1.25), 60)

    async def test_an_expired_lease_goes_to_whoever_asks(self, store: Store) -> None:
        await store.claim("bbc.example", "one", NOON, 60)
        assert await store.claim("bbc.example", "two", NOON + minutes(1), 60)
        assert not await store.claim("bbc.example", "one", NOON + minutes(1), 60)

    async def test_a_lease_that_a_clock_a_year_ahead_took_holds_nobody(self, store: Store) -> None:
        await store.claim("bbc.example", "one", NOON + minutes(365 * 24 * 60), 60)
        assert await store.claim("bbc.example", "two", NOON, 60)
        assert not await store.claim("bbc.example", "one", NOON, 60)

    async def test_released_leases_are_free_at_once_and_only_those(self, store: Store) -> None:
        await store.claim("bbc.example", "one", NOON, 60)
        await store.claim("afp.example", "two", NOON, 60)
        await store.release("one")
        assert await store.claim("bbc.example", "three", NOON, 60)
        assert not await store.claim("afp.example", "three", NOON, 60)

    async def test_of_many_who_ask_at_once_one_gets_the_lease(self, store: Store) -> None:
        answers = await asyncio.gather(*(store.claim("bbc.example", f"w{n}", NOON, 60) for n in range(8)))
        assert sum(answers) == 1


class TestStories:
    async def test_sketches_come_back_whole_in_the_order_they_were_placed(self, store: Store) -> None:
        placed = [sketch("a-9", placed=NOON), sketch("a-5", placed=NOON), sketch("a-1", placed=NOON + minutes(1))]
        for one in placed:
            await store.remember_sketch(one)
        assert await store.sketches(NOON) == placed

    async def test_a_late_sketch_stands_where_its_time_puts_it(self, store: Store) -> None:
        await store.remember_sketch(sketch("a-2", placed=NOON + minutes(1)))
        await store.remember_sketch(sketch("a-1", placed=NOON))
        assert [one.article for one in await store.sketches(NOON)] == ["a-1", "a-2"]

    async def test_only_sketches_since_then_are_read(self, store: Store) -> None:
        await store.remember_sketch(sketch("a-1", placed=NOON - minutes(1)))
        await store.remember_sketch(sketch("a-2", placed=NOON))
        assert [one.article for one in await store.sketches(NOON)] == ["a-2"]

    async def test_a_sketch_written_again_is_replaced_and_keeps_its_place(self, store: Store) -> None:
        for article in ("a-2", "a-1"):
            await store.remember_sketch(sketch(article))
        await store.remember_sketch(sketch("a-2", story="s-2"))
        assert await store.sketches(NOON) == [sketch("a-2", story="s-2"), sketch("a-1")]

    async def test_old_sketches_are_forgotten_and_counted(self, store: Store) -> None:
        for number in range(3):
            await store.remember_sketch(sketch(f"a-{number}", placed=NOON + minutes(number)))
        assert await store.forget_sketches(NOON + minutes(2)) == 2
        assert [one.article for one in await store.sketches(NOON)] == ["a-2"]


class TestAlertStates:
    async def test_each_watch_has_its_own_state_in_each_story(self, store: Store) -> None:
        states = [alert_state(watch, story) for watch in ("ceasefire", "nato") for story in ("s-1", "s-2")]
        await store.record_decisions([], states)
        assert await store.alert_states("ceasefire", ["s-1", "s-2", "s-3"]) == {"s-1": states[0], "s-2": states[1]}
        assert await store.alert_states("nato", ["s-2"]) == {"s-2": states[3]}
        assert await store.alert_states("nato", []) == {}

    async def test_the_last_states_of_a_watch_come_newest_first(self, store: Store) -> None:
        states = [alert_state(story=f"s-{number}", last=NOON + minutes(number)) for number in range(4)]
        await store.record_decisions([], [*states, alert_state("nato", "s-9", last=NOON + minutes(9))])
        found = await store.latest_alert_states("ceasefire", NOON + minutes(1), 2)
        assert [state.story for state in found] == ["s-3", "s-2"]
        found = await store.latest_alert_states("ceasefire", NOON + minutes(1), 9)
        assert [state.story for state in found] == ["s-3", "s-2", "s-1"]

    async def test_the_newest_state_stands(self, store: Store) -> None:
        await store.record_decisions([], [alert_state(alerts=1)])
        await store.record_decisions([], [alert_state(alerts=2)])
        assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state(alerts=2)}

    async def test_what_is_known_of_a_watch_over_all_stories_is_kept_by_watch(self, store: Store) -> None:
        await store.record_decisions([], [], [watch_state("nato"), watch_state("ceasefire")])
        await store.record_decisions([], [], [watch_state("nato", last=NOON + minutes(1))])
        assert await store.watch_state("nato") == watch_state("nato", last=NOON + minutes(1))
        assert set(await store.watch_states()) == {"nato", "ceasefire"}


class TestDecisions:
    async def test_a_decision_is_recorded_whole_with_the_states_that_it_leads_to(self, store: Store) -> None:
        assert await store.record_decisions([decided()], [alert_state()], [watch_state()])
        assert await store.decision("m-1") == decided()
        assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}
        assert await store.watch_state("ceasefire") == watch_state()

    async def test_recording_nothing_is_allowed(self, store: Store) -> None:
        assert await store.record_decisions([])

    async def test_an_alert_has_a_decision_of_its_own_at_each_receiver(self, store: Store) -> None:
        rows = [decided("al-1", receiver=name) for name in ("desk", "phone")]
        await store.record_decisions(rows)
        assert await store.decision("al-1", "phone") == rows[1]
        assert await store.decision("al-1") is None

    async def test_a_later_decision_takes_the_place_of_an_earlier_one(self, store: Store) -> None:
        await store.record_decisions([decided(outcome=HELD, until=NOON)])
        await store.record_decisions([decided(outcome=RELEASED)])
        assert await store.decisions(DecisionQuery()) == [decided(outcome=RELEASED)]

    async def test_decisions_are_found_by_all_that_is_asked_for_newest_first(self, store: Store) -> None:
        rows = [
            decided("m-1", at=NOON),
            decided("m-2", at=NOON + minutes(2), story="s-2", article="a-2", alert=""),
            decided("m-3", HELD, at=NOON + minutes(1), watch="nato", story="s-2", by="mute-1"),
            decided("al-1", receiver="desk", at=NOON + minutes(3)),
        ]
        await store.record_decisions(rows)
        found = {
            "all": DecisionQuery(),
            "watch": DecisionQuery(watch="nato"),
            "stories": DecisionQuery(stories=("s-2", "s-9")),
            "articles": DecisionQuery(articles=("a-2",)),
            "none": DecisionQuery(articles=()),
            "alert": DecisionQuery(alert="al-1"),
            "subject": DecisionQuery(subject="m-2"),
            "by": DecisionQuery(by="mute-1"),
            "outcome": DecisionQuery(outcome=HELD),
            "since": DecisionQuery(since=NOON + minutes(2)),
            "matches": DecisionQuery(receiver=""),
            "receiver": DecisionQuery(receiver="desk"),
            "both": DecisionQuery(stories=("s-2",), watch="ceasefire"),
        }
        assert {
            name: [row.decision.subject for row in await store.decisions(wanted)] for name, wanted in found.items()
        } == {
            "all": ["al-1", "m-2", "m-3", "m-1"],
            "watch": ["m-3"],
            "stories": ["m-2", "m-3"],
            "articles": ["m-2"],
            "none": [],
            "alert": ["al-1", "m-3", "m-1"],
            "subject": ["m-2"],
            "by": ["m-3"],
            "outcome": ["m-3"],
            "since": ["al-1", "m-2"],
            "matches": ["m-2", "m-3", "m-1"],
            "receiver": ["al-1"],
            "both": ["m-2"],
        }
        assert await store.decisions(DecisionQuery(), limit=1) == [rows[3]]

    async def test_decisions_of_one_moment_stand_in_the_order_in_which_they_were_recorded(self, store: Store) -> None:
        for number in (1, 2, 3):
            await store.record_decisions([decided(f"m-{number}")])
        assert [row.decision.subject for row in await store.decisions(DecisionQuery())] == ["m-3", "m-2", "m-1"]

    async def test_a_list_of_decisions_goes_on_behind_one_of_them(self, store: Store) -> None:
        rows = [decided("m-1"), decided("m-2"), decided("al-1", receiver="desk"), decided("m-3", at=NOON + minutes(1))]
        await store.record_decisions(rows)
        seen: list[DecisionRow] = []
        while found := await store.decisions(DecisionQuery(beyond=_place(seen[-1]) if seen else None), limit=1):
            seen += found
        assert seen == list(await store.decisions(DecisionQuery()))
        assert len(seen) == len(rows)

    async def test_what_is_held_is_due_once_its_moment_has_come_the_oldest_first(self, store: Store) -> None:
        await store.record_decisions(
            [
                decided("m-1", HELD, until=NOON + minutes(5), at=NOON + minutes(1)),
                decided("m-2", HELD, until=NOON + minutes(4)),
                decided("m-3", HELD, until=NOON + minutes(6)),
                decided("m-4", until=NOON),
                decided("al-1", HELD, receiver="desk", until=NOON),
            ]
        )
        assert await store.held_due(NOON) == []
        assert [row.decision.subject for row in await store.held_due(NOON + minutes(5))] == ["m-2", "m-1"]
        assert [row.decision.subject for row in await store.held_due(NOON + minutes(5), limit=1)] == ["m-2"]

    async def test_what_a_clock_a_year_ahead_holds_and_what_has_no_end_is_due(self, store: Store) -> None:
        year = NOON + minutes(365 * 24 * 60)
        await store.record_decisions([decided("m-1", HELD, until=year), decided("m-2", HELD, until=None)])
        assert [row.decision.subject for row in await store.held_due(NOON)] == ["m-1", "m-2"]

    async def test_held_rows_are_released_with_all_that_goes_with_it(self, store: Store) -> None:
        await store.record_decisions([decided("m-1", HELD), decided("m-2", HELD)])
        released = [decided("m-1", RELEASED), decided("m-2", RELEASED)]
        assert await store.record_decisions([decided("al-9")], [alert_state()], [watch_state()], released)
        assert await store.decision("m-1") == released[0]
        assert await store.decision("al-9") == decided("al-9")
        assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}
        assert await store.decisions(DecisionQuery(outcome=HELD)) == []

    async def test_where_one_is_not_held_any_more_nothing_at_all_is_written(self, store: Store) -> None:
        await store.record_decisions([decided("m-1", HELD), decided("m-2", RELEASED)])
        released = [decided("m-1", RELEASED), decided("m-2", RELEASED, alert="al-9")]
        assert not await store.record_decisions([decided("al-9")], [alert_state()], [watch_state()], released)
        assert await store.decision("m-1") == decided("m-1", HELD)
        assert await store.decision("m-2") == decided("m-2", RELEASED)
        assert await store.decision("al-9") is None
        assert await store.alert_states("ceasefire", ["s-1"]) == {}
        assert await store.watch_state("ceasefire") is None

    async def test_of_many_who_release_at_once_one_does(self, store: Store) -> None:
        await store.record_decisions([decided("m-1", HELD)])
        tries = [store.record_decisions([], released=[decided("m-1", RELEASED, alert=f"al-{n}")]) for n in range(5)]
        assert sorted(await asyncio.gather(*tries)) == [False] * 4 + [True]

    async def test_what_may_not_be_in_the_log_is_known_until_it_is(self, store: Store) -> None:
        await store.record_decisions([decided("al-2", unsent=True, at=NOON + minutes(1)), decided("al-1", unsent=True)])
        await store.record_decisions([decided("al-3")])
        assert [row.decision.subject for row in await store.unsent_decisions()] == ["al-1", "al-2"]
        await store.decisions_sent([decided("al-1", unsent=True), decided("al-3")])
        await store.decisions_sent([])
        assert [row.decision.subject for row in await store.unsent_decisions()] == ["al-2"]
        assert await store.decision("al-1") == decided("al-1")

    async def test_what_was_decided_otherwise_in_between_stays_as_it_is(self, store: Store) -> None:
        before, after = decided("m-1", HELD, unsent=True), decided("m-1", RELEASED, unsent=True, at=NOON + minutes(1))
        await store.record_decisions([after])
        await store.decisions_sent([before])
        assert await store.unsent_decisions() == [after]


class TestDeliveries:
    async def test_what_was_decided_about_a_delivery_is_recorded_with_it_and_only_once(self, store: Store) -> None:
        first, later = decided("al-1", HELD, receiver="desk"), decided("al-1", receiver="desk", at=NOON + minutes(1))
        await store.enqueue([delivery(1, "desk")], [first])
        await store.enqueue([delivery(1, "desk"), delivery(1, "mail")], [later, decided("al-1", receiver="mail")])
        assert await store.decision("al-1", "desk") == first
        assert await store.decision("al-1", "mail") == decided("al-1", receiver="mail")

    async def test_what_is_enqueued_is_due_with_its_whole_alert(self, store: Store) -> None:
        await store.enqueue([delivery(1), delivery(1, "desk")])
        assert await store.due(NOON) == [delivery(1), delivery(1, "desk")]

    async def test_the_oldest_pending_delivery_of_each_receiver_is_known(self, store: Store) -> None:
        assert await store.oldest_pending() == {}
        held, sent = delivery(4, "mail", state=DeliveryState.HELD), delivery(4, "pager", state=DeliveryState.SENT)
        await store.enqueue(
            [delivery(1, created=NOON + timedelta(seconds=5)), delivery(2), delivery(3, "desk"), held, sent]
        )
        assert await store.oldest_pending() == {"console": NOON, "desk": NOON}
        await store.record(delivery(2, state=DeliveryState.SENT))
        assert await store.oldest_pending() == {"console": NOON + timedelta(seconds=5), "desk": NOON}

    async def test_a_store_that_outlives_its_process_has_a_size(self, store: Store) -> None:
        size = await store.size()
        assert size is None if isinstance(store, MemoryStore) else size

    async def test_enqueueing_nothing_is_allowed(self, store: Store) -> None:
        await store.enqueue([])
        assert await store.deliveries() == []

    async def test_enqueueing_again_changes_nothing(self, store: Store) -> None:
        await store.enqueue([delivery(1)])
        await store.record(delivery(1, state=DeliveryState.SENT, attempts=1))
        await store.enqueue([delivery(1), delivery(2)])
        assert await store.delivery_counts() == {"sent": 1, "pending": 1}
        assert await store.due(NOON) == [delivery(2)]

    async def test_the_oldest_comes_first_and_equals_as_they_were_enqueued(self, store: Store) -> None:
        young, old = delivery(1, created=NOON), delivery(2, created=NOON - minutes(1))
        same_age = delivery(3, created=NOON)
        await store.enqueue([young, old, same_age])
        assert await store.due(NOON) == [old, young, same_age]
        assert await store.due(NOON, limit=2) == [old, young]
        assert await store.deliveries() == [same_age, young, old]

    async def test_a_delivery_waits_for_its_next_attempt(self, store: Store) -> None:
        await store.enqueue([delivery(1)])
        later = delivery(1, attempts=1, next_attempt=NOON + minutes(5))
        await store.record(later)
        assert await store.due(NOON + minutes(4)) == []
        assert await store.due(NOON + minutes(5)) == [later]

    async def test_what_is_due_can_be_asked_of_one_receiver(self, store: Store) -> None:
        await store.enqueue([delivery(1, "desk"), delivery(2, "console"), delivery(3, "desk")])
        assert await store.due(NOON, receiver="desk") == [delivery(1, "desk"), delivery(3, "desk")]
        assert await store.due(NOON, limit=1, receiver="console") == [delivery(2, "console")]
        assert await store.due(NOON, receiver="nobody") == []

    async def test_the_receivers_that_have_something_due_are_named(self, store: Store) -> None:
        later = delivery(3, "mail", next_attempt=NOON + minutes(1))
        await store.enqueue([delivery(1, "desk"), delivery(2, "desk"), delivery(1, "console"), later])
        await store.record(delivery(4, "file", state=DeliveryState.SENT))
        assert await store.receivers_due(NOON) == ["console", "desk"]

    async def test_a_delivery_that_a_clock_a_year_ahead_put_off_is_due(self, store: Store) -> None:
        ahead, waiting = (
            delivery(1, next_attempt=NOON + minutes(365 * 24 * 60)),
            delivery(2, next_attempt=NOON + minutes(1)),
        )
        await store.enqueue([ahead, waiting])
        assert await store.due(NOON) == [ahead]
        assert await store.receivers_due(NOON) == ["console"]

    async def test_a_paused_receiver_has_nothing_due_until_then(self, store: Store) -> None:
        await store.enqueue([delivery(1, "desk"), delivery(1, "console")])
        await store.pause("desk", NOON + minutes(1))
        await store.pause("desk", NOON + minutes(2))
        await store.enqueue([delivery(2, "desk")])
        assert await store.receivers_due(NOON + minutes(1)) == ["console"]
        assert await store.due(NOON + minutes(1)) == [delivery(1, "console")]
        assert await store.due(NOON + minutes(1), receiver="desk") == []
        assert await store.due(NOON + minutes(2), receiver="desk") == [delivery(1, "desk"), delivery(2, "desk")]

    async def test_what_was_sent_or_given_up_is_never_due_again(self, store: Store) -> None:
        ended = [delivery(1, state=DeliveryState.SENT), delivery(2, state=DeliveryState.FAILED)]
        for one in ended:
            await store.record(one)
        assert await store.due(NOON + minutes(10_000)) == []
        assert await store.deliveries("failed") == [ended[1]]
        assert await store.deliveries(receiver=ended[1].receiver, limit=5) == await store.deliveries(limit=5)
        assert await store.deliveries(receiver="nobody") == []
        assert await store.delivery_counts("nobody") == {}
        assert await store.delivery_counts(ended[1].receiver) == await store.delivery_counts()
        assert await store.deliveries(DeliveryState.SENT, limit=5) == [ended[0]]

    async def test_what_is_held_is_not_due_and_its_receiver_is_once_its_moment_has_come(self, store: Store) -> None:
        for number, next_attempt in enumerate((NOON, NOON + minutes(1), NOON + minutes(365 * 24 * 60))):
            await store.enqueue(
                [delivery(number, f"desk-{number}", state=DeliveryState.HELD, next_attempt=next_attempt)]
            )
        assert await store.due(NOON) == []
        assert await store.receivers_due(NOON) == ["desk-0"]
        assert await store.receivers_due(NOON + minutes(1)) == ["desk-0", "desk-1"]
        assert await store.receivers_holding() == ["desk-0", "desk-1", "desk-2"]

    async def test_what_a_receiver_holds_is_read_oldest_first_due_or_not(self, store: Store) -> None:
        young = delivery(1, "desk", state=DeliveryState.HELD, next_attempt=NOON)
        old = delivery(2, "desk", state=DeliveryState.HELD, created=NOON - minutes(1), next_attempt=NOON + minutes(9))
        await store.enqueue([young, old, delivery(3, "desk"), delivery(1, "mail", state=DeliveryState.HELD)])
        assert await store.held_deliveries("desk") == [old, young]

    async def test_what_is_bundled_is_written_with_its_bundle_and_only_once(self, store: Store) -> None:
        held = [delivery(number, "desk", state=DeliveryState.HELD) for number in (1, 2, 3)]
        bundled = [replace(each, state=DeliveryState.BUNDLED, bundled_in="d-digest") for each in held]
        bundle, another = (delivery(number, f"bundle-{number}") for number in (1, 2))
        await store.enqueue(held)
        rows = [decided(each.alert.id, receiver="desk") for each in held]
        assert await store.bundle(bundle, bundled[:2], rows[:2])
        assert await store.deliveries_with([each.id for each in held]) == [*bundled[:2], held[2]]
        assert await store.due(NOON) == [bundle]
        assert not await store.bundle(bundle, bundled[2:]), "there is one with this id"
        assert not await store.bundle(another, bundled[1:], rows), "a part is in another one"
        assert [await store.decision(each.alert.id, "desk") for each in held] == [*rows[:2], None]
        assert await store.held_deliveries("desk") == [held[2]]
        assert await store.deliveries_with([another.id]) == []

    async def test_deliveries_are_moved_unless_another_was_faster(self, store: Store) -> None:
        failed = [delivery(number, state=DeliveryState.FAILED) for number in (1, 2)]
        await store.enqueue([failed[0], replace(failed[1], state=DeliveryState.SENT)])
        both, row = [delivery(1), delivery(2)], decided("al-1", receiver="console")
        assert not await store.move(both, DeliveryState.FAILED, [row])
        assert await store.delivery_counts() == {"failed": 1, "sent": 1}
        assert await store.decision("al-1", "console") is None
        assert await store.move(both[:1], DeliveryState.FAILED, [row])
        assert await store.due(NOON) == [delivery(1)]
        assert await store.decision("al-1", "console") == row
        assert await store.move([], DeliveryState.FAILED)

    async def test_deliveries_are_found_by_their_ids(self, store: Store) -> None:
        await store.enqueue([delivery(number, created=NOON - minutes(number)) for number in (1, 2, 3)])
        found = await store.deliveries_with([delivery(number).id for number in (1, 3, 4)])
        assert [each.alert.id for each in found] == ["al-3", "al-1"]

    async def test_the_ledger_is_read_up_to_a_limit(self, store: Store) -> None:
        many: list[Delivery] = [delivery(number) for number in range(5)]
        await store.enqueue(many)
        assert await store.deliveries(limit=2) == [many[4], many[3]]


class TestArchive:
    async def test_articles_are_kept_newest_first(self, store: Store) -> None:
        old, new = annotated("a-1", fetched=NOON - minutes(1)), annotated("a-2")
        for one in (new, old):
            await store.archive_article(one)
        assert await store.articles() == [new, old]
        assert await store.articles(since=NOON) == [new]
        assert await store.articles(limit=1) == [new]

    async def test_an_article_archived_again_is_replaced(self, store: Store) -> None:
        await store.archive_article(annotated("a-1"))
        await store.archive_article(annotated("a-1", relation=Relation.NEAR_DUPLICATE))
        assert await store.articles() == [annotated("a-1", relation=Relation.NEAR_DUPLICATE)]

    async def test_an_article_is_found_by_its_id(self, store: Store) -> None:
        for name in ("a-1", "a-2"):
            await store.archive_article(annotated(name, mentions=1))
        assert await store.archived("a-2") == annotated("a-2", mentions=1)
        assert await store.archived("a-3") is None

    async def test_of_articles_archived_together_the_last_of_each_id_stays(self, store: Store) -> None:
        first, other, last = annotated("a-1"), annotated("a-2"), annotated("a-1", mentions=2)
        await store.archive_articles([first, other, last])
        assert [await store.archived(name) for name in ("a-1", "a-2")] == [last, other]
        assert (await store.counts())["mentions"] == 2

    async def test_what_is_only_archived_where_it_is_missing_replaces_nothing(self, store: Store) -> None:
        first, second = annotated("a-1"), annotated("a-2")
        await store.archive_articles([first], missing_only=True)
        again = [annotated("a-1", mentions=3), second, annotated("a-2", mentions=3)]
        await store.archive_articles(again, missing_only=True)
        assert [await store.archived(name) for name in ("a-1", "a-2")] == [first, second]

    async def test_alerts_are_kept_newest_first_and_by_watchlist(self, store: Store) -> None:
        old, new = alert(1, raised=NOON - minutes(1)), alert(2, watchlist="trade")
        for one in (new, old, new):
            await store.archive_alert(one)
        assert await store.alerts() == [new, old]
        assert await store.alerts(limit=1) == [new]
        assert await store.alerts(AlertQuery(watchlist="peace")) == [old]

    async def test_alerts_are_found_by_all_that_is_asked_for(self, store: Store) -> None:
        quiet, loud = alert(1, raised=NOON), replace(alert(2, raised=NOON + minutes(1)), severity=Severity.CRITICAL)
        other = replace(alert(3, raised=NOON + minutes(2)), watch="trade", story="s-9")
        for one in (quiet, loud, other):
            await store.archive_alert(one)
        queries = {
            "watch": AlertQuery(watch="trade"),
            "story": AlertQuery(story="s-9"),
            "severity": AlertQuery(severities=(Severity.CRITICAL,)),
            "since": AlertQuery(since=NOON + minutes(1)),
            "none": AlertQuery(watch="trade", story="s-1"),
        }
        assert {name: await store.alerts(query) for name, query in queries.items()} == {
            "watch": [other],
            "story": [other],
            "severity": [loud],
            "since": [other, loud],
            "none": [],
        }
        assert (await store.alert(loud.id), await store.alert("al-none")) == (loud, None)

    async def test_a_list_of_alerts_goes_on_behind_one_of_them_however_many_are_of_its_moment(
        self, store: Store
    ) -> None:
        raised = [NOON, NOON, NOON, NOON + minutes(1)]
        for number, moment in enumerate(raised):
            await store.archive_alert(alert(number, raised=moment))
        seen: list[Alert] = []
        while found := await store.alerts(AlertQuery(beyond=(seen[-1].raised, seen[-1].id) if seen else None), limit=1):
            seen += found
        assert seen == list(await store.alerts())
        assert len(seen) == len(raised)
        assert await store.alerts(AlertQuery(beyond=(NOON + minutes(1), "al-gone"))) == seen[1:]

    async def test_stories_that_were_told_stand_by_their_newest_alert(self, store: Store) -> None:
        first, notice = alert(1, raised=NOON), replace(alert(2, raised=NOON + minutes(1)), story="")
        other = replace(alert(3, raised=NOON + minutes(2)), watch="trade", story="s-9")
        second = replace(alert(4, raised=NOON + minutes(3)), watch="trade", story=first.story, severity=Severity.LOW)
        again = replace(alert(5, raised=NOON + minutes(3)), story="")
        for one in (first, notice, other, second, again):
            await store.archive_alert(one)
        loudest = first.severity
        watches = {first.watch: first.severity, "trade": Severity.LOW}
        both = ToldStory(latest=second, alerts=2, watches=watches, first=NOON, severity=loudest)
        by_itself = {
            each.id: ToldStory(
                latest=each,
                alerts=1,
                watches={each.watch: each.severity},
                first=each.raised,
                severity=each.severity,
            )
            for each in (first, notice, other, second, again)
        }
        assert await store.told_stories() == [by_itself[again.id], both, by_itself[other.id], by_itself[notice.id]]
        assert await store.told_stories(AlertQuery(watch=first.watch)) == [
            by_itself[again.id],
            by_itself[notice.id],
            by_itself[first.id],
        ]
        assert await store.told_stories(limit=1) == [by_itself[again.id]]
        assert await store.told_stories(AlertQuery(beyond=(second.raised, second.id)), 1) == [by_itself[other.id]]

    async def test_the_archive_counts_what_it_holds(self, store: Store) -> None:
        await store.archive_article(annotated("a-1", mentions=3, events=2))
        await store.archive_article(annotated("a-2", mentions=1))
        await store.archive_article(annotated("a-3", relation=Relation.EXACT_COPY))
        await store.archive_article(annotated("a-4", relation=Relation.NEAR_DUPLICATE))
        await store.archive_alert(alert(1))
        assert await store.counts() == {"articles": 4, "copies": 2, "mentions": 4, "events": 2, "alerts": 1}


def _place(row: DecisionRow) -> tuple[datetime, str, str]:
    return row.decision.at, row.decision.subject, row.decision.receiver
