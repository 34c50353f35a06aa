"""Status: what is not well, what waits, and how much there is."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from monitor.metrics.catalogue import LOG_BYTES, RELOAD_OK, STORE_BYTES
from monitor.notify.cloudevent import LOCAL
from monitor.web.api.status import status as whole
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document


@get("/status", include_in_schema=False)
async def status(desk: NamedDependency[Desk], request: Request[Any, Any, Any]) -> Response[str]:
    """How the whole fares."""
    measured = await desk.measured()
    return document(
        request,
        "status.html",
        desk.clock(),
        found=await whole.fn(desk),
        worker=desk.configuration().settings.worker_id,
        usual=LOCAL,
        reload_refused=measured.value(RELOAD_OK) == 0,
        sizes=[("Log", measured.value(LOG_BYTES)), ("Store", measured.value(STORE_BYTES))],
    )


HANDLERS = (status,)
