"""Who is told of an alert is recorded with the delivery and said after it, whatever happens in between."""

from collections.abc import Sequence

from agents.deliver import deliver_agent
from agents.sending.gathering import Gathering, gather_at
from monitor.alerting.timing import Timing
from monitor.clock import ManualClock
from monitor.notify.spec import Console, ReceiverSpec
from monitor.records import Alert, Decision, DecisionOutcome, decode
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore
from tests.alerting.receivers.builders import digest, told, utc


class Office:
    """A store, and "desk" that gets its alerts in a digest at seven; it is six in the morning."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = ManualClock(utc("2026-03-02 06:00"))
        self.receivers: Sequence[ReceiverSpec] = [Console(name="desk", timing=Timing(digest=digest("0 7 * * *")))]
        self.default_routes = ("desk",)
        self.agent = deliver_agent(self.store, lambda: self, self.clock)

    async def comes(self, alert: Alert) -> list[Decision]:
        """What is said of it."""
        outcome = await self.agent.handle(alert)
        assert outcome.later is not None
        self._later = outcome.later
        return [decode(each.value, Decision) for each in outcome.emissions]

    async def later(self) -> list[Decision]:
        """What is said after that."""
        return [decode(each.value, Decision) for each in await self._later()]

    async def gather(self) -> list[Decision]:
        """A round of the receiver: what is recorded and said of it."""
        said: list[Decision] = []

        async def say(decided: Sequence[DecisionRow]) -> None:
            said.extend(row.decision for row in decided)
            await self.store.decisions_sent(decided)

        await gather_at(self.receivers[0], self.clock(), Gathering(self.store, say))
        return said

    async def is_recorded(self, decision: Decision) -> bool:
        row = await self.store.decision(decision.subject, decision.receiver)
        return row is not None and row.decision == decision


async def test_a_replay_says_what_was_recorded_although_it_is_later_by_then() -> None:
    office = Office()
    first = await office.comes(told(1))
    office.clock.advance(7200)
    assert await office.comes(told(1)) == first
    assert first[0].until == utc("2026-03-02 07:00")


async def test_a_replay_after_the_digest_went_out_says_that_it_did() -> None:
    office = Office()
    await office.comes(told(1))
    office.clock.advance(3600)
    [released] = await office.gather()
    assert await office.comes(told(1)) == [released]


async def test_what_a_digest_in_between_did_is_said_last_and_once() -> None:
    office = Office()
    [held] = await office.comes(told(1))  # decided, not said yet
    assert held.outcome is DecisionOutcome.HELD
    office.clock.advance(3600)
    released = await office.gather()
    assert [await office.is_recorded(each) for each in released] == [True]
    assert await office.later() == released, "it was said before `held`"
    assert await office.later() == []


async def test_what_stays_held_is_said_once() -> None:
    office = Office()
    await office.comes(told(1))
    assert await office.later() == []
