"""The delivery ledger in a database. Its writes are durable: a lost row would be a lost alert."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, exists, func, or_, select

from monitor.records import Delivery, encode
from monitor.store.base import longest_wait
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import deliveries, pauses

_ALL = select(deliveries.c.record)
_PAUSED = exists().where(pauses.c.receiver == deliveries.c.receiver, pauses.c.until > bindparam("now"))
_ITS_TIME = or_(deliveries.c.next_attempt <= bindparam("now"), deliveries.c.next_attempt > bindparam("longest"))
_IS_DUE = and_(deliveries.c.state == "pending", _ITS_TIME, ~_PAUSED)
_DUE = _ALL.where(_IS_DUE)
_RECEIVERS_DUE = select(deliveries.c.receiver).where(_IS_DUE).distinct().order_by(deliveries.c.receiver)
_ENDED = and_(deliveries.c.state != "pending", deliveries.c.created < bindparam("before"))
_COUNTS = select(deliveries.c.state, func.count().label("total")).group_by(deliveries.c.state)


class SqlDeliveryStore(Part):
    """See DeliveryStore."""

    async def enqueue(self, new: Sequence[Delivery]) -> None:
        """Adds deliveries that are not in the ledger."""
        if not new:
            return
        missing = self._database.insert(deliveries).on_conflict_do_nothing(index_elements=["id"])
        await self._database.write(Step(missing, [_row(delivery) for delivery in new]), durable=True)

    async def due(self, now: datetime, limit: int = 100, receiver: str | None = None) -> Sequence[Delivery]:
        """Pending deliveries that are due, the oldest first: of one receiver or all, none of those that are paused."""
        query = _DUE if receiver is None else _DUE.where(deliveries.c.receiver == receiver)
        oldest_first = query.order_by(deliveries.c.created, deliveries.c.seq)
        return await self._database.records(Delivery, oldest_first.limit(limit), now=now, longest=longest_wait(now))

    async def receivers_due(self, now: datetime) -> Sequence[str]:
        """The receivers that have a delivery due, by name."""
        return [row.receiver for row in await self._database.fetch(_RECEIVERS_DUE, now=now, longest=longest_wait(now))]

    async def pause(self, receiver: str, until: datetime) -> None:
        """Keeps every delivery of `receiver` from being due before `until`."""
        row = {"receiver": receiver, "until": until}
        await self._database.write(Step(self._database.upsert(pauses, "receiver"), row))

    async def record(self, delivery: Delivery) -> None:
        """Writes the outcome of an attempt."""
        await self._database.write(Step(self._database.upsert(deliveries, "id"), _row(delivery)), durable=True)

    async def deliveries(self, state: str | None = None, limit: int = 1000) -> Sequence[Delivery]:
        """The ledger, newest first, of one state or all."""
        query = _ALL if state is None else _ALL.where(deliveries.c.state == state)
        newest_first = query.order_by(deliveries.c.created.desc(), deliveries.c.seq.desc())
        return await self._database.records(Delivery, newest_first.limit(limit))

    async def delivery_counts(self) -> dict[str, int]:
        """How many deliveries stand in each state."""
        return {row.state: row.total for row in await self._database.fetch(_COUNTS)}

    async def forget_deliveries(self, before: datetime) -> int:
        """Removes what was sent, or has failed, of the deliveries made before `before`; returns how many."""
        return await self._database.delete(deliveries, _ENDED, before=before)

    async def forget_pauses(self, before: datetime) -> int:
        """Removes the pauses of receivers that ended before `before`; returns how many."""
        return await self._database.delete(pauses, pauses.c.until < bindparam("before"), before=before)


def _row(delivery: Delivery) -> Mapping[str, object]:
    return {
        "id": delivery.id,
        "state": delivery.state.value,
        "receiver": delivery.receiver,
        "next_attempt": delivery.next_attempt,
        "created": delivery.created,
        "record": encode(delivery).decode(),
    }
