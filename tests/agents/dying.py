"""The chain after a match in one process, on the real handlers: it dies at a step that a test names, and goes on.

A step is whatever the world sees: a message in the log, a write to the store, an alert at a receiver. Between two steps
nothing can be lost, so dying before each of them is dying anywhere. With a `chance`, agents, attention and sending are
at work at once, and it decides who is held up before which step.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any, Final

import pytest

from agents.alert import alert_agent, emissions
from agents.attention.base import Attending
from agents.attention.rounds import attend
from agents.deliver import deliver_agent
from agents.runtime.edges import Edges, Emission, Message
from agents.runtime.processing import Agent, process
from agents.sending.rounds import Delivering, sending
from agents.sending.sender import send_due_to
from agents.topics import ALERTS, DECISIONS, MATCHES
from monitor.alerting.policy import Policy
from monitor.alerting.receivers.attempts import Patience
from monitor.clock import ManualClock
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.notify.spec import ReceiverSpec
from monitor.records import Alert, Bundle, Decision, DeliveryState, Match, Mute, decode, encode
from monitor.store.base import DecisionQuery
from monitor.store.memory import MemoryStore
from tests.alerting.builders import NOON
from tests.whole.kills.accounts import Accounts, Received

TICK: Final = 20.0  # seconds between two rounds, and until a dead program is up again
_REPLAYED: Final = 2  # messages that were handled, and not yet acknowledged, when the program died
_HELD_UP: Final = 5  # turns of the others, fewer than so many
_ALL: Final = 1_000_000
_WRITES: Final = frozenset({"record_decisions", "decisions_sent", "enqueue", "bundle", "move", "record", "pause"})


class Killed(BaseException):
    """The program is dead."""


class Newsroom:
    """A world with one program in it, which dies before each of the steps in `deaths`."""

    def __init__(
        self,
        policies: Mapping[str, Policy],
        mutes: Sequence[Mute],
        receivers: Sequence[ReceiverSpec],
        deaths: Collection[int] = (),
        chance: Random | None = None,
    ) -> None:
        self.policies, self.mutes, self.receivers = policies, mutes, receivers
        self.default_routes = [receiver.name for receiver in receivers]
        self.deaths, self.steps, self.is_dead, self.chance = deaths, 0, False, chance
        self.clock = ManualClock(NOON)
        self.store = _Store(self.step)
        self.log: dict[str, list[bytes]] = defaultdict(list)
        self.offsets: dict[str, int] = defaultdict(int)
        self.taken: dict[str, list[Received]] = defaultdict(list)
        self._start()

    async def step(self) -> None:
        """Something happens when this returns, or the program dies before it does."""
        for _ in range(self.chance.randrange(_HELD_UP) if self.chance else 0):
            await asyncio.sleep(0)
        self.steps += 1
        self.is_dead |= self.steps in self.deaths
        if self.is_dead:
            raise Killed

    def comes(self, match: Match) -> None:
        """The matcher is another program here, which does not die."""
        self.log[MATCHES].append(encode(match))

    async def round(self) -> None:
        """All that there is to do now; a program that dies of it begins again after a moment, and so on."""
        while not await self._survives():
            self._start()
            self.clock.advance(TICK)
        self.clock.advance(TICK)

    async def is_waiting(self) -> bool:
        """Whether anything is unread, held, or to be said or sent."""
        if any(self.offsets[agent.topic] < len(self.log[agent.topic]) for agent in self._agents):
            return True
        counts = await self.store.delivery_counts()
        held = [row for row in await self.store.decisions(DecisionQuery(), _ALL) if row.is_held or row.unsent]
        return bool(held or counts.keys() & {DeliveryState.HELD, DeliveryState.PENDING})

    async def accounts(self) -> Accounts:
        return Accounts(
            matches=[decode(value, Match) for value in self.log[MATCHES]],
            rows=await self.store.decisions(DecisionQuery(), _ALL),
            deliveries=await self.store.deliveries(limit=_ALL),
            said=[decode(value, Decision) for value in self.log[DECISIONS]],
            alerts=[alert_of(value) for value in self.log[ALERTS]],
            received={name: self.taken[name] for name in self.default_routes},
        )

    def _start(self) -> None:
        """What the program remembers of itself is gone; some of what it handled it reads again."""
        self.is_dead = False
        turn, edges = asyncio.Lock(), Edges(self._emit, self.clock, _fatal)
        self.offsets = defaultdict(int, {topic: max(0, at - _REPLAYED) for topic, at in self.offsets.items()})
        self._agents: tuple[Agent[Any], ...] = (
            alert_agent(self.store, lambda: self, self.clock, turn),
            deliver_agent(self.store, lambda: self, self.clock),
        )
        self._attending = Attending(
            store=self.store,
            edges=edges,
            turn=turn,
            emissions=lambda row: emissions(row, cloud_event),
            policies=lambda: self.policies,
            watches=lambda: [],
            feeds=lambda: [],
            mutes=lambda: self.mutes,
            is_ours=lambda watch: True,
        )
        self._delivering = Delivering(
            store=self.store,
            receivers={name: _Receiver(name, self.step, self.taken[name]) for name in self.default_routes},
            configured=lambda: self.receivers,
            edges=edges,
            patience=Patience(),
            random=lambda: 0.0,
            worker="w",
            written=asyncio.Event(),
        )
        self._anew = True

    async def _survives(self) -> bool:
        with suppress(Killed):
            await (self._work() if self.chance is None else self._work_at_once())
        return not self.is_dead

    async def _work(self) -> None:
        alerting, delivering = self._agents
        await self._read(alerting)
        await attend(self._attending)
        await self._read(delivering)
        await self._send()

    async def _work_at_once(self) -> None:
        """Once one is dead, none takes another step."""
        parts = (*map(self._read, self._agents), attend(self._attending), self._send())
        ends = await asyncio.gather(*parts, return_exceptions=True)
        for end in filter(None, ends):
            raise end

    async def _send(self) -> None:
        holding = await self.store.receivers_holding() if self._anew else ()
        for name in sorted({*await self.store.receivers_due(self.clock()), *holding}):
            await send_due_to(name, sending(self._delivering), anew=self._anew)
        self._anew = False

    async def _read(self, agent: Agent[Any]) -> None:
        while (at := self.offsets[agent.topic]) < len(self.log[agent.topic]):
            message = Message(agent.topic, 0, at, None, self.log[agent.topic][at])
            await process(agent, message, self._attending.edges)
            self.offsets[agent.topic] = at + 1

    async def _emit(self, emission: Emission) -> None:
        await self.step()
        self.log[emission.topic].append(emission.value)


class _Store(MemoryStore):
    """Each write is a step."""

    def __init__(self, step: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._step = step

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return self._stepping(found) if name in _WRITES else found

    def _stepping(self, write: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def stepping(*given: Any, **named: Any) -> Any:
            await self._step()
            return await write(*given, **named)

        return stepping


class _Receiver:
    """Takes everything; that it does is a step."""

    def __init__(self, name: str, step: Callable[[], Awaitable[None]], taken: list[Received]) -> None:
        self.name, self._step, self._taken = name, step, taken

    async def send(self, alert: Alert) -> None:
        await self._step()
        self._taken.append(Received(id=alert.id, alerts=(alert.id,)))

    async def send_bundle(self, bundle: Bundle) -> None:
        await self._step()
        self._taken.append(Received(id=bundle.id, alerts=tuple(alert.id for alert in bundle.alerts)))

    async def close(self) -> None:
        """Nothing is open."""


def _fatal(error: BaseException) -> None:
    pytest.fail(str(error))
