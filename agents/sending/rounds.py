"""When receivers are sent to: each when something in the ledger is due, by the worker that leases it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from agents.runtime.edges import Edges, retry_until_available
from agents.runtime.lease import LEASE_SECONDS, renewed
from agents.sending.sender import Sending, send_due_to
from monitor.alerting.receivers.attempts import Patience
from monitor.notify.base import Receiver
from monitor.store.base import Store

SENDER = "sender"  # in the log; `deliver` is the agent that fills the ledger
_LOOK_SECONDS = 0.2


class Delivering(NamedTuple):
    """What delivering needs."""

    store: Store
    receivers: Mapping[str, Receiver]
    edges: Edges
    patience: Patience
    random: Callable[[], float]  # in [0, 1)
    worker: str


async def send_forever(delivering: Delivering) -> None:
    """Sends what the ledger holds as it falls due; a receiver that is slow or unavailable holds up no other one."""
    busy: dict[str, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as tasks:
        while True:
            delivering.edges.alive(SENDER)
            for name in await _due(delivering):
                if name not in busy or busy[name].done():
                    busy[name] = tasks.create_task(_send(delivering, name))
            await asyncio.sleep(_LOOK_SECONDS)


async def settled(delivering: Delivering) -> None:
    """Returns once nothing in the ledger is due; what failed for now and waits for its next try stays there."""
    while await _due(delivering):  # noqa: ASYNC110 - the ledger may change in another process
        await asyncio.sleep(_LOOK_SECONDS)


async def _send(delivering: Delivering, name: str) -> None:
    """One round of the receiver called `name`, if this worker is the one that sends to it."""
    edges, store = delivering.edges, delivering.store

    async def claim() -> bool:
        now = edges.clock()
        lease = f"deliveries/{name}"
        return await retry_until_available(
            SENDER, lambda: store.claim(lease, delivering.worker, now, LEASE_SECONDS), edges
        )

    if await claim():
        sending = Sending(store, delivering.receivers, edges.clock, delivering.random, delivering.patience)
        async with renewed(claim):
            await retry_until_available(SENDER, lambda: send_due_to(name, sending), edges)


async def _due(delivering: Delivering) -> Sequence[str]:
    return await retry_until_available(
        SENDER, lambda: delivering.store.receivers_due(delivering.edges.clock()), delivering.edges
    )
