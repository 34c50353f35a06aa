"""Routes that change something: how each is named, and what every one of them may answer instead."""

from typing import Literal

from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from monitor.web.access.asker import asker
from monitor.web.problems import PROBLEMS_OF_WRITES


def writing(
    method: Literal["POST", "PUT", "DELETE"], path: str, name: str, tag: str, *, status: int = 200
) -> HTTPRouteHandler:
    """A route of the API that changes something: its method, path, name and kind of resource in the document.

    Its handler is given who asks as `asker: NamedDependency[Asker]`.
    """
    return HTTPRouteHandler(
        path,
        http_method=[method],
        operation_id=name,
        tags=[tag],
        responses=PROBLEMS_OF_WRITES,
        status_code=status,
        dependencies={"asker": Provide(asker)},
    )
