"""The timeline of a story as a picture: when its articles came, and of which people were told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.records import Alert
from monitor.stories.entry import StoryEntry

_EDGE = 2.0  # percent of the width that stay free on each side


class Mark(NamedTuple):
    """An article or an alert."""

    x: float  # percent of the width
    at: datetime
    label: str


class Timeline(NamedTuple):
    """A picture of two rows over the time from `first` to `last`."""

    first: datetime
    last: datetime
    articles: tuple[Mark, ...]
    alerts: tuple[Mark, ...]


def timeline(articles: Sequence[StoryEntry], alerts: Sequence[Alert]) -> Timeline | None:
    """The picture of a story, an alert at the moment of its article; None where all of it is of one moment."""
    written = [(each.at, f"{each.publisher}: {each.title}") for each in articles]
    moments_of = {each.article: each.at for each in articles}
    told = [
        (moments_of.get(each.article, each.raised), f"{each.watch}, {each.severity}: {each.title}") for each in alerts
    ]
    moments = [at for at, _ in (*written, *told)]
    if not moments or min(moments) == max(moments):
        return None
    first, last = min(moments), max(moments)
    return Timeline(first, last, _marks(written, first, last), _marks(told, first, last))


def _marks(told: Iterable[tuple[datetime, str]], first: datetime, last: datetime) -> tuple[Mark, ...]:
    return tuple(Mark(_place(at, first, last), at, label) for at, label in told)


def _place(at: datetime, first: datetime, last: datetime) -> float:
    return round(_EDGE + (at - first) / (last - first) * (100 - 2 * _EDGE), 2)
