"""Tells what was held, once its hold is over: its moment has come, or its mute was ended or taken away."""

import logging
from collections.abc import Sequence
from datetime import datetime

from agents.attention.base import ATTENTION, Attending
from agents.runtime.edges import emit_durably
from monitor.alerting.attention.mutes import is_in_force
from monitor.alerting.releases.batches import batches, held_on
from monitor.alerting.releases.release import release
from monitor.errors import Unprocessable
from monitor.records import DecisionOutcome, Mute
from monitor.store.base import DecisionQuery, DecisionRow

log = logging.getLogger(__name__)

_MOST = 10_000  # rows that are looked at in one round
_TOGETHER = 200  # decisions that are noted as told at once


async def release_due(attending: Attending) -> int:
    """Records the releases of all that is due; returns how many messages they are. `tell_recorded` tells them."""
    async with attending.turn:
        now = attending.edges.clock()
        mutes = [mute for mute in await _mutes(attending, now) if is_in_force(mute, now)]
        due = [row for row in await _due(attending, mutes, now) if attending.is_ours(row.decision.watch)]
        on = {row.decision.subject: held for row in due if (held := held_on(row, mutes, now))}
        if on:
            await attending.store.record_decisions([], released=list(on.values()))
        over = [row for row in due if row.decision.subject not in on]
        return sum([await _release(attending, batch, now) for batch in batches(over)])


async def tell_recorded(attending: Attending) -> None:
    """Writes the messages of what is recorded and perhaps not told, a crash included: they have the same ids."""
    unsent = [row for row in await attending.store.unsent_decisions() if attending.is_ours(row.decision.watch)]
    for start in range(0, len(unsent), _TOGETHER):
        rows = unsent[start : start + _TOGETHER]
        for row in rows:
            await _tell(attending, row)
        await attending.store.decisions_sent(rows)


async def _tell(attending: Attending, row: DecisionRow) -> None:
    for emission in attending.emissions(row):
        try:
            await emit_durably(ATTENTION, emission, attending.edges)
        except Unprocessable as error:
            log.error("release_too_large alert=%s error=%s", row.decision.alert, error)


async def _mutes(attending: Attending, now: datetime) -> Sequence[Mute]:
    return [*attending.mutes(), *await attending.store.mutes(now)]


async def _due(attending: Attending, mutes: Sequence[Mute], now: datetime) -> Sequence[DecisionRow]:
    """What is held and whose moment has come, or whose mute is not in force any more."""
    store = attending.store
    due = {row.decision.subject: row for row in await store.held_due(now, _MOST)}
    for by in await store.holding() - {mute.id for mute in mutes}:
        held = await store.decisions(DecisionQuery(by=by, outcome=DecisionOutcome.HELD, receiver=""), _MOST)
        due |= {row.decision.subject: row for row in reversed(held)}
    return list(due.values())


async def _release(attending: Attending, held: Sequence[DecisionRow], now: datetime) -> int:
    """Records one message; 0 where another worker has released some of it."""
    store, watch = attending.store, held[0].decision.watch
    states = await store.alert_states(watch, {row.decision.story for row in held})
    policy = attending.policies().get(watch)
    made = release(held, states, policy.throttle if policy else None, now)
    if not await store.record_decisions([made.row], made.states, released=made.released):
        return 0
    attending.tally(made.row.decision)
    return 1
