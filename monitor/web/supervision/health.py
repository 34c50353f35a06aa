"""Health for supervisors: whether the program turns, whether it can do its work, and how it fares.

A broken feed or receiver makes it neither dead nor unready.
"""

from http import HTTPStatus

from litestar import Response, get
from litestar.di import NamedDependency

from monitor.errors import WirewatchError
from monitor.records import Record
from monitor.web.desk import Desk
from monitor.web.supervision.checks import Check, checks


class Healthy(Record, frozen=True, kw_only=True):
    """Whether it is, and what is the matter."""

    ok: bool
    reason: str  # "" where it is


class Health(Record, frozen=True, kw_only=True):
    """How the program fares."""

    ok: bool  # nothing is the matter
    ready: bool  # it can do its work
    checks: tuple[Check, ...]  # each thing that was looked at, with what is the matter


@get("/livez", include_in_schema=False, sync_to_thread=False)
def livez() -> Healthy:
    """That the loop turns."""
    return Healthy(ok=True, reason="")


@get("/readyz", include_in_schema=False)
async def readyz(desk: NamedDependency[Desk]) -> Response[Healthy]:
    """Whether store and log answer. Everybody may ask, so why not is told by `healthz` alone: it names addresses."""
    reason = "; ".join(f"the {check.name} does not answer" for check in await _edges(desk) if not check.ok)
    return Response(Healthy(ok=not reason, reason=reason), status_code=_status(not reason))


@get("/healthz", include_in_schema=False)
async def healthz(desk: NamedDependency[Desk]) -> Response[Health]:
    """Everything that is looked at; the status tells only whether the program is ready."""
    edges = await _edges(desk)
    ready, found = all(check.ok for check in edges), (*edges, *checks(await desk.measured()))
    health = Health(ok=all(check.ok for check in found), ready=ready, checks=found)
    return Response(health, status_code=_status(ready))


async def _edges(desk: Desk) -> tuple[Check, ...]:
    """Whether store and log answer."""
    found = []
    for name, asked in (("store", desk.store.delivery_counts), ("log", desk.log.topics)):
        reason = ""
        try:
            await asked()
        except WirewatchError as error:
            reason = str(error)
        found.append(Check(name=name, ok=not reason, reason=reason))
    return tuple(found)


def _status(is_ready: bool) -> HTTPStatus:
    return HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE


HANDLERS = (livez, readyz, healthz)
