"""The ledger of decisions and the states that they follow from, in memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import count, islice
from typing import TypeVar

from msgspec.structs import replace

from monitor.records import DecisionOutcome
from monitor.store.base import AlertState, DailyHits, DecisionQuery, DecisionRow, WatchState, longest_hold

_Key = tuple[str, str]  # subject and receiver
K = TypeVar("K")
T = TypeVar("T")


class MemoryAlertStore:
    """See AlertStore. Never raises."""

    def __init__(self) -> None:
        super().__init__()
        self._alert_states: defaultdict[str, dict[str, AlertState]] = defaultdict(dict)  # by watch and story
        self._watch_states: dict[str, WatchState] = {}
        self._decisions: dict[_Key, DecisionRow] = {}
        self._of_story: defaultdict[str, dict[_Key, int]] = defaultdict(dict)  # of a story, in the order of decision
        self._numbers = count()
        self._holds: dict[_Key, None] = {}  # which of them, on matches, are held

    async def alert_states(self, watch: str, stories: Collection[str]) -> dict[str, AlertState]:
        """What is known of this watch in each of these stories, by story."""
        of_watch = self._alert_states.get(watch, {})
        found = ((story, of_watch.get(story)) for story in stories)
        return {story: state for story, state in found if state is not None}

    async def latest_alert_states(self, watch: str, since: datetime, limit: int) -> Sequence[AlertState]:
        """What is known of this watch where a match was decided at `since` or later: the last ones, newest first."""
        found = [state for state in self._alert_states.get(watch, {}).values() if state.last >= since]
        return sorted(found, key=lambda state: (state.last, state.story), reverse=True)[:limit]

    async def watch_state(self, watch: str) -> WatchState | None:
        """What is known of this watch over all stories."""
        return self._watch_states.get(watch)

    async def watch_states(self) -> dict[str, WatchState]:
        """All of them by watch."""
        return dict(self._watch_states)

    async def decision(self, subject: str, receiver: str = "") -> DecisionRow | None:
        """What was decided last about this match, or about this alert at this receiver."""
        return self._decisions.get((subject, receiver))

    async def record_decisions(
        self,
        rows: Sequence[DecisionRow],
        states: Sequence[AlertState] = (),
        watches: Sequence[WatchState] = (),
        released: Sequence[DecisionRow] = (),
    ) -> bool:
        """Writes all of it, or nothing and answers False where one of `released` is not held."""
        if not all(self._is_held(row) for row in released):
            return False
        self._decide([*rows, *released])
        for state in states:
            self._alert_states[state.watch][state.story] = state
        self._watch_states |= {state.watch: state for state in watches}
        return True

    def _decide(self, rows: Sequence[DecisionRow]) -> None:
        """Writes `rows` in the place of what was decided before."""
        for row in rows:
            key = _key(row)
            self._decisions[key] = row
            self._of_story[row.decision.story].setdefault(key, next(self._numbers))
            if row.is_held and not row.decision.receiver:
                self._holds[key] = None
            else:
                self._holds.pop(key, None)

    def _decide_first(self, rows: Sequence[DecisionRow]) -> None:
        """Writes those of `rows` on what nothing was decided about."""
        self._decide([row for row in rows if _key(row) not in self._decisions])

    def _is_held(self, row: DecisionRow) -> bool:
        known = self._decisions.get(_key(row))
        return known is not None and known.is_held

    async def decisions(self, wanted: DecisionQuery, limit: int = 1000) -> Sequence[DecisionRow]:
        """Recorded decisions that are wanted, newest first."""
        found = [row for row in self._asked(wanted) if _is_wanted(row, wanted)]
        if wanted.beyond is not None:
            found = self._following(found, *wanted.beyond)
        oldest_first = sorted(found, key=lambda row: row.decision.at)
        return list(islice(reversed(oldest_first), limit))

    def _following(self, found: Sequence[DecisionRow], at: datetime, subject: str, receiver: str) -> list[DecisionRow]:
        order = {key: number for number, key in enumerate(self._decisions)}
        last = at, order.get((subject, receiver), -1)
        return [row for row in found if (row.decision.at, order[_key(row)]) < last]

    def _asked(self, wanted: DecisionQuery) -> Iterable[DecisionRow]:
        """Those among which the wanted ones are, in the order in which they were decided first."""
        if wanted.stories is None:
            return self._decisions.values()
        numbers = dict(item for story in wanted.stories for item in self._of_story.get(story, {}).items())
        return (self._decisions[key] for key in sorted(numbers, key=numbers.__getitem__) if key in self._decisions)

    async def daily_hits(self, since: datetime, watch: str | None = None) -> Sequence[DailyHits]:
        """How many matches were decided at `since` or later, by watch, then by day."""
        wanted = DecisionQuery(watch=watch, since=since, receiver="")
        counts: defaultdict[tuple[str, date], Counter[DecisionOutcome]] = defaultdict(Counter)
        for decision in (row.decision for row in self._decisions.values() if _is_wanted(row, wanted)):
            counts[decision.watch, decision.at.astimezone(UTC).date()][decision.outcome] += 1
        return [_hits(*of, by_outcome) for of, by_outcome in sorted(counts.items())]

    async def held_due(self, now: datetime, limit: int = 1000) -> Sequence[DecisionRow]:
        """Held matches whose moment of release has come, the oldest first."""
        held = (self._decisions[key] for key in self._holds)
        return sorted((row for row in held if _is_due(row, now)), key=lambda row: row.decision.at)[:limit]

    async def holding(self) -> set[str]:
        """Ids of the mutes that hold matches now."""
        held = (self._decisions[key].decision for key in self._holds)
        return {decision.by for decision in held if decision.by}

    async def unsent_decisions(self) -> Sequence[DecisionRow]:
        """Decisions whose messages may not be in the log, the oldest first."""
        return sorted((row for row in self._decisions.values() if row.unsent), key=lambda row: row.decision.at)

    async def decisions_sent(self, rows: Sequence[DecisionRow]) -> None:
        """Notes that the messages of `rows` are in the log; one that was decided otherwise since stays unsent."""
        self._decisions |= {_key(row): replace(row, unsent=False) for row in rows if self._is_still(row)}

    def _is_still(self, row: DecisionRow) -> bool:
        known = self._decisions.get(_key(row))
        return known is not None and known.decision == row.decision

    async def forget_alert_states(self, before: datetime) -> int:
        """Removes states whose last match was decided before `before`; returns how many."""
        return sum(_remove(states, lambda state: state.last < before) for states in self._alert_states.values())

    async def forget_watch_states(self, before: datetime) -> int:
        """Removes states of watches whose last match was decided before `before`; returns how many."""
        return _remove(self._watch_states, lambda state: state.last < before)

    async def forget_decisions(self, before: datetime) -> int:
        """Removes decisions made before `before`, never on what is held or unsent; returns how many."""
        gone = _remove(self._decisions, lambda row: not (row.is_held or row.unsent) and row.decision.at < before)
        for keys in self._of_story.values():
            _remove_keys(keys, self._decisions)
        return gone


def _key(row: DecisionRow) -> _Key:
    return row.decision.subject, row.decision.receiver


def _hits(watch: str, day: date, by_outcome: Counter[DecisionOutcome]) -> DailyHits:
    return DailyHits(
        watch=watch,
        day=day,
        told=by_outcome[DecisionOutcome.TOLD] + by_outcome[DecisionOutcome.RELEASED],
        held=by_outcome[DecisionOutcome.HELD],
        not_told=by_outcome[DecisionOutcome.NOT_TOLD],
    )


def _is_due(row: DecisionRow, now: datetime) -> bool:
    until = row.decision.until
    return until is None or not now < until <= longest_hold(now)


def _is_wanted(row: DecisionRow, wanted: DecisionQuery) -> bool:
    decision = row.decision
    return (
        wanted.watch in (None, decision.watch)
        and (wanted.stories is None or decision.story in wanted.stories)
        and (wanted.articles is None or decision.article in wanted.articles)
        and wanted.alert in (None, decision.alert)
        and wanted.subject in (None, decision.subject)
        and wanted.by in (None, decision.by)
        and wanted.outcome in (None, decision.outcome)
        and (wanted.since is None or decision.at >= wanted.since)
        and wanted.receiver in (None, decision.receiver)
    )


def _remove_keys(numbers: dict[_Key, int], kept: Collection[_Key]) -> None:
    """Removes those that are not `kept`."""
    for key in [key for key in numbers if key not in kept]:
        del numbers[key]


def _remove(rows: dict[K, T], goes: Callable[[T], bool]) -> int:
    """Removes the rows that go; returns how many."""
    gone = [key for key, row in rows.items() if goes(row)]
    for key in gone:
        del rows[key]
    return len(gone)
