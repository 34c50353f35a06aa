"""Status: how the whole fares."""

from litestar.di import NamedDependency

from monitor.status import Status
from monitor.status import status as status_of
from monitor.web.desk import Desk
from monitor.web.reading import reading


@reading("/status", "getStatus", "status")
async def status(desk: NamedDependency[Desk]) -> Status:
    """How the whole fares, and what somebody should look at."""
    return await status_of(desk.store, desk.configuration(), await desk.lags(), desk.clock())


HANDLERS = (status,)
