"""From an alert to the ledger: to whom it goes, decided once and said again after a crash."""

from collections.abc import Sequence

from agents.deliver import deliver_agent
from monitor.clock import ManualClock
from monitor.notify.spec import Console, ReceiverSpec
from monitor.records import Alert, AlertKind, Decision, DecisionReason, DeliveryState, Severity, decode
from monitor.store.memory import MemoryStore
from tests.alerting.receivers.builders import desk, digest, told, utc

LOW, CRITICAL = Severity.LOW, Severity.CRITICAL


class Office:
    """A ledger, and receivers that may change."""

    default_routes = ("desk",)

    def __init__(self, *receivers: ReceiverSpec) -> None:
        self.store, self.clock = MemoryStore(), ManualClock(utc("2026-03-02 06:00"))
        self.receivers: Sequence[ReceiverSpec] = receivers

    async def comes(self, alert: Alert, *, killed: bool = False) -> list[bytes]:
        """What goes to the log as `alert` is handled; `killed` before it is."""
        outcome = await deliver_agent(self.store, lambda: self, self.clock).handle(alert)
        if killed:
            return []
        assert outcome.later
        await outcome.later()
        return [each.value for each in outcome.emissions]

    async def states(self, alert: str) -> dict[str, DeliveryState]:
        return {each.receiver: each.state for each in await self.store.deliveries() if each.alert.id == alert}


async def test_what_becomes_of_an_alert_at_each_receiver_is_a_decision_in_the_log_and_in_the_store() -> None:
    phone = Console(name="phone", min_severity=CRITICAL)
    office = Office(desk(digest=digest("0 7 * * *")), phone, Console(name="screen"))
    said = await office.comes(told(1, LOW, routes=("desk", "phone", "screen")))
    decisions = {each.receiver: each for each in (decode(value, Decision) for value in said)}
    assert {name: each.reason for name, each in decisions.items()} == {
        "desk": DecisionReason.DIGEST,
        "phone": DecisionReason.BELOW_SEVERITY,
        "screen": DecisionReason.ROUTED,
    }
    assert decisions["desk"].until == utc("2026-03-02 07:00")
    for name, decision in decisions.items():
        row = await office.store.decision("al-1", name)
        assert row is not None
        assert row.decision == decision


async def test_after_a_crash_the_same_is_said_again_whatever_the_clock_and_the_configuration_say_by_then() -> None:
    twin, office = Office(desk(digest=digest("0 7 * * *"))), Office(desk(digest=digest("0 7 * * *")))
    said = await twin.comes(told(1))
    await office.comes(told(1), killed=True)
    office.clock.advance(7200)
    office.receivers = [desk()]
    assert await office.comes(told(1)) == said
    assert await office.comes(told(1)) == said
    assert await office.states("al-1") == {"desk": DeliveryState.HELD}


async def test_a_correction_goes_to_everyone_who_had_an_alert_before_it_in_the_story() -> None:
    office = Office(desk(), Console(name="phone", min_severity=CRITICAL), Console(name="screen"))
    first = told(1, CRITICAL, story="s-1", routes=("desk", "phone"))
    change = told(2, LOW, story="s-1", routes=("desk", "phone"), kind=AlertKind.CHANGE, replaces="al-1")
    correction = told(3, LOW, story="s-1", kind=AlertKind.CORRECTION, replaces="al-2", routes=("screen",))
    for alert in (first, change, correction):
        await office.comes(alert)
    assert await office.states("al-2") == {"desk": DeliveryState.PENDING, "phone": DeliveryState.DROPPED}
    assert await office.states("al-3") == dict.fromkeys(("desk", "phone", "screen"), DeliveryState.PENDING)


async def test_a_correction_of_what_nobody_here_had_goes_its_own_way() -> None:
    office = Office(desk(least=CRITICAL))
    await office.comes(told(3, LOW, kind=AlertKind.CORRECTION, replaces="al-2"))
    assert await office.states("al-3") == {"desk": DeliveryState.DROPPED}
