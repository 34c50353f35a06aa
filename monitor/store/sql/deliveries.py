"""The delivery ledger in a database. Its writes are durable: a lost row would be a lost alert."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Select, and_, bindparam, exists, func, or_, select, update

from monitor.records import CANARY, Delivery, DeliveryState, encode
from monitor.store.base import DecisionRow, longest_wait
from monitor.store.sql.alerts import decision_row
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import decisions, deliveries, pauses

_ALL = select(deliveries.c.record)
_IS_SHOWN = deliveries.c.receiver != CANARY  # whose row is of the program alone
_SHOWN = _ALL.where(_IS_SHOWN)
_PAUSED = exists().where(pauses.c.receiver == deliveries.c.receiver, pauses.c.until > bindparam("now"))
_HAS_COME = deliveries.c.next_attempt <= bindparam("now")
_IS_PENDING, _IS_HELD = deliveries.c.state == "pending", deliveries.c.state == "held"
_TO_SEND = and_(_IS_PENDING, or_(_HAS_COME, deliveries.c.next_attempt > bindparam("longest")))
_DUE = _ALL.where(_TO_SEND, ~_PAUSED)
_RECEIVERS = select(deliveries.c.receiver).distinct().order_by(deliveries.c.receiver)
_RECEIVERS_DUE = _RECEIVERS.where(or_(_TO_SEND, and_(_IS_HELD, _HAS_COME)), ~_PAUSED)
_RECEIVERS_HOLDING = _RECEIVERS.where(_IS_HELD)
_OLDEST_FIRST = (deliveries.c.created, deliveries.c.seq)
_HELD_AT = _ALL.where(_IS_HELD, deliveries.c.receiver == bindparam("at")).order_by(*_OLDEST_FIRST)
_MOVE = update(deliveries).where(deliveries.c.id == bindparam("of_id"), deliveries.c.state == bindparam("was"))
_ENDED = and_(~_IS_PENDING, ~_IS_HELD, deliveries.c.created < bindparam("before"))
_COUNTS = select(deliveries.c.state, func.count().label("total")).where(_IS_SHOWN).group_by(deliveries.c.state)
_OLDEST_PENDING = (
    select(deliveries.c.receiver, func.min(deliveries.c.created).label("oldest"))
    .where(_IS_PENDING, _IS_SHOWN)
    .group_by(deliveries.c.receiver)
)


class SqlDeliveryStore(Part):
    """See DeliveryStore."""

    async def enqueue(self, new: Sequence[Delivery], decided: Sequence[DecisionRow] = ()) -> None:
        """Adds deliveries that are not in the ledger, and what was decided about them where nothing is recorded."""
        steps = (
            Step(self._missing(), [_row(delivery) for delivery in new]),
            Step(self._undecided(), [decision_row(row) for row in decided]),
        )
        if new:
            await self._database.write(*(step for step in steps if step.rows), durable=True)

    async def due(self, now: datetime, limit: int = 100, receiver: str | None = None) -> Sequence[Delivery]:
        """Pending deliveries that are due, the oldest first: of one receiver or all, none of those that are paused."""
        query = _DUE if receiver is None else _DUE.where(deliveries.c.receiver == receiver)
        oldest_first = query.order_by(*_OLDEST_FIRST)
        return await self._database.records(Delivery, oldest_first.limit(limit), now=now, longest=longest_wait(now))

    async def receivers_due(self, now: datetime) -> Sequence[str]:
        """The receivers that have a delivery due, or one that is held to be released, by name."""
        return [row.receiver for row in await self._database.fetch(_RECEIVERS_DUE, now=now, longest=longest_wait(now))]

    async def held_deliveries(self, receiver: str) -> Sequence[Delivery]:
        """All deliveries that are held at `receiver`, the oldest first."""
        return await self._database.records(Delivery, _HELD_AT, at=receiver)

    async def receivers_holding(self) -> Sequence[str]:
        """The receivers at which something is held, by name."""
        return [row.receiver for row in await self._database.fetch(_RECEIVERS_HOLDING)]

    async def bundle(self, bundle: Delivery, parts: Sequence[Delivery], decided: Sequence[DecisionRow] = ()) -> bool:
        """Adds `bundle` and writes its `parts`; nothing where it is there, or a part is not held."""
        replaced = [Step(self._missing(), _row(bundle)), _moving(parts, DeliveryState.HELD)]
        return await self._database.replace(replaced, *self._deciding(decided))

    async def move(self, moved: Sequence[Delivery], was: DeliveryState, decided: Sequence[DecisionRow] = ()) -> bool:
        """Writes `moved` with what was `decided`; nothing where the state of one is not `was`."""
        return await self._database.replace([_moving(moved, was)], *self._deciding(decided))

    async def pause(self, receiver: str, until: datetime) -> None:
        """Keeps every delivery of `receiver` from being due before `until`."""
        row = {"receiver": receiver, "until": until}
        await self._database.write(Step(self._database.upsert(pauses, "receiver"), row))

    async def record(self, delivery: Delivery) -> None:
        """Writes the outcome of an attempt."""
        await self._database.write(Step(self._database.upsert(deliveries, "id"), _row(delivery)), durable=True)

    async def deliveries(
        self, state: str | None = None, limit: int = 1000, receiver: str | None = None
    ) -> Sequence[Delivery]:
        """The ledger, newest first, of one state or all, to one receiver or all."""
        query = _to(_SHOWN if state is None else _SHOWN.where(deliveries.c.state == state), receiver)
        newest_first = query.order_by(deliveries.c.created.desc(), deliveries.c.seq.desc())
        return await self._database.records(Delivery, newest_first.limit(limit))

    async def deliveries_with(self, ids: Collection[str]) -> Sequence[Delivery]:
        """Those of the deliveries with these ids that are in the ledger, the oldest first."""
        query = _ALL.where(deliveries.c.id.in_(list(ids))).order_by(*_OLDEST_FIRST)
        return await self._database.records(Delivery, query)

    async def delivery_counts(self, receiver: str | None = None) -> dict[str, int]:
        """How many deliveries stand in each state, to one receiver or all."""
        return {row.state: row.total for row in await self._database.fetch(_to(_COUNTS, receiver))}

    async def oldest_pending(self) -> dict[str, datetime]:
        """By receiver, when the oldest of its pending deliveries was made."""
        return {row.receiver: row.oldest for row in await self._database.fetch(_OLDEST_PENDING)}

    async def forget_deliveries(self, before: datetime) -> int:
        """Removes deliveries made before `before`, none that is still to be sent or held; returns how many."""
        return await self._database.delete(deliveries, _ENDED, before=before)

    async def forget_pauses(self, before: datetime) -> int:
        """Removes the pauses of receivers that ended before `before`; returns how many."""
        return await self._database.delete(pauses, pauses.c.until < bindparam("before"), before=before)

    def _deciding(self, decided: Sequence[DecisionRow]) -> Sequence[Step]:
        rows = [decision_row(row) for row in decided]
        return [Step(self._database.upsert(decisions, "subject", "receiver"), rows)] if rows else []

    def _undecided(self) -> Executable:
        """Adds a decision where there is none."""
        insert = self._database.insert(decisions)
        return insert.on_conflict_do_nothing(index_elements=["subject", "receiver"]).inline()

    def _missing(self) -> Executable:
        """Adds a row that is not there; the row count says whether it was."""
        missing = self._database.insert(deliveries).on_conflict_do_nothing(index_elements=["id"])
        return missing.inline().execution_options(preserve_rowcount=True)


def _to(query: Select[Any], receiver: str | None) -> Select[Any]:
    return query if receiver is None else query.where(deliveries.c.receiver == receiver)


def _moving(moved: Sequence[Delivery], was: DeliveryState) -> Step:
    return Step(_MOVE, [{**_row(each), "of_id": each.id, "was": was.value} for each in moved])


def _row(delivery: Delivery) -> Mapping[str, object]:
    return {
        "id": delivery.id,
        "state": delivery.state.value,
        "receiver": delivery.receiver,
        "next_attempt": delivery.next_attempt,
        "created": delivery.created,
        "record": encode(delivery).decode(),
    }
