"""Which moment a date of an entry is: the reading that its feed allows, or none."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from monitor.feeds.dates.grammar import Reading, readings
from monitor.feeds.dates.habit import DateHabit
from monitor.feeds.dates.place import DMY, MDY, Place
from monitor.feeds.dates.zones import offset_of
from monitor.records import EARLIEST, FUTURE, Dating

_FAR_EAST = timedelta(hours=14)  # how far a day may be ahead of UTC


class Dated(NamedTuple):
    """A date, and how far it is to be believed."""

    moment: datetime | None  # UTC
    dating: Dating


class Context(NamedTuple):
    """What a feed tells of its dates."""

    fetched: datetime
    place: Place = Place()
    habit: DateHabit = DateHabit()


class _Moment(NamedTuple):
    utc: datetime
    dating: Dating
    reading: Reading


UNDATED = Dated(None, Dating.MISSING)


def date_of(moment: datetime | None, text: str, context: Context) -> Dated:
    """The date of an entry: `moment` where its text was exact, else what `text` means; none where that is in doubt."""
    if moment is not None:
        return _believed(moment, Dating.GIVEN, context.fetched)
    if not text.strip():
        return UNDATED
    found = [_moment(reading, context) for reading in readings(text)]
    if not found:
        return Dated(None, Dating.UNREADABLE)
    likely = [each for each in found if _believed(each.utc, each.dating, context.fetched).moment] or found
    meant = _meant(likely, context)
    if meant is None:
        return Dated(None, Dating.AMBIGUOUS)
    return _believed(meant.utc, meant.dating, context.fetched)


def _moment(reading: Reading, context: Context) -> _Moment:
    offset = reading.offset
    if offset is None and reading.zone:
        offset = offset_of(reading.zone, reading.local, context.place, context.habit.offset)
    known = offset if offset is not None else context.habit.offset if reading.timed else 0
    utc = reading.local.replace(tzinfo=UTC) - timedelta(minutes=known or 0)
    if not reading.timed:
        return _Moment(utc, Dating.DAY, reading)
    if offset is not None:
        return _Moment(utc, Dating.GIVEN, reading)
    return _Moment(utc, Dating.ZONE_UNKNOWN if known is None else Dating.ZONE_INFERRED, reading)


def _meant(found: Sequence[_Moment], context: Context) -> _Moment | None:
    """The one that is meant: by the feed's order of numbers, else by that of its place, and by its language."""
    if len({each.utc for each in found}) == 1:
        return found[0]
    languages = context.place.languages
    spoken = [each for each in found if not languages.isdisjoint(each.reading.languages)]
    if spoken:
        return spoken[0] if len({each.utc for each in spoken}) == 1 else None
    for order in (context.habit.order, context.place.order, _by_dots(found)):
        if fitting := [each for each in found if order and each.reading.order == order]:
            return fitting[0]
    return None


def _by_dots(found: Sequence[_Moment]) -> str:
    """Nobody writes the month first and dots: two readings without that one are of a date with dots."""
    orders = {each.reading.order for each in found}
    return DMY if MDY not in orders else ""


def _believed(moment: datetime, dating: Dating, fetched: datetime) -> Dated:
    if moment < EARLIEST:
        return Dated(None, Dating.LONG_AGO)
    if moment <= fetched + FUTURE:
        return Dated(moment.astimezone(UTC), dating)
    if dating in (Dating.ZONE_UNKNOWN, Dating.DAY) and moment <= fetched + _FAR_EAST:
        return Dated(fetched, Dating.CLAMPED)
    return Dated(None, Dating.AHEAD)
