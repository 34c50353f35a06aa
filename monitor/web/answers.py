"""Answers that say by a tag what they hold: whoever has it already gets 304 without it (RFC 9110, 13.1.2)."""

import hashlib
from http import HTTPStatus
from typing import Any, TypeVar

from litestar import Litestar, Request, Response
from litestar.response.base import ASGIResponse

T = TypeVar("T")


class Tagged(Response[T]):
    """A response with an ETag, where it answers GET with 200."""

    def to_asgi_response(self, app: Litestar | None, request: Request[Any, Any, Any], **more: Any) -> ASGIResponse:
        """The answer, or 304 where the client has it."""
        made = super().to_asgi_response(app, request, **more)
        if request.method != "GET" or made.status_code != HTTPStatus.OK:
            return made
        tag = f'"{hashlib.sha256(made.body).hexdigest()[:32]}"'
        made.headers["ETag"] = tag
        made.headers["Cache-Control"] = "private, no-cache"
        if tag not in _tags(request.headers.get("if-none-match", "")):
            return made
        return ASGIResponse(
            status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag, "Cache-Control": "private, no-cache"}
        )


def _tags(header: str) -> set[str]:
    return {each.strip().removeprefix("W/") for each in header.split(",")}
