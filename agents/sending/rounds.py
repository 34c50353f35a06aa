"""When receivers are sent to: each when something in the ledger is due, by the worker that leases it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from agents.runtime.edges import Edges, Emission, emit_durably, retry_until_available
from agents.runtime.lease import LEASE_SECONDS, renewed
from agents.sending.changes import Changes
from agents.sending.sender import Sending, send_due_to
from agents.topics import DECISIONS
from monitor.alerting.receivers.attempts import Patience
from monitor.alerting.receivers.gathering import gather
from monitor.alerting.receivers.routing import Addressee, Unconfigured
from monitor.clock import wait_for_event
from monitor.notify.base import Receiver
from monitor.records import Delivery, encode
from monitor.store.base import DecisionRow, Store

SENDER = "sender"  # in the log; `deliver` is the agent that fills the ledger
_LOOK_SECONDS = 0.2
_OTHERS_SECONDS = 2.0  # until a receiver that another worker sends to is asked for again


class Delivering(NamedTuple):
    """What delivering needs."""

    store: Store
    receivers: Mapping[str, Receiver]
    configured: Callable[[], Sequence[Addressee]]
    edges: Edges
    patience: Patience
    random: Callable[[], float]  # in [0, 1)
    worker: str
    written: asyncio.Event  # set by whoever wrote into the ledger, so that nobody waits for the next look
    tally: Callable[[Delivery], None] = lambda _: None  # counts attempts


async def send_forever(delivering: Delivering) -> None:
    """Sends what the ledger holds as it falls due; a receiver that is slow or unavailable holds up no other one."""
    busy: dict[str, asyncio.Task[None]] = {}
    changes, anew = Changes(delivering.configured), set[str]()
    async with asyncio.TaskGroup() as tasks:
        while True:
            delivering.edges.alive(SENDER)
            if changes.since_last(delivering.edges.clock()):
                anew.update(await _holding(delivering))
            for name in {*await _due(delivering), *anew}:
                if name not in busy or busy[name].done():
                    busy[name] = tasks.create_task(_send(delivering, name, anew))
            # another process that writes into the ledger says nothing, and time passes: not for long
            await wait_for_event(delivering.written, _LOOK_SECONDS)


async def settled(delivering: Delivering) -> None:
    """Returns once nothing in the ledger is due, and all that is held there is held by the present timing.

    What failed for now and waits for its next try stays there, and so does what is held for longer.
    """
    while await _due(delivering) or await _is_to_be_planned(delivering):  # noqa: ASYNC110 - by another process, too
        await asyncio.sleep(_LOOK_SECONDS)


async def _send(delivering: Delivering, name: str, anew: set[str]) -> None:
    """One round of the receiver called `name`, if this worker sends to it; taken out of `anew`."""
    claim = partial(_claim, delivering, name)
    if not await claim():
        await asyncio.sleep(_OTHERS_SECONDS)
        return
    to_send, is_anew = sending(delivering), name in anew
    anew.discard(name)
    async with renewed(claim):
        await retry_until_available(SENDER, lambda: send_due_to(name, to_send, anew=is_anew), delivering.edges)


async def _claim(delivering: Delivering, name: str) -> bool:
    """Whether this worker sends to the receiver called `name`, from now on for a while."""
    store, lease, now = delivering.store, f"deliveries/{name}", delivering.edges.clock()
    return await retry_until_available(
        SENDER, lambda: store.claim(lease, delivering.worker, now, LEASE_SECONDS), delivering.edges
    )


def sending(delivering: Delivering) -> Sending:
    """What sending needs, by the configuration as it is now."""

    async def say(decided: Sequence[DecisionRow]) -> None:
        for row in decided:
            emission = Emission(DECISIONS, row.decision.watch, encode(row.decision))
            await emit_durably(SENDER, emission, delivering.edges)
        await delivering.store.decisions_sent(decided)

    return Sending(
        store=delivering.store,
        receivers=delivering.receivers,
        clock=delivering.edges.clock,
        jitter=delivering.random,
        patience=delivering.patience,
        addressee=_addressee(delivering),
        say=say,
        tally=delivering.tally,
    )


async def _is_to_be_planned(delivering: Delivering) -> bool:
    """Whether a receiver holds something otherwise than it would, were it planned anew."""
    addressee, now = _addressee(delivering), delivering.edges.clock()
    for name in await _holding(delivering):
        held = await retry_until_available(SENDER, partial(delivering.store.held_deliveries, name), delivering.edges)
        if gather(addressee(name), held, now, anew=True) != gather(addressee(name), held, now):
            return True
    return False


def _addressee(delivering: Delivering) -> Callable[[str], Addressee]:
    configured = {receiver.name: receiver for receiver in delivering.configured()}
    return lambda name: configured.get(name) or Unconfigured(name=name)


async def _holding(delivering: Delivering) -> Sequence[str]:
    return await retry_until_available(SENDER, delivering.store.receivers_holding, delivering.edges)


async def _due(delivering: Delivering) -> Sequence[str]:
    return await retry_until_available(
        SENDER, lambda: delivering.store.receivers_due(delivering.edges.clock()), delivering.edges
    )
