"""One feed over several polls, before a scripted web."""

from datetime import datetime, timedelta

import msgspec

from monitor.errors import FeedTooLarge, FetchError, WirewatchError, WorkerDied, WorkerTimeout
from monitor.feeds.entry import ParsedFeed
from monitor.feeds.feed import Feed, FirstPoll
from monitor.feeds.polling.outcome import PollOutcome
from monitor.feeds.seen import SeenEntry
from monitor.feeds.state import FeedState
from monitor.fetch.parsers import WorkersParser
from monitor.fetch.poll import poll
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from monitor.workers.inline import InlineWorkers
from tests.feeds.builders import NOON, a_feed

URL, NEW_URL = "https://www.herald.example/feed", "https://herald.example/new-feed"


def rss(*names: str, ttl: int | None = None) -> bytes:
    items = "".join(f"<item><title>{name}</title><link>https://herald.example/{name}</link></item>" for name in names)
    asked = f"<ttl>{ttl}</ttl>" if ttl else ""
    channel = f"<channel><title>Herald</title>{asked}{items}</channel>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'>{channel}</rss>".encode()


class Newsroom:
    """A feed with its memory; `poll` is followed by publishing and storing, as ingest does it."""

    def __init__(self, *answers: Answer, feed: Feed | None = None, **elsewhere: list[Answer]) -> None:
        self.feed = feed or a_feed(url=URL)
        self.fetcher = MemoryFetcher({URL: answers, NEW_URL: elsewhere.get("new", [])})
        self.parser: WorkersParser = CountingParser()
        self.state: FeedState | None = None
        self.seen: dict[str, SeenEntry] = {}
        self.published: list[str] = []
        self.now: datetime = NOON

    async def _seen(self) -> dict[str, SeenEntry]:
        return self.seen

    async def poll(self, *, store: bool = True) -> PollOutcome:
        outcome = await poll(self.feed, self.state, self._seen, self.fetcher, self.parser, now=self.now, jitter=0.0)
        self.published += [f"{article.title} v{article.version}" for article in outcome.articles]
        if store:
            self.state = outcome.state
            self.seen |= {row.entry: row for row in outcome.seen}
        self.now += timedelta(hours=1)
        return outcome


class CountingParser(WorkersParser):
    def __init__(self) -> None:
        super().__init__(InlineWorkers())
        self.parsed = 0

    async def parse(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        self.parsed += 1
        return await super().parse(body, content_type, url, afresh=afresh)


class FailingParser(WorkersParser):
    def __init__(self, error: WirewatchError) -> None:
        super().__init__(InlineWorkers())
        self._error = error

    async def parse(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        raise self._error


def wait(outcome: PollOutcome) -> timedelta:
    assert outcome.state.schedule.next_poll is not None
    assert outcome.state.last_poll is not None
    return outcome.state.schedule.next_poll - outcome.state.last_poll


async def test_the_first_poll_marks_and_the_second_publishes_what_is_new() -> None:
    room = Newsroom(answer(rss("old")), answer(rss("fresh", "old")))
    assert (await room.poll()).reason == "first poll: what it found counts as seen"
    assert room.published == []
    assert (await room.poll()).reason == "new articles"
    assert room.published == ["fresh v1"]
    assert room.state is not None
    assert (room.state.polls, room.state.failures.count, room.state.last_new) == (2, 0, NOON + timedelta(hours=1))


async def test_a_feed_may_publish_at_its_first_poll() -> None:
    room = Newsroom(answer(rss("two", "one")), feed=a_feed(url=URL, first_poll=FirstPoll.PUBLISH))
    assert (await room.poll()).reason == "new articles"
    assert room.published == ["one v1", "two v1"]


async def test_a_first_poll_that_failed_is_made_up_for_by_the_next() -> None:
    room = Newsroom(FetchError("away"), answer(rss("old")), answer(rss("fresh", "old")))
    assert [(await room.poll()).reason.name for _ in range(3)] == ["FAILED", "FIRST_POLL", "NEW_ARTICLES"]
    assert room.published == ["fresh v1"]


async def test_a_clock_that_is_ahead_of_the_servers_makes_nothing_old() -> None:
    def feed(*names: str) -> bytes:
        date = "<pubDate>Tue, 04 Mar 2025 11:00:00 GMT</pubDate></item>"
        return rss(*names).replace(b"</item>", date.encode())

    said = "Tue, 04 Mar 2025 12:00:00 GMT"
    room = Newsroom(answer(feed("one"), date=said), answer(feed("two", "one"), date=said))
    room.now = NOON + timedelta(days=365)
    await room.poll()
    outcome = await room.poll()
    assert [(article.title, article.old) for article in outcome.articles] == [("two", False)]
    assert outcome.server_time == NOON


async def test_validators_go_back_as_they_came_and_not_modified_costs_no_parse() -> None:
    room = Newsroom(answer(rss("old"), etag='W/"a\\b"', last_modified="Tue, 4 Mar 2025 12:00:00 GMT"))
    await room.poll()
    outcome = await room.poll()
    assert outcome.reason == "not modified"
    assert room.fetcher.requests[0].etag is None
    assert room.fetcher.requests[1].etag == 'W/"a\\b"'
    assert room.fetcher.requests[1].last_modified == "Tue, 4 Mar 2025 12:00:00 GMT"
    assert outcome.state.validators.etag == 'W/"a\\b"'
    assert outcome.state.last_success == NOON + timedelta(hours=1)
    assert isinstance(room.parser, CountingParser)
    assert room.parser.parsed == 1


async def test_the_same_bytes_cost_no_parse_and_renew_the_validators() -> None:
    room = Newsroom(answer(rss("old"), etag='"1"'), answer(rss("old"), etag='"2"'))
    await room.poll()
    outcome = await room.poll()
    assert outcome.reason == "same bytes as last time"
    assert outcome.state.validators.etag == '"2"'
    assert isinstance(room.parser, CountingParser)
    assert room.parser.parsed == 1


async def test_validators_that_a_200_no_longer_names_are_forgotten() -> None:
    room = Newsroom(answer(rss("old"), etag='"1"'), answer(rss("new")))
    await room.poll()
    assert (await room.poll()).state.validators.etag is None


async def test_a_crash_before_storing_publishes_again_the_same_article() -> None:
    told = rss("fresh", "old").replace(b"</item>", b"<description>Told in full.</description></item>", 1)
    room = Newsroom(answer(rss("old")), answer(told, etag='"2"'))
    await room.poll()
    lost = await room.poll(store=False)
    again = await room.poll()
    assert [(article.id, article.text) for article in again.articles] == [(lost.articles[0].id, "Told in full.")]
    assert (await room.poll()).reason == "not modified"


async def test_an_edit_is_published_as_the_next_version() -> None:
    edited = rss("old").replace(b"</item>", b"<description>Corrected.</description></item>")
    room = Newsroom(answer(rss("old")), answer(edited))
    await room.poll()
    await room.poll()
    assert room.published == ["old v2"]


async def test_failures_double_the_wait_and_keep_the_validators() -> None:
    room = Newsroom(
        answer(rss("old"), etag='"1"'), FetchError("away"), answer(status=500), answer(b"<html>", etag='"x"')
    )
    await room.poll()
    outcomes = [await room.poll() for _ in range(3)]
    assert [outcome.reason.name for outcome in outcomes] == ["FAILED", "HTTP_ERROR", "UNREADABLE"]
    assert [wait(outcome) for outcome in outcomes] == [timedelta(minutes=15 * 2**n) for n in (1, 2, 3)]
    assert [outcome.state.validators.etag for outcome in outcomes] == ['"1"'] * 3
    assert (
        str(outcomes[1].state.failures.last)
        == "the server answered with an error: HTTP status 500 (internal server error)"
    )
    assert outcomes[2].state.failures.count == 3


async def test_a_server_that_asks_for_rest_gets_it() -> None:
    room = Newsroom(answer(status=429, retry_after="7200"))
    assert wait(await room.poll()) == timedelta(hours=2)


async def test_what_the_feed_asks_for_holds_for_polls_without_a_body_too() -> None:
    room = Newsroom(answer(rss("old", ttl=120), etag='"1"'))
    assert wait(await room.poll()) == timedelta(hours=2)
    outcome = await room.poll()
    assert outcome.reason == "not modified"
    assert wait(outcome) == timedelta(hours=2)


async def test_not_modified_to_a_feed_never_read_is_a_failure() -> None:
    assert (await Newsroom(answer(status=304)).poll()).reason.name == "HTTP_ERROR"


async def test_every_way_to_fail_becomes_a_reason() -> None:
    large = await Newsroom(FeedTooLarge("more than 10 bytes")).poll()
    local = await Newsroom(answer(status=302, location="http://127.0.0.1/")).poll()
    scheme = await Newsroom(answer(status=302, location="file:///etc/passwd")).poll()
    assert (large.reason.name, large.error) == ("TOO_LARGE", "more than 10 bytes")
    assert (local.reason.name, scheme.reason.name) == ("REFUSED", "FAILED")
    for error, reason in ((WorkerDied("gone"), "WORKER_DIED"), (WorkerTimeout("slow"), "WORKER_TIMEOUT")):
        room = Newsroom(answer(rss("old"), etag='"1"'))
        room.parser = FailingParser(error)
        outcome = await room.poll()
        assert outcome.reason.name == reason
        assert (outcome.state.validators.etag, outcome.state.validators.body_hash, outcome.state.last_success) == (
            None,
            "",
            None,
        )


async def test_a_permanent_redirect_moves_the_feed_once_it_proved_consistent() -> None:
    room = Newsroom(answer(status=301, location=NEW_URL), new=[answer(rss("old"))])
    states = [(await room.poll()).state.address.url for _ in range(4)]
    assert states == [URL, URL, NEW_URL, NEW_URL]
    assert room.fetcher.requests[-1].url == NEW_URL


async def test_a_temporary_redirect_in_between_starts_the_count_again() -> None:
    room = Newsroom(
        answer(status=301, location=NEW_URL),
        answer(status=301, location=NEW_URL),
        answer(status=302, location=NEW_URL),
        answer(status=301, location=NEW_URL),
        new=[answer(rss("old"))],
    )
    assert [(await room.poll()).state.address.url for _ in range(5)] == [URL] * 5


async def test_another_configured_address_starts_over_but_remembers_the_entries() -> None:
    room = Newsroom(answer(rss("old"), etag='"1"'), new=[answer(rss("fresh", "old"))])
    await room.poll()
    room.feed = msgspec.structs.replace(room.feed, url=NEW_URL)
    await room.poll()
    assert room.fetcher.requests[-1].etag is None
    assert room.published == ["fresh v1"]


async def test_where_the_feed_moved_to_and_died_the_configured_address_is_tried_again() -> None:
    gone: list[Answer] = [*[answer(rss("old"), etag='"1"')] * 3, *[answer(status=404)] * 3]
    room = Newsroom(*[answer(status=301, location=NEW_URL)] * 3, answer(rss("fresh", "old")), new=gone)
    assert [(await room.poll()).state.address.url for _ in range(6)] == [URL, URL, NEW_URL, NEW_URL, NEW_URL, URL]
    assert (await room.poll()).reason == "new articles"
    assert [request.url for request in room.fetcher.requests[-2:]] == [NEW_URL, URL]
    assert room.fetcher.requests[-1].etag is None


async def test_what_the_server_asked_for_is_remembered_until_it_is_over() -> None:
    room = Newsroom(answer(status=503, retry_after="7200"), answer(rss("old")))
    assert (await room.poll()).state.schedule.held_until == NOON + timedelta(hours=2)
    assert (await room.poll()).state.schedule.held_until is None


async def test_what_was_seen_is_only_asked_for_where_there_is_something_to_compare() -> None:
    room = Newsroom(answer(rss("old"), etag='"1"'), answer(rss("old"), etag='"1"'), FetchError("away"))
    await room.poll()

    async def unwanted() -> dict[str, SeenEntry]:
        raise AssertionError("nothing to compare")

    room._seen = unwanted  # type: ignore[method-assign]
    assert [(await room.poll()).reason.name for _ in range(2)] == ["NOT_MODIFIED", "FAILED"]


async def test_of_a_body_that_breaks_off_unnoticed_the_rest_comes_again() -> None:
    whole, etag = rss("fresh", "old"), '"2"'
    broken = msgspec.structs.replace(answer(whole[:-30], etag=etag), measured=False)
    unmeasured = msgspec.structs.replace(answer(whole, etag=etag), measured=False)
    room = Newsroom(answer(rss("old"), etag='"1"'), broken, unmeasured)
    await room.poll()
    outcome = await room.poll()
    assert (outcome.state.validators.etag, outcome.state.validators.body_hash) == (None, "")
    assert room.published == ["fresh v1"]
    assert (await room.poll()).state.validators.etag == etag
    assert room.published == ["fresh v1"]
