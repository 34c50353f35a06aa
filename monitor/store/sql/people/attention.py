"""What people say about alerts, and how long watches have been without a match, in a database."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from monitor.records import Acknowledgement, Mute, encode
from monitor.store.base import Silence
from monitor.store.sql.database import Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import acknowledgements, mutes, silences

_MUTES = select(mutes.c.record).where(mutes.c.until >= bindparam("since")).order_by(mutes.c.until, mutes.c.id)
_OF_WATCH = acknowledgements.c.watch == bindparam("watch")
_ALL = select(acknowledgements.c.record).order_by(acknowledgements.c.at.desc(), acknowledgements.c.story)


class SqlAttentionStore(Part):
    """See AttentionStore."""

    async def remember_mute(self, mute: Mute) -> None:
        """Writes one mute."""
        await self._database.write(Step(self._database.upsert(mutes, "id"), mute_row(mute)), durable=True)

    async def mutes(self, since: datetime) -> Sequence[Mute]:
        """Mutes that end at `since` or later, whether somebody ended them sooner or not; what ends first is first."""
        return await self._database.few_records(Mute, _MUTES, since=since)

    async def remember_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        """Writes what is said of a watch and story, in the place of what was said before."""
        row = acknowledgement_row(acknowledgement)
        await self._database.write(Step(self._database.upsert(acknowledgements, "watch", "story"), row), durable=True)

    async def acknowledgements(self, watch: str | None = None) -> Sequence[Acknowledgement]:
        """Those of a watch, or all, newest first."""
        if watch is None:
            return await self._database.records(Acknowledgement, _ALL)
        return await self._database.few_records(Acknowledgement, _ALL.where(_OF_WATCH), watch=watch)

    async def silences(self) -> dict[str, Silence]:
        """How long each watch that tells absence has been without a match, by watch."""
        return {found.watch: found for found in await self._database.records(Silence, select(silences.c.record))}

    async def remember_silence(self, silence: Silence) -> None:
        """Writes it."""
        await self._database.write(Step(self._database.upsert(silences, "watch"), silence_row(silence)))

    async def forget_mutes(self, before: datetime) -> int:
        """Removes mutes that end before `before`; returns how many."""
        return await self._database.delete(mutes, mutes.c.until < bindparam("before"), before=before)

    async def forget_acknowledgements(self, before: datetime) -> int:
        """Removes acknowledgements made before `before`; returns how many."""
        return await self._database.delete(acknowledgements, acknowledgements.c.at < bindparam("before"), before=before)

    async def forget_silences(self, kept: Collection[str]) -> int:
        """Removes those of all watches but these; returns how many."""
        gone = [watch for watch in await self.silences() if watch not in kept]
        for watch in gone:
            await self._database.delete(silences, silences.c.watch == bindparam("watch_"), watch_=watch)
        return len(gone)


def mute_row(mute: Mute) -> dict[str, object]:
    """`mute` as it stands in its table."""
    return {"id": mute.id, "until": mute.until, "record": encode(mute).decode()}


def acknowledgement_row(acknowledgement: Acknowledgement) -> dict[str, object]:
    """`acknowledgement` as it stands in its table."""
    return {
        "watch": acknowledgement.watch,
        "story": acknowledgement.story,
        "at": acknowledgement.at,
        "record": encode(acknowledgement).decode(),
    }


def silence_row(silence: Silence) -> dict[str, object]:
    """`silence` as it stands in its table."""
    return {"watch": silence.watch, "record": encode(silence).decode()}
