"""What receivers hold, moment by moment: digests, quiet hours and groups, over pauses and changes of their timing."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from agents.runtime.edges import Edges, Emission
from agents.sending.rounds import Delivering, sending
from agents.sending.sender import send_due_to
from monitor.alerting.receivers.attempts import Patience
from monitor.alerting.receivers.routing import plan
from monitor.alerting.timing import Timing
from monitor.clock import ManualClock
from monitor.errors import DeliveryDelayed, DeliveryRejected
from monitor.notify.memory import MemoryReceiver
from monitor.notify.spec import Console
from monitor.records import (
    Alert,
    AlertKind,
    Decision,
    DecisionOutcome,
    DecisionReason,
    Severity,
    decode,
)
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore
from tests.alerting.receivers.builders import digest, group, quiet, told, utc


class Office:
    """A ledger and the receiver "desk" with its wishes, at six in the morning."""

    def __init__(self, **timing: object) -> None:
        self.store = MemoryStore()
        self.clock = ManualClock(utc("2026-03-02 06:00"))
        self.desk = MemoryReceiver("desk")
        self.specs: list[Console] = [Console(name="desk", timing=Timing(**timing))]  # type: ignore[arg-type]
        self.emitted: list[Emission] = []
        self.is_killed = False

    def at(self, hour: str) -> None:
        self.clock.now = utc(f"2026-03-02 {hour}" if len(hour) == 5 else f"2026-03-{hour}")

    async def comes(self, *alerts: Alert) -> None:
        for alert in alerts:
            await self.store.enqueue(plan(alert, self.specs, ("desk",), self.clock()))

    async def round(self, *, anew: bool = False) -> int:
        async def emit(emission: Emission) -> None:
            if self.is_killed:
                raise Killed
            self.emitted.append(emission)

        def fatal(error: BaseException) -> None:
            pytest.fail(str(error))

        delivering = Delivering(
            store=self.store,
            receivers={spec.name: self.desk for spec in self.specs},
            configured=lambda: self.specs,
            edges=Edges(emit, self.clock, fatal),
            patience=Patience(),
            random=lambda: 0.0,
            worker="w",
            written=asyncio.Event(),
        )
        due = await self.store.receivers_due(self.clock())
        holding = await self.store.receivers_holding() if anew else ()
        return sum([await send_due_to(name, sending(delivering), anew=anew) for name in {*due, *holding}])

    def bundles(self) -> list[list[str]]:
        return [[alert.title for alert in bundle.alerts] for bundle in self.desk.bundles]

    def alone(self) -> list[str]:
        return [alert.title for alert in self.desk.taken]

    async def decisions(self) -> list[Decision]:
        said = [decode(each.value, Decision) for each in self.emitted]
        for each in said:
            kept = await self.store.decision(each.subject, each.receiver)
            assert kept is not None, "what is said is recorded"
        return said


class Killed(BaseException):
    """The program was killed."""


async def test_a_digest_goes_out_at_its_slot_and_never_again() -> None:
    office = Office(digest=digest("0 7,17 * * *"))
    await office.comes(told(1), told(2, Severity.HIGH))
    assert await office.round() == 0
    office.at("07:00")
    assert await office.round() == 1
    assert await office.round() == 0
    assert office.bundles() == [["Alert 2", "Alert 1"]]
    office.at("17:00")
    assert await office.round() == 0, "none when empty"
    assert office.alone() == []


async def test_each_alert_in_a_digest_is_decided_visibly() -> None:
    office = Office(digest=digest("0 7 * * *"))
    await office.comes(told(1), told(2))
    office.at("07:00")
    await office.round()
    [bundle] = [each for each in await office.store.deliveries() if each.bundle]
    assert [(each.subject, each.outcome, each.reason, each.by) for each in await office.decisions()] == [
        ("al-1", DecisionOutcome.RELEASED, DecisionReason.IN_BUNDLE, bundle.id),
        ("al-2", DecisionOutcome.RELEASED, DecisionReason.IN_BUNDLE, bundle.id),
    ]


async def test_a_receiver_that_is_away_for_a_day_over_a_slot_gets_two_digests_without_a_common_alert() -> None:
    office = Office(digest=digest("0 7 * * *"))
    office.desk.failures.extend([DeliveryDelayed("connection refused")] * 100_000)
    await office.comes(told(1))
    office.at("07:00")
    while office.clock() < utc("2026-03-03 06:30"):
        await office.round()
        office.clock.advance(600)
    await office.comes(told(2))
    office.at("03 07:00")
    await office.round()
    office.desk.failures.clear()
    for _ in range(20):
        office.clock.advance(600)
        await office.round()
    assert sorted(office.bundles()) == [["Alert 1"], ["Alert 2"]]


async def test_a_program_that_was_off_over_two_slots_sends_one_digest() -> None:
    office = Office(digest=digest("0 7,17 * * *"))
    await office.comes(told(1))
    office.at("08:00")
    await office.comes(told(2))
    office.at("03 02:00")
    assert await office.round(anew=True) == 1
    assert office.bundles() == [["Alert 1", "Alert 2"]]


async def test_killed_before_what_a_digest_decides_is_said_it_stays_to_be_said_and_the_digest_is_sent_once() -> None:
    office = Office(digest=digest("0 7 * * *"))
    await office.comes(told(1), told(2))
    office.at("07:00")

    class Killed(Exception):
        pass

    class Dying(MemoryStore):
        async def decisions_sent(self, rows: Sequence[DecisionRow]) -> None:
            raise Killed

    dying, alive = Dying(), office.store
    dying.__dict__.update(alive.__dict__)
    office.store = dying
    with pytest.raises(Killed):
        await office.round()
    office.store = alive
    assert [row.decision.subject for row in await alive.unsent_decisions()] == ["al-1", "al-2"]
    office.at("07:10")
    await office.round()
    await office.round()
    assert office.bundles() == [["Alert 1", "Alert 2"]]


async def test_a_digest_that_is_not_taken_is_tried_again_whole() -> None:
    office = Office(digest=digest("0 7 * * *"))
    office.desk.failures.append(DeliveryDelayed("answered 503"))
    await office.comes(told(1), told(2))
    office.at("07:00")
    assert await office.round() == 1
    office.clock.advance(60)
    assert await office.round() == 1
    assert [len(bundle) for bundle in office.bundles()] == [2]


async def test_an_alert_that_was_written_after_its_digest_went_out_waits_for_the_next_one() -> None:
    office = Office(digest=digest("0 7,17 * * *"))
    await office.comes(told(1))
    late = plan(told(2), office.specs, (), office.clock())  # written a moment later, by another worker
    office.at("07:00")
    await office.round()
    await office.store.enqueue(late)
    assert await office.round() == 0
    assert office.bundles() == [["Alert 1"]]
    office.at("17:00")
    await office.round()
    assert office.bundles() == [["Alert 1"], ["Alert 2"]]


async def test_once_the_digest_is_taken_out_of_the_configuration_what_is_held_goes_out() -> None:
    office = Office(digest=digest("0 7 * * *"))
    await office.comes(told(1))
    office.specs = [Console(name="desk")]
    assert await office.round() == 0
    assert await office.round(anew=True) == 1
    assert office.bundles() == [["Alert 1"]]


async def test_what_is_held_for_a_receiver_that_is_gone_waits_visibly_and_can_still_arrive() -> None:
    office = Office(digest=digest("0 7 * * *"))
    await office.comes(told(1))
    office.specs, back = [], office.specs

    await office.round(anew=True)
    [waiting] = await office.store.deliveries("pending")
    assert waiting.error == "no receiver of this name is configured"
    office.specs = back
    office.clock.advance(120)
    await office.round()
    assert office.bundles() == [["Alert 1"]]


async def test_in_quiet_hours_nothing_goes_out_but_what_passes_and_at_their_end_the_rest() -> None:
    office = Office(quiet=quiet("22:00-07:00", passing=Severity.CRITICAL))
    await office.comes(told(1), told(2, Severity.CRITICAL), told(3))
    await office.round()
    assert office.alone() == ["Alert 2"]
    office.at("07:00")
    await office.round()
    assert [sorted(each) for each in office.bundles()] == [["Alert 1", "Alert 3"]]


async def test_what_could_not_be_sent_in_the_evening_does_not_go_out_at_night() -> None:
    office = Office(quiet=quiet("22:00-07:00"))
    office.at("21:59")
    office.desk.failures.extend([DeliveryDelayed("connection refused")] * 10)
    await office.comes(told(1))
    await office.round()
    office.desk.failures.clear()
    office.at("23:00")
    assert await office.round() == 0
    assert [each.reason for each in await office.decisions()] == [DecisionReason.QUIET_HOURS]
    office.at("03 07:00")
    await office.round()
    assert office.bundles() == [["Alert 1"]]


async def test_a_burst_of_one_story_is_one_message_and_what_comes_after_it_another() -> None:
    office = Office(group=group(seconds=60))
    for number in range(5):
        await office.comes(told(number, story="s-1", watch=f"w-{number}"))
        office.clock.advance(10)
        await office.round()
    office.clock.advance(10)
    await office.round()
    assert [len(bundle) for bundle in office.bundles()] == [5]
    await office.comes(told(9, story="s-1", watch="w-9"))
    office.clock.advance(60)
    await office.round()
    assert (len(office.bundles()), office.alone()) == (1, ["Alert 9"])


async def test_a_bundle_that_is_rejected_has_failed_visibly() -> None:
    office = Office(digest=digest("0 7 * * *"))
    office.desk.failures.append(DeliveryRejected("answered 410"))
    await office.comes(told(1))
    office.at("07:00")
    await office.round()
    [failed] = await office.store.deliveries("failed")
    assert failed.bundle is not None
    assert await office.store.delivery_counts() == {"failed": 1, "bundled": 1}


async def test_what_could_not_be_sent_does_not_arrive_after_its_correction() -> None:
    office = Office()
    office.desk.failures.append(DeliveryDelayed("answered 503"))
    first = told(1, story="s-1")
    await office.comes(first)
    await office.round()
    office.clock.advance(2)
    change = told(2, story="s-1", kind=AlertKind.CHANGE, replaces="al-1")
    await office.comes(change, told(3, story="s-1", kind=AlertKind.CORRECTION, replaces="al-2"), told(4, story="s-2"))
    office.desk.failures.append(DeliveryDelayed("answered 503"))
    office.clock.advance(60)
    first_row = next(each for each in await office.store.deliveries() if each.alert.id == "al-1")
    await office.store.record(replace(first_row, next_attempt=office.clock() + timedelta(hours=1)))
    await office.round()
    office.clock.advance(60)
    await office.round()
    office.clock.advance(7200)
    await office.round()
    assert office.alone() == ["Alert 2", "Alert 3", "Alert 4"]
    dropped = [each for each in await office.decisions() if each.outcome is DecisionOutcome.NOT_TOLD]
    assert [(each.subject, each.reason) for each in dropped] == [("al-1", DecisionReason.CORRECTED)]
