"""Live: what people are told as it comes, a row a story."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from monitor.alerting.state import ToldStory
from monitor.records import Severity
from monitor.web.api.alerts import Since, told_stories
from monitor.web.desk import Desk
from monitor.web.least import Least
from monitor.web.pages.rendering import document
from monitor.web.pages.standing import standings, subject
from monitor.web.paging import After, Limit, Page
from monitor.web.stream.position import written


@get("/", include_in_schema=False)
async def live(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    watchlist: FromQuery[str | None] = None,
    watch: FromQuery[str | None] = None,
    severity: Least = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Response[str]:
    """The stories that were told last."""
    behind = written(await desk.alerts.ends())  # before they are read: what comes in between is counted as new
    page: Page[ToldStory] = await told_stories.fn(desk, watchlist, watch, severity, since, after, limit)
    subjects = [subject(each.latest, each.watches, watch or "") for each in page.items]
    return document(
        request,
        "live.html",
        desk.clock(),
        page=page,
        rows=list(zip(page.items, await standings(desk, subjects), strict=True)),
        behind=behind,
        watchlists=[each.id for each in desk.configuration().watchlists],
        severities=list(Severity),
    )


HANDLERS = (live,)
