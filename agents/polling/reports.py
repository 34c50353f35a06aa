"""What the program's log tells of a poll."""

import logging
from collections import Counter
from datetime import timedelta

from agents.polling.base import Polled
from monitor.feeds.entries.judge import EntryReason
from monitor.feeds.polling.outcome import PollOutcome

log = logging.getLogger(__name__)

_WRONG = timedelta(days=1)  # more than caches keep a feed
_WITHHELD = (
    EntryReason.REPEATED,
    EntryReason.DUPLICATE,
    EntryReason.HELD_BACK,
    EntryReason.OLD,
    EntryReason.LONG_PAST,
    EntryReason.EMPTY,
)


def report(polled: Polled) -> None:
    """Logs the poll, its first failure in a row, what was told of the feed, and each full text that was looked for."""
    feed, (state, alert) = polled.feed.id, (polled.conclusion.state, polled.conclusion.alert)
    log.info("polled feed=%s reason=%s articles=%d", feed, polled.outcome.reason, len(polled.outcome.articles))
    if withheld := _withheld(polled.outcome):
        log.info("entries_withheld feed=%s %s", feed, withheld)
    if (server := polled.outcome.server_time) and state.last_poll and abs(server - state.last_poll) > _WRONG:
        log.warning("clock_differs feed=%s server=%s ours=%s", feed, server, state.last_poll)
    if alert is not None:
        log.warning("feed_health feed=%s title=%s reason=%s", feed, alert.title, alert.sentence)
    if state.failures.count == 1:  # of more, the feed's health tells
        log.warning("poll_failed feed=%s error=%s", feed, state.failures.last)
    for text in polled.outcome.texts:
        log.info("full_text feed=%s article=%s reason=%s error=%s", feed, text.article, text.reason, text.error)


def _withheld(outcome: PollOutcome) -> str:
    """How many entries were no news, by reason; "" where all that was not seen before was."""
    found = Counter(entry.reason for entry in outcome.entries)
    return " ".join(f"{reason.name.lower()}={found[reason]}" for reason in _WITHHELD if found[reason])
