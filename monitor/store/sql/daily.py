"""How many matches were decided day by day, counted from an index alone."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, String, bindparam, cast, func, select

from monitor.alerting.state import DailyHits
from monitor.records import DecisionOutcome
from monitor.store.sql.tables import decisions

_TOLD: Final = (DecisionOutcome.TOLD.value, DecisionOutcome.RELEASED.value)


def daily_hits(connection: Connection, since: datetime, watch: str | None, *, is_sqlite: bool) -> list[DailyHits]:
    """See AlertStore.daily_hits."""
    utc = decisions.c.at if is_sqlite else func.timezone("UTC", decisions.c.at)  # SQLite keeps moments in UTC
    day = cast(func.date(utc), String).label("day")
    counted = select(decisions.c.watch, day, decisions.c.outcome, func.count().label("hits")).where(
        decisions.c.receiver == "", decisions.c.at >= bindparam("since", type_=decisions.c.at.type)
    )
    if watch is not None:
        counted = counted.where(decisions.c.watch == watch)
    rows = connection.execute(counted.group_by(decisions.c.watch, day, decisions.c.outcome), {"since": since})
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        counts.setdefault((row.watch, row.day), {})[row.outcome] = row.hits
    return [_hits(*of, by_outcome) for of, by_outcome in sorted(counts.items())]


def _hits(watch: str, day: str, by_outcome: dict[str, Any]) -> DailyHits:
    return DailyHits(
        watch=watch,
        day=date.fromisoformat(day),
        told=sum(by_outcome.get(outcome, 0) for outcome in _TOLD),
        held=by_outcome.get(DecisionOutcome.HELD.value, 0),
        not_told=by_outcome.get(DecisionOutcome.NOT_TOLD.value, 0),
    )
