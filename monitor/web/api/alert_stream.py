"""`/alerts/stream`: server-sent events, as WHATWG's HTML defines them."""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from datetime import timedelta
from typing import Annotated, Any, Final

from litestar import Request
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import FromQuery, QueryParameter
from litestar.response import Stream

from monitor.alerting.severities import is_at_least
from monitor.notify.cloudevent import alert_of
from monitor.records import Severity
from monitor.web.access.lasting import is_admitted_still
from monitor.web.desk import Desk
from monitor.web.least import Least
from monitor.web.reading import reading
from monitor.web.stream.alerts import AlertFeed, Idle, Lost, Told
from monitor.web.stream.position import Position, read, written

IDLE: Final = timedelta(seconds=15)  # then a line is sent that says nothing, so that who has left is noticed
_RETRY: Final = b"retry: 2000\n\n"  # milliseconds after which a client asks again

Behind = Annotated[
    str | None,
    QueryParameter(name="after", description="The `id` of an event: those behind it. `Last-Event-ID` says the same."),
]


class Wanted:
    """Which alerts a client asked for."""

    def __init__(self, watchlist: str | None, watch: str | None, story: str | None, severity: Severity | None) -> None:
        self._equal = {"watchlist": watchlist, "watch": watch, "story": story}
        self._least = severity or Severity.LOW
        self._is_all = severity is None and not any(self._equal.values())

    def __call__(self, event: bytes) -> bool:
        """Whether the alert in `event` is one of them."""
        if self._is_all:
            return True
        alert = alert_of(event)
        is_equal = all(value in (None, getattr(alert, name)) for name, value in self._equal.items())
        return is_equal and is_at_least(alert.severity, self._least)


@reading("/alerts/stream", "streamAlerts", "alerts", media_type="text/event-stream")
async def stream(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    story: FromQuery[str | None] = None,
    severity: Least = None,
    after: Behind = None,
) -> Stream:
    """Alerts as they come, each the CloudEvent of `news.alerts`, until the client leaves or may not read them any more.

    With `after` or the header `Last-Event-ID` it goes on behind that event, without gap or double. Where the log does
    not keep all of what lies between any more, an event `lost` says how many messages are missing.
    """
    feed = desk.alerts
    start = await _start(feed, request.headers.get("last-event-id") or after)
    wanted = Wanted(watchlist, watch, story, severity)
    followed = feed.follow(start, IDLE.total_seconds())
    told = lines(followed, wanted, time.monotonic, lambda: is_admitted_still(request.scope))
    return Stream(told, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


async def _start(feed: AlertFeed, after: str | None) -> Position:
    ends = await feed.ends()
    if after is None:
        return ends
    try:
        return read(after, ends)
    except ValueError as error:
        raise ValidationException(f"'after': {error}") from error


async def lines(
    followed: AsyncGenerator[Told | Lost | Idle, None],
    wanted: Wanted,
    timer: Callable[[], float],
    may_read: Callable[[], Awaitable[bool]],
) -> AsyncIterator[bytes]:
    """What a client is sent while it may read; a comment also where what comes for so long is nothing it asked for."""
    yield _RETRY
    sent = timer()
    async with aclosing(followed):
        async for each in followed:
            if line := _line(each, wanted, is_idle=timer() - sent >= IDLE.total_seconds()):
                if not await may_read():
                    return
                yield line
                sent = timer()


def _line(each: Told | Lost | Idle, wanted: Wanted, *, is_idle: bool) -> bytes:
    name = written(each.position).encode()
    match each:
        case Told(event=event) if wanted(event):
            return b"id: %b\nevent: alert\ndata: %b\n\n" % (name, event)
        case Lost(messages=messages):
            return b'id: %b\nevent: lost\ndata: {"messages":%d}\n\n' % (name, messages)
        case Told() if not is_idle:
            return b""
        case _:
            return b": idle\nid: %b\n\n" % name


HANDLERS = (stream,)
