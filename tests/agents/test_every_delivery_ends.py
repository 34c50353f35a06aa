"""Each alert ends at its receiver in exactly one way, whatever the clock does and whenever the program is killed."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Sequence
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.deliver import deliver_agent
from agents.runtime.edges import Edges, Emission
from agents.sending.rounds import Delivering, sending
from agents.sending.sender import send_due_to
from monitor.alerting.receivers.attempts import Patience
from monitor.alerting.receivers.waits import quiet_until
from monitor.alerting.severities import highest
from monitor.alerting.timing import GroupBy, Timing
from monitor.clock import ManualClock
from monitor.errors import DeliveryDelayed
from monitor.notify.spec import Console, File
from monitor.records import (
    Alert,
    AlertKind,
    Bundle,
    BundleKind,
    DecisionOutcome,
    DecisionReason,
    DeliveryState,
    Severity,
)
from monitor.store.memory import MemoryStore
from tests.alerting.receivers.builders import PARIS, digest, group, quiet, told, utc

START = utc("2026-03-27 12:00")  # clocks are put forward in two days' time
TIMINGS = (
    Timing(),
    Timing(quiet=quiet("22:00-07:00", PARIS, passing=Severity.CRITICAL)),
    Timing(quiet=quiet("01:00-02:30", PARIS, drops=True)),
    Timing(digest=digest("0 7,17 * * *", zone=PARIS, most=2)),
    Timing(digest=digest("30 2 * * *", zone=PARIS), quiet=quiet("22:00-06:00", PARIS, passing=Severity.HIGH)),
    Timing(group=group(seconds=60)),
    Timing(group=group(GroupBy.ARTICLE, seconds=600), quiet=quiet("23:00-05:00", PARIS)),
)
OUTCOMES = {
    DeliveryState.SENT: {DecisionOutcome.TOLD, DecisionOutcome.RELEASED},
    DeliveryState.BUNDLED: {DecisionOutcome.RELEASED},
    DeliveryState.DROPPED: {DecisionOutcome.NOT_TOLD},
}


Step = tuple[Any, ...]


class Killed(BaseException):
    """kill -9."""


class Message(NamedTuple):
    """What arrived: the alerts by id, and how many were counted only."""

    alerts: tuple[str, ...]
    more: int
    kind: BundleKind | None


class MortalStore(MemoryStore):
    """A store whose program is killed before one of its calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls_left: int | None = None

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or name == "calls_left" or self.calls_left is None:
            return found
        if self.calls_left == 0:
            raise Killed
        self.calls_left -= 1
        return found


class World:
    """A program with one receiver, "desk"."""

    def __init__(self, timing: Timing, *, program: bool) -> None:
        self.store, self.clock = MortalStore(), ManualClock(START)
        self.name, self.is_away, self.is_program = "desk", False, program
        self.receivers: tuple[Console | File, ...] = ()
        self.default_routes = ("desk",)
        self.configure(timing)
        self.came: list[Alert] = []
        self.unfinished: list[Alert] = []  # not acknowledged: handled again after a start
        self.disturbed = False  # something came in quiet hours
        self.arrived: defaultdict[str, set[Message]] = defaultdict(set)  # by the id that the other side deduplicates by

    def configure(self, timing: Timing) -> None:
        file, console = File(name="desk", path="/desk", timing=timing), Console(name="desk", timing=timing)
        self.receivers = (file if self.is_program else console,)

    async def send(self, alert: Alert) -> None:
        self._accept(alert.severity, None)
        self.arrived[alert.id].add(Message((alert.id,), 0, None))

    async def send_bundle(self, bundle: Bundle) -> None:
        severity = highest(alert.severity for alert in bundle.alerts)
        self._accept(severity, bundle.kind)
        self.arrived[bundle.id].add(Message(tuple(alert.id for alert in bundle.alerts), bundle.more, bundle.kind))

    def _accept(self, severity: Severity, kind: BundleKind | None) -> None:
        if self.is_away:
            raise DeliveryDelayed("connection refused")
        loudness = Severity.LOW if kind is BundleKind.DIGEST else severity
        self.disturbed |= quiet_until(loudness, self.receivers[0].timing, self.clock()) is not None

    async def close(self) -> None: ...

    async def comes(self, alert: Alert) -> None:
        self.came.append(alert)
        await self._handled(alert)

    async def _handled(self, alert: Alert) -> None:
        self.unfinished.append(alert)
        outcome = await deliver_agent(self.store, lambda: self, self.clock).handle(alert)
        assert outcome.later
        await outcome.later()
        self.unfinished.remove(alert)

    async def round(self, *, anew: bool = False) -> None:
        names = {*await self.store.receivers_due(self.clock())} | (
            {*await self.store.receivers_holding()} if anew else set()
        )
        for name in names:
            await send_due_to(name, sending(self._delivering()), anew=anew)

    async def start(self) -> None:
        again, self.unfinished = self.unfinished, []
        for alert in again:
            await self._handled(alert)
        await self.round(anew=True)

    def _delivering(self) -> Delivering:
        async def emit(emission: Emission) -> None: ...

        def fatal(error: BaseException) -> None:
            pytest.fail(str(error))

        return Delivering(
            store=self.store,
            receivers={"desk": self},
            configured=lambda: self.receivers,
            edges=Edges(emit, self.clock, fatal),
            patience=Patience(give_up_after_seconds=10**9),
            random=lambda: 0.5,
            worker="w",
            written=asyncio.Event(),
        )

    async def killed_in(self, work: Callable[[], Coroutine[Any, Any, None]], calls: int) -> None:
        """Does `work` and is killed before the call of the store after so many; then starts again."""
        self.store.calls_left = calls
        try:
            await work()
        except Killed:
            pass
        self.store.calls_left = None
        await self.start()

    async def ends(self) -> None:
        """Runs on until nothing waits."""
        self.is_away = False
        await self.start()
        for _ in range(200):
            counts = await self.store.delivery_counts()
            if not counts.get("pending") and not counts.get("held"):
                return
            self.clock.advance(3600)
            await self.round(anew=True)
        pytest.fail(f"still waiting: {await self.store.delivery_counts()}")


KINDS = (AlertKind.FIRST, AlertKind.CHANGE, AlertKind.CORRECTION)
SECONDS = (10, 61, 900, 3_600, 36_000, 86_400, -10, -7_200)


def a_step(random: Random) -> Step:
    """What happens next; `calls` are those of the store after which the program is killed, if it gets so far."""
    calls = random.choice([0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 99])
    steps: dict[str, Step] = {
        "comes": ("comes", random.choice(list(Severity)), random.randrange(3), random.choice(KINDS), calls),
        "clock": ("clock", random.choice(SECONDS)),
        "round": ("round", calls),
        "timing": ("timing", random.choice(TIMINGS)),
        "away": ("away", random.random() < 0.5),
    }
    return steps[random.choices(list(steps), [50, 20, 15, 8, 7])[0]]


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_every_alert_is_sent_once_or_bundled_once_or_dropped_visibly(seed: int) -> None:
    random = Random(seed)
    world = World(random.choice(TIMINGS), program=random.random() < 0.5)
    asyncio.run(lived_through(world, [a_step(random) for _ in range(random.randrange(10, 60))]))


async def lived_through(world: World, steps: Sequence[Step]) -> None:
    for step in steps:
        await one(world, step)
    await world.ends()
    await every_alert_ended_once(world)


async def one(world: World, step: Step) -> None:
    match step:
        case ("comes", severity, story, kind, calls):
            number = len(world.came)
            before = [each.id for each in world.came if each.story == f"s-{story}"]
            alert = told(number, severity, story=f"s-{story}", kind=kind, replaces=before[-1] if before else "")
            await world.killed_in(lambda: world.comes(alert), calls)
        case ("clock", seconds):
            world.clock.advance(seconds)
        case ("round", calls):
            await world.killed_in(world.round, calls)
        case ("timing", timing):
            world.configure(timing)
        case ("away", is_away):
            world.is_away = is_away


async def every_alert_ended_once(world: World) -> None:
    assert not world.disturbed
    rows = {each.id: each for each in await world.store.deliveries(limit=10_000)}
    single = {each.alert.id: each for each in rows.values() if each.bundle is None}
    assert set(single) == {alert.id for alert in world.came}
    assert {each.state for each in single.values()} <= set(OUTCOMES)
    shown = Counter(alert for messages in world.arrived.values() for each in messages for alert in each.alerts)
    assert {len(messages) for messages in world.arrived.values()} <= {1}, "sent again, it is the same"
    assert set(shown.values()) <= {1}, "no alert in two messages"
    for alert, delivery in single.items():
        decided = await world.store.decision(alert, "desk")
        assert decided is not None
        assert decided.decision.outcome in OUTCOMES[delivery.state]
        match delivery.state:
            case DeliveryState.SENT:
                assert world.arrived[alert] == {Message((alert,), 0, None)}
            case DeliveryState.BUNDLED:
                assert rows[delivery.bundled_in].state is DeliveryState.SENT
                assert decided.decision.by == delivery.bundled_in
            case _ if delivery.held_for is DecisionReason.CORRECTED:
                assert shown[alert] <= 1  # it may have arrived just before a kill
            case _:
                assert shown[alert] == 0
    for bundle in (each for each in rows.values() if each.bundle):
        parts = [each.alert.id for each in single.values() if each.bundled_in == bundle.id]
        [message] = world.arrived[bundle.id]
        assert set(message.alerts) <= set(parts)
        assert len(message.alerts) + message.more == len(parts) > 0
        assert not (world.is_program and message.more)
