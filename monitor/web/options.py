"""OPTIONS for paths with several methods: of those, Litestar's own answer names the one that was registered first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from litestar import Response, route
from litestar.handlers import HTTPRouteHandler


def with_options(handlers: Sequence[HTTPRouteHandler]) -> Iterator[HTTPRouteHandler]:
    """`handlers`, before those of a path that has several methods one for OPTIONS."""
    methods: dict[str, set[str]] = defaultdict(set)
    for handler in handlers:
        for path in handler.paths:
            methods[path] |= set(map(str, handler.http_methods))
    several = {path: found for path, found in methods.items() if len(found) > 1}
    for handler in handlers:
        for path in several.keys() & handler.paths:
            yield _answering(path, several.pop(path))
        yield handler


def _answering(path: str, methods: set[str]) -> HTTPRouteHandler:
    heads = {"HEAD"} if "GET" in methods else set()
    allowed = ", ".join(sorted({*methods, *heads, "OPTIONS"}))

    def answer() -> Response[None]:
        return Response(None, headers={"Allow": allowed})

    return route(path, http_method=["OPTIONS"], status_code=204, include_in_schema=False, sync_to_thread=False)(answer)
