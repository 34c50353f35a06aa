"""What may leave the embedded log: what is old or too much, and committed by every group that reads its topic."""

import sqlite3

from monitor.log.sqlite_file import place

_BATCH = 500  # messages dropped in one transaction


def _committed_by_all(db: sqlite3.Connection) -> list[tuple[int, int, int]]:
    """For each partition: its number, its retention, and the place below which every group has committed."""
    query = (
        "SELECT lane.id, lane.retention_ms, min(coalesce((SELECT min(next) FROM cursor WHERE cursor.lane = lane.id), "
        "lane.next)) FROM lane GROUP BY lane.id"
    )
    return [(number, retention, place(number, offset)) for number, retention, offset in db.execute(query)]


def drop_aged(db: sqlite3.Connection, now_ms: int) -> int:
    """Drops what is older at `now_ms` than its topic keeps; returns how many messages went."""
    query = "DELETE FROM message WHERE place >= ? AND place < ? AND timestamp_ms < ?"
    rows = [(place(number, 0), end, now_ms - retention) for number, retention, end in _committed_by_all(db)]
    return sum(db.execute(query, row).rowcount for row in rows)


def drop_oldest(db: sqlite3.Connection) -> int:
    """Drops a batch of messages that every group has committed, of the partition whose first one is the oldest."""
    first = "SELECT min(timestamp_ms) FROM (SELECT timestamp_ms FROM message WHERE place >= ? AND place < ? LIMIT 1)"
    oldest: tuple[int, int, int] | None = None
    for number, _, end in _committed_by_all(db):
        (timestamp,) = db.execute(first, (place(number, 0), end)).fetchone()
        if timestamp is not None and (oldest is None or timestamp < oldest[0]):
            oldest = (timestamp, place(number, 0), end)
    if oldest is None:
        return 0
    query = "DELETE FROM message WHERE place IN (SELECT place FROM message WHERE place >= ? AND place < ? LIMIT ?)"
    return db.execute(query, (*oldest[1:], _BATCH)).rowcount


def used_bytes(db: sqlite3.Connection) -> int:
    """The size of what the file holds; pages that were freed and will be used again do not count."""
    pages, free, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)
