"""The ledger of decisions and the states that they follow from, in a database.

Its writes are durable: what was decided is an outbox, and a lost row would be decided again, by another clock.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy import ColumnElement, and_, bindparam, or_, select, update

from monitor.records import DecisionOutcome, encode
from monitor.store.base import AlertState, DailyHits, DecisionQuery, DecisionRow, WatchState, longest_hold
from monitor.store.sql.daily import daily_hits
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part, older
from monitor.store.sql.tables import alert_states, decisions, watch_states

_STATES = select(alert_states.c.record).where(alert_states.c.watch == bindparam("watch"))
_LATEST_STATES = _STATES.where(alert_states.c.last >= bindparam("since")).order_by(
    alert_states.c.last.desc(), alert_states.c.story.desc()
)
_WATCHES = select(watch_states.c.record)
_DECISIONS = select(decisions.c.record)
_DECISION = _DECISIONS.where(decisions.c.subject == bindparam("subject"), decisions.c.receiver == bindparam("receiver"))
_OLDEST_FIRST = (decisions.c.at, decisions.c.seq)
_HELD = decisions.c.outcome == DecisionOutcome.HELD.value
_ITS_TIME = or_(
    decisions.c.until.is_(None), decisions.c.until <= bindparam("now"), decisions.c.until > bindparam("longest")
)
_HELD_DUE = _DECISIONS.where(and_(_HELD, decisions.c.receiver == "", _ITS_TIME)).order_by(*_OLDEST_FIRST)
_BY_MUTE = and_(_HELD, decisions.c.receiver == "", decisions.c.decided_by != "")
_HOLDING = select(decisions.c.decided_by).where(_BY_MUTE).distinct()
_UNSENT = _DECISIONS.where(decisions.c.unsent).order_by(*_OLDEST_FIRST)
_RELEASE = update(decisions).where(
    decisions.c.subject == bindparam("of_subject"), decisions.c.receiver == bindparam("at_receiver"), _HELD
)
_SENT = update(decisions).where(
    decisions.c.subject == bindparam("of_subject"),
    decisions.c.receiver == bindparam("at_receiver"),
    decisions.c.outcome == bindparam("was"),
    decisions.c.at == bindparam("decided_at"),
)
_ENDED = and_(~_HELD, ~decisions.c.unsent, decisions.c.at < bindparam("before"))
_EQUAL = {name: decisions.c[name] for name in ("watch", "alert", "subject", "outcome", "receiver")} | {
    "by": decisions.c.decided_by
}
_AMONG = {"stories": decisions.c.story, "articles": decisions.c.article}


class SqlAlertStore(Part):
    """See AlertStore."""

    async def alert_states(self, watch: str, stories: Collection[str]) -> dict[str, AlertState]:
        """What is known of this watch in each of these stories, by story."""
        query = _STATES.where(alert_states.c.story.in_(list(stories)))
        return {state.story: state for state in await self._database.few_records(AlertState, query, watch=watch)}

    async def latest_alert_states(self, watch: str, since: datetime, limit: int) -> Sequence[AlertState]:
        """What is known of this watch where a match was decided at `since` or later: the last ones, newest first."""
        return await self._database.few_records(AlertState, _LATEST_STATES.limit(limit), watch=watch, since=since)

    async def watch_state(self, watch: str) -> WatchState | None:
        """What is known of this watch over all stories."""
        query = _WATCHES.where(watch_states.c.watch == bindparam("watch"))
        return next(iter(await self._database.few_records(WatchState, query, watch=watch)), None)

    async def watch_states(self) -> dict[str, WatchState]:
        """All of them by watch."""
        return {state.watch: state for state in await self._database.records(WatchState, _WATCHES)}

    async def decision(self, subject: str, receiver: str = "") -> DecisionRow | None:
        """What was decided last about this match, or about this alert at this receiver."""
        found = await self._database.few_records(DecisionRow, _DECISION, subject=subject, receiver=receiver)
        return next(iter(found), None)

    async def record_decisions(
        self,
        rows: Sequence[DecisionRow],
        states: Sequence[AlertState] = (),
        watches: Sequence[WatchState] = (),
        released: Sequence[DecisionRow] = (),
    ) -> bool:
        """Writes all of it, or nothing and answers False where one of `released` is not held."""
        upsert = self._database.upsert
        steps = (
            Step(upsert(alert_states, "watch", "story"), [state_row(state) for state in states]),
            Step(upsert(watch_states, "watch"), [watch_row(state) for state in watches]),
            Step(upsert(decisions, "subject", "receiver"), [decision_row(row) for row in rows]),
        )
        release = Step(_RELEASE, [_released(row) for row in released])
        return await self._database.replace([release], *(step for step in steps if step.rows))

    async def decisions(self, wanted: DecisionQuery, limit: int = 1000) -> Sequence[DecisionRow]:
        """Recorded decisions that are wanted, newest first."""
        newest_first = _DECISIONS.where(*_conditions(wanted), *_beyond(wanted)).order_by(
            decisions.c.at.desc(), decisions.c.seq.desc()
        )
        return await self._database.records(DecisionRow, newest_first.limit(limit))

    async def daily_hits(self, since: datetime, watch: str | None = None) -> Sequence[DailyHits]:
        """How many matches were decided at `since` or later, by watch, then by day."""
        is_sqlite = self._database.is_sqlite
        return await self._database.read(lambda connection: daily_hits(connection, since, watch, is_sqlite=is_sqlite))

    async def held_due(self, now: datetime, limit: int = 1000) -> Sequence[DecisionRow]:
        """Held matches whose moment of release has come, the oldest first."""
        return await self._database.records(DecisionRow, _HELD_DUE.limit(limit), now=now, longest=longest_hold(now))

    async def holding(self) -> set[str]:
        """Ids of the mutes that hold matches now."""
        return {row.decided_by for row in await self._database.fetch(_HOLDING)}

    async def unsent_decisions(self) -> Sequence[DecisionRow]:
        """Decisions whose messages may not be in the log, the oldest first."""
        return await self._database.records(DecisionRow, _UNSENT)

    async def decisions_sent(self, rows: Sequence[DecisionRow]) -> None:
        """Notes that the messages of `rows` are in the log; one that was decided otherwise since stays unsent."""
        if rows:
            await self._database.write_each(Step(_SENT, [_sent(row) for row in rows]))

    async def forget_alert_states(self, before: datetime) -> int:
        """Removes states whose last match was decided before `before`; returns how many."""
        return await self._database.delete(alert_states, alert_states.c.last < bindparam("before"), before=before)

    async def forget_watch_states(self, before: datetime) -> int:
        """Removes states of watches whose last match was decided before `before`; returns how many."""
        return await self._database.delete(watch_states, watch_states.c.last < bindparam("before"), before=before)

    async def forget_decisions(self, before: datetime) -> int:
        """Removes decisions made before `before`, never on what is held or unsent; returns how many."""
        return await self._database.delete(decisions, _ENDED, before=before)


def _conditions(wanted: DecisionQuery) -> list[ColumnElement[bool]]:
    equal = [column == value for name, column in _EQUAL.items() if (value := getattr(wanted, name)) is not None]
    among = [column.in_(values) for name, column in _AMONG.items() if (values := getattr(wanted, name)) is not None]
    return equal + among + ([] if wanted.since is None else [decisions.c.at >= wanted.since])


def _beyond(wanted: DecisionQuery) -> list[ColumnElement[bool]]:
    if wanted.beyond is None:
        return []
    at, subject, receiver = wanted.beyond
    row = decisions.alias("last")
    seq = select(row.c.seq).where(row.c.subject == subject, row.c.receiver == receiver).scalar_subquery()
    return [older(decisions.c.at, decisions.c.seq, at, seq)]


def state_row(state: AlertState) -> dict[str, object]:
    """`state` as it stands in its table."""
    return {"watch": state.watch, "story": state.story, "last": state.last, "record": encode(state).decode()}


def watch_row(state: WatchState) -> dict[str, object]:
    """`state` as it stands in its table."""
    return {"watch": state.watch, "last": state.last, "record": encode(state).decode()}


def decision_row(row: DecisionRow) -> dict[str, object]:
    """`row` as it stands in its table."""
    decision = row.decision
    return {
        "subject": decision.subject,
        "receiver": decision.receiver,
        "watch": decision.watch,
        "story": decision.story,
        "article": decision.article,
        "alert": decision.alert,
        "outcome": decision.outcome.value,
        "decided_by": decision.by,
        "until": decision.until,
        "at": decision.at,
        "unsent": row.unsent,
        "record": encode(row).decode(),
    }


def _released(row: DecisionRow) -> dict[str, object]:
    return {**decision_row(row), "of_subject": row.decision.subject, "at_receiver": row.decision.receiver}


def _sent(row: DecisionRow) -> dict[str, object]:
    return {
        "of_subject": row.decision.subject,
        "at_receiver": row.decision.receiver,
        "was": row.decision.outcome.value,
        "decided_at": row.decision.at,
        "unsent": False,
        "record": encode(replace(row, unsent=False)).decode(),
    }
