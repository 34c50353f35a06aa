"""What a clock that ran ahead has left: a feed that was polled in the future.

When the clock is right again, its next poll would be as far away as the clock was wrong. Such a feed is due at once,
and what is remembered of it counts as having been at present.
"""

from datetime import datetime, timedelta

import msgspec

from monitor.feeds.state import FeedState, Schedule

TOLERANCE = timedelta(minutes=5)  # by which the clocks of workers differ


def ran_ahead(state: FeedState | None, now: datetime) -> bool:
    """Whether the last poll of a feed lies in the future."""
    return state is not None and state.last_poll is not None and state.last_poll > now + TOLERANCE


def at_present(state: FeedState, now: datetime) -> FeedState:
    """`state` with what lies in the future at `now` instead, and without a schedule."""
    rhythm = state.rhythm
    if rhythm is not None:
        rhythm = msgspec.structs.replace(rhythm, until=min(rhythm.until, now), faded=min(rhythm.faded, now))
    return msgspec.structs.replace(
        state,
        last_poll=now,
        last_success=_known_by(state.last_success, now),
        last_new=_known_by(state.last_new, now),
        schedule=Schedule(),
        rhythm=rhythm,
        gap=None,
    )


def _known_by(moment: datetime | None, now: datetime) -> datetime | None:
    return None if moment is None else min(moment, now)
