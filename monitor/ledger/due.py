"""When what is held falls due: time that jumps from one article to the next stops there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

TOGETHER: Final = timedelta(seconds=1)
"""What falls due within it is released at once: the running program looks every second."""


def next_due(last: datetime | None, moments: Iterable[datetime | None], until: datetime) -> datetime:
    """The first of `moments`, always behind the `last` one and never behind `until`, so that there is an end to it."""
    first = min((each for each in moments if each is not None), default=until)
    return min(until, first if last is None else max(first, last + TOGETHER))
