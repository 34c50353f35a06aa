"""What cannot be looked at is a finding of its point, and the next point follows."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator

from monitor.doctor.finding import Finding, Point, fail


def guarded(point: Point, look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What `look` finds; a failure where a file or a database does not let this user look."""
    try:
        yield from look()
    except (OSError, sqlite3.Error) as error:
        yield _unseen(point, error)


async def guarded_later(point: Point, look: AsyncIterator[Finding]) -> AsyncIterator[Finding]:
    """The same of what is waited for."""
    try:
        async for finding in look:
            yield finding
    except (OSError, sqlite3.Error) as error:
        yield _unseen(point, error)


def _unseen(point: Point, error: OSError | sqlite3.Error) -> Finding:
    file = getattr(error, "filename", None)
    why = f"{file}: {getattr(error, 'strerror', '')}" if file else str(error)
    return fail(point, f"cannot be looked at: {why}", "run this as the user that the program runs as")
