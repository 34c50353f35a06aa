"""Rows in memory: what goes by age, and the first of some."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def remove(rows: dict[K, T], goes: Callable[[T], bool]) -> int:
    """Removes the rows that go; returns how many."""
    gone = [key for key, row in rows.items() if goes(row)]
    for key in gone:
        del rows[key]
    return len(gone)


def first(limit: int, items: Iterable[T]) -> list[T]:
    """The first `limit` of `items`."""
    return list(islice(items, limit))
