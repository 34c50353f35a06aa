"""Deliveries: each alert on its way to each receiver; and the receivers."""

from typing import Annotated

import msgspec
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from monitor.actions.deliveries import retry
from monitor.errors import Conflict
from monitor.notify.spec import ReceiverSpec
from monitor.records import Delivery, DeliveryState, Record, Severity
from monitor.web.access.asker import Asker
from monitor.web.access.writing import writing
from monitor.web.desk import Desk
from monitor.web.paging import Limit
from monitor.web.reading import reading

Of = Annotated[DeliveryState | None, QueryParameter(name="state", description="Only deliveries that stand so.")]

To = Annotated[str | None, QueryParameter(name="receiver", description="Only deliveries to this receiver.")]


class Deliveries(Record, frozen=True, kw_only=True):
    """The newest of the ledger."""

    items: tuple[Delivery, ...]
    counts: dict[str, int]  # how many stand in each state, to the receiver that was asked for or to all


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


class Retries(Record, frozen=True, kw_only=True):
    """What is sent again."""

    moved: int  # how many deliveries


@reading("/deliveries", "listDeliveries", "deliveries")
async def deliveries(
    desk: NamedDependency[Desk], standing: Of = None, limit: Limit = 50, receiver: To = None
) -> Deliveries:
    """The newest deliveries."""
    found = await desk.store.deliveries(standing, limit, receiver)
    return Deliveries(items=tuple(found), counts=await desk.store.delivery_counts(receiver))


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


@writing("POST", "/deliveries/{delivery_id:str}/retry", "retryDelivery", "deliveries")
async def retried(desk: NamedDependency[Desk], asker: NamedDependency[Asker], delivery_id: FromPath[str]) -> Delivery:
    """Sends again what has failed or was dropped; quiet hours still hold."""
    for each in (await retry(desk.store, [delivery_id], None, asker.now)).left:
        raise Conflict(f"{each.id} is {each.state.value}: only what has failed or was dropped is sent again")
    [found] = await desk.store.deliveries_with([delivery_id])
    return found


@writing("POST", "/deliveries/retry", "retryFailed", "deliveries")
async def all_retried(
    desk: NamedDependency[Desk], asker: NamedDependency[Asker], receiver: FromQuery[str | None] = None
) -> Retries:
    """Sends again all that has failed, to one receiver or any."""
    return Retries(moved=(await retry(desk.store, [], receiver, asker.now)).moved)


HANDLERS = (deliveries, receivers, retried, all_retried)
