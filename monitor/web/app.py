"""The application: its routes, what is given to them, and what becomes of errors."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any, Final

from litestar import Litestar, Request, Response, Router
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from monitor.clock import Clock
from monitor.errors import Refused, WirewatchError
from monitor.web.access.once import MOST_BYTES, Once
from monitor.web.answers import Tagged
from monitor.web.api import (
    alert_stream,
    alerts,
    decisions,
    deliveries,
    feeds,
    hits,
    search,
    status,
    stories,
    subscriptions,
    trials,
    watches,
    why,
)
from monitor.web.api.actors import actor, events, listing, network
from monitor.web.api.attention import acknowledgements, feedback, mutes
from monitor.web.desk import Desk
from monitor.web.options import with_options
from monitor.web.pages import assets, live
from monitor.web.pages import search as search_page
from monitor.web.pages import watches as watches_page
from monitor.web.pages.actors import actor as actor_page
from monitor.web.pages.actors import screen as actors_page
from monitor.web.pages.operations import deliveries as deliveries_page
from monitor.web.pages.operations import feeds as feeds_page
from monitor.web.pages.operations import status as status_page
from monitor.web.pages.problems import Handler, shown
from monitor.web.pages.told import actions, alert, held, muting, story
from monitor.web.pages.told import why as why_page
from monitor.web.pages.unset import WithoutUnset
from monitor.web.problems import of_depth, of_edge, of_fault, of_http, of_refusal
from monitor.web.supervision import health, metrics

_RESOURCES: Final = (
    alerts,
    alert_stream,
    subscriptions,
    decisions,
    why,
    stories,
    watches,
    hits,
    trials,
    listing,
    actor,
    network,
    events,
    feeds,
    deliveries,
    search,
    status,
    mutes,
    acknowledgements,
    feedback,
)
_SCREENS: Final = (
    live,
    actors_page,
    actor_page,
    story,
    alert,
    actions,
    muting,
    held,
    why_page,
    search_page,
    watches_page,
    feeds_page,
    deliveries_page,
    status_page,
)
_PROBLEMS: Final[dict[int | type[Exception], Handler]] = {
    HTTPException: of_http,
    Refused: of_refusal,
    WirewatchError: of_edge,
    RecursionError: of_depth,
    Exception: of_fault,
}
_ABOUT: Final = OpenAPIConfig(
    title="Wirewatch",
    version="1",
    description="What a running Wirewatch knows, and what people tell it. Keys are added, never removed.",
    path="/api/v1/openapi.json",
    render_plugins=[JsonRenderPlugin(path="/")],
    use_handler_docstrings=True,
)


def build_supervision(desk: Desk) -> Litestar:
    """Health and metrics alone, for a program that serves no API."""
    return Litestar(
        [*health.HANDLERS, *metrics.HANDLERS],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        exception_handlers={HTTPException: of_http, WirewatchError: of_edge, Exception: of_fault},
        openapi_config=None,
        logging_config=None,
        pdb_on_exception=False,
    )


def build(desk: Desk) -> Litestar:
    """The application over `desk`."""
    return Litestar(
        [
            Router("/api/v1", route_handlers=list(with_options(_handlers(_RESOURCES))), response_class=Tagged),
            *health.HANDLERS,
            *metrics.HANDLERS,
            Router(
                "/",
                route_handlers=_handlers(_SCREENS),
                middleware=[WithoutUnset()],
                exception_handlers=shown(_PROBLEMS | {NotFoundException: of_http}, desk.clock),
            ),
            assets.router(),
        ],
        middleware=[Once(desk)],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        exception_handlers=_PROBLEMS | {NotFoundException: _nowhere(desk.clock)},
        openapi_config=_ABOUT,
        compression_config=CompressionConfig(backend="gzip", exclude="stream$"),
        request_max_body_size=MOST_BYTES,
        logging_config=None,
        pdb_on_exception=False,
    )


def _nowhere(clock: Clock) -> Handler:
    """An address that there is not: as a page for people, as a problem for programs."""
    to_people = shown({NotFoundException: of_http}, clock)[NotFoundException]

    def handler(request: Request[Any, Any, Any], error: Any) -> Response[Any]:
        is_asked_by_people = "text/html" in request.headers.get("accept", "")
        return (to_people if is_asked_by_people and not request.url.path.startswith("/api/") else of_http)(
            request, error
        )

    return handler


def _handlers(modules: Iterable[ModuleType]) -> list[HTTPRouteHandler]:
    return [handler for module in modules for handler in module.HANDLERS]
