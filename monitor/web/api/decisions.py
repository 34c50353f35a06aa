"""Decisions: what became of each match, told or not, and why."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from monitor.records import Decision, DecisionOutcome
from monitor.store.base import DecisionQuery
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import After, Limit, Page, paged, place
from monitor.web.reading import reading

Since = Annotated[str | None, QueryParameter(description="Decided then or later.", format="date-time")]
Receiver = Annotated[
    str | None,
    QueryParameter(
        description="Name of a receiver: decisions on alerts on their way to it. Empty: those on matches alone."
    ),
]


@reading("/decisions", "listDecisions", "decisions")
async def decisions(
    desk: NamedDependency[Desk],
    watch: FromQuery[str | None] = None,
    story: FromQuery[str | None] = None,
    article: FromQuery[str | None] = None,
    alert: FromQuery[str | None] = None,
    subject: FromQuery[str | None] = None,
    outcome: FromQuery[DecisionOutcome | None] = None,
    receiver: Receiver = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[Decision]:
    """Decisions, newest first; a later one on the same match has taken the place of an earlier one."""
    wanted = DecisionQuery(
        watch=watch,
        stories=None if story is None else (story,),
        articles=None if article is None else (article,),
        alert=alert,
        subject=subject,
        outcome=outcome,
        receiver=receiver,
        since=moment(since),
        beyond=place(after, tuple[datetime, str, str]),
    )
    rows = await desk.store.decisions(wanted, limit + 1)
    return paged([row.decision for row in rows], limit, lambda each: (each.at, each.subject, each.receiver))


HANDLERS = (decisions,)
