"""Feeds: how each fares, those that fare badly first."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from monitor.coverage.coverage import ALIVE
from monitor.errors import Conflict
from monitor.feeds.condition import Condition
from monitor.web.access.asker import Asker
from monitor.web.api.feeds import FeedReport, Of, polled
from monitor.web.api.feeds import feeds as all_feeds
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.sending import back, sending

_WORST: Final = tuple(reversed(Condition))
_EVER: Final = datetime.min.replace(tzinfo=UTC)


@get("/feeds", include_in_schema=False)
async def feeds(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    fares: Of = None,
    asked_for: FromQuery[str | None] = None,
) -> Response[str]:
    """All feeds, or those that fare as `state` says. `asked_for`: a feed that is to be polled now."""
    return await _screen(desk, request, fares, {asked_for: "It is polled within seconds."} if asked_for else {})


@sending("/feeds/{feed_id:str}/poll")
async def poll(
    desk: NamedDependency[Desk],
    asker: NamedDependency[Asker],
    request: Request[Any, Any, Any],
    feed_id: FromPath[str],
    fares: Of = None,
) -> Response[str]:
    """Polls a feed within seconds; where that is refused, its row says why."""
    try:
        await polled.fn(desk, asker, feed_id)
    except Conflict as refused:
        return await _screen(desk, request, fares, {feed_id: f"Not polled: {refused}."}, status=409)
    return back("/feeds", {"state": fares, "asked_for": feed_id}, f"feed-{feed_id}")


async def _screen(
    desk: Desk, request: Request[Any, Any, Any], fares: Condition | None, notes: dict[str, str], status: int = 200
) -> Response[str]:
    known: tuple[FeedReport, ...] = (await all_feeds.fn(desk)).items
    found = [each for each in known if fares in (None, each.state)]
    counts = Counter(each.state for each in known)
    return document(
        request,
        "feeds.html",
        desk.clock(),
        status=status,
        fares=fares,
        notes=notes,
        total=len(known),
        counts=[(state, counts[state]) for state in _WORST if counts[state]],
        broken=_worst_first(each for each in found if each.state not in ALIVE),
        well=[each for each in found if each.state in ALIVE],
        bad=sum(1 for each in known if each.state not in {*ALIVE, Condition.NEVER_POLLED}),
    )


def _worst_first(reports: Iterable[FeedReport]) -> list[FeedReport]:
    """Those that fare worst, and of them those that do so for longest."""
    return sorted(reports, key=lambda each: (_WORST.index(each.state), each.since or _EVER, each.feed))


HANDLERS = (feeds, poll)
