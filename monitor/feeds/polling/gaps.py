"""Whether entries came and went between two polls: the next polls come sooner then, until none is missed for long."""

from datetime import datetime

import msgspec

from monitor.feeds.entries.judge import EntryReason
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.rhythm.budget import LONGEST, SHORTEST
from monitor.feeds.state import FeedState, Gap

_CALM = 1.25  # how much longer the wait may be after each poll that missed none


def gap_after(before: FeedState | None, outcome: PollOutcome, now: datetime) -> Gap | None:
    """What is remembered of a gap after the poll at `now`.

    Where not one entry was seen before, others may have come and gone between the polls: twice as fast then.
    """
    gap = outcome.state.gap
    if before is not None and before.last_success is not None and _no_overlap(outcome):
        half = (now - before.last_success).total_seconds() / 2
        return Gap(at=now, longest_wait=float(round(max(SHORTEST, half))))
    if gap is None or outcome.error:
        return gap
    calm = gap.longest_wait * _CALM
    return msgspec.structs.replace(gap, longest_wait=float(round(calm))) if calm < LONGEST else None


def _no_overlap(outcome: PollOutcome) -> bool:
    reasons = {entry.reason for entry in outcome.entries} - {EntryReason.EMPTY, EntryReason.DUPLICATE}
    return reasons == {EntryReason.NEW}
