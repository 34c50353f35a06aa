"""Forms: each is sent by POST, works without JavaScript, and leads back to the screen that it stands on."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from litestar import Response
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from monitor.web.access.asker import asker


def sending(*paths: str) -> HTTPRouteHandler:
    """A route that takes a form. Its handler is given who sends it as `asker: NamedDependency[Asker]`."""
    return HTTPRouteHandler(
        list(paths),
        http_method=["POST"],
        status_code=303,
        include_in_schema=False,
        dependencies={"asker": Provide(asker)},
    )


def back(path: str, parameters: Mapping[str, str | None], place: str = "") -> Response[str]:
    """Leads the browser to `path` with those of `parameters` that have a value, there to the element `place`."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    address = f"{path}?{query}" if query else path
    return Response("", status_code=303, headers={"Location": f"{address}#{quote(place)}" if place else address})
