"""When a receiver wants its alerts: quiet hours, digests, groups."""

from datetime import time
from enum import StrEnum

from monitor.records import Record, Severity


class QuietMode(StrEnum):
    """What is done with alerts that come in quiet hours."""

    HOLD = "hold"  # sent in one message at their end
    DROP = "drop"  # not sent, visibly


class Quiet(Record, frozen=True, kw_only=True):
    """Hours of each day in which a receiver is left alone; those that end before they begin cross midnight."""

    zone: str  # IANA name
    begins: time
    ends: time
    mode: QuietMode = QuietMode.HOLD
    passes: Severity | None = None  # alerts so loud, or louder, go out all the same


class DigestOrder(StrEnum):
    """By what the alerts of a digest are ordered."""

    SEVERITY = "severity"
    NEWNESS = "newness"
    PUBLISHERS = "publishers"


class Digest(Record, frozen=True, kw_only=True):
    """Alerts are gathered and sent at set times."""

    cron: str  # five fields
    zone: str = "UTC"  # IANA name
    order: tuple[DigestOrder, ...] = (DigestOrder.SEVERITY, DigestOrder.NEWNESS)
    most: int = 50  # alerts that are shown; others are counted


class GroupBy(StrEnum):
    """What belongs in one message."""

    STORY = "story"
    ARTICLE = "article"


class Group(Record, frozen=True, kw_only=True):
    """A burst of one story, or of one article on several watches, is one message."""

    by: GroupBy = GroupBy.STORY
    wait_seconds: float


class Timing(Record, frozen=True, kw_only=True):
    """When a receiver wants its alerts; at once where nothing is said."""

    quiet: Quiet | None = None
    digest: Digest | None = None
    group: Group | None = None
