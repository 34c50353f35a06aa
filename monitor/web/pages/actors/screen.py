"""Actors: who was in the news, and where."""

from typing import Annotated, Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import QueryParameter

from monitor.alerting.messages.names import country
from monitor.store.base import ActorKind
from monitor.web.api.actors import events as api_events
from monitor.web.api.actors import listing as api
from monitor.web.desk import Desk
from monitor.web.pages.actors.named import KINDS, about
from monitor.web.pages.actors.world import HEIGHT, LEGEND, WIDTH, world
from monitor.web.pages.rendering import document
from monitor.web.paging import After, Limit

_DAYS: Final = (1, 7, 30, 90)
Kind = Annotated[str, QueryParameter(name="kind", description="Only such; left out, all.")]


@get("/actors", include_in_schema=False)
async def actors(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    last: api.Days = 7,
    chosen: Kind = "",
    name: api.Called = None,
    after: After = None,
    limit: Limit = 50,
) -> Response[str]:
    """Those who were in most articles of some days, and where what happened."""
    of = _kind(chosen)
    found: api.Actors = await api.actors.fn(desk, last, of, (name or "").strip() or None, after, limit)
    since = f"{found.days[0]:%Y-%m-%d}T00:00:00Z"
    countries: api_events.Countries = await api_events.countries.fn(desk, None, since)
    return document(
        request,
        "actors.html",
        desk.clock(),
        found=found,
        countries=countries.items,
        lands=world({each.country: each.events for each in countries.items}),
        world=(WIDTH, HEIGHT, LEGEND),
        since=since,
        days=last,
        offered=_DAYS,
        kind=of,
        kinds=KINDS,
        about=about,
        country=country,
    )


def _kind(written: str) -> ActorKind | None:
    try:
        return ActorKind(written) if written else None
    except ValueError as error:
        known = ", ".join(ActorKind)
        raise ValidationException(f"There is no kind {written!r} of actors; expected one of {known}.") from error


HANDLERS = (actors,)
