"""At a start and a reload: what the files say is held against what is remembered, and what was renamed goes on."""

from collections.abc import Mapping

from msgspec.structs import replace

from monitor.alerting.policy import Policy
from monitor.alerting.renames import KnownWatch
from monitor.ledger.matches import decide_on
from monitor.ledger.renames import take_over
from monitor.ledger.rules import GivenRules
from monitor.records import DecisionOutcome
from monitor.store.memory import MemoryStore
from tests.alerting.builders import match
from tests.store.builders import NOON, alert_state, watch_state


async def start(store: MemoryStore, **watches: str) -> Mapping[str, str]:
    """The program starts with these watches, each with what it says."""
    configured = [KnownWatch(watch=watch, watchlist="desk", fingerprint=says) for watch, says in watches.items()]
    return await take_over(store, configured, NOON)


async def told(store: MemoryStore, watch: str) -> bool:
    return bool(await store.alert_states(watch, ["s-1"]))


async def desk(**watches: str) -> MemoryStore:
    """A program that has told a story by each of these watches."""
    store = MemoryStore()
    await start(store, **watches)
    await store.record_decisions([], [alert_state(watch) for watch in watches], [watch_state(each) for each in watches])
    return store


async def test_a_watch_that_is_renamed_keeps_what_it_has_told_and_so_it_does_when_it_is_named_back() -> None:
    store = await desk(truce="truces")
    assert await start(store, peace="truces") == {"truce": "peace"}
    assert await told(store, "peace")
    assert await start(store, peace="truces") == {}
    assert await start(store, truce="truces") == {"peace": "truce"}
    assert await told(store, "truce")
    assert not await told(store, "peace")


async def test_a_watch_that_was_taken_out_is_known_when_it_comes_back_under_another_id() -> None:
    store = await desk(truce="truces", flood="floods")
    assert await start(store, flood="floods") == {}
    assert await start(store, flood="floods", peace="truces") == {"truce": "peace"}
    assert await told(store, "peace")


async def test_two_watches_of_one_rule_that_are_both_renamed_begin_anew() -> None:
    store = await desk(truce="truces", peace="truces")
    assert await start(store, one="truces", two="truces") == {}
    assert not await told(store, "one")
    assert not await told(store, "two")


async def test_watches_that_change_ids_keep_those_that_they_have_now() -> None:
    store = await desk(truce="truces", flood="floods")
    assert await start(store, truce="floods", flood="truces") == {}
    assert await start(store, truce="floods", peace="truces") == {"flood": "peace"}


async def test_a_watch_that_says_something_else_under_its_new_id_is_new() -> None:
    store = await desk(truce="truces")
    assert await start(store, peace="truces and talks") == {}
    assert not await told(store, "peace")
    assert await told(store, "truce")


async def test_a_match_that_was_on_its_way_is_decided_as_one_of_the_watch_of_the_new_id() -> None:
    store = await desk(truce="truces")
    await start(store, peace="truces")
    rules = GivenRules(policies={"peace": Policy(watch="peace", watchlist="talks")})
    on_its_way = replace(match("a-1"), watch="truce", story="s-1")
    decision = (await decide_on(on_its_way, store, rules, NOON)).row.decision
    assert (decision.watch, decision.watchlist) == ("peace", "talks")
    assert decision.outcome is DecisionOutcome.NOT_TOLD
