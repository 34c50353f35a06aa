"""Metrics for Prometheus."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import HeaderParameter

from monitor.web.desk import Desk


@get("/metrics", include_in_schema=False)
async def metrics(
    desk: NamedDependency[Desk], accept: Annotated[str, HeaderParameter(name="accept")] = ""
) -> Response[bytes]:
    """All metrics, measured now."""
    body, media_type = (await desk.measured()).shown(accept)
    if media_type.startswith("text/"):
        media_type = media_type.removesuffix("; charset=utf-8")  # Litestar adds it
    return Response(body, media_type=media_type)


HANDLERS = (metrics,)
