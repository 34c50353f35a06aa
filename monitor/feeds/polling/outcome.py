"""What a poll leads to: the new state of the feed, what to publish, what to remember, and why.

The three ways a poll can end (`failed`, `unchanged`, `read`) are pure functions; `monitor.fetch.poll` calls them. The
caller publishes the articles with confirmation first, and only then stores state and seen entries: any other order
loses articles at a crash, because the next poll answers 304.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from monitor.feeds.entries.changes import Changes, EntryOutcome, EntryReason, find_changes
from monitor.feeds.entries.full_text import TextOutcome
from monitor.feeds.entry import Entry, ParsedFeed, SitemapLink
from monitor.feeds.feed import Feed
from monitor.feeds.response import ResponseFacts
from monitor.feeds.schedule.waits import ASKED, HELD, asking, held_for, next_poll
from monitor.feeds.sitemap import SITEMAPS, choose, remembered, written
from monitor.feeds.state import FeedState, SeenEntry
from monitor.feeds.websub.subscription import HUB, TOPIC
from monitor.records import Article, Record

# Polls in a row that must be redirected to one address for good before it becomes the feed's address, and that must
# fail there before the configured one is tried again.
MOVES = 3


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
    UNEXPECTED = "a mistake in Wirewatch, which the log shows"


class PollOutcome(Record, frozen=True, kw_only=True):
    """All that follows from one poll; nothing of it is stored or published yet."""

    state: FeedState
    articles: tuple[Article, ...] = ()  # to publish, in this order
    seen: tuple[SeenEntry, ...] = ()  # to store with the state, after publishing
    forgotten: tuple[str, ...] = ()  # ids of entries to forget with that
    entries: tuple[EntryOutcome, ...] = ()  # why each entry was or was not published
    reason: PollReason
    error: str = ""  # "" if the poll went well
    lacking: bool = False  # an article has no text, see Changes: not to be published
    texts: tuple[TextOutcome, ...] = ()  # of the articles, where the feed wants their full text


class Poll(Record, frozen=True, kw_only=True):
    """One poll under way: whose, from which state, at what moment, with which random number in [0, 1)."""

    feed: Feed
    state: FeedState
    now: datetime
    jitter: float


def begin(feed: Feed, state: FeedState | None, now: datetime, jitter: float) -> Poll:
    """A poll of `feed`. Where the configured address changed, what was known of the old one is forgotten."""
    if state is None:
        state = FeedState(feed=feed.id, url=feed.url)
    if state.detail.get("configured", state.url) != feed.url:
        state = msgspec.structs.replace(state, url=feed.url, etag=None, last_modified=None, body_hash="", detail={})
    state = msgspec.structs.replace(state, detail={**state.detail, "configured": feed.url})
    return Poll(feed=feed, state=state, now=now, jitter=jitter)


def failed(poll: Poll, reason: PollReason, error: str, facts: ResponseFacts | None = None) -> PollOutcome:
    """The poll brought nothing; validators stay those of the last success, the wait grows."""
    failures = poll.state.failures + 1
    state = msgspec.structs.replace(poll.state, failures=failures, error=f"{reason}: {error}")
    if failures % MOVES == 0 and state.url != poll.feed.url:  # what it moved to may have died; what is configured rules
        state = msgspec.structs.replace(state, url=poll.feed.url, etag=None, last_modified=None)
    return PollOutcome(state=_scheduled(poll, state, facts), reason=reason, error=error)


def unchanged(poll: Poll, facts: ResponseFacts, reason: PollReason, moved_to: str | None) -> PollOutcome:
    """The feed is as it was; validators that the server renewed are kept."""
    return PollOutcome(state=_succeeded(poll, facts, moved_to), reason=reason)


def read(
    poll: Poll,
    facts: ResponseFacts,
    parsed: ParsedFeed,
    seen: Mapping[str, SeenEntry],
    *,
    body_hash: str,
    moved_to: str | None,
) -> PollOutcome:
    """The feed was read: what is new in it, beside `seen` (by entry id)."""
    first = poll.state.last_success is None
    changes = find_changes(poll.feed, parsed, seen, fetched=poll.now, first_poll=first)
    poll = msgspec.structs.replace(
        poll, state=_with_hub(_with_sitemaps(_with_wishes(poll.state, parsed), parsed.sitemaps), parsed)
    )
    state = _succeeded(poll, facts, moved_to)
    last_new = poll.now if changes.articles else state.last_new
    waits = any(entry.reason is EntryReason.HELD_BACK for entry in changes.outcomes)  # so the same bytes count again
    state = msgspec.structs.replace(state, body_hash="" if waits else body_hash, last_new=last_new)
    reason = _reason(changes, first=first)
    return PollOutcome(
        state=state,
        articles=changes.articles,
        seen=changes.seen,
        entries=changes.outcomes,
        reason=reason,
        lacking=changes.lacking,
        forgotten=changes.forgotten,
    )


def with_entries(
    poll: Poll, outcome: PollOutcome, entries: Sequence[Entry], seen: Mapping[str, SeenEntry]
) -> PollOutcome:
    """`outcome`, of a poll that went well, as if the feed had held `entries`: those of the sitemaps of an index."""
    first = poll.state.last_success is None
    changes = find_changes(poll.feed, ParsedFeed(entries=tuple(entries)), seen, fetched=poll.now, first_poll=first)
    last_new = poll.now if changes.articles else outcome.state.last_new
    return msgspec.structs.replace(
        outcome,
        state=msgspec.structs.replace(outcome.state, last_new=last_new),
        articles=changes.articles,
        seen=changes.seen,
        entries=changes.outcomes,
        reason=_reason(changes, first=first) if entries else outcome.reason,
    )


def _reason(changes: Changes, *, first: bool) -> PollReason:
    if changes.articles:
        return PollReason.NEW_ARTICLES
    return PollReason.FIRST_POLL if first else PollReason.NOTHING_NEW


def _succeeded(poll: Poll, facts: ResponseFacts, moved_to: str | None) -> FeedState:
    state, kept = poll.state, facts.status == 304  # a 304 that does not repeat a validator leaves it valid
    url, detail = _moved(state, moved_to)
    state = msgspec.structs.replace(
        state,
        url=url,
        detail=detail,
        etag=facts.etag or (state.etag if kept else None),
        last_modified=facts.last_modified or (state.last_modified if kept else None),
        failures=0,
        error="",
        last_success=poll.now,
    )
    return _scheduled(poll, state, facts)


def _moved(state: FeedState, moved_to: str | None) -> tuple[str, dict[str, str]]:
    """Address and detail after a poll that was redirected for good to `moved_to`, or was not (None)."""
    detail = {name: value for name, value in state.detail.items() if name not in ("moved_to", "moves")}
    if moved_to is None or moved_to == state.url:
        return state.url, detail
    moves = int(state.detail.get("moves", "0")) + 1 if state.detail.get("moved_to") == moved_to else 1
    if moves >= MOVES:
        return moved_to, detail
    return state.url, {**detail, "moved_to": moved_to, "moves": str(moves)}


def _with_wishes(state: FeedState, parsed: ParsedFeed) -> FeedState:
    """`state` that remembers what the feed asks for, for the polls that bring no body."""
    detail = {name: value for name, value in state.detail.items() if name not in ASKED}
    return msgspec.structs.replace(state, detail={**detail, **asking(parsed)})


def _with_hub(state: FeedState, parsed: ParsedFeed) -> FeedState:
    """`state` that remembers the hub of the feed, and by which address the hub knows it."""
    detail = {name: value for name, value in state.detail.items() if name not in (HUB, TOPIC)}
    named = {HUB: parsed.hub, TOPIC: parsed.self_url or state.url} if parsed.hub else {}
    return msgspec.structs.replace(state, detail={**detail, **named})


def _with_sitemaps(state: FeedState, links: Sequence[SitemapLink]) -> FeedState:
    """`state` that remembers which sitemaps of an index to read, for the polls that bring no new index."""
    detail = {name: value for name, value in state.detail.items() if name != SITEMAPS}
    chosen = choose(links, remembered(state.detail.get(SITEMAPS)))
    return msgspec.structs.replace(state, detail={**detail, SITEMAPS: written(chosen)} if chosen else detail)


def _scheduled(poll: Poll, state: FeedState, facts: ResponseFacts | None) -> FeedState:
    """`state` after its poll, with the moment of the next."""
    held = held_for(state.detail, facts, poll.now)
    detail = {name: value for name, value in state.detail.items() if name != HELD}
    return msgspec.structs.replace(
        state,
        last_poll=poll.now,
        polls=state.polls + 1,
        next_poll=next_poll(poll.feed, state.failures, state.detail, facts, now=poll.now, jitter=poll.jitter),
        detail={**detail, HELD: (poll.now + held).isoformat()} if held else detail,
    )
