"""A program's attention at noon: its store, its clock, what people say, and what has left."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from agents.alert import emissions
from agents.attention.absences import look
from agents.attention.base import Attending
from agents.attention.rounds import attend
from agents.runtime.edges import Edges, Emission
from agents.topics import ALERTS, DECISIONS, alert_topic
from monitor.alerting.facts import Facts
from monitor.alerting.policy import Policy
from monitor.clock import ManualClock
from monitor.feeds.feed import Feed
from monitor.identity import content_id
from monitor.match.watchlist import Watch
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.records import (
    Alert,
    AlertKind,
    Decision,
    DecisionOutcome,
    DecisionReason,
    Mute,
    MuteMatcher,
    Severity,
    decode,
)
from monitor.store.base import AlertState, DecisionQuery, DecisionRow, Store
from monitor.store.memory import MemoryStore
from tests.store.builders import NOON, minutes


class Desk:
    """Attention with a mute for an hour; what else is configured a test says."""

    def __init__(self, store: Store | None = None) -> None:
        self.store: Store = store or MemoryStore()
        self.clock = ManualClock(NOON)
        self.emitted: list[Emission] = []
        self.policies: dict[str, Policy] = {}
        self.watches: list[Watch] = []
        self.feeds: list[Feed] = []
        self.mutes: list[Mute] = [mute()]
        self.others: set[str] = set()  # watches of other workers
        self.counted: list[Decision] = []
        self.is_killed = False

    @property
    def attending(self) -> Attending:
        return Attending(
            store=self.store,
            edges=Edges(self._emit, self.clock, lambda error: pytest.fail(str(error))),
            turn=asyncio.Lock(),
            emissions=lambda row: emissions(row, cloud_event),
            policies=lambda: self.policies,
            watches=lambda: self.watches,
            feeds=lambda: self.feeds,
            mutes=lambda: self.mutes,
            is_ours=lambda watch: watch not in self.others,
            tally=self.counted.append,
        )

    async def _emit(self, emission: Emission) -> None:
        if self.is_killed:
            raise Killed
        self.emitted.append(emission)

    async def hold(self, *rows: DecisionRow) -> None:
        """What the chain has held; its stories were told nothing."""
        states = {row.decision.story: untold(row.decision.watch, row.decision.story) for row in rows}
        await self.store.record_decisions(rows, list(states.values()))

    async def round(self) -> None:
        await attend(self.attending)

    async def look(self) -> None:
        await look(self.attending)
        await self.round()

    @property
    def told(self) -> list[Alert]:
        """The alerts that have left, each once: whoever reads them drops what has the id of one before."""
        alerts = [alert_of(each.value) for each in self.emitted if each.topic == ALERTS]
        return list({alert.id: alert for alert in alerts}.values())

    @property
    def decisions(self) -> list[Decision]:
        return [decode(each.value, Decision) for each in self.emitted if each.topic == DECISIONS]

    def of_watchlist(self, name: str) -> int:
        return sum(each.topic == alert_topic(name) for each in self.emitted)

    async def ledger(self) -> Mapping[str, DecisionOutcome]:
        return {row.decision.subject: row.decision.outcome for row in await self.store.decisions(DecisionQuery())}


class Killed(BaseException):
    """The program was killed."""


def untold(watch: str, story: str) -> AlertState:
    return AlertState(watch=watch, story=story, alerts=0, first=NOON, last=NOON, last_alert="", suppressed=1)


def mute(name: str = "mute-1", *, until: float = 60, **fields: Any) -> Mute:
    return Mute(
        id=name,
        matcher=fields.pop("matcher", MuteMatcher(watch="ceasefire")),
        until=NOON + minutes(until),
        reason="known",
        author="anna",
        created=NOON,
        **fields,
    )


def held(
    number: int = 1,
    reason: DecisionReason = DecisionReason.MUTED,
    *,
    watch: str = "ceasefire",
    story: str | None = None,
    until: float = 60,
    by: str | None = None,
    at: float = 0,
    severity: Severity = Severity.MEDIUM,
    routes: Sequence[str] = ("desk",),
) -> DecisionRow:
    """A match that the chain has held."""
    subject, story = f"m-{watch}-{number}", story or f"s-{number}"
    decision = Decision(
        id=content_id("dc", subject, "", DecisionOutcome.HELD),
        subject=subject,
        outcome=DecisionOutcome.HELD,
        reason=reason,
        detail="muted by anna until 2026-03-02 13:00 UTC: known" if reason is DecisionReason.MUTED else reason.value,
        until=NOON + minutes(until),
        by=("mute-1" if reason is DecisionReason.MUTED else "") if by is None else by,
        watch=watch,
        watchlist="peace",
        severity=severity,
        story=story,
        article=f"a-{number}",
        title=f"Title {number}",
        url=f"https://bbc.example/{number}",
        publisher="bbc.example",
        at=NOON + minutes(at),
    )
    alert = Alert(
        id=f"al-{watch}-{story}-1",
        watch=watch,
        watchlist="peace",
        severity=severity,
        story=story,
        article=decision.article,
        title=decision.title,
        url=decision.url,
        publisher=decision.publisher,
        published=NOON,
        matched=("ceasefire",),
        sentence="A ceasefire was agreed.",
        evidence=(),
        reason=f"Watch '{watch}': first alert in this story.",
        raised=NOON + minutes(at),
        routes=tuple(routes),
        kind=AlertKind.FIRST,
    )
    return DecisionRow(decision=decision, alert=alert, facts=Facts(words=(f"word-{number}",)))


def as_spike(row: DecisionRow) -> DecisionRow:
    assert row.alert is not None
    return replace(row, alert=replace(row.alert, kind=AlertKind.SPIKE))
