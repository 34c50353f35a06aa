"""The rounds beside the chain: they look, release and tell, again and again, and say that they live."""

import asyncio
from collections.abc import Callable

import pytest

from agents.attention import rounds
from agents.attention.base import ATTENTION
from agents.attention.rounds import attend_forever
from monitor.alerting.policy import Policy, Spike
from monitor.errors import Transient
from monitor.match.watchlist import Watch
from monitor.records import Mute
from monitor.store.memory import MemoryStore
from tests.agents.attention.builders import Desk, held

SPIKE = Spike(window_seconds=7200, baseline_seconds=7 * 86_400, ratio=3, min=5)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_LOOK_SECONDS", 0.0)


async def run_until(desk: Desk, holds: Callable[[], bool]) -> list[str]:
    """Lets the rounds go on until `holds`; returns who gave a sign of life meanwhile."""
    lived: list[str] = []
    attending = desk.attending
    edges = attending.edges._replace(alive=lived.append, sleep=lambda _: asyncio.sleep(0))
    task = asyncio.create_task(attend_forever(attending._replace(edges=edges)))
    try:
        async with asyncio.timeout(10):
            while not holds():
                await asyncio.sleep(0)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    return lived


async def test_what_falls_due_while_they_go_on_is_told_and_they_give_signs_of_life() -> None:
    desk = Desk()
    await desk.hold(held(1), held(2))
    desk.clock.advance(3590)

    def is_told() -> bool:
        desk.clock.advance(1)
        return bool(desk.told)

    lived = await run_until(desk, is_told)
    assert set(lived) == {ATTENTION}
    assert len(desk.told) == 1


async def test_the_first_round_looks_at_the_watches() -> None:
    desk = Desk()
    desk.policies = {"ceasefire": Policy(watch="ceasefire", watchlist="peace", spike=SPIKE)}
    desk.watches = [Watch(id="ceasefire")]
    store = desk.store
    assert isinstance(store, MemoryStore)
    looked = 0

    def has_looked() -> bool:
        nonlocal looked
        looked += 1
        return looked > 20

    await run_until(desk, has_looked)
    state = await store.watch_state("ceasefire")
    assert state is not None
    assert state.counts is not None


class Away(MemoryStore):
    """A store that is unavailable for a while."""

    tries = 0

    async def mutes(self, since: object) -> list[Mute]:
        self.tries += 1
        if self.tries < 4:
            raise Transient("the store is away")
        return []


async def test_a_store_that_is_away_for_a_while_delays_a_release_and_no_more() -> None:
    store = Away()
    desk = Desk(store)
    await desk.hold(held(1), held(2))
    desk.clock.advance(3600)
    await run_until(desk, lambda: bool(desk.told))
    assert store.tries >= 4
    assert len(desk.told) == 1
