"""How a feed writes its dates, as those of its dates show that leave no doubt."""

from collections.abc import Iterable
from datetime import datetime

from monitor.feeds.dates.grammar import readings
from monitor.records import Record

_SUMMER = 60  # minutes by which the zone of one place differs over the year


class DateHabit(Record, frozen=True, kw_only=True):
    """What the dates of a feed have in common. Owner: this file."""

    offset: int | None = None  # minutes that its zone is east of UTC
    order: str = ""  # of day, month and year in numbers: "dmy", "mdy" or "ymd"


def learnt(known: DateHabit, zoned: Iterable[tuple[datetime, int]], texts: Iterable[str]) -> DateHabit:
    """The habit after a poll that brought these dates.

    zoned: dates that name their zone, with its offset in minutes; texts: the others, as they were written. Dates of
    one place differ by an hour at most, and the latest counts; a feed of several places has no zone of its own. The
    same holds for the order of numbers.
    """
    offsets = dict(sorted(zoned))
    orders = {order for text in texts if (order := _order(text))}
    return DateHabit(
        offset=_common(list(offsets.values())) if offsets else known.offset,
        order=known.order if not orders else orders.pop() if len(orders) == 1 else "",
    )


def _common(offsets: list[int]) -> int | None:
    return offsets[-1] if max(offsets) - min(offsets) <= _SUMMER else None


def _order(text: str) -> str:
    """The order that the numbers of `text` cannot but have; "" where they may have another, or it is no such date."""
    found = readings(text)
    return found[0].order if len(found) == 1 else ""
