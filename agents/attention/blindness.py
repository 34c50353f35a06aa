"""Tells that a watch is blind: each feed that it looks at is dead, gone or silent. Once, until one of them is back."""

from datetime import datetime

from msgspec.structs import replace

from agents.attention.absences import is_looked_at, tell_once
from agents.attention.base import Attending
from monitor.alerting.policy import Policy
from monitor.coverage.coverage import Coverage, coverages
from monitor.coverage.notice import blind_notice
from monitor.records import DecisionReason
from monitor.store.base import WatchState


async def look_for_blind(attending: Attending) -> None:
    """One look at each live watch of ours, as it is configured when nobody else decides."""
    async with attending.turn:
        await _look(attending)


async def _look(attending: Attending) -> None:
    now, policies = attending.edges.clock(), attending.policies()
    ours = [each for each in attending.watches() if is_looked_at(each, policies, now) and attending.is_ours(each.id)]
    if not ours:
        return
    found = coverages(ours, attending.feeds(), await attending.store.feed_states(), now)
    states = await attending.store.watch_states()
    for watch in ours:
        coverage, state = found[watch.id], states.get(watch.id)
        is_told = state is not None and state.blind_since is not None
        if coverage.is_lasting and not is_told:
            await tell_once(attending, blind_notice(policies[watch.id], coverage, now), DecisionReason.BLIND, now)
            await _remember(attending, policies[watch.id], coverage, now)
        elif coverage.alive and is_told:
            await _remember(attending, policies[watch.id], coverage, now)


async def _remember(attending: Attending, policy: Policy, coverage: Coverage, now: datetime) -> None:
    """Since when people know that it is blind; nothing once it is not."""
    known = await attending.store.watch_state(policy.watch)
    state = known or WatchState(watch=policy.watch, watchlist=policy.watchlist, last=now)
    since = (coverage.blind_since or now) if coverage.is_blind else None
    await attending.store.record_decisions([], [], [replace(state, blind_since=since)])
