"""The alert that a person names, by the decision on it."""

from monitor.store.base import DecisionQuery, DecisionRow, Store


async def decided(store: Store, alert: str) -> DecisionRow | None:
    """The decision by which the alert of this id was told, else one on a match that it told; None for no alert."""
    rows = await store.decisions(DecisionQuery(alert=alert, receiver=""))
    return next((row for row in rows if row.alert is not None and row.alert.id == alert), rows[-1] if rows else None)


def is_of_one_story(row: DecisionRow) -> bool:
    """Whether the alert of `row` tells of one story of the news; a spike, an absence or a digest does not."""
    return row.alert is None or row.alert.kind.is_of_one_story
