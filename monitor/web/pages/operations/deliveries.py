"""Deliveries: what waits for receivers, what failed and why, and sending it again."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from monitor.errors import Conflict
from monitor.records import DeliveryState
from monitor.web.access.asker import Asker
from monitor.web.api.deliveries import Of, To, all_retried, receivers, retried
from monitor.web.api.deliveries import deliveries as newest
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.sending import back, sending
from monitor.web.paging import Limit


@get("/deliveries", include_in_schema=False)
async def deliveries(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    standing: Of = None,
    limit: Limit = 50,
    receiver: To = None,
    sent: FromQuery[str | None] = None,
) -> Response[str]:
    """The newest deliveries. `sent`: the delivery that is sent again, or how many are."""
    found, known = await newest.fn(desk, standing, limit, receiver), await receivers.fn(desk)
    return document(
        request,
        "deliveries.html",
        desk.clock(),
        page=found,
        receivers=known.items,
        waiting=await desk.store.oldest_pending(),
        standing=standing,
        receiver=receiver or "",
        states=[(state, found.counts[state]) for state in DeliveryState if found.counts.get(state)],
        limit=limit,
        sent=sent,
    )


@sending("/deliveries/{delivery_id:str}/retry")
async def retry(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    delivery_id: FromPath[str],
    standing: Of = None,
    receiver: To = None,
) -> Response[str]:
    """Sends again what has failed or was dropped. What somebody else has sent again meanwhile is shown as it is."""
    shown, place = {"state": standing, "receiver": receiver}, f"delivery-{delivery_id}"
    try:
        await retried.fn(desk, asker, delivery_id)
    except Conflict:
        return back("/deliveries", shown, place)
    return back("/deliveries", {**shown, "sent": delivery_id}, place)


@sending("/deliveries/retry")
async def retry_all(desk: NamedDependency[Desk], asker: NamedDependency[Asker], receiver: To = None) -> Response[str]:
    """Sends again all that has failed, to one receiver or any."""
    moved = (await all_retried.fn(desk, asker, receiver)).moved
    return back("/deliveries", {"receiver": receiver, "sent": str(moved)})


HANDLERS = (deliveries, retry, retry_all)
