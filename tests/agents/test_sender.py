"""From the ledger to the receivers, moment by moment."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from agents.sending.sender import ROUND_SECONDS, Sending, send_due_to
from monitor.alerting.receivers.attempts import Patience
from monitor.alerting.timing import Timing
from monitor.clock import ManualClock
from monitor.errors import DeliveryDelayed, DeliveryRejected, Transient
from monitor.notify.memory import MemoryReceiver
from monitor.notify.spec import Console
from monitor.records import Alert, Delivery, DeliveryState
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore
from tests.notify.builders import NOON, delivery, seconds


class Desk:
    """A ledger with receivers "desk" and "mail", at noon."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = ManualClock(NOON)
        self.desk, self.mail = MemoryReceiver("desk"), MemoryReceiver("mail")
        self.timings: dict[str, Timing] = {}
        self.said: list[DecisionRow] = []

    async def enqueue(self, *deliveries: Delivery) -> None:
        await self.store.enqueue(deliveries)

    async def send(self, *, patience: Patience | None = None) -> int:
        """One round of each receiver that has something due, side by side; how many attempts were made."""
        receivers = {"desk": self.desk, "mail": self.mail}
        sending = Sending(
            store=self.store,
            receivers=receivers,
            clock=self.clock,
            jitter=lambda: 0.0,
            patience=patience or Patience(),
            addressee=self.addressee,
            say=self.say,
        )
        names = await self.store.receivers_due(self.clock())
        return sum(await asyncio.gather(*(send_due_to(name, sending) for name in names)))

    def addressee(self, name: str) -> Console:
        return Console(name=name, timing=self.timings.get(name, Timing()))

    async def say(self, decided: Sequence[DecisionRow]) -> None:
        self.said += decided

    async def ledger(self) -> dict[str, DeliveryState]:
        return {f"{one.receiver} {one.alert.id}": one.state for one in await self.store.deliveries()}


@pytest.fixture
def at() -> Desk:
    return Desk()


def titles(receiver: MemoryReceiver) -> list[str]:
    return [alert.title for alert in receiver.taken]


async def test_with_nothing_due_nothing_is_sent(at: Desk) -> None:
    await at.enqueue(delivery(1, created=NOON + seconds(1)))
    assert await at.send() == 0
    assert at.desk.taken == []


async def test_what_is_due_is_sent_in_order_and_recorded(at: Desk) -> None:
    await at.enqueue(delivery(2), delivery(1, created=NOON - seconds(1)), delivery(1, "mail"))
    assert await at.send() == 3
    assert titles(at.desk) == ["Alert 1", "Alert 2"]
    assert titles(at.mail) == ["Alert 1"]
    assert set((await at.ledger()).values()) == {DeliveryState.SENT}


async def test_what_was_sent_is_not_sent_again(at: Desk) -> None:
    await at.enqueue(delivery(1))
    await at.send()
    await at.enqueue(delivery(1))
    assert await at.send() == 0
    assert titles(at.desk) == ["Alert 1"]


async def test_a_rejected_alert_fails_and_the_next_one_goes_out(at: Desk) -> None:
    at.desk.failures.append(DeliveryRejected("answered 410"))
    await at.enqueue(delivery(1), delivery(2))
    assert await at.send() == 2
    assert titles(at.desk) == ["Alert 2"]
    assert await at.ledger() == {"desk al-1": DeliveryState.FAILED, "desk al-2": DeliveryState.SENT}


async def test_a_receiver_that_is_unavailable_is_asked_once_then_rests_and_others_get_theirs(at: Desk) -> None:
    at.desk.failures.extend([DeliveryDelayed("answered 503")] * 3)
    await at.enqueue(delivery(1), delivery(2), delivery(1, "mail"), delivery(2, "mail"))
    assert await at.send() == 3
    assert titles(at.mail) == ["Alert 1", "Alert 2"]
    assert len(at.desk.failures) == 2
    at.clock.advance(2.4)
    assert await at.send() == 0
    at.clock.advance(0.1)
    assert await at.send() == 1
    assert len(at.desk.failures) == 1


async def test_inside_retry_after_not_even_a_new_alert_is_sent(at: Desk) -> None:
    at.desk.failures.append(DeliveryDelayed("answered 429", retry_after=600))
    await at.enqueue(delivery(1))
    await at.send()
    at.clock.advance(599)
    await at.enqueue(delivery(2, created=at.clock()))
    assert await at.send() == 0
    at.clock.advance(1)
    assert await at.send() == 2
    assert titles(at.desk) == ["Alert 1", "Alert 2"]


async def test_a_receiver_that_is_unavailable_for_a_day_gets_everything_afterwards(at: Desk) -> None:
    at.desk.failures.extend([DeliveryDelayed("connection refused")] * 100_000)
    for number in range(20):
        await at.enqueue(delivery(number, created=at.clock()))
    while at.clock() < NOON + seconds(86_400):
        await at.send()
        at.clock.advance(60)
    at.desk.failures.clear()
    for _ in range(60):
        at.clock.advance(60)
        await at.send()
    assert sorted(alert.id for alert in at.desk.taken) == sorted(f"al-{number}" for number in range(20))


async def test_an_alert_that_a_receiver_cannot_swallow_is_given_up_and_keeps_no_other(at: Desk) -> None:
    class Choosy(MemoryReceiver):
        async def send(self, alert: Alert) -> None:
            if alert.id == "al-1":
                raise DeliveryDelayed("answered 500")
            await super().send(alert)

    at.desk = Choosy("desk")
    await at.enqueue(*(delivery(number) for number in range(1, 5)))
    for _ in range(10):
        await at.send(patience=Patience(give_up_after_seconds=300))
        at.clock.advance(60)
    assert titles(at.desk) == ["Alert 2", "Alert 3", "Alert 4"]
    [failed] = await at.store.deliveries("failed")
    assert failed.error == f"given up after {failed.attempts} attempts: answered 500"


async def test_alerts_for_a_receiver_that_is_gone_wait_visibly_for_it_to_be_configured_again(at: Desk) -> None:
    await at.enqueue(delivery(1, "pager"), delivery(1))
    assert await at.send() == 2
    [waiting] = await at.store.deliveries("pending")
    assert waiting.error == "no receiver of this name is configured"


async def test_a_mistake_in_a_receiver_delays_its_alert_and_nothing_else(
    at: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(MemoryReceiver):
        async def send(self, alert: Alert) -> None:
            raise KeyError(alert.id)

    at.desk = Broken("desk")
    await at.enqueue(delivery(1), delivery(1, "mail"))
    await at.send()
    assert titles(at.mail) == ["Alert 1"]
    [waiting] = await at.store.deliveries("pending")
    assert waiting.error == "unexpected KeyError"
    assert "receiver_failed receiver=desk" in caplog.text


async def test_a_failure_is_logged_once_it_is_final(at: Desk, caplog: pytest.LogCaptureFixture) -> None:
    at.desk.failures.append(DeliveryRejected("answered 410"))
    await at.enqueue(delivery(1))
    await at.send()
    assert caplog.messages == ["delivery_failed alert=al-1 receiver=desk error=answered 410"]


class Held(MemoryReceiver):
    """Takes an alert only when it is let go; may do something before."""

    def __init__(self, name: str, before: Callable[[], Awaitable[object]] | None = None) -> None:
        super().__init__(name)
        self.go, self._before, self.at_once = asyncio.Event(), before, 0

    async def send(self, alert: Alert) -> None:
        self.at_once += 1
        assert self.at_once == 1, "two alerts at once"
        if self._before is not None:
            await self._before()
        await self.go.wait()
        self.at_once -= 1
        await super().send(alert)


async def test_a_slow_receiver_holds_up_no_other_and_has_one_alert_at_a_time(at: Desk) -> None:
    at.desk = slow = Held("desk")
    await at.enqueue(delivery(1), delivery(2), delivery(1, "mail"), delivery(2, "mail"))
    sending = asyncio.create_task(at.send())
    while len(at.mail.taken) < 2:
        await asyncio.sleep(0)
    assert slow.taken == []
    slow.go.set()
    assert await sending == 4
    assert titles(slow) == ["Alert 1", "Alert 2"]


async def test_a_round_ends_in_time_for_others_to_be_looked_at(at: Desk) -> None:
    async def take_long() -> None:
        at.clock.advance(ROUND_SECONDS / 2)

    at.desk = slow = Held("desk", take_long)
    slow.go.set()
    await at.enqueue(*(delivery(number) for number in range(5)))
    assert [await at.send() for _ in range(4)] == [2, 2, 1, 0]


async def test_a_store_that_is_unavailable_for_one_receiver_keeps_nothing_from_another(at: Desk) -> None:
    class Away(MemoryStore):
        async def record(self, delivery: Delivery) -> None:
            if delivery.receiver == "desk":
                raise Transient("store: database is locked")
            await super().record(delivery)

    at.store = Away()
    await at.enqueue(delivery(1), delivery(1, "mail"), delivery(2, "mail"))
    with pytest.raises(Transient, match="locked"):
        await at.send()
    assert titles(at.mail) == ["Alert 1", "Alert 2"]
    assert await at.store.delivery_counts() == {"pending": 1, "sent": 2}
