"""What becomes of what is kept of the archive, decided as the program would have done it at the time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from monitor.alerting.attention.counts import Counts
from monitor.ledger.due import next_due
from monitor.ledger.matches import decide_on
from monitor.ledger.releases import record_releases
from monitor.ledger.unmet import UnmetMatches
from monitor.records import DecisionOutcome, Match
from monitor.store.base import ArchiveStore, DecisionRow, WatchState
from monitor.store.memory import MemoryStore
from monitor.trial.reading import Kept, Reading
from monitor.trial.sides import Outcome

_HELD_AT_MOST: Final = timedelta(days=31)  # a mute lasts 30 days


class Deciding:
    """Decides on what one side keeps; `outcome` grows."""

    def __init__(self, archive: ArchiveStore, reading: Reading) -> None:
        self._archive, self._rules, self._matcher = archive, reading.rules, reading.matcher
        self.kept: Sequence[Kept] = sorted(reading.kept.values(), key=lambda each: (each.at, each.position))
        self.outcome = Outcome()
        self._store = MemoryStore()
        self._unmet = UnmetMatches(self._store)

    async def begin(self, now: datetime) -> None:
        """Watches that tell spikes count from `now` on."""
        policies = [each for each in self._rules.policies.values() if each.spike]
        states = [
            WatchState(watch=each.watch, watchlist=each.watchlist, last=now, counts=Counts(since=now))
            for each in policies
        ]
        await self._store.record_decisions([], [], states)

    async def take(self, kept: Kept) -> None:
        """Decides on one article, and before it on what is held and due by then."""
        await self._release(kept.at)
        self.outcome.matches += kept.matches
        unmet = await self._beside(kept) if kept.takes_up else ()
        if not kept.takes_up:
            self._unmet.remember(kept.matches)
        for match in (*kept.matches, *unmet):
            self._note((await decide_on(match, self._store, self._rules, kept.at)).new)

    async def end(self) -> None:
        """What is held at the end comes out later."""
        if self.kept:
            await self._release(self.kept[-1].at + _HELD_AT_MOST)

    async def _beside(self, kept: Kept) -> tuple[Match, ...]:
        annotated = await self._archive.archived(kept.article)
        return () if annotated is None else await self._unmet.beside(annotated, kept.matches, self._matcher, kept.at)

    async def _release(self, until: datetime) -> None:
        """Tells what is held and due, each at its moment."""
        at: datetime | None = None
        while at != until and (held := await self._store.held_due(until)):
            at = next_due(at, (row.decision.until for row in held), until)
            self._note([made.row for made in await record_releases(self._store, self._rules, at)])

    def _note(self, rows: Sequence[DecisionRow]) -> None:
        for row in rows:
            self.outcome.reasons[row.decision.watch][row.decision.reason] += 1
            if row.decision.outcome is DecisionOutcome.TOLD and row.alert is not None:
                self.outcome.alerts.append(row.alert)
