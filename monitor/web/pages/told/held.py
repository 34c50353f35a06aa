"""Held: what waits and until when, and what was not told and why."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from monitor.records import Decision, DecisionOutcome
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
    page: Page[Decision] = await decisions.fn(
        desk, watch=watch or None, outcome=outcome, since=since, after=after, limit=limit
    )
    return document(
        request,
        "held.html",
        desk.clock(),
        page=page,
        outcome=outcome,
        outcomes=list(DecisionOutcome),
        watches=configured(desk),
        mutes=(await mutes.fn(desk)).items,
    )


HANDLERS = (held,)
