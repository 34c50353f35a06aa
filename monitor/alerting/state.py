"""What is remembered of a watch in a story."""

from datetime import datetime

from monitor.records import Record


class AlertState(Record, frozen=True, kw_only=True):
    """What the alert agent knows of one watch in one story."""

    watch: str
    story: str
    alerts: int  # raised so far
    first: datetime
    last: datetime
    last_alert: str  # id
    suppressed: int = 0  # set from the matches below, never incremented blindly
    matches: tuple[str, ...] = ()  # ids of the matches already decided (the most recent ones)
