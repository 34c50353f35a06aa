"""Whether an article has dates that can be: anybody may write to `news.articles`."""

from datetime import datetime, timedelta

from monitor.errors import Unprocessable
from monitor.records import EARLIEST, FUTURE, Article

_CLOCKS = timedelta(days=1)  # by which the clock of a producer may differ from ours


def check_dates(article: Article, now: datetime) -> None:
    """Raises Unprocessable, with the field, where a date is before 1990 or later than it can be known at `now`."""
    if article.fetched < EARLIEST:
        raise Unprocessable(f"fetched {article.fetched.isoformat()} is before 1990")
    for name, moment in (("published", article.published), ("updated", article.updated)):
        if moment is not None and moment < EARLIEST:
            raise Unprocessable(f"{name} {moment.isoformat()} is before 1990")
        if moment is not None and moment > min(article.fetched + FUTURE, now + FUTURE + _CLOCKS):
            raise Unprocessable(f"{name} {moment.isoformat()} is in the future: fetched {article.fetched.isoformat()}")
