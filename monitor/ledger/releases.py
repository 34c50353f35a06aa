"""What was held is told once its hold is over: its moment has come, or its mute was ended or taken away."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from monitor.alerting.attention.mutes import is_in_force
from monitor.alerting.releases.batches import batches, held_on
from monitor.alerting.releases.release import Release, release, storylines
from monitor.ledger.rules import LedgerStore, Rules, all_mutes
from monitor.records import DecisionOutcome, Mute
from monitor.store.base import AlertStore, DecisionQuery, DecisionRow

_MOST: Final = 10_000  # rows that are looked at in one round


async def record_releases(
    store: LedgerStore, rules: Rules, now: datetime, is_ours: Callable[[str], bool] = lambda _watch: True
) -> tuple[Release, ...]:
    """Records the releases of all that is due at `now`, of the watches that are ours; returns them."""
    mutes = [mute for mute in await all_mutes(store, rules, now) if is_in_force(mute, now)]
    due = [row for row in await _due(store, mutes, now) if is_ours(row.decision.watch)]
    renames = await store.renames() if due and mutes else {}
    on = {row.decision.subject: held for row in due if (held := held_on(row, mutes, now, renames))}
    if new := [row for row in on.values() if row.unsent]:
        await store.record_decisions([], released=new)
    over = [row for row in due if row.decision.subject not in on]
    made = [await _release(store, rules, batch, now) for batch in batches(over)]
    return tuple(each for each in made if each is not None)


async def _due(store: AlertStore, mutes: Iterable[Mute], now: datetime) -> Sequence[DecisionRow]:
    """What is held and whose moment has come, or whose mute is not in force any more."""
    due = {row.decision.subject: row for row in await store.held_due(now, _MOST)}
    for by in await store.holding() - {mute.id for mute in mutes}:
        held = await store.decisions(DecisionQuery(by=by, outcome=DecisionOutcome.HELD, receiver=""), _MOST)
        due |= {row.decision.subject: row for row in reversed(held)}
    return list(due.values())


async def _release(store: LedgerStore, rules: Rules, held: Sequence[DecisionRow], now: datetime) -> Release | None:
    """Records one message; None where another worker has released some of it."""
    watch = held[0].decision.watch
    states = await store.alert_states(watch, {*storylines(held), *(row.decision.story for row in held)})
    policy = rules.policies.get(watch)
    made = release(held, states, policy.throttle if policy else None, now)
    return made if await store.record_decisions([made.row], made.states, released=made.released) else None
