"""The delivery ledger in memory."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from monitor.records import CANARY, Delivery, DeliveryState
from monitor.store.base import DecisionRow, longest_wait
from monitor.store.memory_alerts import MemoryAlertStore

T = TypeVar("T")

_WAITING = (DeliveryState.PENDING, DeliveryState.HELD)


class MemoryDeliveryStore(MemoryAlertStore):
    """See DeliveryStore. Never raises."""

    def __init__(self) -> None:
        super().__init__()
        self._deliveries: dict[str, Delivery] = {}
        self._pauses: dict[str, datetime] = {}

    async def enqueue(self, deliveries: Sequence[Delivery], decided: Sequence[DecisionRow] = ()) -> None:
        """Adds deliveries that are not in the ledger, and what was decided about them where nothing is recorded."""
        for delivery in deliveries:
            self._deliveries.setdefault(delivery.id, delivery)
        self._decide_first(decided)

    async def due(self, now: datetime, limit: int = 100, receiver: str | None = None) -> Sequence[Delivery]:
        """Pending deliveries that are due, the oldest first: of one receiver or all, none of those that are paused."""
        wanted = (each for each in self._due(now) if each.state is DeliveryState.PENDING)
        return _oldest_first(each for each in wanted if receiver in (None, each.receiver))[:limit]

    async def receivers_due(self, now: datetime) -> Sequence[str]:
        """The receivers that have a delivery due, or one that is held to be released, by name."""
        return sorted({delivery.receiver for delivery in self._due(now)})

    async def held_deliveries(self, receiver: str) -> Sequence[Delivery]:
        """All deliveries that are held at `receiver`, the oldest first."""
        return _oldest_first(each for each in self._held() if each.receiver == receiver)

    async def receivers_holding(self) -> Sequence[str]:
        """The receivers at which something is held, by name."""
        return sorted({each.receiver for each in self._held()})

    def _shown(self) -> Iterable[Delivery]:
        """All but that of the canary, which is of the program alone."""
        return (each for each in self._deliveries.values() if each.receiver != CANARY)

    def _shown_to(self, receiver: str | None) -> Iterable[Delivery]:
        return (each for each in self._shown() if receiver in (None, each.receiver))

    def _held(self) -> Iterable[Delivery]:
        return (each for each in self._deliveries.values() if each.state is DeliveryState.HELD)

    async def bundle(self, bundle: Delivery, parts: Sequence[Delivery], decided: Sequence[DecisionRow] = ()) -> bool:
        """Adds `bundle` and writes its `parts`; nothing where it is there, or a part is not held."""
        if bundle.id in self._deliveries or not self._move(parts, DeliveryState.HELD, decided):
            return False
        self._deliveries[bundle.id] = bundle
        return True

    async def move(
        self, deliveries: Sequence[Delivery], was: DeliveryState, decided: Sequence[DecisionRow] = ()
    ) -> bool:
        """Writes `deliveries` with what was `decided`; nothing where the state of one is not `was`."""
        return self._move(deliveries, was, decided)

    def _move(self, deliveries: Sequence[Delivery], was: DeliveryState, decided: Sequence[DecisionRow]) -> bool:
        if not all(self._is(each.id, was) for each in deliveries):
            return False
        self._deliveries |= {each.id: each for each in deliveries}
        self._decide(decided)
        return True

    def _is(self, delivery: str, state: DeliveryState) -> bool:
        known = self._deliveries.get(delivery)
        return known is not None and known.state is state

    async def pause(self, receiver: str, until: datetime) -> None:
        """Keeps every delivery of `receiver` from being due before `until`."""
        self._pauses[receiver] = until

    def _due(self, now: datetime) -> Iterable[Delivery]:
        return (
            delivery
            for delivery in self._deliveries.values()
            if _is_its_time(delivery, now) and self._pauses.get(delivery.receiver, now) <= now
        )

    async def record(self, delivery: Delivery) -> None:
        """Writes the outcome of an attempt."""
        self._deliveries[delivery.id] = delivery

    async def deliveries(
        self, state: str | None = None, limit: int = 1000, receiver: str | None = None
    ) -> Sequence[Delivery]:
        """The ledger, newest first, of one state or all, to one receiver or all."""
        newest_first = reversed(_oldest_first(self._shown_to(receiver)))
        return list(islice((each for each in newest_first if state in (None, each.state)), limit))

    async def deliveries_with(self, ids: Collection[str]) -> Sequence[Delivery]:
        """Those of the deliveries with these ids that are in the ledger, the oldest first."""
        return _oldest_first(each for each in self._deliveries.values() if each.id in ids)

    async def delivery_counts(self, receiver: str | None = None) -> dict[str, int]:
        """How many deliveries stand in each state, to one receiver or all."""
        return dict(Counter(str(delivery.state) for delivery in self._shown_to(receiver)))

    async def oldest_pending(self) -> dict[str, datetime]:
        """By receiver, when the oldest of its pending deliveries was made."""
        pending = [each for each in self._shown() if each.state is DeliveryState.PENDING]
        return {each.receiver: each.created for each in reversed(_oldest_first(pending))}

    async def forget_deliveries(self, before: datetime) -> int:
        """Removes deliveries made before `before`, none that is still to be sent or held; returns how many."""
        return _remove(self._deliveries, lambda each: each.state not in _WAITING and each.created < before)

    async def forget_pauses(self, before: datetime) -> int:
        """Removes the pauses of receivers that ended before `before`; returns how many."""
        return _remove(self._pauses, lambda until: until < before)


def _is_its_time(delivery: Delivery, now: datetime) -> bool:
    if delivery.state is DeliveryState.HELD:
        return delivery.next_attempt <= now
    return delivery.state is DeliveryState.PENDING and not now < delivery.next_attempt <= longest_wait(now)


def _oldest_first(deliveries: Iterable[Delivery]) -> list[Delivery]:
    return sorted(deliveries, key=lambda delivery: delivery.created)


def _remove(rows: dict[str, T], goes: Callable[[T], bool]) -> int:
    """Removes the rows that go; returns how many."""
    gone = [key for key, row in rows.items() if goes(row)]
    for key in gone:
        del rows[key]
    return len(gone)
