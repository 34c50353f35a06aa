"""When a receiver wants its alerts: quiet hours, digests, groups."""

import re
from datetime import UTC, datetime, time
from functools import cache
from typing import Annotated, ClassVar, Self
from zoneinfo import available_timezones

from cronsim import CronSim, CronSimError
from pydantic import Field, model_validator

from monitor.alerting.timing import DigestOrder, QuietMode
from monitor.config.reading.suggestion import did_you_mean
from monitor.config.shapes.numbers import Whole
from monitor.config.shapes.shape import Shape, Written, contradiction, one_of
from monitor.config.shapes.values import OneOrMany
from monitor.records import Severity

_TIME = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"
_CRON_FIELDS = 5
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)

_zones = cache(available_timezones)


def _zone(text: str) -> str:
    if text not in _zones():
        raise ValueError(text)
    return text


def _zone_hint(text: str) -> str:
    """A city alone is enough to tell which zone was meant."""
    city = text.replace(" ", "_").casefold()
    found = min((zone for zone in _zones() if zone.rpartition("/")[2].casefold() == city), key=len, default=None)
    return f"; did you mean '{found}'?" if found else did_you_mean(text, _zones())


def _time(text: str) -> time:
    if not re.fullmatch(_TIME, text):
        raise ValueError(text)
    return time.fromisoformat(text.zfill(len("07:00")))


def _cron(text: str) -> str:
    """Raises ValueError; `CronSim` itself takes a sixth field, for seconds."""
    fields = text.split()
    if len(fields) != _CRON_FIELDS:
        raise ValueError(text)
    try:
        next(CronSim(" ".join(fields), _ANY_DAY))
    except (CronSimError, StopIteration) as error:
        raise ValueError(text) from error
    return " ".join(fields)


Zone = Annotated[str, Written("a zone of IANA's such as Europe/Paris or UTC", _zone, hint=_zone_hint)]
TimeOfDay = Annotated[time, Written("a time such as 07:00 or 22:30", _time, _TIME)]
Cron = Annotated[
    str,
    Written("five fields of cron (minute, hour, day, month, weekday) such as 0 7,17 * * 1-5", _cron, brief="cron"),
]


class QuietShape(Shape):
    """Hours of each day in which a receiver is left alone. Where they end before they begin, they cross midnight."""

    refused: ClassVar = {
        "timezone": "is not known here: the zone is 'tz'",
        "zone": "is not known here: the zone is 'tz'",
    }

    tz: Zone
    """The zone of the clock that they are read from; they are right on the nights of a clock change too."""
    from_: TimeOfDay = Field(alias="from")
    """When they begin."""
    to: TimeOfDay
    """When they end."""
    mode: Annotated[QuietMode, one_of(QuietMode)] = QuietMode.HOLD
    """`hold`: what comes is sent in one message at their end; `drop`: it is not sent, and that is recorded."""
    pass_: Annotated[Severity, one_of(Severity)] | None = Field(default=None, alias="pass")
    """Alerts so loud, or louder, are sent all the same. Left out: none."""

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.from_ == self.to:
            raise contradiction("to", "'to' is the same as 'from': expected hours that end")
        return self


class DigestShape(Shape):
    """Alerts are gathered and sent at set times; nothing is sent where there are none. A bare text stands for
    `{cron: …}`."""

    bare: ClassVar = "cron"
    refused: ClassVar = QuietShape.refused

    cron: Cron
    """When one is sent: minute, hour, day of the month, month and day of the week."""
    tz: Zone | None = None
    """The zone of the clock that `cron` is about. Left out: that of `quiet`, else UTC."""
    order: Annotated[list[Annotated[DigestOrder, one_of(DigestOrder)]], Field(min_length=1), OneOrMany()] | None = None
    """What stands first, then what decides between equals. Left out: severity, then newness."""
    most: Annotated[int, Whole(1, 1000)] = 50
    """So many are shown; the rest is counted."""
