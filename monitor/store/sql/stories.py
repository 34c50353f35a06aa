"""Sketches in a database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from monitor.records import encode
from monitor.store.base import Sketch
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import sketches

_SINCE = select(sketches.c.record).where(sketches.c.placed >= bindparam("since"))
_IN_ORDER = _SINCE.order_by(sketches.c.placed, sketches.c.seq)
_BEFORE = sketches.c.placed < bindparam("before")


class SqlStoryStore(Part):
    """See StoryStore."""

    async def sketches(self, since: datetime) -> Sequence[Sketch]:
        """All sketches placed at or after `since`, in the order they were placed."""
        return await self._database.records(Sketch, _IN_ORDER, since=since)

    async def remember_sketch(self, sketch: Sketch) -> None:
        """Writes one sketch."""
        row = {"article": sketch.article, "placed": sketch.placed, "record": encode(sketch).decode()}
        await self._database.write(Step(self._database.upsert(sketches, "article"), row))

    async def forget_sketches(self, before: datetime) -> int:
        """Removes sketches placed before `before`; returns how many."""
        return await self._database.delete(sketches, _BEFORE, before=before)
