"""A feed that is a sitemap index: the sitemaps in it are polled as well, each with validators of its own."""

import asyncio
import hashlib
from typing import NamedTuple

import msgspec

from monitor.errors import FeedTooLarge, FeedUnreadable, FetchError, ForbiddenAddress
from monitor.feeds.entry import ParsedFeed
from monitor.feeds.polling.outcome import Poll, PollOutcome, with_entries
from monitor.feeds.sitemap import SitemapState
from monitor.fetch.base import Fetcher, FetchRequest, FetchResponse, Parser, Seen


class _Answer(NamedTuple):
    """What one sitemap brought."""

    state: SitemapState
    parsed: ParsedFeed = ParsedFeed()
    error: FetchError | FeedUnreadable | None = None


async def with_sitemaps(this: Poll, outcome: PollOutcome, seen: Seen, fetcher: Fetcher, parser: Parser) -> PollOutcome:
    """`outcome`, with the entries of the sitemaps that its state remembers; itself where it failed or is no index.

    Raises as Fetcher and Parser where no sitemap could be read; and on the first poll already where one of them is away
    for now: what it holds would later be taken for new.
    """
    states = () if outcome.error else outcome.state.sitemaps
    if not states:
        return outcome
    answers = [await _ask(state, this, fetcher, parser) for state in states]
    errors = [answer.error for answer in answers if answer.error]
    first = this.state.last_success is None
    if len(errors) == len(answers) or (first and any(map(_may_pass, errors))):
        raise errors[0]
    entries = tuple(entry for answer in answers for entry in answer.parsed.entries)
    state = _remembering(outcome, tuple(answer.state for answer in answers))
    return await asyncio.to_thread(with_entries, this, state, entries, await seen())


def _remembering(outcome: PollOutcome, states: tuple[SitemapState, ...]) -> PollOutcome:
    return msgspec.structs.replace(outcome, state=msgspec.structs.replace(outcome.state, sitemaps=states))


def _may_pass(error: FetchError | FeedUnreadable) -> bool:
    """Whether asking again later may help."""
    if not isinstance(error, FetchError) or isinstance(error, FeedTooLarge | ForbiddenAddress):
        return False
    return error.status is None or error.status == 429 or error.status >= 500


async def _ask(state: SitemapState, this: Poll, fetcher: Fetcher, parser: Parser) -> _Answer:
    request = FetchRequest(
        url=state.url,
        etag=state.etag,
        last_modified=state.last_modified,
        allow_private=this.feed.allow_private,
        login=this.feed.login,
        home=this.feed.url,
    )
    try:
        return await _read(state, await fetcher.fetch(request), parser)
    except FetchError as error:
        return _Answer(state, error=error)


async def _read(state: SitemapState, response: FetchResponse, parser: Parser) -> _Answer:
    if response.status == 304:
        return _Answer(state)
    if not response.ok:
        raise FetchError(f"HTTP status {response.status} of {state.url}"[:300], status=response.status)
    facts, body_hash = response.facts, hashlib.sha256(response.body).hexdigest()
    new = SitemapState(url=state.url, etag=facts.etag, last_modified=facts.last_modified, body_hash=body_hash)
    if body_hash == state.body_hash:
        return _Answer(new)
    try:
        return _Answer(new, await parser.parse(response.body, response.content_type, response.url))
    except FeedUnreadable as error:  # such as a sitemap of pages in an index that has one of news as well
        return _Answer(new, error=error)
