"""How a feed may fare, and the incident that people were told of."""

from datetime import datetime
from enum import StrEnum

from monitor.records import Record


class Condition(StrEnum):
    """How a feed fares, from best to worst."""

    OK = "ok"
    NEVER_POLLED = "never polled"
    WAITING = "waiting"  # the server or the feed asks to be left alone for longer than we would
    FAILING = "failing"
    SILENT = "silent"
    DEAD = "dead"
    GONE = "gone"


class Incident(Record, frozen=True, kw_only=True):
    """A bad condition that people were told of, until it is over. Owner: `monitor.feeds.health.notice`."""

    condition: Condition
    since: datetime
