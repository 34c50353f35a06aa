"""Alerts: what people were told."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter

from monitor.alerting.severities import at_least
from monitor.records import Alert
from monitor.store.base import AlertQuery, ToldStory
from monitor.web.desk import Desk
from monitor.web.least import Least
from monitor.web.moments import moment
from monitor.web.paging import After, Limit, Page, paged, place
from monitor.web.reading import reading

Since = Annotated[str | None, QueryParameter(description="Raised then or later.", format="date-time")]


@reading("/alerts", "listAlerts", "alerts")
async def alerts(
    desk: NamedDependency[Desk],
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    story: FromQuery[str | None] = None,
    severity: Least = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[Alert]:
    """Alerts, newest first."""
    wanted = AlertQuery(
        watchlist=watchlist,
        watch=watch,
        story=story,
        severities=None if severity is None else at_least(severity),
        since=moment(since),
        beyond=place(after, tuple[datetime, str]),
    )
    found = await desk.store.alerts(wanted, limit + 1)
    return paged(found, limit, lambda alert: (alert.raised, alert.id))


@reading("/alerts/stories", "listToldStories", "alerts")
async def told_stories(
    desk: NamedDependency[Desk],
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    severity: Least = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ToldStory]:
    """What people were told, story by story: each with its newest alert, the newest first."""
    wanted = AlertQuery(
        watchlist=watchlist,
        watch=watch,
        severities=None if severity is None else at_least(severity),
        since=moment(since),
        beyond=place(after, tuple[datetime, str]),
    )
    found = await desk.store.told_stories(wanted, limit + 1)
    return paged(found, limit, lambda told: (told.latest.raised, told.latest.id))


@reading("/alerts/{alert_id:str}", "getAlert", "alerts")
async def alert(desk: NamedDependency[Desk], alert_id: FromPath[str]) -> Alert:
    """One alert."""
    found = await desk.store.alert(alert_id)
    if found is None:
        raise NotFoundException(f"There is no alert {alert_id!r}, or it is older than what is kept.")
    return found


HANDLERS = (alerts, told_stories, alert)
