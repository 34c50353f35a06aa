"""Tells that a watch has had no match for longer than it allows, and begins to count for those that tell spikes."""

from collections.abc import Collection, Mapping
from datetime import datetime

from msgspec.structs import replace

from agents.attention.base import Attending
from agents.attention.hearing import heard
from monitor.alerting.attention.absence import Silence, absence_alert, is_absent, silence_after
from monitor.alerting.attention.counts import Counts
from monitor.alerting.policy import Absence, Policy
from monitor.alerting.releases.batches import held_on
from monitor.alerting.releases.release import decision_on
from monitor.ledger.rules import GivenRules, all_mutes
from monitor.match.watchlist import Watch
from monitor.records import Alert, DecisionReason, Visibility
from monitor.store.base import DecisionRow, Store, WatchState


async def look(attending: Attending) -> None:
    """One look at each live watch that tells absence or spikes, as it is configured when nobody else decides."""
    async with attending.turn:
        await _look(attending)


async def _look(attending: Attending) -> None:
    store, now, policies = attending.store, attending.edges.clock(), attending.policies()
    ours = [(watch, policies[watch.id]) for watch in attending.watches() if is_looked_at(watch, policies, now)]
    mine = [(watch, policy) for watch, policy in ours if attending.is_ours(watch.id)]
    if any(policy.spike for _, policy in mine):
        await _begin_to_count(store, [policy for _, policy in mine if policy.spike], now)
    absences = [(watch, policy, policy.absence) for watch, policy in mine if policy.absence]
    await _forget(store, {watch.id for watch, policy in ours if policy.absence}, policies)
    if not absences:
        return
    silences, states, feeds = await store.silences(), await store.watch_states(), await store.feed_states()
    for watch, policy, absence in absences:
        state = states.get(watch.id) or _new(policy, now)
        hearings = heard(watch.sources, attending.feeds(), state.feeds, feeds, now)
        before = silences.get(watch.id)
        silence = silence_after(before, watch.id, state.last_match, hearings, now)
        await _listen(attending, policy, absence, before, silence, now)


async def _forget(store: Store, told: Collection[str], policies: Mapping[str, Policy]) -> None:
    """Silences of watches that tell no absence; watches that only other workers have read of so far keep theirs."""
    others = {each.watch for each in await store.known_watches() if not each.is_gone and each.watch not in policies}
    await store.forget_silences({*told, *others})


def is_looked_at(watch: Watch, policies: Mapping[str, Policy], now: datetime) -> bool:
    """Watches that tell nobody, or not any more, tell no absence."""
    is_over = watch.expires is not None and watch.expires <= now
    return watch.id in policies and watch.visibility is Visibility.LIVE and not is_over


async def _begin_to_count(store: Store, policies: list[Policy], now: datetime) -> None:
    """A watch is as old as its counts, whether it had a match or not."""
    states = await store.watch_states()
    known = {policy.watch: states.get(policy.watch) or _new(policy, now) for policy in policies}
    begun = [replace(state, counts=Counts(since=now)) for state in known.values() if state.counts is None]
    if begun:
        await store.record_decisions([], [], begun)


def _new(policy: Policy, now: datetime) -> WatchState:
    return WatchState(watch=policy.watch, watchlist=policy.watchlist, last=now)


async def _listen(
    attending: Attending, policy: Policy, absence: Absence, before: Silence | None, silence: Silence, now: datetime
) -> None:
    if is_absent(silence, absence):
        await tell_once(attending, absence_alert(policy, absence, silence, now), DecisionReason.ABSENCE, now)
        silence = replace(silence, told=now)
    if silence != before:
        await attending.store.remember_silence(silence)


async def tell_once(attending: Attending, alert: Alert, reason: DecisionReason, now: datetime) -> None:
    """Records `alert`, held where the watch is muted; where a crash came after that, it is there already."""
    if await attending.store.decision(alert.id) is None:
        told = DecisionRow(decision=decision_on(alert, reason, "", now), alert=alert, unsent=True)
        mutes = await all_mutes(attending.store, GivenRules(mutes=tuple(attending.mutes())), now)
        row = held_on(told, mutes, now) or told
        await attending.store.record_decisions([row])
        attending.tally(row.decision)
