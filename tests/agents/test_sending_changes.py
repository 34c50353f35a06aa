"""When what is held is planned anew."""

import asyncio
import contextlib
from datetime import timedelta
from typing import NamedTuple

import pytest

from agents.deliver import deliver_agent
from agents.runtime.edges import Edges, Emission
from agents.sending import rounds
from agents.sending.changes import Changes
from agents.sending.rounds import Delivering, send_forever, sending, settled
from agents.sending.sender import send_due_to
from monitor.alerting.receivers.attempts import Patience
from monitor.clock import ManualClock
from monitor.notify.memory import MemoryReceiver
from monitor.notify.spec import ReceiverSpec
from monitor.store.memory import MemoryStore
from tests.alerting.receivers.builders import desk, digest, planned, told, utc

SIX = utc("2026-03-02 06:00")


def test_at_the_start_and_when_the_timing_of_a_receiver_changes_and_not_in_between() -> None:
    receivers = [desk(digest=digest("0 7 * * *"))]
    changes = Changes(lambda: receivers)
    assert changes.since_last(SIX)
    assert not changes.since_last(SIX + timedelta(minutes=1))
    receivers[0] = desk(digest=digest("0 8 * * *"))
    assert changes.since_last(SIX + timedelta(minutes=2))
    receivers.clear()
    assert changes.since_last(SIX + timedelta(minutes=3))
    assert not changes.since_last(SIX + timedelta(minutes=4))


def test_now_and_then_and_when_the_clock_was_set_back() -> None:
    changes = Changes(lambda: [desk()])
    assert changes.since_last(SIX)
    assert changes.since_last(SIX + timedelta(minutes=10))
    assert changes.since_last(SIX)


async def test_a_single_run_waits_for_what_is_to_be_planned_anew() -> None:
    receivers = [desk(digest=digest("0 7 * * *"))]
    store, clock = MemoryStore(), ManualClock(SIX)
    delivering = a_delivering(store, clock, receivers)
    await store.enqueue([planned(told(1), SIX, receivers[0])])
    await settled(delivering)
    receivers[0] = desk()
    waiting = asyncio.create_task(settled(delivering))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    await send_due_to("desk", sending(delivering), anew=True)
    await waiting


async def test_a_single_run_does_not_wait_for_a_receiver_that_is_paused_over_its_digest() -> None:
    receivers = [desk(digest=digest("0 7 * * *"))]
    store, clock = MemoryStore(), ManualClock(SIX)
    await store.enqueue([planned(told(1), SIX, receivers[0])])
    await store.pause("desk", SIX + timedelta(days=1))
    clock.advance(7200)
    await settled(a_delivering(store, clock, receivers))
    assert len(await store.held_deliveries("desk")) == 1


async def test_while_it_runs_what_waits_for_a_digest_that_is_taken_out_goes_out() -> None:
    receivers, receiver = [desk(digest=digest("0 7 * * *"))], MemoryReceiver("desk")
    store, clock = MemoryStore(), ManualClock(SIX)
    await store.enqueue([planned(told(1), SIX, receivers[0])])
    delivering = a_delivering(store, clock, receivers, receiver)
    running = asyncio.create_task(send_forever(delivering))
    await asyncio.sleep(0)
    receivers[0] = desk()
    while not receiver.bundles:
        await asyncio.sleep(0.01)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert [alert.title for alert in receiver.bundles[0].alerts] == ["Alert 1"]


async def test_what_is_written_into_the_ledger_goes_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_LOOK_SECONDS", 3600.0)
    receiver, store, clock = MemoryReceiver("desk"), MemoryStore(), ManualClock(SIX)
    delivering = a_delivering(store, clock, [desk()], receiver)
    agent = deliver_agent(store, lambda: Routed([desk()]), clock, delivering.written.set)
    running = asyncio.create_task(send_forever(delivering))
    for number in (1, 2):
        await asyncio.sleep(0.01)  # it has looked, and found nothing
        await agent.handle(told(number))
        while len(receiver.taken) < number:
            await asyncio.sleep(0.01)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


class Routed(NamedTuple):
    """Alerts go to all of `receivers`."""

    receivers: list[ReceiverSpec]
    default_routes: tuple[str, ...] = ("desk",)


def a_delivering(
    store: MemoryStore, clock: ManualClock, receivers: list[ReceiverSpec], receiver: MemoryReceiver | None = None
) -> Delivering:
    return Delivering(
        store=store,
        receivers={"desk": receiver or MemoryReceiver("desk")},
        configured=lambda: receivers,
        edges=Edges(_emit, clock, lambda error: pytest.fail(str(error))),
        patience=Patience(),
        random=lambda: 0.0,
        worker="w",
        written=asyncio.Event(),
    )


async def _emit(emission: Emission) -> None: ...
