"""How the whole fares in one record, and what of it somebody should look at."""

from datetime import timedelta

from msgspec.structs import replace

from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.feeds.failures import Failures
from monitor.match.watchlist import Sources
from monitor.status import Status, TopicLag, status
from monitor.store.base import Store
from monitor.store.memory import MemoryStore
from seeds.serve import CONFIG
from tests.feeds.builders import a_failure, a_feed, a_state
from tests.store.builders import NOON, delivery

CONFIGURATION = replace(load(CONFIG, {}), feeds=(a_feed(id="wire"), a_feed(id="blog")))


async def well(store: Store, feed: str = "wire") -> None:
    soon = NOON + timedelta(minutes=5)
    await store.remember_poll(a_state(a_feed(id=feed), last_poll=NOON, last_success=NOON, next_poll=soon), [])


async def dead(store: Store, feed: str) -> None:
    failures = Failures(count=20, since=NOON - timedelta(days=4), last=a_failure())
    await store.remember_poll(replace(a_state(a_feed(id=feed), last_poll=NOON), failures=failures), [])


async def found(store: Store, *lags: TopicLag, configuration: Configuration = CONFIGURATION) -> Status:
    return await status(store, configuration, lags, NOON)


def lag(seconds: float) -> TopicLag:
    return TopicLag(topic="news.matches", agents=("alert",), unread=7, oldest_waiting_seconds=seconds)


async def test_where_all_is_well_there_is_no_problem() -> None:
    store = MemoryStore()
    await well(store, "wire")
    await well(store, "blog")
    fares = await found(store, lag(3))
    assert (fares.problems, fares.broken, fares.waiting) == ((), (), ())
    assert (fares.feeds, fares.unread) == ({"ok": 2}, 7)
    assert all(each.coverage.alive == each.coverage.feeds for each in fares.coverage)


async def test_what_waits_too_long_is_a_problem() -> None:
    store = MemoryStore()
    await store.enqueue([delivery(1, "desk", created=NOON - timedelta(minutes=50))])
    fares = await found(store, lag(1200))
    assert fares.problems == (
        "7 messages of news.matches wait for alert, the oldest for 20 min",
        "receiver 'desk' has not taken a delivery for 50 min",
    )
    assert [(each.receiver, each.oldest_waiting_seconds) for each in fares.waiting] == [("desk", 3000.0)]


async def test_a_dead_feed_and_the_watches_that_are_blind_by_it_are_named() -> None:
    store = MemoryStore()
    await dead(store, "wire")
    await dead(store, "blog")
    fares = await found(store)
    assert [each.feed for each in fares.broken] == ["wire", "blog"]
    assert any(problem.startswith("feed 'wire' is dead: 20 polls in a row failed") for problem in fares.problems)
    watches = [watch.id for watchlist in CONFIGURATION.watchlists for watch in watchlist.watches]
    named = ", ".join(f"'{watch}'" for watch in watches)
    why = "blind: no feed that the watch looks at brings anything: 2 dead"
    assert fares.problems[2:] == (f"{len(watches)} watches are {why} ({named})",)


async def test_of_watches_that_are_blind_for_two_reasons_each_reason_is_told_once() -> None:
    store = MemoryStore()
    await dead(store, "wire")
    await dead(store, "blog")
    (first, second, third), watchlist = CONFIGURATION.watchlists[0].watches[:3], CONFIGURATION.watchlists[0]
    alone = replace(second, sources=Sources(include=("wire",)))
    desk = replace(watchlist, watches=(first, alone, third))
    fares = await found(store, configuration=replace(CONFIGURATION, watchlists=(desk,)))
    assert fares.problems[2:] == (
        f"2 watches are blind: no feed that the watch looks at brings anything: 2 dead ('{first.id}', '{third.id}')",
        f"watch '{second.id}' is blind: no feed that the watch looks at brings anything: 1 dead",
    )


async def failing(store: Store, feed: str, *, minutes: float, ever: bool = True) -> None:
    since = NOON - timedelta(minutes=minutes)
    state = a_state(a_feed(id=feed), last_poll=NOON, last_success=since if ever else None)
    await store.remember_poll(replace(state, failures=Failures(count=2, since=since, last=a_failure())), [])


async def test_a_feed_that_fails_is_named_after_an_hour_and_one_that_never_worked_at_once() -> None:
    store = MemoryStore()
    await well(store, "blog")
    for minutes, ever, named in ((5, True, False), (59, True, False), (60, True, True), (5, False, True)):
        await failing(store, "wire", minutes=minutes, ever=ever)
        told = [each for each in (await found(store)).problems if each.startswith("feed 'wire' is failing: 2 polls")]
        assert bool(told) is named, (minutes, ever)


async def test_a_program_that_polls_no_more_is_noticed_by_the_polls_that_are_due() -> None:
    store = MemoryStore()
    await well(store)
    assert (await status(store, CONFIGURATION, (), NOON + timedelta(minutes=10))).problems == ()
    later = await status(store, CONFIGURATION, (), NOON + timedelta(hours=1))
    assert later.polls_overdue_since == NOON + timedelta(minutes=5)
    assert later.problems == ("polls are due since 2026-03-02 12:05 UTC: is `wirewatch run` running?",)
