"""A watch whose feeds all died is told to be blind: once, and again only after one of them was back."""

import asyncio
from datetime import datetime, timedelta

from msgspec.structs import replace

from agents.attention.blindness import look_for_blind
from monitor.alerting.policy import Policy
from monitor.coverage.coverage import coverages
from monitor.feeds.failures import Failures
from monitor.match.watchlist import Sources, Watch
from monitor.records import AlertKind, DecisionOutcome, DecisionReason, Visibility
from monitor.store.base import WatchState
from tests.agents.attention.builders import Desk, mute
from tests.feeds.builders import a_failure, a_feed, a_state
from tests.store.builders import NOON

HOURLY = 3600.0


class Program(Desk):
    """A program that polls its feeds every hour; those in `dead` do not answer."""

    def __init__(self, *watches: Watch) -> None:
        super().__init__()
        self.mutes = []
        self.watches = list(watches) or [Watch(id="ceasefire")]
        self.policies = {each.id: Policy(watch=each.id, watchlist="peace", routes=("desk",)) for each in self.watches}
        self.feeds = [a_feed(id=name, tags=(name,), interval=HOURLY) for name in ("wire", "blog")]
        self.dead: dict[str, datetime] = {}

    def dies(self, *feeds: str) -> None:
        self.dead |= {name: self.clock() for name in feeds}

    async def goes_on(self, hours: int) -> None:
        for _ in range(hours):
            self.clock.advance(HOURLY)
            for feed in self.feeds:
                await self.poll(feed.id)
            await look_for_blind(self.attending)
            await self.round()

    async def poll(self, feed: str) -> None:
        now, since = self.clock(), self.dead.get(feed)
        polls = 0 if since is None else int((now - since).total_seconds() // HOURLY)
        failures = Failures(count=polls, since=since and since + timedelta(hours=1), last=a_failure())
        state = a_state(a_feed(id=feed), last_poll=now, last_success=since or now)
        await self.store.remember_poll(replace(state, failures=failures if polls else Failures()), [])

    async def is_blind(self, watch: str = "ceasefire") -> bool:
        states = await self.store.feed_states()
        return coverages(self.watches, self.feeds, states, self.clock())[watch].is_blind


async def test_coverage_says_blind_within_one_interval_and_people_are_told_once_the_last_feed_is_dead() -> None:
    program = Program()
    program.dies("wire")
    await program.goes_on(100)
    assert (await program.is_blind(), program.told) == (False, [])
    program.dies("blog")
    await program.goes_on(1)
    assert (await program.is_blind(), program.told) == (True, []), "a failed poll is no death"
    await program.goes_on(72)
    (alert,) = program.told
    assert (alert.kind, alert.watch, alert.routes) == (AlertKind.NOTICE, "ceasefire", ("desk",))
    assert alert.title == "Watch ceasefire is blind since 2026-03-06 17:00 UTC"
    assert alert.sentence == "No feed that the watch looks at brings anything: 2 dead."
    (decision,) = program.decisions
    assert (decision.outcome, decision.reason) == (DecisionOutcome.TOLD, DecisionReason.BLIND)
    assert program.counted == [decision]


async def test_it_is_told_once_and_again_only_after_a_feed_was_back() -> None:
    program = Program()
    program.dies("wire", "blog")
    await program.goes_on(300)
    assert len(program.told) == 1
    del program.dead["wire"]
    await program.goes_on(2)
    program.dies("wire")
    await program.goes_on(80)
    assert len(program.told) == 2


async def test_a_feed_more_that_dies_too_is_not_told_again() -> None:
    program = Program(Watch(id="ceasefire"))
    program.dies("wire", "blog")
    await program.goes_on(80)
    program.feeds.append(a_feed(id="late", interval=HOURLY))
    program.dies("late")
    await program.goes_on(80)
    assert len(program.told) == 1


async def test_only_watches_that_look_at_nothing_else_are_blind() -> None:
    program = Program(Watch(id="all"), Watch(id="of-wire", sources=Sources(include_tags=("wire",))))
    program.dies("wire")
    await program.goes_on(80)
    assert [alert.watch for alert in program.told] == ["of-wire"]


async def test_watches_that_tell_nobody_and_those_of_other_workers_are_left_alone() -> None:
    program = Program(Watch(id="shadow", visibility=Visibility.SHADOW), Watch(id="other"))
    program.others = {"other"}
    program.dies("wire", "blog")
    await program.goes_on(80)
    assert program.told == []


async def test_it_is_held_while_the_watch_is_muted() -> None:
    program = Program()
    program.mutes = [mute(until=90 * 60)]
    program.dies("wire", "blog")
    await program.goes_on(80)
    assert program.told == []
    await program.goes_on(11)
    assert [alert.watch for alert in program.told] == ["ceasefire"]


async def test_what_is_known_of_the_watch_stays() -> None:
    program = Program()
    known = WatchState(watch="ceasefire", watchlist="peace", last=NOON, last_match=NOON, feeds=("wire",))
    await program.store.record_decisions([], [], [known])
    program.dies("wire", "blog")
    await program.goes_on(80)
    state = await program.store.watch_state("ceasefire")
    assert state is not None
    assert state.blind_since is not None
    assert replace(state, blind_since=None) == known


async def test_a_watch_that_is_renamed_while_a_look_waits_is_told_blind_under_its_new_id() -> None:
    program = Program()
    program.dies("wire", "blog")
    await program.goes_on(20)
    assert program.told == []
    program.clock.advance(100 * HOURLY)
    for feed in program.feeds:
        await program.poll(feed.id)
    attending = program.attending
    async with attending.turn:
        looking = asyncio.create_task(look_for_blind(attending))
        await asyncio.sleep(0)
        program.watches = [Watch(id="truce")]
        program.policies = {"truce": Policy(watch="truce", watchlist="peace", routes=("desk",))}
    await looking
    await program.round()
    assert [alert.watch for alert in program.told] == ["truce"]
    assert set(await program.store.watch_states()) == {"truce"}
