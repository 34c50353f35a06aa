"""When attention looks: every second at what is held, twice a minute at what does not come."""

import asyncio

from agents.attention.absences import look
from agents.attention.base import ATTENTION, Attending
from agents.attention.blindness import look_for_blind
from agents.attention.releases import release_due, tell_recorded
from agents.runtime.edges import retry_until_available

_LOOK_SECONDS = 1.0
_ROUNDS_A_LOOK = 30  # absences are looked for once in so many


async def attend_forever(attending: Attending) -> None:
    """Tells what is due, beginning with what a crash left untold, until cancelled."""
    rounds = 0
    while True:
        attending.edges.alive(ATTENTION)
        if rounds % _ROUNDS_A_LOOK == 0:
            await retry_until_available(ATTENTION, lambda: look(attending), attending.edges)
            await retry_until_available(ATTENTION, lambda: look_for_blind(attending), attending.edges)
        await attend(attending)
        await asyncio.sleep(_LOOK_SECONDS)
        rounds += 1


async def attend(attending: Attending) -> None:
    """One round: releases what is due, and tells all that is recorded."""
    await retry_until_available(ATTENTION, lambda: release_due(attending), attending.edges)
    await retry_until_available(ATTENTION, lambda: tell_recorded(attending), attending.edges)
