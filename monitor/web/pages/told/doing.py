"""What all forms about stories and alerts share: which one is meant, and what the browser is answered."""

from typing import Any, TypeAlias

from litestar import Request, Response
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from monitor.web.api.alerts import alert as told
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.standing import Subject, standings, subject
from monitor.web.pages.told.forms import Form, on_this_site
from monitor.web.pages.told.story import alerts_of

Asked: TypeAlias = Request[Any, Any, Any]


def both(action: str) -> list[str]:
    """The paths of `action` on a story and on an alert, `name`."""
    return [f"/{kind}/{{name:str}}/{action}" for kind in ("stories", "alerts")]


async def meant(desk: Desk, request: Asked, name: str, only: str = "") -> Subject:
    """The story or the alert `name` that a path begins with; of a story `only` for this watch, "" for all that told it.

    Raises NotFoundException where nothing is kept of it, or that watch did not tell it.
    """
    if request.url.path.startswith("/alerts/"):
        alert = await told.fn(desk, name)
        return subject(alert, [alert.watch])
    alerts = [each for each in await alerts_of(desk, (name,)) if only in ("", each.watch)]
    if not alerts:
        raise NotFoundException(f"Nothing was told of a story {name!r}, or it is older than what is kept.")
    return subject(alerts[0], sorted({each.watch for each in alerts}), only)


async def done(desk: Desk, request: Asked, about: Subject, data: Form, note: str = "") -> Response[Any]:
    """Back to the page that the form stands on; in its place, where htmx sent it, what stands now, with a `note`."""
    back = on_this_site(data.back)
    if not is_in_place(request):
        return Redirect(back, status_code=303)
    [standing] = await standings(desk, [about])
    return document(request, "stands.html", desk.clock(), standing=standing, back=back, note=note)


def is_in_place(request: Asked) -> bool:
    """Whether the answer takes the place of the form."""
    return request.headers.get("hx-request") == "true"
