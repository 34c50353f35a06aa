"""Requests that change something: bounded, JSON, and with an `Idempotency-Key` done once however often they come.

What is asked for is written down with its moment before it is done, and the answer after. A request that was cut off in
between is done again as of that moment: ids are functions of content, so the same is written twice.
"""

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send
from msgspec.structs import replace

from monitor.identity import content_id
from monitor.records import Answer, Asking
from monitor.web.access.asker import name_of, set_moment
from monitor.web.desk import Desk

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
API: Final = "/api/"
"""What the paths of the API begin with."""
MOST_BYTES: Final = 65_536
"""Of the body of a request."""
_NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it; no store takes it in a text


class Once(ASGIMiddleware):
    """Before the handlers of the API. It belongs to the application: what a router is given, Litestar copies."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._busy: set[str] = set()  # ids of requests that are worked on

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Hands on what may be done; raises HTTPException for the rest."""
        if scope["type"] != ScopeType.HTTP or scope["method"] in READING or not scope["path"].startswith(API):
            await next_app(scope, receive, send)
            return
        headers = Headers.from_scope(scope)
        body = await _body(receive)
        if body and not _is_json(headers):
            raise HTTPException("Expected Content-Type: application/json.", status_code=415)
        if _NUL.search(body):
            raise HTTPException("Expected text without U+0000.", status_code=400)
        key = headers.get("idempotency-key")
        if key is None:
            await next_app(scope, _again(body), send)
            return
        asking = self._asking(scope, key, body)
        async with self._alone(asking.id):
            await self._done_once(scope, asking, body, send, next_app)

    def _asking(self, scope: HTTPScope, key: str, body: bytes) -> Asking:
        if not 0 < len(key.strip()) <= 255 or not key.isascii() or not key.isprintable():
            raise HTTPException("Idempotency-Key: expected 1 to 255 printable characters of ASCII.", status_code=400)
        what = (scope["method"].encode(), scope["raw_path"], scope["query_string"], body)
        fingerprint = hashlib.sha256(b"\0".join(what)).hexdigest()
        return Asking(id=content_id("rq", name_of(scope), key), fingerprint=fingerprint, at=self._desk.clock())

    @asynccontextmanager
    async def _alone(self, identity: str) -> AsyncIterator[None]:
        if identity in self._busy:
            raise HTTPException(
                "The same request is being worked on.", status_code=HTTPStatus.CONFLICT, headers={"Retry-After": "1"}
            )
        self._busy.add(identity)
        try:
            yield
        finally:
            self._busy.discard(identity)

    async def _done_once(self, scope: Scope, asking: Asking, body: bytes, send: Send, next_app: ASGIApp) -> None:
        known = await self._desk.store.begin_request(asking)
        if known.fingerprint != asking.fingerprint:
            raise HTTPException("This Idempotency-Key was used for another request.", status_code=422)
        if known.answer is not None:
            await _send(known.answer, send)
            return
        set_moment(scope, known.at)
        answer = await _answer(scope, body, next_app)
        if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            await self._desk.store.remember_answer(replace(known, answer=answer))
        await _send(answer, send)


def _is_json(headers: Headers) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise HTTPException("The client left.", status_code=HTTPStatus.BAD_REQUEST)
        body += message["body"]
        if len(body) > MOST_BYTES:
            raise HTTPException(f"Expected at most {MOST_BYTES} bytes.", status_code=413)
        if not message.get("more_body"):
            return body


def _again(body: bytes) -> Receive:
    async def receive() -> HTTPReceiveMessage:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _answer(scope: Scope, body: bytes, next_app: ASGIApp) -> Answer:
    status, kind, parts = 500, "", bytearray()

    async def take(message: Message) -> None:
        nonlocal status, kind
        if message["type"] == "http.response.start":
            status = message["status"]
            kind = Headers(list(message["headers"])).get("content-type", "")
        elif message["type"] == "http.response.body":
            parts.extend(message["body"])

    await next_app(scope, _again(body), take)
    return Answer(status=status, content_type=kind, body=bytes(parts))


async def _send(answer: Answer, send: Send) -> None:
    headers = [(b"content-type", answer.content_type.encode()), (b"content-length", b"%d" % len(answer.body))]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})
