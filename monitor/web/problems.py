"""Errors as problem details (RFC 9457): what went wrong, and what would have been right."""

import logging
from http import HTTPStatus
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.openapi import ResponseSpec

from monitor.errors import Conflict, NotThere, Refused, Transient, WirewatchError

log = logging.getLogger(__name__)

CONTENT_TYPE: Final = "application/problem+json"


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong with a request (RFC 9457, section 3)."""

    title: str  # of the kind of problem
    status: int  # of HTTP
    detail: str = ""  # of this one, for people
    errors: tuple[dict[str, Any], ...] = ()  # one a parameter that is wrong


def _specs(*told: tuple[int, str]) -> dict[int, ResponseSpec]:
    return {
        status: ResponseSpec(Problem, description=said, media_type=CONTENT_TYPE, generate_examples=False)
        for status, said in told
    }


PROBLEMS: Final = _specs(
    (400, "The request cannot be understood."),
    (404, "There is no such thing, or it is older than what is kept."),
    (422, "The answer would take too long."),
    (500, "A fault of Wirewatch."),
    (503, "The store or the log is away for now."),
)
"""What every operation may answer instead, for the document."""

PROBLEMS_OF_WRITES: Final = PROBLEMS | _specs(
    (409, "It cannot be as things stand now, or the same request is being worked on."),
    (413, "The request is too large."),
    (415, "The request is not JSON."),
    (422, "The Idempotency-Key was used for another request."),
)
"""The same for operations that change something."""


def of_http(_request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """A request that is refused, or asks for what there is not."""
    return problem(error.status_code, error.detail, _errors(error.extra), dict(error.headers or {}))


def of_edge(_request: Request[Any, Any, Any], error: WirewatchError) -> Response[bytes]:
    """The store or the log cannot be asked."""
    log.warning("web_unanswered error=%s", error)
    if isinstance(error, Transient):
        return problem(
            HTTPStatus.SERVICE_UNAVAILABLE, "The store or the log is away for now.", headers={"Retry-After": "5"}
        )
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The store or the log cannot be used; the program's log says why.")


def of_depth(_request: Request[Any, Any, Any], error: RecursionError) -> Response[bytes]:
    """What is asked is nested beyond all measure: nothing of ours is deep."""
    log.warning("web_too_deep error=%s", error)
    return problem(HTTPStatus.BAD_REQUEST, "The request is nested too deeply.")


def of_fault(_request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A fault of ours, which the log has whole."""
    log.error("web_fault error=%r", error, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "A fault of Wirewatch; its log says more.")


def of_refusal(_request: Request[Any, Any, Any], error: Refused) -> Response[bytes]:
    """What a person asks for cannot be."""
    status = {NotThere: HTTPStatus.NOT_FOUND, Conflict: HTTPStatus.CONFLICT}.get(type(error), HTTPStatus.BAD_REQUEST)
    return problem(status, str(error))


def problem(
    status: int, detail: str, errors: tuple[dict[str, Any], ...] = (), headers: dict[str, str] | None = None
) -> Response[bytes]:
    """The answer that tells it."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    return Response(
        msgspec.json.encode(told),
        status_code=status,
        media_type=CONTENT_TYPE,
        headers=headers or {},
    )


def _errors(extra: object) -> tuple[dict[str, Any], ...]:
    return tuple(each for each in extra if isinstance(each, dict)) if isinstance(extra, list) else ()
