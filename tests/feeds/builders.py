"""What the stories about feeds are made of."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from monitor.feeds.dates.habit import DateHabit
from monitor.feeds.entries.changes import Changes, find_changes
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.failures import Failure, Failures, PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.response import ResponseFacts
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState, Schedule, Validators, unpolled

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)
Seen = dict[str, SeenEntry]


def a_feed(**fields: Any) -> Feed:
    return Feed(**{"id": "herald", "url": "https://www.herald.example/feed", "interval": 900.0, **fields})


def a_state(
    feed: Feed | None = None,
    *,
    failures: int = 0,
    etag: str | None = None,
    next_poll: datetime | None = None,
    held_until: datetime | None = None,
    **fields: Any,
) -> FeedState:
    return msgspec.structs.replace(
        unpolled(feed or a_feed()),
        validators=Validators(etag=etag),
        schedule=Schedule(next_poll=next_poll, held_until=held_until),
        failures=Failures(count=failures, last=a_failure() if failures else None),
        **fields,
    )


def a_failure(error: str = "timed out", reason: PollReason = PollReason.FAILED, status: int | None = None) -> Failure:
    return Failure(reason=reason, error=error, status=status)


def an_entry(name: str, **fields: Any) -> Entry:
    given = {"guid": f"guid-{name}", "link": f"https://herald.example/{name}", "title": f"On {name}", "text": name}
    return Entry(**{**given, **fields})


def facts(status: int = 200, **headers: str) -> ResponseFacts:
    return ResponseFacts(status=status, **headers)


def changes(
    *entries: Entry,
    seen: Seen | None = None,
    feed: Feed | None = None,
    first_poll: bool = False,
    language: str | None = None,
    since: datetime | None = None,
    dates: DateHabit | None = None,
) -> Changes:
    parsed = ParsedFeed(entries=entries, language=language)
    return find_changes(
        feed or a_feed(), parsed, seen or {}, fetched=NOON, first_poll=first_poll, since=since, dates=dates
    )


def after(*polls: tuple[Entry, ...]) -> Seen:
    """What is remembered after these polls, each given by its entries."""
    seen: Seen = {}
    for entries in polls:
        seen |= {row.entry: row for row in changes(*entries, seen=seen).seen}
    return seen


def reasons(found: Changes) -> list[str]:
    return [outcome.reason.name for outcome in found.outcomes]
