"""The alert that a person names, by the decision on it."""

from datetime import datetime

from msgspec.structs import replace

from monitor.ledger.renames import ids_of
from monitor.records import Decision, DecisionOutcome
from monitor.store.base import DecisionQuery, DecisionRow, Store


async def decided(store: Store, alert: str) -> DecisionRow | None:
    """The decision by which the alert of this id was told, else one on a match that it told; None for no alert."""
    rows = await store.decisions(DecisionQuery(alert=alert, receiver=""))
    return next((row for row in rows if row.alert is not None and row.alert.id == alert), rows[-1] if rows else None)


async def first_told(store: Store, watch: str | None, story: str, since: datetime) -> Decision | None:
    """The first decision since then by which this watch, under whichever id, or any, told the story."""
    told = DecisionQuery(stories=(story,), outcome=DecisionOutcome.TOLD, since=since, receiver="")
    names = (None,) if watch is None else await ids_of(store, watch)
    found = [await store.decisions(replace(told, watch=name)) for name in names]
    return min((rows[-1].decision for rows in found if rows), key=lambda each: each.at, default=None)


def is_of_one_story(row: DecisionRow) -> bool:
    """Whether the alert of `row` tells of one story of the news; a spike, an absence or a digest does not."""
    return row.alert is None or row.alert.kind.is_of_one_story
