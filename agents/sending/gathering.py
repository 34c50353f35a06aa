"""What is held at a receiver: released, bundled, or kept for longer, and each of it decided visibly.

What follows is decided in `monitor.alerting.receivers.gathering`; here it is recorded, deliveries and decisions in one
transaction, and then the decisions are said. After a crash in between they are said at the next start.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.alerting.receivers.bundles import Bundled
from monitor.alerting.receivers.gathering import gather, hushed, too_late
from monitor.alerting.receivers.outcomes import decision_of
from monitor.alerting.receivers.routing import Addressee
from monitor.records import Delivery, DeliveryState
from monitor.store.base import DecisionRow, DeliveryStore

Say = Callable[[Sequence[DecisionRow]], Awaitable[None]]
"""Writes the messages of decisions that are recorded, and notes that they are in the log."""


class Gathering(NamedTuple):
    """What gathering needs."""

    store: DeliveryStore
    say: Say


async def gather_at(receiver: Addressee, now: datetime, gathering: Gathering, *, anew: bool = False) -> None:
    """Releases what is due of what is held at `receiver`; `anew` plans all of it by its present timing first."""
    waiting = await gathering.store.held_deliveries(receiver.name)
    gathered = gather(receiver, waiting, now, anew=anew)
    for bundle in gathered.bundles:
        if not await _bundled(bundle, now, gathering):
            parts = {part.id for part in bundle.parts}
            late = too_late((each for each in waiting if each.id in parts), receiver.timing, now)
            await move(late, DeliveryState.HELD, now, gathering)
    await move(gathered.moved, DeliveryState.HELD, now, gathering)


async def hush(due: Sequence[Delivery], receiver: Addressee, now: datetime, gathering: Gathering) -> Sequence[Delivery]:
    """Those of `due` that may be sent at `now`; the others wait for the end of quiet hours."""
    waiting = hushed(due, receiver.timing, now)
    await move(waiting, DeliveryState.PENDING, now, gathering)
    kept = {each.id for each in waiting}
    return [each for each in due if each.id not in kept]


async def _bundled(bundle: Bundled, now: datetime, gathering: Gathering) -> bool:
    decided = _decided(bundle.parts, now)
    is_made = await gathering.store.bundle(bundle.delivery, bundle.parts, decided)
    if is_made:
        await gathering.say(decided)
    return is_made


async def move(moved: Sequence[Delivery], was: DeliveryState, now: datetime, gathering: Gathering) -> None:
    """Records `moved` with what is decided about them, unless another was faster with one: then the next round does."""
    decided = _decided(moved, now)
    if moved and await gathering.store.move(moved, was, decided):
        await gathering.say(decided)


def _decided(deliveries: Iterable[Delivery], now: datetime) -> Sequence[DecisionRow]:
    """On single alerts: what becomes of a bundle was decided with its parts."""
    return [DecisionRow(decision=decision_of(each, now), unsent=True) for each in deliveries if each.bundle is None]
