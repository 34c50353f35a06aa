"""Periods that filters offer: each begins at a full hour, so that its address stays the same for a while."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

_OFFERED: Final = ((1, "last day"), (7, "last 7 days"), (30, "last 30 days"))


class Period(NamedTuple):
    """From a moment until now."""

    since: str  # as the API takes it; "" from the first on
    name: str
    chosen: bool


def periods(now: datetime, asked: str | None, unlimited: str = "any time") -> Iterator[Period]:
    """What is offered at `now`, and what was `asked` for where that is something else.

    unlimited: what is asked for without a moment.
    """
    yield Period("", unlimited, not asked)
    hour = now.replace(minute=0, second=0, microsecond=0)
    offered = {f"{hour - timedelta(days=days):%Y-%m-%dT%H:%MZ}": name for days, name in _OFFERED}
    if asked and asked not in offered:
        yield Period(asked, f"since {asked}", True)
    for since, name in offered.items():
        yield Period(since, name, since == asked)
