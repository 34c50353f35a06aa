"""Watches: what each found day by day, and whether the feeds still bring what it looks at; and one watch by itself."""

import asyncio
from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from monitor.config.query.printed import printed
from monitor.config.query.yaml_form import yaml_form
from monitor.config.question import said_by_watch
from monitor.records import DecisionOutcome
from monitor.web.api.alerts import alerts
from monitor.web.api.decisions import decisions
from monitor.web.api.hits import WatchHits, hits, hits_of_watch
from monitor.web.api.trials import Days, tried
from monitor.web.api.watches import coverage
from monitor.web.api.watches import watch as one_watch
from monitor.web.api.watches import watches as all_watches
from monitor.web.desk import Desk
from monitor.web.pages.judgements import counts, judgements
from monitor.web.pages.rendering import document
from monitor.web.pages.sparkline import bars
from monitor.web.questions import Query

_SPANS: Final = (1, 7, 31)  # days that a trial may look at
_LATEST: Final = 10  # alerts, and what is held, of one watch


@get("/watches", include_in_schema=False)
async def watches(
    desk: NamedDependency[Desk], request: Request[Any, Any, Any], watchlist: FromQuery[str | None] = None
) -> Response[str]:
    """All watches, watchlist by watchlist."""
    found = await hits.fn(desk)
    return document(
        request,
        "watches.html",
        desk.clock(),
        watches=(await all_watches.fn(desk, watchlist)).items,
        watchlists=[each.id for each in desk.configuration().watchlists],
        chosen=watchlist,
        charts={each.watch: bars(each.told, each.held, _in_words(each)) for each in found.items},
        hits={each.watch: each for each in found.items},
        days=len(found.days),
        judged=await counts(desk),
    )


@get("/watches/{watch_id:str}", include_in_schema=False)
async def watch(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    watch_id: FromPath[str],
    q: Query = "",
    days: Days = 7,
) -> Response[str]:
    """One watch; with `q`, how it would differ if it asked for that."""
    known, found = await one_watch.fn(desk, watch_id), await hits_of_watch.fn(desk, watch_id)
    said = await asyncio.to_thread(said_by_watch, desk.configuration().directory, watch_id)
    [hit] = found.items
    return document(
        request,
        "watch.html",
        desk.clock(),
        watch=known,
        line=printed(said.keys) if said else "",
        tried=await tried.fn(desk, watch_id, q, days) if q.strip() else None,
        spans=_SPANS,
        days_tried=days,
        yaml=yaml_form(said.keys) if said else "",
        chart=bars(hit.told, hit.held, _in_words(hit)),
        days=list(reversed(list(zip(found.days, hit.told, hit.held, hit.not_told, strict=True)))),
        feeds=(await coverage.fn(desk, watch_id)).feeds,
        alerts=(await alerts.fn(desk, watch=watch_id, limit=_LATEST)).items,
        judged=await judgements(desk, watch_id),
        held=(await decisions.fn(desk, watch=watch_id, outcome=DecisionOutcome.HELD, receiver="", limit=_LATEST)).items,
    )


def _in_words(each: WatchHits) -> str:
    return f"In {len(each.told)} days {sum(each.told)} told, {sum(each.held)} held"


HANDLERS = (watches, watch)
