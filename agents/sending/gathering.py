"""What is held at a receiver: released, bundled, or kept for longer, and each of it decided visibly.

What follows is decided in `monitor.alerting.receivers.gathering`; here it is done and recorded. The decisions go first:
killed between them and the ledger of deliveries, the next round makes the same ones again, under the same ids.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.alerting.receivers.bundles import Bundled
from monitor.alerting.receivers.gathering import gather, hushed, too_late
from monitor.alerting.receivers.outcomes import decision_of
from monitor.alerting.receivers.routing import Addressee
from monitor.records import Decision, Delivery, DeliveryState
from monitor.store.base import DeliveryStore

Announce = Callable[[Sequence[Decision]], Awaitable[None]]
"""Puts decisions into the store, and then on `news.decisions`."""


class Gathering(NamedTuple):
    """What gathering needs."""

    store: DeliveryStore
    announce: Announce


async def gather_at(receiver: Addressee, now: datetime, gathering: Gathering, *, anew: bool = False) -> None:
    """Releases what is due of what is held at `receiver`; `anew` plans all of it by its present timing first."""
    waiting = await gathering.store.held_deliveries(receiver.name)
    gathered = gather(receiver, waiting, now, anew=anew)
    for bundle in gathered.bundles:
        if not await _bundled(bundle, now, gathering):
            parts = {part.id for part in bundle.parts}
            late = too_late((each for each in waiting if each.id in parts), receiver.timing, now)
            await _move(late, DeliveryState.HELD, now, gathering)
    await _move(gathered.moved, DeliveryState.HELD, now, gathering)


async def hush(due: Sequence[Delivery], receiver: Addressee, now: datetime, gathering: Gathering) -> Sequence[Delivery]:
    """Those of `due` that may be sent at `now`; the others wait for the end of quiet hours."""
    waiting = hushed(due, receiver.timing, now)
    await _move(waiting, DeliveryState.PENDING, now, gathering)
    kept = {each.id for each in waiting}
    return [each for each in due if each.id not in kept]


async def _bundled(bundle: Bundled, now: datetime, gathering: Gathering) -> bool:
    await gathering.announce(_decisions(bundle.parts, now))
    return await gathering.store.bundle(bundle.delivery, bundle.parts)


async def _move(moved: Sequence[Delivery], was: DeliveryState, now: datetime, gathering: Gathering) -> None:
    if moved:
        await gathering.announce(_decisions(moved, now))
        await gathering.store.move(moved, was)


def _decisions(deliveries: Iterable[Delivery], now: datetime) -> Sequence[Decision]:
    """On single alerts: what becomes of a bundle was decided with its parts."""
    return [decision_of(each, now) for each in deliveries if each.bundle is None]
