"""Alert state in a database."""

from datetime import datetime

from sqlalchemy import bindparam, select

from monitor.records import encode
from monitor.store.base import AlertState
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import alert_states

_OF_STORY = alert_states.c.story == bindparam("story")
_STATE = select(alert_states.c.record).where(alert_states.c.watch == bindparam("watch"), _OF_STORY)

_BEFORE = alert_states.c.last < bindparam("before")


class SqlAlertStore(Part):
    """See AlertStore."""

    async def alert_state(self, watch: str, story: str) -> AlertState | None:
        """What is known of this watch in this story."""
        found = await self._database.records(AlertState, _STATE, watch=watch, story=story)
        return found[0] if found else None

    async def remember_alert_state(self, state: AlertState) -> None:
        """Writes it."""
        row = {"watch": state.watch, "story": state.story, "last": state.last, "record": encode(state).decode()}
        await self._database.write(Step(self._database.upsert(alert_states, "watch", "story"), row))

    async def forget_alert_states(self, before: datetime) -> int:
        """Removes states whose last match was decided before `before`; returns how many."""
        return await self._database.delete(alert_states, _BEFORE, before=before)
