"""What is remembered of a watch in a story."""

from datetime import datetime

from monitor.records import Record


class AlertState(Record, frozen=True, kw_only=True):
    """What the alert agent knows of one watch in one story."""

    watch: str
    story: str
    alerts: int  # raised so far; 0 where all matches were a shadow watch's
    first: datetime  # when the first match was decided
    last: datetime  # when the last match was decided
    last_alert: str  # id, "" while there is none
    suppressed: int = 0  # distinct matches that nobody was told of
    matches: tuple[str, ...] = ()  # ids of the matches already decided (the most recent ones)
