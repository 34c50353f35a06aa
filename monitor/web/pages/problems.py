"""What went wrong, for people: the same that the API says."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

import msgspec
from litestar import Request, Response

from monitor.clock import Clock
from monitor.web.pages.rendering import document
from monitor.web.problems import Problem

Handler: TypeAlias = Callable[[Request[Any, Any, Any], Any], Response[Any]]


def shown(handlers: Mapping[int | type[Exception], Handler], clock: Clock) -> dict[int | type[Exception], Handler]:
    """Handlers of the same errors, which show as a page what `handlers` answer programs."""
    return {kind: _shown(handler, clock) for kind, handler in handlers.items()}


def _shown(answered: Handler, clock: Clock) -> Handler:
    def handler(request: Request[Any, Any, Any], error: Any) -> Response[str]:
        made = answered(request, error)
        problem = msgspec.json.decode(made.content, type=Problem)
        phrase = HTTPStatus(problem.status).phrase
        page = document(request, "problem.html", clock(), status=problem.status, problem=problem, phrase=phrase)
        page.headers = made.headers | page.headers  # such as Retry-After and Allow
        return page

    return handler
