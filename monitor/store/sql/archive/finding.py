"""Archived articles that may meet a requirement: what the index tells, in as few turns as can be.

All of it is done in one go with one connection, so that the event loop waits for it once.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from monitor.match.narrowing.sentences import may_meet
from monitor.match.narrowing.terms import EVERYTHING, Requirement
from monitor.match.narrowing.tokens import version
from monitor.store.base import Candidate
from monitor.store.sql.archive.searching import ALL, ESTIMATE, INDEXED, RECORDS, SENTENCES, STALE, TOTAL, Way, asked

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 2**62
_DEARER = 2
_FEW, _MANY = 64, 1024  # articles of which the sentences are read at once


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
    way = Way.FTS5 if is_sqlite else _way(connection, match, bounds.limit)
    if together == EVERYTHING:
        rows += connection.execute(INDEXED[way], values)
    elif kept := list(islice(_together(connection, together, values, way), bounds.limit)):
        rows += connection.execute(RECORDS, {"those": kept})
    return candidates(sorted(rows, key=lambda row: row.seq, reverse=True)[: bounds.limit])


def _way(connection: Connection, match: str, size: int) -> Way:
    """Which way PostgreSQL is quicker: to look into an article as it goes along costs twice as much as to gather one.

    Left to itself it goes along all of them for a rare word, as it does not know what it costs to look into one.
    """
    [plan] = connection.execute(ESTIMATE, {"asked": match}).scalar_one()
    meeting, total = plan["Plan"]["Plan Rows"], connection.execute(TOTAL).scalar_one()
    return Way.WALKED if meeting**2 > _DEARER * size * total else Way.GATHERED


def _together(connection: Connection, together: Requirement, values: dict[str, Any], way: Way) -> Iterator[int]:
    """The positions of those that the index finds of which one sentence may meet `together`."""
    size, before = max(values["limit"], _FEW), values["before"]
    while rows := connection.execute(SENTENCES[way], values | {"before": before, "limit": size}).all():
        yield from (row.seq for row in rows if may_meet(together, row.sentences))
        if len(rows) < size:
            return
        before, size = rows[-1].seq, min(2 * size, _MANY)


def candidates(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Candidate]:
    """The articles in `rows`."""
    return [Candidate(row.seq, row.record.encode()) for row in rows]
