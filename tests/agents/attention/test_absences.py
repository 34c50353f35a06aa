"""A watch that has had no match for long is told, while the feeds that it looks at are well."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from agents.attention.absences import look
from monitor.alerting.policy import Absence, Policy, Spike
from monitor.alerting.renames import KnownWatch
from monitor.feeds.state import Gap
from monitor.ledger.renames import take_over
from monitor.match.watchlist import Sources, Watch
from monitor.records import AlertKind, DecisionOutcome, DecisionReason, Visibility
from monitor.store.base import WatchState
from tests.agents.attention.builders import Desk, Killed, mute
from tests.feeds.builders import a_feed, a_state
from tests.store.builders import NOON, minutes

POLICY = Policy(watch="ceasefire", watchlist="peace", routes=("desk",), absence=Absence(max_gap_seconds=86_400))
SPIKE = Spike(window_seconds=7200, baseline_seconds=7 * 86_400, ratio=3, min=5)


class Program(Desk):
    """A program that polls its feeds every ten minutes, and is looked at after each poll."""

    def __init__(self, **watch: Any) -> None:
        super().__init__()
        self.mutes = []
        self.policies = {"ceasefire": POLICY}
        self.watches = [Watch(id="ceasefire", **watch)]
        self.feeds = [a_feed()]
        self.failing: set[str] = set()
        self.gap: Gap | None = None

    async def goes_on(self, hours: float) -> None:
        end = self.clock() + timedelta(hours=hours)
        while self.clock() < end:
            self.clock.advance(600)
            for feed in self.feeds:
                await self.poll(feed.id)
            await self.look()

    async def poll(self, feed: str) -> None:
        now, state = self.clock(), await self.store.feed_state(feed)
        is_failing = feed in self.failing
        last = state.last_success if state and is_failing else now
        polled = a_state(a_feed(id=feed), failures=int(is_failing), last_poll=now, last_success=last, gap=self.gap)
        await self.store.remember_poll(polled, [])

    async def meets(self, *feeds: str) -> None:
        now = self.clock()
        state = WatchState(watch="ceasefire", watchlist="peace", last=now, last_match=now, feeds=feeds)
        await self.store.record_decisions([], [], [state])


async def test_a_day_without_a_match_is_told_once_with_its_decision() -> None:
    program = Program()
    await program.goes_on(23.5)
    assert program.told == []
    await program.goes_on(48)
    (alert,) = program.told
    assert (alert.kind, alert.watch, alert.routes) == (AlertKind.ABSENCE, "ceasefire", ("desk",))
    (decision,) = program.decisions
    assert (decision.subject, decision.outcome) == (alert.id, DecisionOutcome.TOLD)
    assert decision.reason is DecisionReason.ABSENCE


async def test_a_match_ends_an_absence_and_the_next_one_is_told_again() -> None:
    program = Program()
    await program.goes_on(30)
    await program.meets()
    await program.goes_on(23.5)
    assert len(program.told) == 1
    await program.goes_on(1)
    assert len(program.told) == 2


async def test_while_the_feed_is_dead_nothing_is_told() -> None:
    program = Program()
    await program.goes_on(12)
    program.failing = {"herald"}
    await program.goes_on(100)
    assert program.told == []
    program.failing = set()
    await program.goes_on(13.5)
    assert len(program.told) == 1


async def test_while_the_feed_is_dead_that_brought_the_last_matches_nothing_is_told() -> None:
    program = Program()
    program.feeds = [a_feed(id=name) for name in ("wire", "blog", "paper")]
    await program.meets("wire")
    program.failing = {"wire"}
    await program.goes_on(48)
    assert program.told == []
    program.failing = {"blog"}
    await program.goes_on(25)
    assert len(program.told) == 1


async def test_only_feeds_count_that_the_watch_looks_at() -> None:
    program = Program(sources=Sources(include_tags=("wire",)))
    program.feeds = [a_feed(id="wire-feed", tags=("wire",)), a_feed(id="blog")]
    program.failing = {"wire-feed"}
    await program.goes_on(48)
    assert program.told == []
    program.failing = {"blog"}
    await program.goes_on(25)
    assert len(program.told) == 1


@pytest.mark.parametrize(
    "watch", [{"visibility": Visibility.SHADOW}, {"visibility": Visibility.OFF}, {"expires": NOON + minutes(60)}]
)
async def test_a_watch_that_tells_nobody_tells_no_absence(watch: dict[str, Any]) -> None:
    program = Program(**watch)
    await program.goes_on(30)
    assert program.told == []


async def test_a_watch_without_absence_tells_none_and_is_forgotten() -> None:
    program = Program()
    await program.goes_on(5)
    assert set(await program.store.silences()) == {"ceasefire"}
    program.policies = {"ceasefire": Policy(watch="ceasefire", watchlist="peace")}
    await program.goes_on(30)
    assert (program.told, await program.store.silences()) == ([], {})


async def test_an_absence_of_a_muted_watch_is_told_when_the_mute_ends() -> None:
    program = Program()
    program.mutes = [mute(until=40 * 60)]
    await program.goes_on(39)
    assert program.told == []
    await program.goes_on(2)
    (alert,) = program.told
    assert (alert.kind, alert.title) == (AlertKind.ABSENCE, "No match for 1 day: ceasefire")


async def test_killed_after_it_was_recorded_an_absence_is_told_once_under_the_same_id() -> None:
    program = Program()
    await program.goes_on(24)
    program.is_killed = True
    with pytest.raises(Killed):
        await program.goes_on(10)
    program.is_killed = False
    await program.goes_on(10)
    assert len({alert.id for alert in program.told}) == 1
    assert len(program.decisions) == 1


async def test_a_watch_is_counted_for_spikes_from_the_first_look_on_whether_it_has_matches_or_not() -> None:
    program = Program()
    program.policies = {"ceasefire": Policy(watch="ceasefire", watchlist="peace", spike=SPIKE)}
    await program.goes_on(1)
    await program.goes_on(1)
    state = await program.store.watch_state("ceasefire")
    assert state is not None
    assert state.counts is not None
    assert state.counts.since == NOON + minutes(10)
    assert state.last_match is None


async def test_the_watch_of_another_worker_is_left_alone() -> None:
    program = Program()
    await program.goes_on(20)
    program.others = {"ceasefire"}
    await program.goes_on(30)
    assert program.told == []
    assert set(await program.store.silences()) == {"ceasefire"}, "that worker needs it"


async def test_a_watch_that_is_renamed_while_a_look_waits_goes_on_and_leaves_nothing_under_its_old_id() -> None:
    program = Program()
    program.policies = {"ceasefire": replace(POLICY, spike=SPIKE)}
    await take_over(program.store, [known("ceasefire")], NOON)
    await program.goes_on(5)
    before = (await program.store.silences())["ceasefire"]
    attending = program.attending
    async with attending.turn:
        looking = asyncio.create_task(look(attending))
        await asyncio.sleep(0)
        await take_over(program.store, [known("truce")], program.clock())
        program.watches = [Watch(id="truce")]
        program.policies = {"truce": replace(POLICY, watch="truce", spike=SPIKE)}
    await looking
    assert await program.store.silences() == {"truce": replace(before, watch="truce")}
    assert set(await program.store.watch_states()) == {"truce"}


async def test_how_long_a_watch_is_silent_that_only_another_worker_has_read_of_is_kept() -> None:
    program = Program()
    await program.goes_on(5)
    silence = (await program.store.silences())["ceasefire"]
    await take_over(program.store, [known("ceasefire"), known("wolves")], NOON)
    await take_over(program.store, [known("truce")], NOON)
    program.policies, program.watches = {}, []
    for gone in ("wolves", "unheard of"):
        await program.store.remember_silence(replace(silence, watch=gone))
    await program.look()
    assert await program.store.silences() == {"truce": replace(silence, watch="truce")}


def known(watch: str) -> KnownWatch:
    return KnownWatch(watch=watch, watchlist="peace", fingerprint="wolves" if watch == "wolves" else "1")
