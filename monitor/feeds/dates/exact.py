"""The two forms in which nearly all feeds write their dates, read fast.

Source: RFC 822 §5 with the years of RFC 2822, RFC 3339.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_MONTHS = {name: at + 1 for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
_MAIL = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun),? +)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"(?:([+-])(\d\d)(\d\d)|gmt|utc?|z)",
    re.IGNORECASE | re.ASCII,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_LONGEST = 14 * 60  # minutes that a zone is from UTC
_YEARS = range(1000, 9000)  # in others a zone may lead out of the calendar


def exact(text: str) -> datetime | None:
    """The moment that `text` names in one of the two forms, in its own zone; None for any other text."""
    if _ISO.fullmatch(text):
        return _iso(text)
    found = _MAIL.fullmatch(text)
    return None if found is None else _mail(*found.groups())


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        return None
    return moment if abs(minutes_of(moment)) <= _LONGEST and moment.year in _YEARS else None


def _mail(
    day: str, month: str, year: str, hour: str, minute: str, second: str, sign: str | None, hours: str, minutes: str
) -> datetime | None:
    offset = 0 if sign is None else int(sign + hours) * 60 + int(sign + minutes)
    number = _MONTHS.get(month.lower())
    if number is None or abs(offset) > _LONGEST or int(year) not in _YEARS:
        return None
    try:
        return datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=_zone(offset))
    except ValueError:
        return None


def minutes_of(moment: datetime) -> int:
    """How many minutes the zone of `moment` is east of UTC."""
    return int((moment.utcoffset() or timedelta(0)).total_seconds() // 60)


@lru_cache(maxsize=200)
def _zone(offset: int) -> timezone:
    return timezone(timedelta(minutes=offset)) if offset else UTC
