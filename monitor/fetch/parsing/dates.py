"""Dates as feeds write them: the moment where the text alone tells it, else the text for whoever knows the feed."""

from datetime import UTC, datetime
from typing import NamedTuple

from monitor.feeds.dates.decide import Context, date_of
from monitor.feeds.dates.exact import exact, minutes_of
from monitor.feeds.dates.grammar import LONGEST

_EVER = Context(fetched=datetime(9000, 1, 1, tzinfo=UTC))


class WrittenDate(NamedTuple):
    """A date of an entry."""

    moment: datetime | None = None  # UTC
    text: str = ""  # as it was written, where it is in no exact form; `moment` is its likeliest meaning then
    offset: int | None = None  # minutes that its zone is east of UTC, where it is in an exact form


def written(text: str) -> WrittenDate:
    """The date that `text` is."""
    text = text.strip()
    if not text:
        return WrittenDate()
    if found := exact(text):
        return WrittenDate(found.astimezone(UTC), "", minutes_of(found))
    return WrittenDate(moment(text), text[: LONGEST + 1])


def moment(text: str) -> datetime | None:
    """The moment that `text` most likely means, in UTC, whatever the feed; None where that is in doubt."""
    return date_of(exact(text), text, _EVER).moment
