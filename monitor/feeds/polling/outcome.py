"""What a poll leads to: the new state of the feed, what to publish, what to remember, and why.

The three ways a poll can end (`failed`, `unchanged`, `read`) are pure functions; `monitor.fetch.poll` calls them. The
caller publishes the articles with confirmation first, and only then stores state and seen entries: any other order
loses articles at a crash, because the next poll answers 304.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from monitor.feeds.address import MOVES, redirected
from monitor.feeds.entries.changes import Changes, EntryOutcome, find_changes
from monitor.feeds.entries.full_text import TextOutcome
from monitor.feeds.entries.judge import EntryReason
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.failures import Failure, Failures, PollReason, one_more
from monitor.feeds.feed import Feed
from monitor.feeds.response import ResponseFacts
from monitor.feeds.schedule.waits import held_for, next_poll, server_time
from monitor.feeds.seen import SeenEntry
from monitor.feeds.sitemap import choose
from monitor.feeds.state import FeedState, Schedule, Validators, Withheld, unpolled
from monitor.feeds.websub.hub import hub_of
from monitor.feeds.wishes import wishes_of
from monitor.records import Article, Record


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
    server_time: datetime | None = None  # by the server's clock, where the feed was read and it said so
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
        state = unpolled(feed)
    elif state.address.configured != feed.url:
        state = _elsewhere(feed, state)
    return Poll(feed=feed, state=state, now=now, jitter=jitter)


def _elsewhere(feed: Feed, state: FeedState) -> FeedState:
    """The state of a feed that got another address: what was found at the old one says nothing of it."""
    return msgspec.structs.replace(
        unpolled(feed),
        polls=state.polls,
        last_poll=state.last_poll,
        last_success=state.last_success,
        last_new=state.last_new,
        schedule=Schedule(next_poll=state.schedule.next_poll),
        failures=Failures(count=state.failures.count, last=state.failures.last),
    )


def failed(poll: Poll, failure: Failure, facts: ResponseFacts | None = None) -> PollOutcome:
    """The poll brought nothing; validators stay those of the last success, the wait grows."""
    failures = one_more(poll.state.failures, failure, poll.now)
    state = msgspec.structs.replace(poll.state, failures=failures)
    if failures.count % MOVES == 0 and state.address.url != poll.feed.url:
        # What it moved to may have died; what is configured rules.
        address = msgspec.structs.replace(state.address, url=poll.feed.url)
        validators = Validators(body_hash=state.validators.body_hash)
        state = msgspec.structs.replace(state, address=address, validators=validators)
    return PollOutcome(state=_scheduled(poll, state, facts), reason=failure.reason, error=failure.error)


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
    changes = _changes(poll, parsed, seen, server_time(facts))
    poll = msgspec.structs.replace(poll, state=_told(poll.state, parsed, changes))
    state = _succeeded(poll, facts, moved_to)
    last_new = poll.now if changes.articles else state.last_new
    waits = any(entry.reason is EntryReason.HELD_BACK for entry in changes.outcomes)  # so the same bytes count again
    validators = msgspec.structs.replace(state.validators, body_hash="" if waits else body_hash)
    state = msgspec.structs.replace(state, validators=validators, last_new=last_new)
    reason = _reason(changes, first=first)
    return PollOutcome(
        state=state,
        articles=changes.articles,
        seen=changes.seen,
        entries=changes.outcomes,
        reason=reason,
        lacking=changes.lacking,
        server_time=server_time(facts),
        forgotten=changes.forgotten,
    )


def with_entries(
    poll: Poll, outcome: PollOutcome, entries: Sequence[Entry], seen: Mapping[str, SeenEntry]
) -> PollOutcome:
    """`outcome`, of a poll that went well, as if the feed had held `entries`: those of the sitemaps of an index."""
    first = poll.state.last_success is None
    changes = _changes(poll, ParsedFeed(entries=tuple(entries)), seen)
    last_new = poll.now if changes.articles else outcome.state.last_new
    return msgspec.structs.replace(
        outcome,
        state=msgspec.structs.replace(
            outcome.state,
            last_new=last_new,
            dates=changes.dates,
            withheld=_withheld(poll.state.withheld, changes.outcomes),
        ),
        articles=changes.articles,
        seen=changes.seen,
        entries=changes.outcomes,
        reason=_reason(changes, first=first) if entries else outcome.reason,
    )


def _withheld(before: Withheld, outcomes: Sequence[EntryOutcome]) -> Withheld:
    found = Counter(outcome.reason for outcome in outcomes)
    return Withheld(
        repeated=before.repeated + found[EntryReason.REPEATED],
        old=before.old + found[EntryReason.OLD],
        long_past=before.long_past + found[EntryReason.LONG_PAST],
    )


def _changes(poll: Poll, parsed: ParsedFeed, seen: Mapping[str, SeenEntry], server: datetime | None = None) -> Changes:
    """What is new. Where our clock is ahead of the server's, age is counted by the server's: else all would be old."""
    last, dates = poll.state.last_success, poll.state.dates
    first = last is None
    since = min(filter(None, (last, server)), default=None)
    return find_changes(poll.feed, parsed, seen, fetched=poll.now, first_poll=first, since=since, dates=dates)


def _reason(changes: Changes, *, first: bool) -> PollReason:
    if changes.articles:
        return PollReason.NEW_ARTICLES
    return PollReason.FIRST_POLL if first else PollReason.NOTHING_NEW


def _told(state: FeedState, parsed: ParsedFeed, changes: Changes) -> FeedState:
    """`state` that remembers what the feed says of itself, for the polls that bring no body."""
    return msgspec.structs.replace(
        state,
        wishes=wishes_of(parsed),
        dates=changes.dates,
        withheld=_withheld(state.withheld, changes.outcomes),
        hub=hub_of(parsed, state.address.url),
        sitemaps=choose(parsed.sitemaps, state.sitemaps),
    )


def _succeeded(poll: Poll, facts: ResponseFacts, moved_to: str | None) -> FeedState:
    state = msgspec.structs.replace(
        poll.state,
        address=redirected(poll.state.address, moved_to),
        validators=_renewed(poll.state.validators, facts),
        failures=Failures(),
        last_success=poll.now,
    )
    return _scheduled(poll, state, facts)


def _renewed(validators: Validators, facts: ResponseFacts) -> Validators:
    kept = facts.status == 304  # a 304 that does not repeat a validator leaves it valid
    return msgspec.structs.replace(
        validators,
        etag=facts.etag or (validators.etag if kept else None),
        last_modified=facts.last_modified or (validators.last_modified if kept else None),
    )


def _scheduled(poll: Poll, state: FeedState, facts: ResponseFacts | None) -> FeedState:
    """`state` after its poll, with the moment of the next."""
    held = held_for(poll.feed, state.wishes, facts, poll.now)
    moment = next_poll(poll.feed, state.failures.count, state.wishes, facts, now=poll.now, jitter=poll.jitter)
    schedule = msgspec.structs.replace(state.schedule, next_poll=moment, held_until=poll.now + held if held else None)
    return msgspec.structs.replace(state, last_poll=poll.now, polls=state.polls + 1, schedule=schedule)
