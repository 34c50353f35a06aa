"""Deliveries: each alert on its way to each receiver; and the receivers."""

from typing import Annotated

import msgspec
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from monitor.notify.spec import ReceiverSpec
from monitor.records import Delivery, DeliveryState, Record, Severity
from monitor.web.desk import Desk
from monitor.web.paging import Limit
from monitor.web.reading import reading

Of = Annotated[DeliveryState | None, QueryParameter(name="state", description="Only deliveries that stand so.")]


class Deliveries(Record, frozen=True, kw_only=True):
    """The newest of the ledger."""

    items: tuple[Delivery, ...]
    counts: dict[str, int]  # how many stand in each state


class ReceiverReport(Record, frozen=True, kw_only=True):
    """A receiver, without what is secret of it."""

    receiver: str  # name
    kind: str  # console, file, webhook …
    min_severity: Severity  # quieter alerts are not sent there
    is_default: bool  # whether watches that name none go there
    holds: bool  # whether deliveries are held for it


class Receivers(Record, frozen=True, kw_only=True):
    """The receivers of the configuration."""

    items: tuple[ReceiverReport, ...]


@reading("/deliveries", "listDeliveries", "deliveries")
async def deliveries(desk: NamedDependency[Desk], standing: Of = None, limit: Limit = 50) -> Deliveries:
    """The newest deliveries."""
    found = await desk.store.deliveries(standing, limit)
    return Deliveries(items=tuple(found), counts=await desk.store.delivery_counts())


@reading("/receivers", "listReceivers", "deliveries")
async def receivers(desk: NamedDependency[Desk]) -> Receivers:
    """All receivers."""
    configuration, holding = desk.configuration(), set(await desk.store.receivers_holding())
    return Receivers(
        items=tuple(_report(each, configuration.default_routes, holding) for each in configuration.receivers)
    )


def _report(spec: ReceiverSpec, default: tuple[str, ...], holding: set[str]) -> ReceiverReport:
    return ReceiverReport(
        receiver=spec.name,
        kind=str(msgspec.inspect.type_info(type(spec)).tag),  # type: ignore[attr-defined]
        min_severity=spec.min_severity,
        is_default=spec.name in default,
        holds=spec.name in holding,
    )


HANDLERS = (deliveries, receivers)
