"""Which watches are configured, and how what is remembered of one goes on under another id, in a database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Delete, Table, bindparam, delete, select, update

from monitor.alerting.renames import acknowledgement_moved, moved, silence_moved, watch_moved
from monitor.records import Acknowledgement, Mute, Record, encode
from monitor.store.base import AlertState, KnownWatch, Silence, WatchState
from monitor.store.sql.alerts import state_row, watch_row
from monitor.store.sql.database import Step, decoded
from monitor.store.sql.part import Part
from monitor.store.sql.people.attention import acknowledgement_row, mute_row, silence_row
from monitor.store.sql.tables import (
    acknowledgements,
    alert_states,
    mutes,
    silences,
    watch_renames,
    watch_states,
    watches,
)

R = TypeVar("R", bound=Record)

_ALL = select(watches.c.record).order_by(watches.c.watch)
_WITHOUT_STATE = select(watches.c.watch).where(watches.c.watch.not_in(select(watch_states.c.watch)))
_IN_STORY: Final = delete(alert_states).where(
    alert_states.c.watch == bindparam("of_watch"), alert_states.c.story == bindparam("of_story")
)

_RENAMED: Final = (
    update(watch_renames).where(watch_renames.c.goes_on == bindparam("before")).values(goes_on=bindparam("after"))
)


class SqlWatchStore(Part):
    """See WatchStore."""

    async def known_watches(self) -> Sequence[KnownWatch]:
        """All of them, those that are gone included, by id."""
        return await self._database.records(KnownWatch, _ALL)

    async def remember_watches(
        self, watches: Sequence[KnownWatch], taken_over: Mapping[str, KnownWatch], now: datetime
    ) -> Mapping[str, str]:
        """Writes `watches`; those that are `taken_over`, by their id, go on as others, in the same transaction."""
        taken: dict[str, str] = {}

        def steps(connection: Connection) -> Iterator[Step]:
            taken.clear()  # it may be run again
            for old, new in taken_over.items():
                if _removed(connection, old):
                    taken[old] = new.watch
                    yield from filter(_has_rows, self._going_on(connection, old, new))
                    yield from self._renamed(old, new.watch, now)
            yield from filter(_has_rows, self._said_of(connection, taken))
            yield from filter(_has_rows, self._known(watches))

        await self._database.change(steps)
        return taken

    async def renames(self) -> Mapping[str, str]:
        """By the ids of watches that went on under another one, those under which they are known now."""
        return {row.watch: row.goes_on for row in await self._database.fetch(select(watch_renames))}

    async def forget_watches(self, configured: Collection[str]) -> int:
        """Removes those that are not `configured` and have no watch state; returns how many."""
        gone = [row.watch for row in await self._database.fetch(_WITHOUT_STATE) if row.watch not in configured]
        if gone:
            await self._database.write(Step(_all_of(watches), [{"of_watch": watch} for watch in gone]))
        return len(gone)

    async def forget_renames(self, before: datetime) -> int:
        """Removes renames of watches that went on under another id before `before`; returns how many."""
        return await self._database.delete(watch_renames, watch_renames.c.at < bindparam("before"), before=before)

    def _renamed(self, old: str, new: str, now: datetime) -> Iterator[Step]:
        """Whatever went on as `old` is known as `new` now."""
        yield Step(_RENAMED, {"before": old, "after": new})
        row = {"watch": old, "goes_on": new, "at": now}
        yield Step(self._database.upsert(watch_renames, "watch"), row)

    def _known(self, known: Sequence[KnownWatch]) -> Iterator[Step]:
        """In the order of their ids, so that two workers who do it at once do not wait for each other in a circle."""
        ordered = sorted(known, key=lambda each: each.watch)
        rows = [{"watch": each.watch, "record": encode(each).decode()} for each in ordered]
        yield Step(self._database.upsert(watches, "watch"), rows)
        yield Step(_all_of(watch_renames), [{"of_watch": each.watch} for each in ordered if not each.is_gone])

    def _going_on(self, connection: Connection, old: str, new: KnownWatch) -> Iterator[Step]:
        """What is remembered of the watch `old` goes over to `new`."""
        states = _of_watch(connection, alert_states, AlertState, old)
        there = {state.story: state for state in _of_watch(connection, alert_states, AlertState, new.watch)}
        rows = [state_row(moved(state, new.watch, there.get(state.story))) for state in states]
        yield Step(self._database.upsert(alert_states, "watch", "story"), rows)
        yield Step(_IN_STORY, [{"of_watch": old, "of_story": state.story} for state in states if not state.held])
        yield Step(self._database.upsert(watch_states, "watch"), _watch_rows(connection, old, new))
        yield Step(self._database.upsert(silences, "watch"), _silence_rows(connection, old, new.watch))
        said = _acknowledgement_rows(connection, old, new.watch)
        yield Step(self._database.upsert(acknowledgements, "watch", "story"), said)

    def _said_of(self, connection: Connection, taken: Mapping[str, str]) -> Iterator[Step]:
        """Mutes of the watches that are taken over name them by their new ids."""
        if taken:
            yield Step(self._database.upsert(mutes, "id"), [mute_row(each) for each in _mutes(connection, taken)])


def _has_rows(step: Step) -> bool:
    return bool(step.rows)


def _removed(connection: Connection, watch: str) -> bool:
    """Whether `watch` was known until now; another worker may have taken it over a moment ago."""
    return connection.execute(_all_of(watches), {"of_watch": watch}).rowcount > 0


def _watch_rows(connection: Connection, old: str, new: KnownWatch) -> list[dict[str, object]]:
    there = next(iter(_of_watch(connection, watch_states, WatchState, new.watch)), None)
    return [watch_row(watch_moved(each, new, there)) for each in _taken(connection, watch_states, WatchState, old)]


def _silence_rows(connection: Connection, old: str, new: str) -> list[dict[str, object]]:
    there = next(iter(_of_watch(connection, silences, Silence, new)), None)
    return [silence_row(silence_moved(each, new, there)) for each in _taken(connection, silences, Silence, old)]


def _acknowledgement_rows(connection: Connection, old: str, new: str) -> list[dict[str, object]]:
    there = {each.story: each for each in _of_watch(connection, acknowledgements, Acknowledgement, new)}
    said = _taken(connection, acknowledgements, Acknowledgement, old)
    return [acknowledgement_row(acknowledgement_moved(each, new, there.get(each.story))) for each in said]


def _mutes(connection: Connection, taken: Mapping[str, str]) -> Iterator[Mute]:
    for mute in decoded(Mute, connection.execute(select(mutes.c.record).with_for_update()).scalars().all()):
        if (new := taken.get(mute.matcher.watch or "")) is not None:
            yield replace(mute, matcher=replace(mute.matcher, watch=new))


def _of_watch(connection: Connection, table: Table, kind: type[R], watch: str) -> list[R]:
    """The records of `watch`, which nobody else changes until the end of the transaction."""
    query = select(table.c.record).where(table.c.watch == bindparam("of_watch")).with_for_update()
    return decoded(kind, connection.execute(query, {"of_watch": watch}).scalars().all())


def _taken(connection: Connection, table: Table, kind: type[R], watch: str) -> list[R]:
    """Removes the records of `watch` and returns them as they were last."""
    removed = connection.execute(_all_of(table).returning(table.c.record), {"of_watch": watch})
    return decoded(kind, removed.scalars().all())


def _all_of(table: Table) -> Delete:
    return delete(table).where(table.c.watch == bindparam("of_watch"))
