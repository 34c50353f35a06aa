"""How many matches were decided day by day, on every store."""

from datetime import date, timedelta

from monitor.records import DecisionOutcome
from monitor.store.base import DailyHits, Store
from tests.store.builders import NOON, decided

DAY = timedelta(days=1)
TODAY = NOON.date()


def hits(watch: str, day: date, *, told: int = 0, held: int = 0, not_told: int = 0) -> DailyHits:
    return DailyHits(watch=watch, day=day, told=told, held=held, not_told=not_told)


async def test_matches_are_counted_by_watch_day_and_what_became_of_them(store: Store) -> None:
    outcomes = (DecisionOutcome.TOLD, DecisionOutcome.RELEASED, DecisionOutcome.HELD, DecisionOutcome.NOT_TOLD)
    await store.record_decisions([decided(f"m-{outcome}", outcome) for outcome in outcomes])
    await store.record_decisions([decided("m-0", at=NOON - DAY), decided("m-9", watch="trade")])
    assert list(await store.daily_hits(NOON - 2 * DAY)) == [
        hits("ceasefire", TODAY - DAY, told=1),
        hits("ceasefire", TODAY, told=2, held=1, not_told=1),
        hits("trade", TODAY, told=1),
    ]
    assert list(await store.daily_hits(NOON, "trade")) == [hits("trade", TODAY, told=1)]


async def test_a_day_is_one_of_utc_and_begins_where_it_is_asked_from(store: Store) -> None:
    midnight = NOON.replace(hour=0)
    await store.record_decisions([decided("m-1", at=midnight - timedelta(seconds=1)), decided("m-2", at=midnight)])
    assert list(await store.daily_hits(midnight)) == [hits("ceasefire", TODAY, told=1)]
    assert [each.day for each in await store.daily_hits(midnight - DAY)] == [TODAY - DAY, TODAY]


async def test_what_is_decided_at_receivers_is_no_match(store: Store) -> None:
    await store.record_decisions([decided("al-1", receiver="desk")])
    assert list(await store.daily_hits(NOON - DAY)) == []
