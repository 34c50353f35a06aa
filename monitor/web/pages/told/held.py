"""Held: what waits and until when, and what was not told and why."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from monitor.records import Decision, DecisionOutcome
from monitor.web.api.alerts import alerts
from monitor.web.api.attention.mutes import listed as mutes
from monitor.web.api.decisions import Since, decisions
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.told.watches import configured
from monitor.web.paging import After, Limit, Page


@get("/held", include_in_schema=False)
async def held(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    watch: FromQuery[str | None] = None,
    outcome: FromQuery[DecisionOutcome] = DecisionOutcome.HELD,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Response[str]:
    """What was decided with one outcome, newest first."""
    page: Page[Decision] = await decisions.fn(desk, watch=watch, outcome=outcome, since=since, after=after, limit=limit)
    muted = (await mutes.fn(desk)).items
    return document(
        request,
        "held.html",
        desk.clock(),
        page=page,
        outcome=outcome,
        outcomes=list(DecisionOutcome),
        watches=configured(desk),
        mutes=muted,
        titles={story: await _title(desk, story) for story in {each.mute.matcher.story for each in muted} if story},
    )


async def _title(desk: Desk, story: str) -> str:
    """By what people know a story; its id where nothing of it is kept."""
    found = (await alerts.fn(desk, story=story, limit=1)).items
    return found[0].title if found else f"story {story}"


HANDLERS = (held,)
