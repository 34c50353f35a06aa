"""Tells what was held, once its hold is over: its moment has come, or its mute was ended or taken away."""

import logging
from typing import Final

from agents.attention.base import ATTENTION, Attending
from agents.runtime.edges import emit_durably
from monitor.errors import Unprocessable
from monitor.ledger.releases import record_releases
from monitor.ledger.rules import GivenRules
from monitor.store.base import DecisionRow

log = logging.getLogger(__name__)

_TOGETHER: Final = 200  # decisions that are noted as told at once


async def release_due(attending: Attending) -> int:
    """Records the releases of all that is due; returns how many messages they are. `tell_recorded` tells them."""
    async with attending.turn:
        rules = GivenRules(policies=attending.policies(), mutes=tuple(attending.mutes()))
        made = await record_releases(attending.store, rules, attending.edges.clock(), attending.is_ours)
    for each in made:
        attending.tally(each.row.decision)
    return len(made)


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
