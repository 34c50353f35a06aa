"""One alert that is of no single story, such as a spike, an absence, a release, or a notice about a feed."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from monitor.alerting.messages.message import message
from monitor.web.api.alerts import alert as told
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.standing import standings, subject


@get("/alerts/{alert_id:str}", include_in_schema=False)
async def alert(desk: NamedDependency[Desk], request: Request[Any, Any, Any], alert_id: FromPath[str]) -> Response[Any]:
    """The alert; one of a story leads to its place there."""
    found = await told.fn(desk, alert_id)
    about = subject(found, [found.watch])
    if about.is_story:
        return Redirect(f"{about.path}#{found.id}", status_code=303)
    [standing] = await standings(desk, [about])
    return document(
        request, "alert.html", desk.clock(), alert=found, message=message(found), standing=standing, about=about
    )


HANDLERS = (alert,)
