"""Archived articles that may meet a requirement: what the index tells, in as few turns as can be.

All of it is done in one go with one connection, so that the event loop waits for it once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, TextClause

from monitor.match.narrowing.meeting import may_meet
from monitor.match.narrowing.terms import Requirement
from monitor.match.narrowing.tokens import version
from monitor.store.base import Candidate
from monitor.store.sql.archive.searching import (
    ALL,
    IN_BLOCKS,
    NEWEST,
    POSTGRESQL,
    RECORDS,
    SQLITE,
    STALE,
    asked,
)
from monitor.store.sql.packed import unpacked
from monitor.store.sql.tables import BLOCK_BITS

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 2**62
_FEW, _MANY = 64, 1024  # articles of which the sentences are read at once
_BLOCKS = 4, 16, 64  # that are looked into at once, one number after the other
_Told: TypeAlias = Row[*tuple[Any, ...]]
"""The position of an article, and its sentences."""


class Bounds(NamedTuple):
    """Which articles are meant: fetched at `since` or later, of a position below `before`, and how many at most."""

    since: datetime
    before: int
    limit: int


def find(
    connection: Connection, requirement: Requirement, together: Requirement, bounds: Bounds, *, is_sqlite: bool
) -> list[Candidate]:
    """The articles that may meet both, what was archived last first; `together` is about one sentence of each."""
    match = asked(requirement, is_sqlite=is_sqlite)
    if match is None:
        return candidates(connection.execute(ALL, bounds._asdict()).all())
    values = bounds._asdict() | {"version": version(), "asked": match}
    rows = [*connection.execute(STALE[is_sqlite], values)]
    told = _in_sqlite(connection, values) if is_sqlite else _in_postgresql(connection, values)
    is_together = may_meet(together)
    if kept := list(islice((seq for seq, sentences in told if is_together(sentences)), bounds.limit)):
        rows += connection.execute(RECORDS, {"those": kept})
    return candidates(sorted(rows, key=lambda row: row.seq, reverse=True)[: bounds.limit])


def _in_sqlite(connection: Connection, values: Mapping[str, Any]) -> Iterator[_Told]:
    yield from _in_batches(connection, SQLITE, values, values["before"])


def _in_postgresql(connection: Connection, values: Mapping[str, Any]) -> Iterator[_Told]:
    """Looks into few blocks of articles first, the last ones, so that of common words not all articles are gathered."""
    before = min(values["before"], (connection.execute(NEWEST).scalar() or 0) + 1)
    for number in _BLOCKS:
        end = (before - 1 >> BLOCK_BITS) + 1
        blocks = list(range(max(0, end - number), end))
        yield from _in_batches(connection, IN_BLOCKS, {**values, "blocks": blocks}, before)
        if end <= number:
            return
        before = blocks[0] << BLOCK_BITS
    yield from _in_batches(connection, POSTGRESQL, values, before)


def _in_batches(
    connection: Connection, statement: TextClause, values: Mapping[str, Any], before: int
) -> Iterator[_Told]:
    """The articles of a position below `before` that the index finds, what was archived last first."""
    size = max(values["limit"], _FEW)
    while rows := connection.execute(statement, {**values, "before": before, "limit": size}).all():
        yield from rows
        if len(rows) < size:
            return
        before, size = rows[-1].seq, min(2 * size, _MANY)


def candidates(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Candidate]:
    """The articles in `rows`."""
    return [Candidate(row.seq, unpacked(row.record).encode()) for row in rows]
