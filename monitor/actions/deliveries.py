"""Deliveries that are sent again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from monitor.alerting.receivers.attempts import again
from monitor.alerting.receivers.outcomes import decision_of
from monitor.errors import NotThere
from monitor.records import Delivery, DeliveryState
from monitor.store.base import DecisionRow, Store

_ENDED: Final = (DeliveryState.FAILED, DeliveryState.DROPPED)
_MOST: Final = 1_000_000  # of the ledger; retention keeps it far smaller


class Retried(NamedTuple):
    """What was put back."""

    moved: int
    left: Sequence[Delivery]  # of those named: those that have not failed, nor were dropped


async def retry(store: Store, names: Sequence[str], receiver: str | None, now: datetime) -> Retried:
    """Puts back those that are named, else all that have failed, to this receiver or any; the program sends them.

    Raises NotThere for a name that there is not.
    """
    wanted = [each for each in await _wanted(store, names) if receiver in (None, each.receiver)]
    moved = sum([await _move(store, each, now) for each in wanted if each.state in _ENDED])
    return Retried(moved, [each for each in wanted if each.state not in _ENDED])


async def _wanted(store: Store, names: Sequence[str]) -> Sequence[Delivery]:
    if not names:
        return await store.deliveries(DeliveryState.FAILED, _MOST)
    found = await store.deliveries_with(names)
    if missing := set(names) - {each.id for each in found}:
        raise NotThere("the ledger has no delivery " + ", ".join(map(repr, sorted(missing))))
    return found


async def _move(store: Store, delivery: Delivery, now: datetime) -> bool:
    """Puts one back; the decision on it is told by the program."""
    pending = again(delivery, now)
    decided = [] if pending.bundle else [DecisionRow(decision=decision_of(pending, now), unsent=True)]
    return await store.move([pending], delivery.state, decided)
