"""What becomes of a match: decided once, recorded, and said again the same way however often it is asked."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.chain.chain import decide
from monitor.alerting.chain.elsewhere import LATELY
from monitor.alerting.chain.gathering import gathered, stories_held
from monitor.alerting.chain.known import Known, policy_of, redirects, stories_of
from monitor.alerting.chain.recording import Decided
from monitor.alerting.state import AlertState
from monitor.ledger.rules import LedgerStore, Rules, all_mutes
from monitor.records import DecisionOutcome, Match, Record
from monitor.store.base import AlertStore, DecisionQuery, DecisionRow

_MOST: Final = 10_000  # held matches of one story
_LATEST: Final = 32  # stories that a watch met last
_MERGES: Final = 3  # merged stories of merged stories that are looked up


class Recorded(Record, frozen=True, kw_only=True):
    """What is in the ledger about a match."""

    row: DecisionRow
    new: tuple[DecisionRow, ...] = ()  # all that was recorded now, `row` among it; nothing where it was there already
    released: tuple[DecisionRow, ...] = ()  # what was held and went with it


async def decide_on(match: Match, store: LedgerStore, rules: Rules, now: datetime) -> Recorded:
    """The decision on `match`: the recorded one, else one by what is known at `now`, recorded with its states.

    A match that was on its way while its watch got another id is one of the watch of that id.
    """
    if match.watch not in rules.policies:
        match = _renamed(match, await store.renames(), rules)
    while True:
        row, known = await asyncio.gather(store.decision(match.id), _known(match, store, rules, now))
        if row is not None:
            return Recorded(row=row)
        decided = await _gathered(decide(match, known, now), match, known, store, now)
        if decided.watch is None:
            return Recorded(row=decided.row)
        new = (decided.row, *decided.others)
        if await store.record_decisions(new, decided.states, [decided.watch], decided.released):
            return Recorded(row=decided.row, new=new, released=decided.released)
        # something of it was released in between: decided again


def _renamed(match: Match, renames: Mapping[str, str], rules: Rules) -> Match:
    """`match` under the id that its watch is configured under, where it is."""
    policy = rules.policies.get(renames.get(match.watch, ""))
    return match if policy is None else replace(match, watch=policy.watch, watchlist=policy.watchlist)


async def _known(match: Match, store: LedgerStore, rules: Rules, now: datetime) -> Known:
    states, lately, watch, mutes, acknowledgements = await asyncio.gather(
        _states(match, store),
        store.latest_alert_states(match.watch, now - LATELY, _LATEST),
        store.watch_state(match.watch),
        all_mutes(store, rules, now),
        store.acknowledgements(match.watch),
    )
    return Known(
        policy=policy_of(rules.policies, match),
        states=states,
        lately=tuple(lately),
        watch=watch,
        mutes=mutes,
        acknowledgements=tuple(acknowledgements),
    )


async def _states(match: Match, store: AlertStore) -> dict[str, AlertState]:
    """Those of the story, of all that was merged into it, and of its storyline."""
    states = await store.alert_states(match.watch, stories_of(match))
    for _ in range(_MERGES):
        further = await store.alert_states(match.watch, names) if (names := redirects(states)) else {}
        if not further:
            break
        states |= further
    return states


async def _gathered(decided: Decided, match: Match, known: Known, store: AlertStore, now: datetime) -> Decided:
    stories = stories_held(decided)
    if not stories:
        return decided
    wanted = DecisionQuery(watch=match.watch, stories=stories, outcome=DecisionOutcome.HELD, receiver="")
    held = tuple(reversed(await store.decisions(wanted, _MOST)))
    return gathered(decided, match, known, held, now)
