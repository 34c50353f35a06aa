"""One poll of one feed, from the request to what is to be published; stores and publishes nothing itself."""

import asyncio
import hashlib
from datetime import datetime

import msgspec

from monitor.errors import (
    FeedTooLarge,
    FeedUnreadable,
    FetchError,
    ForbiddenAddress,
    NoWorker,
    WorkerDied,
    WorkerTimeout,
)
from monitor.feeds.failures import Failure, PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.login import status_words
from monitor.feeds.polling.outcome import Poll, PollOutcome, begin, failed, read, unchanged
from monitor.feeds.response import ResponseFacts
from monitor.feeds.state import FeedState
from monitor.fetch.base import Fetcher, FetchRequest, FetchResponse, Parser, Seen
from monitor.fetch.parsing.document import whole_entries
from monitor.fetch.sitemap_index import with_sitemaps
from monitor.fetch.transport.ending import ends

_REASONS: tuple[tuple[type[Exception], PollReason], ...] = (
    (ForbiddenAddress, PollReason.REFUSED),
    (FeedTooLarge, PollReason.TOO_LARGE),
    (FetchError, PollReason.FAILED),
    (FeedUnreadable, PollReason.UNREADABLE),
    (WorkerDied, PollReason.WORKER_DIED),
    (WorkerTimeout, PollReason.WORKER_TIMEOUT),
    (NoWorker, PollReason.NO_WORKER),
)
_EXPECTED = tuple(kind for kind, _ in _REASONS)


async def poll(
    feed: Feed,
    state: FeedState | None,
    seen: Seen,
    fetcher: Fetcher,
    parser: Parser,
    *,
    now: datetime,
    jitter: float,
) -> PollOutcome:
    """Polls `feed` once at `now`, knowing its `state` (None before the first poll) and the entries `seen` before.

    Never raises for anything that a server or a feed does: that becomes the outcome's reason. `jitter` is drawn from
    [0, 1). Publish `articles` with confirmation, and only then store `state` and `seen`.
    """
    this = begin(feed, state, now, jitter)
    request = FetchRequest(
        url=this.state.address.url,
        etag=this.state.validators.etag,
        last_modified=this.state.validators.last_modified,
        allow_private=feed.allow_private,
        login=feed.login,
        home=feed.url,
    )
    try:
        response = await fetcher.fetch(request)
    except _EXPECTED as error:
        return failed(this, _failure(error))
    outcome = await _judge(this, response, seen, parser)
    try:
        return await with_sitemaps(this, outcome, seen, fetcher, parser)
    except _EXPECTED as error:
        return failed(this, _failure(error), response.facts)


async def pushed(
    feed: Feed,
    state: FeedState | None,
    seen: Seen,
    parser: Parser,
    *,
    content: bytes,
    content_type: str,
    now: datetime,
) -> PollOutcome:
    """What a hub pushed of `feed` at `now`, as if a poll had brought it; the validators stay those of the poll."""
    this = begin(feed, state, now, 0.0)
    known = this.state.validators
    facts = ResponseFacts(status=200, etag=known.etag, last_modified=known.last_modified)
    response = FetchResponse(facts=facts, url=this.state.address.url, content_type=content_type, body=content)
    outcome = await _judge(this, response, seen, parser, afresh=True)
    own = msgspec.structs.replace(outcome.state.validators, body_hash=known.body_hash)  # of the feed's own address
    whole = msgspec.structs.replace(outcome.state, validators=own)
    return msgspec.structs.replace(outcome, state=whole, forgotten=())  # a hub pushes a part of the feed


async def _judge(
    this: Poll, response: FetchResponse, seen: Seen, parser: Parser, *, afresh: bool = False
) -> PollOutcome:
    facts, moved_to = response.facts, response.permanent_url
    if facts.status == 304 and this.state.last_success is not None:
        return unchanged(this, facts, PollReason.NOT_MODIFIED, moved_to)
    if not response.ok:
        error = status_words(facts.status, this.feed.login)
        return failed(this, Failure(reason=PollReason.HTTP_ERROR, error=error, status=facts.status), facts)
    body_hash = hashlib.sha256(response.body).hexdigest()
    if body_hash == this.state.validators.body_hash:
        return unchanged(this, facts, PollReason.UNCHANGED_BODY, moved_to)
    try:
        outcome = await _read(this, response, seen, parser, body_hash, afresh=afresh)
        # An entry that was read before, but never stored: the poll that read it was broken off.
        return await _read(this, response, seen, parser, body_hash, afresh=True) if outcome.lacking else outcome
    except _EXPECTED as error:
        return failed(this, _failure(error), facts)


async def _read(
    this: Poll,
    response: FetchResponse,
    seen: Seen,
    parser: Parser,
    body_hash: str,
    *,
    afresh: bool,
) -> PollOutcome:
    facts, moved_to = response.facts, response.permanent_url
    body = response.body
    if not ends(body):
        body = whole_entries(body)
        if not response.measured:  # the connection broke: the rest must come again, whatever the validators say
            facts, body_hash = msgspec.structs.replace(facts, etag=None, last_modified=None), ""
    parsed = await parser.parse(body, response.content_type, response.url, afresh=afresh)
    known = await seen()
    # Off the loop: thousands of entries take a good part of a second to compare.
    return await asyncio.to_thread(read, this, facts, parsed, known, body_hash=body_hash, moved_to=moved_to)


def _failure(error: Exception) -> Failure:
    reason = next(reason for kind, reason in _REASONS if isinstance(error, kind))
    status = error.status if isinstance(error, FetchError) else None
    return Failure(reason=reason, error=str(error), status=status)
