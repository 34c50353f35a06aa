"""Health for supervisors: whether the program turns, and whether it can do its work.

A broken feed or receiver makes it neither dead nor unready.
"""

from http import HTTPStatus

from litestar import Response, get
from litestar.di import NamedDependency

from monitor.errors import WirewatchError
from monitor.records import Record
from monitor.web.desk import Desk


class Healthy(Record, frozen=True, kw_only=True):
    """Whether it is, and what is the matter."""

    ok: bool
    reason: str  # "" where it is


@get("/livez", include_in_schema=False, sync_to_thread=False)
def livez() -> Healthy:
    """That the loop turns."""
    return Healthy(ok=True, reason="")


@get("/readyz", include_in_schema=False)
async def readyz(desk: NamedDependency[Desk]) -> Response[Healthy]:
    """Whether store and log answer."""
    reason = ""
    for name, asked in (("store", desk.store.delivery_counts), ("log", desk.log.topics)):
        try:
            await asked()
        except WirewatchError as error:
            reason = f"{name}: {error}"
    status = HTTPStatus.SERVICE_UNAVAILABLE if reason else HTTPStatus.OK
    return Response(Healthy(ok=not reason, reason=reason), status_code=status)


HANDLERS = (livez, readyz)
