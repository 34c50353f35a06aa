"""How a poll ends, and what is remembered of those that failed."""

from datetime import datetime
from enum import StrEnum

from monitor.records import Record

GONE_FOR_GOOD = 410  # RFC 9110 §15.5.11


class PollReason(StrEnum):
    """How a poll ended."""

    NEW_ARTICLES = "new articles"
    FIRST_POLL = "first poll: what it found counts as seen"
    NOTHING_NEW = "changed, but nothing new in it"
    NOT_MODIFIED = "not modified"
    UNCHANGED_BODY = "same bytes as last time"
    FAILED = "no response"
    HTTP_ERROR = "the server answered with an error"
    REFUSED = "refused: the address is not public, and allow_private of the feed does not allow it"
    TOO_LARGE = "refused: too large or too slow"
    UNREADABLE = "not a feed that can be read"
    WORKER_DIED = "reading it took too much memory"
    WORKER_TIMEOUT = "reading it took too much time"
    NO_WORKER = "no worker process stayed up to read it"
    UNEXPECTED = "a mistake in Wirewatch, which the log shows"


class Failure(Record, frozen=True, kw_only=True):
    """Why a poll failed."""

    reason: PollReason
    error: str  # for the person who reads it; nothing is read out of it
    status: int | None = None  # HTTP status of the answer that failed it, where that is the cause

    def __str__(self) -> str:
        return f"{self.reason}: {self.error}"


class Gone(Record, frozen=True, kw_only=True):
    """Answers in a row that the feed is gone for good (410)."""

    since: datetime  # of the first
    polls: int = 1


class Failures(Record, frozen=True, kw_only=True):
    """The polls in a row that failed; none of them where the last one went well. Owner: this file."""

    count: int = 0
    since: datetime | None = None  # of the first, where that is known
    last: Failure | None = None
    gone: Gone | None = None


def one_more(failures: Failures, failure: Failure, now: datetime) -> Failures:
    """`failures` after a poll that failed at `now`."""
    return Failures(
        count=failures.count + 1,
        since=failures.since or now,
        last=failure,
        gone=_gone(failures.gone, now) if failure.status == GONE_FOR_GOOD else None,
    )


def _gone(before: Gone | None, now: datetime) -> Gone:
    return Gone(since=before.since, polls=before.polls + 1) if before else Gone(since=now)
