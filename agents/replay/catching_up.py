"""What falls due between two messages of a replay, each at its own moment: releases, spikes, sending, forgetting.

The running program looks every second; here time jumps from one message to the next, and what is due in between is done
in the order in which it falls due.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from agents.attention.base import Attending
from agents.attention.rounds import attend
from agents.replay.event_time import EventTime
from agents.sending.rounds import Delivering, sending
from agents.sending.sender import send_due_to
from agents.story import Stories
from monitor.ledger.due import next_due

_FORGETTING: Final = timedelta(minutes=10)  # between two rounds of forgetting, as in the running program
_MOST: Final = 1000  # held matches, or deliveries of a receiver, that are looked at to find the next moment


class CatchingUp(NamedTuple):
    """What is done until a moment: before an article is placed, a match decided, an alert taken to its receivers."""

    time: EventTime
    attending: Attending
    delivering: Delivering
    stories: Stories
    sketches_kept: timedelta

    async def releases(self, until: datetime) -> None:
        """Tells what was held and is due at `until`."""
        at: datetime | None = None
        while at != until:
            held = await self.attending.store.held_due(until, _MOST)
            at = next_due(at, (row.decision.until for row in held), until)
            self.time.set(at)
            await attend(self.attending)

    async def sending(self, until: datetime) -> None:
        """Sends what is due at `until`, to nobody: the ledger has when it would have gone, and with what."""
        store = self.delivering.store
        at: datetime | None = None
        while at != until and (names := await store.receivers_due(until)):
            held = [each.next_attempt for name in names for each in await store.held_deliveries(name)]
            due = [each.next_attempt for name in names for each in await store.due(until, _MOST, name)]
            at = next_due(at, (*held, *due), until)
            self.time.set(at)
            for name in names:
                await send_due_to(name, sending(self.delivering))

    def forgetting(self) -> Callable[[datetime], Awaitable[None]]:
        """Forgets sketches and closes stories at the moments at which the running program does."""
        last: datetime | None = None

        async def forget(until: datetime) -> None:
            nonlocal last
            if last is None or until - last >= _FORGETTING:
                last = until
                await self.stories.forget(until - self.sketches_kept, until - self.stories.idle)

        return forget
