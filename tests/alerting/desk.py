"""One watch with its policy and what people say, on a ledger in memory and a clock that the test moves."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from monitor.alerting.policy import Policy
from monitor.clock import ManualClock
from monitor.ledger.matches import Recorded, decide_on
from monitor.ledger.releases import record_releases
from monitor.ledger.rules import GivenRules
from monitor.records import (
    Acknowledgement,
    Alert,
    Change,
    ChangeKind,
    Decision,
    DecisionOutcome,
    DecisionReason,
    Match,
    Mute,
    MuteMatcher,
    Relation,
    Severity,
)
from monitor.store.base import AlertState, DecisionQuery, WatchState
from monitor.store.memory import MemoryStore
from tests.alerting.builders import NOON, match, minutes

WATCH = "eu-sanctions"
POLICY = Policy(watch=WATCH, watchlist="europe", severity=Severity.HIGH, routes=("desk",))
COUNTS_PUBLISHERS = replace(POLICY, again=(ChangeKind.PUBLISHERS,), publisher_steps=(3, 5, 10))
"""A watch to which the third, the fifth and the tenth independent publisher are a change."""


def follow_up(name: str, independent: int = 1, **others: object) -> Match:
    """Another article of the story, by so many independent publishers then."""
    made = match(name, relation=Relation.FOLLOW_UP, independent=independent)
    return replace(made, **others)


def mute(until: datetime, *, name: str = "mu-1", until_changed: bool = False, **about: str) -> Mute:
    return Mute(
        id=name,
        matcher=MuteMatcher(**(about or {"watch": WATCH})),
        until=until,
        until_changed=until_changed,
        reason="known",
        author="anna",
        created=NOON - timedelta(days=1),
    )


def publishers(before: str, after: str) -> Change:
    return Change(kind=ChangeKind.PUBLISHERS, what="independent publishers", before=before, after=after)


class Desk:
    """Takes matches one after another; remembers in memory."""

    def __init__(self, policy: Policy = POLICY) -> None:
        self.clock, self.store = ManualClock(NOON), MemoryStore()
        self.rules = GivenRules(policies={policy.watch: policy})
        self.left: list[Alert] = []  # what people were told, in order

    async def take(self, *matches: Match, at: float | None = None) -> Recorded:
        """Decides on these, each a minute after the one before, or all at `at` minutes after noon."""
        for each in matches:
            self.clock.now = self.clock.now + timedelta(minutes=1) if at is None else minutes(at)
            recorded = await decide_on(each, self.store, self.rules, self.clock())
            rows = [row for row in recorded.new if row.decision.outcome is DecisionOutcome.TOLD]
            self.left += [row.alert for row in rows if row.alert is not None]
        return recorded

    async def decisions(self, *matches: Match) -> list[Decision]:
        """What is decided about each of these, a minute apart."""
        return [(await self.take(each)).row.decision for each in matches]

    async def reasons(self, *matches: Match) -> list[DecisionReason]:
        return [each.reason for each in await self.decisions(*matches)]

    async def tick(self, at: float) -> list[Alert]:
        """What is released at `at` minutes after noon."""
        self.clock.now = minutes(at)
        made = await record_releases(self.store, self.rules, self.clock())
        alerts = [each.row.alert for each in made if each.row.alert is not None]
        self.left += alerts
        return alerts

    async def mute(self, muted: Mute) -> None:
        await self.store.remember_mute(muted)

    async def acknowledge(self, story: str = "s-1", at: float = 0) -> None:
        said = Acknowledgement(watch=WATCH, story=story, author="anna", comment="on it", at=minutes(at))
        await self.store.remember_acknowledgement(said)

    async def state(self, story: str = "s-1") -> AlertState:
        return (await self.store.alert_states(WATCH, [story]))[story]

    async def watch_state(self) -> WatchState:
        found = await self.store.watch_state(WATCH)
        assert found is not None
        return found

    async def of(self, subject: str) -> Decision:
        """What the ledger says of a match by now."""
        row = await self.store.decision(subject)
        assert row is not None
        return row.decision

    async def held(self) -> list[str]:
        """The articles of what is held now, the oldest first."""
        rows = await self.store.decisions(DecisionQuery(outcome=DecisionOutcome.HELD))
        return [row.decision.article for row in reversed(rows)]
